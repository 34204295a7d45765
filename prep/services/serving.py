"""Serving a quiz: its row, its items at their present versions, and how it looks from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict
from prep.learning.selection import Selected
from prep.services.catalogue import Catalogue
from prep.storage import practice
from prep.storage.exams import AttemptRow


@dataclass(frozen=True, slots=True)
class QuizView:
    """A quiz from outside. `answered` positions of `length` are done."""

    id: UUID
    kind: str
    feedback: str
    certification_id: str
    length: int
    answered: int
    created_at: datetime
    finished_at: datetime | None


def quiz_view(db: Session, row: practice.QuizRow) -> QuizView:
    """The quiz from outside."""
    return counted_view(row, practice.count_responses(db, row.learner_id, row.id))


def counted_view(row: practice.QuizRow, answered: int) -> QuizView:
    """The same where it is known how many positions are answered."""
    return QuizView(
        id=row.id,
        kind=row.kind,
        feedback=row.feedback,
        certification_id=row.certification_id,
        length=row.length,
        answered=answered,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def begin_quiz(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    quiz_id: UUID,
    kind: str,
    feedback: str,
    chosen: Sequence[Selected],
    now: datetime,
    *,
    length: int | None = None,
) -> QuizView:
    """The quiz with this id; sent twice, it is started once.

    Raises Conflict for the id of a mock exam, whose place in the log is taken.
    """
    if known := db.get(practice.QuizRow, (learner_id, quiz_id)):
        return quiz_view(db, known)
    if db.get(AttemptRow, (learner_id, quiz_id)):
        raise Conflict("This page is old. Load it again.")
    if not chosen:
        raise Conflict("There are no questions for this certification yet. Run `prep bank sync`.")
    quiz = practice.QuizRow(
        learner_id=learner_id,
        id=quiz_id,
        certification_id=catalogue.certification_id,
        kind=kind,
        feedback=feedback,
        length=length or len(chosen),
        created_at=now,
        finished_at=None,
    )
    db.add(quiz)
    db.flush()
    serve_items(db, quiz, catalogue, chosen, first_position=1)
    return quiz_view(db, quiz)


def serve_items(
    db: Session,
    quiz: practice.QuizRow,
    catalogue: Catalogue,
    chosen: Sequence[Selected],
    *,
    first_position: int,
) -> None:
    """Put chosen items into a quiz, from a position on."""
    for position, selected in enumerate(chosen, start=first_position):
        db.add(
            practice.QuizItemRow(
                learner_id=quiz.learner_id,
                quiz_id=quiz.id,
                position=position,
                item_id=selected.item.id,
                item_version=catalogue.versions[selected.item.id],
                reason=selected.reason,
                figures=dict(selected.figures),
            )
        )
