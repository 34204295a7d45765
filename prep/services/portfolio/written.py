"""What bullets and stories share: what they were made from, and whether they leave."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.services.exports.rows import PortfolioRows
from prep.services.exports.staying import why_written_stays
from prep.storage.evidence import get_evidence
from prep.storage.portfolio import BulletRow, StoryRow, get_project


@dataclass(frozen=True, slots=True)
class Origin:
    """What something was written from: evidence, a project, or neither."""

    evidence_id: UUID | None = None
    project_id: UUID | None = None

    def __str__(self) -> str:
        """As a form sends it: `evidence:…`, `project:…` or nothing."""
        if self.evidence_id:
            return f"evidence:{self.evidence_id}"
        return f"project:{self.project_id}" if self.project_id else ""


def parse_origin(text: str) -> Origin:
    """The origin that a form sent. Raises InvalidInput."""
    kind, _, value = text.partition(":")
    try:
        found = UUID(value) if text else None
    except ValueError:
        found = None
    if text and (found is None or kind not in ("evidence", "project")):
        raise InvalidInput("origin", "Choose from the list what it belongs to.")
    return Origin(**{f"{kind}_id": found}) if found else Origin()


def check_origin(db: Session, learner_id: int, origin: Origin) -> None:
    """Raises InvalidInput unless the learner has what it names."""
    try:
        if origin.evidence_id:
            get_evidence(db, learner_id, origin.evidence_id)
        if origin.project_id:
            get_project(db, learner_id, origin.project_id)
    except NotFound:
        raise InvalidInput("origin", "That is gone. Choose another, or none.") from None


def set_origin(row: BulletRow | StoryRow, origin: Origin) -> None:
    """Let it belong there. What leaves its origin loses its mark for export."""
    before = Origin(row.evidence_id, row.project_id)
    if before not in (Origin(), origin):
        row.is_exported = False
    row.evidence_id, row.project_id = origin.evidence_id, origin.project_id


def texts_of(row: BulletRow | StoryRow) -> list[str]:
    """What of it an export would take."""
    if isinstance(row, BulletRow):
        return [row.project_wording]
    return [row.title, row.situation, row.task, row.action, row.result]


def why_kept(rows: PortfolioRows, row: BulletRow | StoryRow) -> str | None:
    """Why it stays here though it is marked for export; None when it leaves, or is not marked."""
    if not row.is_exported:
        return None
    return why_written_stays(texts_of(row), rows.sources_of(row), is_exported=True)
