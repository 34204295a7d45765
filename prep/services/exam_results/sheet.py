"""All that stands in a mock exam that was handed in: nothing here opens before that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.errors import ExamConflict
from prep.learning.exam_analysis import ExamAnswer
from prep.learning.items import Confidence, Mark
from prep.services.catalogue import Catalogue, get_catalogue
from prep.storage.banks import ItemVersionRow
from prep.storage.exams import AttemptItemRow, AttemptRow, get_attempt, list_attempt_items
from prep.storage.forms import FormRow, get_form, list_form_versions


class Verdict(StrEnum):
    """How a position came out. An incomplete answer counts as none."""

    RIGHT = "right"
    WRONG = "wrong"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A mock exam that was handed in.

    versions: what was asked, by position, in order. items: what stands there; a position that was
    never saved has none.
    """

    attempt: AttemptRow
    submitted_at: datetime
    form: FormRow
    catalogue: Catalogue
    versions: Mapping[int, ItemVersionRow]
    items: Mapping[int, AttemptItemRow]

    def mark(self, position: int) -> Mark | None:
        """How the answer at a position is marked, with partial credit; None without one."""
        row = self.items.get(position)
        if row is None or row.answer is None:
            return None
        return self._mark(position, row.answer)

    def verdict(self, position: int) -> Verdict:
        """How a position came out."""
        row = self.items.get(position)
        if row is None or row.answer is None:
            return Verdict.UNANSWERED
        return Verdict.RIGHT if row.is_correct else Verdict.WRONG

    def answers(self) -> tuple[ExamAnswer, ...]:
        """Every position as the analysis wants it, in order."""
        return tuple(self.answer(position) for position in self.versions)

    def answer(self, position: int) -> ExamAnswer:
        """A position as the analysis wants it."""
        verdict, row = self.verdict(position), self.items.get(position)
        earlier = [change["answer"] for change in row.changes] if row else []
        return ExamAnswer(
            position=position,
            is_answered=verdict is not Verdict.UNANSWERED,
            is_correct=verdict is Verdict.RIGHT,
            confidence=Confidence(row.confidence) if row and row.confidence else None,
            seconds=row.elapsed_ms / 1000 if row else 0.0,
            earlier=tuple(self._mark(position, answer).is_correct for answer in earlier),
        )

    def _mark(self, position: int, answer: Any) -> Mark:
        version = self.versions[position]
        return item_type(version.type).mark(version.body, answer)


def get_sheet(db: Session, learner_id: int, attempt_id: UUID) -> Sheet:
    """The sheet of this learner's attempt.

    Raises NotFound, also for somebody else's, and ExamConflict while it is open.
    """
    return sheet_of(db, get_attempt(db, learner_id, attempt_id))


def sheet_of(db: Session, attempt: AttemptRow) -> Sheet:
    """The sheet of an attempt. Raises ExamConflict while it is open."""
    if attempt.submitted_at is None:
        raise ExamConflict("open", "This mock exam is not handed in yet. Its result comes then.")
    items = list_attempt_items(db, attempt.learner_id, attempt.id)
    return Sheet(
        attempt=attempt,
        submitted_at=attempt.submitted_at,
        form=get_form(db, attempt.form_id),
        catalogue=get_catalogue(db, attempt.certification_id),
        versions=list_form_versions(db, attempt.form_id),
        items={row.position: row for row in items},
    )
