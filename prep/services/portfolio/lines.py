"""What lists of the portfolio show of each project, evidence, bullet and story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from prep.services.exports.rows import PortfolioRows
from prep.services.portfolio.hints import cautions
from prep.services.portfolio.interview_questions import QUESTIONS
from prep.services.portfolio.project_words import KINDS
from prep.services.portfolio.stories import PARTS, minutes_to_tell, time_to_tell
from prep.services.portfolio.written import texts_of, why_kept
from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import BulletRow, ProjectRow, StoryRow

Written = TypeVar("Written", BulletRow, StoryRow)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with what belongs to it, also by way of its evidence."""

    id: UUID
    name: str
    kind: str
    my_role: str
    began_on: date
    ended_on: date | None
    confidentiality: str
    evidence: int
    bullets: int
    stories: int


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence. action_id: whose page shows it; None when it came by no action."""

    id: UUID
    title: str
    result: str
    action_id: UUID | None
    project_id: UUID | None
    confidentiality: str


@dataclass(frozen=True, slots=True)
class BulletLine:
    """A bullet.

    kept_because: why it stays here though it is marked for export. to_mind: what to look at before
    it leaves; nothing while it is not marked.
    """

    id: UUID
    it_wording: str
    project_wording: str
    made_of: str
    is_exported: bool
    kept_because: str | None
    to_mind: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The wording to know it by."""
        return self.project_wording or self.it_wording


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story. question: the interview question that it answers, empty for none. See BulletLine."""

    id: UUID
    title: str
    question: str
    time: str
    made_of: str
    is_exported: bool
    kept_because: str | None
    to_mind: tuple[str, ...]


class Lines:
    """The lists of one learner's rows; what bullets and stories belong to is found once."""

    def __init__(self, rows: PortfolioRows) -> None:
        self.rows = rows

    def project(self, row: ProjectRow) -> ProjectLine:
        """A project with its counts."""
        return ProjectLine(
            id=row.id,
            name=row.name,
            kind=KINDS[row.kind].name if row.kind in KINDS else row.kind,
            my_role=row.my_role,
            began_on=row.began_on,
            ended_on=row.ended_on,
            confidentiality=row.confidentiality,
            evidence=len(self.rows.evidence_of(row.id)),
            bullets=len(self.of_project(self.rows.bullets, row.id)),
            stories=len(self.of_project(self.rows.stories, row.id)),
        )

    def bullet(self, row: BulletRow) -> BulletLine:
        """A bullet with whether it leaves."""
        return BulletLine(
            id=row.id,
            it_wording=row.it_wording,
            project_wording=row.project_wording,
            made_of=self._made_of(row),
            is_exported=row.is_exported,
            kept_because=why_kept(self.rows, row),
            to_mind=_to_mind(row),
        )

    def story(self, row: StoryRow) -> StoryLine:
        """A story with whether it leaves."""
        asked = QUESTIONS.get(row.question)
        return StoryLine(
            id=row.id,
            title=row.title,
            question=asked.text if asked else "",
            time=time_to_tell(minutes_to_tell({name: getattr(row, name) for name in PARTS})),
            made_of=self._made_of(row),
            is_exported=row.is_exported,
            kept_because=why_kept(self.rows, row),
            to_mind=_to_mind(row),
        )

    def of_project(self, written: Iterable[Written], project_id: UUID) -> list[Written]:
        """Those that belong to a project, themselves or by their evidence."""
        sources = {row.id for row in self.rows.evidence_of(project_id)}
        return [
            row for row in written if row.project_id == project_id or row.evidence_id in sources
        ]

    def _made_of(self, row: BulletRow | StoryRow) -> str:
        """The name of its evidence or project; empty when it belongs to neither."""
        sources = self.rows.sources_of(row)
        if not sources:
            return ""
        first = sources[0]
        return first.title if isinstance(first, EvidenceRow) else first.name


def evidence_line(row: EvidenceRow) -> EvidenceLine:
    """Evidence as lists show it."""
    return EvidenceLine(
        id=row.id,
        title=row.title,
        result=row.number or row.result,
        action_id=row.action_id,
        project_id=row.project_id,
        confidentiality=row.confidentiality,
    )


def _to_mind(row: BulletRow | StoryRow) -> tuple[str, ...]:
    """Blanks that nobody filled, and what by its form may have to stay confidential."""
    if not row.is_exported:
        return ()
    text = "\n".join(texts_of(row))
    found = (*cautions.blanks(text), *cautions.confidential(text))
    return tuple(caution.message for caution in found)
