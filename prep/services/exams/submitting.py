"""Handing in: every position is marked, all or nothing, and what was answered goes into the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.learning.items import Mark
from prep.learning.layer import Layer
from prep.services.answering import log_answer
from prep.services.catalogue import get_catalogue
from prep.services.exams.clock import is_overdue
from prep.services.exams.drafts import parsed
from prep.storage import exams
from prep.storage.answer_rows import find_many_answer_rows
from prep.storage.banks import ItemVersionRow
from prep.storage.forms import list_form_versions
from prep.storage.learners import LearnerRow, lock_learner
from prep.storage.practice import MOCK, ResponseRow


@dataclass(frozen=True, slots=True)
class _Answered:
    """A position with a complete answer, and how it is marked."""

    item: exams.AttemptItemRow
    version: ItemVersionRow
    answer: Any
    mark: Mark


def submit_attempt(
    db: Session, learner_id: int, attempt_id: UUID, *, now: datetime, layer: Layer | None = None
) -> None:
    """Hand an attempt in; one that is handed in already stays as it is. Raises NotFound.

    Past its deadline it was handed in then, by itself.
    """
    learner = lock_learner(db, learner_id)
    attempt = exams.lock_attempt(db, learner_id, attempt_id)
    if attempt.submitted_at is None:
        _hand_in(db, learner, attempt, now, layer)


def submit_if_overdue(
    db: Session, learner_id: int, attempt_id: UUID, *, now: datetime, layer: Layer | None = None
) -> bool:
    """Hand an attempt in if its time is up. Returns whether it was, and still open."""
    learner = lock_learner(db, learner_id)
    attempt = exams.lock_attempt(db, learner_id, attempt_id)
    overdue = is_overdue(attempt, now)
    if overdue:
        _hand_in(db, learner, attempt, now, layer)
    return overdue


def needs_submitting(db: Session, learner_id: int, attempt_id: UUID, *, now: datetime) -> bool:
    """Whether the attempt is still open past its deadline. Raises NotFound."""
    return is_overdue(exams.get_attempt(db, learner_id, attempt_id), now)


def list_overdue(db: Session, *, now: datetime) -> list[tuple[int, UUID]]:
    """Learner and id of every attempt that is still open past its deadline."""
    return exams.list_overdue(db, now)


def _hand_in(
    db: Session,
    learner: LearnerRow,
    attempt: exams.AttemptRow,
    now: datetime,
    layer: Layer | None,
) -> None:
    versions = list_form_versions(db, attempt.form_id)
    items = exams.list_attempt_items(db, learner.id, attempt.id)
    answered = [found for row in items if (found := _marked(row, versions[row.position]))]
    _log_all(db, learner, attempt, answered, layer)
    attempt.submitted_by = "deadline" if is_overdue(attempt, now) else "learner"
    attempt.submitted_at = min(now, attempt.deadline_at)
    attempt.score = sum(one.mark.is_correct for one in answered) / len(versions)


def _log_all(
    db: Session,
    learner: LearnerRow,
    attempt: exams.AttemptRow,
    answered: Sequence[_Answered],
    layer: Layer | None,
) -> None:
    """Log the answers in the order in which they were given."""
    catalogue = get_catalogue(db, attempt.certification_id)
    rows = find_many_answer_rows(
        db,
        learner.id,
        attempt.certification_id,
        {one.version.concept_id for one in answered},
        {one.version.item_id for one in answered},
    )
    for one in sorted(answered, key=lambda one: (one.item.saved_at, one.item.position)):
        version = one.version
        before = rows.of(version.concept_id, version.item_id)
        row = _logged(attempt, one)
        _, after = log_answer(db, learner, row, version, before, catalogue, layer)
        rows.keep(after)


def _marked(row: exams.AttemptItemRow, version: ItemVersionRow) -> _Answered | None:
    """Write the mark into the row. An incomplete answer counts as none, and is not logged."""
    kind = item_type(version.type)
    answer = parsed(kind, version.body, row.raw)
    mark = Mark(is_correct=False, score=0.0) if answer is None else kind.mark(version.body, answer)
    row.answer = answer
    row.is_correct = mark.is_correct
    row.score = float(mark.is_correct)
    return None if answer is None else _Answered(row, version, answer, mark)


def _logged(attempt: exams.AttemptRow, one: _Answered) -> ResponseRow:
    return ResponseRow(
        learner_id=attempt.learner_id,
        id=uuid5(attempt.id, str(one.item.position)),
        certification_id=attempt.certification_id,
        quiz_id=attempt.id,
        position=one.item.position,
        item_id=one.version.item_id,
        item_version=one.version.version,
        mode=MOCK,
        reason=MOCK,
        answer=one.answer,
        is_correct=one.mark.is_correct,
        score=float(one.mark.is_correct),
        misconceptions=list(one.mark.misconceptions),
        confidence=one.item.confidence,
        elapsed_ms=one.item.elapsed_ms or None,
        answered_at=one.item.saved_at,
    )
