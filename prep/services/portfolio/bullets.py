"""Bullets: one line for a résumé, first as the job says it, then in the language of projects."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.ledger.fields import checked_text
from prep.services.portfolio.written import Origin, check_origin, set_origin
from prep.storage.evidence import EvidenceRow
from prep.storage.learners import lock_learner
from prep.storage.portfolio import BulletRow, get_bullet

LONGEST_IT = 2_000
LONGEST_PROJECT = 1_000


@dataclass(frozen=True, slots=True)
class BulletEntry:
    """What the workshop holds."""

    it_wording: str
    project_wording: str
    origin: Origin


def save_bullet(
    db: Session, learner_id: int, bullet_id: UUID, entry: BulletEntry, *, now: datetime
) -> None:
    """Write a bullet down, or over what stands under its id; sent twice, it is kept once.

    One of its two wordings may wait. Raises InvalidInput.
    """
    it_wording = checked_text("it_wording", "IT wording", entry.it_wording, LONGEST_IT)
    project_wording = checked_wording(entry.project_wording)
    if not it_wording and not project_wording:
        raise InvalidInput("it_wording", "Write one of the two wordings; the other may wait.")
    lock_learner(db, learner_id)
    check_origin(db, learner_id, entry.origin)
    row = _row(db, learner_id, bullet_id, now)
    row.it_wording, row.project_wording = it_wording, project_wording
    set_origin(row, entry.origin)
    row.is_exported = bool(row.is_exported and project_wording)
    row.updated_at = now
    db.add(row)


def checked_wording(text: str) -> str:
    """A project wording that can be kept. Raises InvalidInput."""
    return checked_text("project_wording", "Project wording", text, LONGEST_PROJECT)


def get_entry(db: Session, learner_id: int, bullet_id: UUID) -> BulletEntry:
    """A bullet as the workshop shows it. Raises NotFound."""
    row = get_bullet(db, learner_id, bullet_id)
    return BulletEntry(row.it_wording, row.project_wording, Origin(row.evidence_id, row.project_id))


def mark_bullet(db: Session, learner_id: int, bullet_id: UUID, *, is_exported: bool) -> None:
    """Mark whether an export may take it. Raises NotFound; Conflict while it has no wording."""
    row = get_bullet(db, learner_id, bullet_id)
    if is_exported and not row.project_wording:
        raise Conflict("There is no project wording to export yet. Write it first.")
    row.is_exported = is_exported


def delete_bullet(db: Session, learner_id: int, bullet_id: UUID) -> None:
    """Take a bullet out. Raises NotFound."""
    db.delete(get_bullet(db, learner_id, bullet_id))


def it_wording_of(evidence: EvidenceRow) -> str:
    """What the learner wrote in the evidence, as a first wording; nothing is added."""
    told = (evidence.action, evidence.result, evidence.number)
    text = "\n".join(part.strip() for part in told if part.strip())
    return text if len(text) <= LONGEST_IT else text[: LONGEST_IT - 1].rsplit(" ", 1)[0] + "…"


def _row(db: Session, learner_id: int, bullet_id: UUID, now: datetime) -> BulletRow:
    try:
        return get_bullet(db, learner_id, bullet_id)
    except NotFound:
        return BulletRow(learner_id=learner_id, id=bullet_id, is_exported=False, created_at=now)
