"""A learner's portfolio for tests: two projects, evidence of an action, a bullet, a story."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from prep.storage.base import Base
from prep.storage.exercises import list_exercises
from tests.evidence_rows import (
    action_row,
    bullet_row,
    evidence_row,
    experience_row,
    project_row,
    story_row,
)
from tests.factories import MONDAY_NOON

MARK_UP = "<b>& “quotes”</b> 🎉 قاد فريقا"
"""What a page must show as it is."""


@dataclass(frozen=True, slots=True)
class PortfolioIds:
    """What is in it. project: with evidence and a period; bare: private, with nothing of its own.

    evidence: of the project and of an action; loose: of no project.
    """

    project: UUID
    bare: UUID
    evidence: UUID
    loose: UUID
    bullet: UUID
    story: UUID


def fill_portfolio(db: Session, learner_id: int) -> PortfolioIds:
    """Store it. The bank must hold an exercise."""
    ids = PortfolioIds(*(uuid4() for _ in range(6)))
    for row in _rows(learner_id, ids, list_exercises(db)[0].id):
        db.add(row)
        db.flush()
    return ids


def _rows(one: int, ids: PortfolioIds, exercise_id: str) -> list[Base]:
    action = action_row(one, exercise_id, documented_at=MONDAY_NOON)
    return [
        action,
        project_row(one, id=ids.project),
        project_row(one, id=ids.bare, name="Printers", kind="vendor", confidentiality="private"),
        evidence_row(one, id=ids.evidence, action_id=action.id, project_id=ids.project),
        evidence_row(
            one, id=ids.loose, title=f"Loose {MARK_UP}", number="", confidentiality="private"
        ),
        experience_row(one, ids.project),
        bullet_row(one, id=ids.bullet, evidence_id=ids.evidence),
        bullet_row(one, project_wording="", it_wording="Fixed printers.", is_exported=False),
        bullet_row(one, project_id=ids.bare, project_wording="Led <who> on srv01."),
        story_row(one, id=ids.story, project_id=ids.project, question="risk"),
    ]
