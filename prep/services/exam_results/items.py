"""One question of a mock exam that was handed in, with everything; and why it was missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, NotFound
from prep.services.exam_results.sheet import Sheet, Verdict, get_sheet
from prep.services.exams.sitting import shown_at
from prep.services.questions import MisconceptionView, named_misconceptions
from prep.storage.banks import ItemVersionRow, get_concept
from prep.storage.exams import AttemptItemRow, lock_attempt


class MissReason(StrEnum):
    """Why a question was missed, in the learner's own judgement."""

    KNOWLEDGE = "knowledge"
    MISREAD = "misread"
    REASONING = "reasoning"
    TIME = "time"
    TRAP = "trap"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it stood in the exam; `shown` is in the order of then."""

    position: int
    type: str
    stem: str
    stimulus: Mapping[str, Any] | None
    shown: Mapping[str, Any]
    task_id: str
    task_name: str
    domain_name: str


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """A question with own answer, key and rationales; it fits the macros of the item types.

    answer: None where none was complete. score: credit that practice would give, 0 to 1; the exam
    counts all or nothing. body: with key and rationales. misconceptions: all that it names, by id.
    note: written during the exam.
    """

    question: AskedQuestion
    answer: Any
    is_correct: bool
    score: float
    body: Mapping[str, Any]
    misconceptions: Mapping[str, MisconceptionView]
    explanation: str
    principle: str
    references: tuple[str, ...]
    concept_id: str
    concept_name: str
    lesson: str
    note: str


def reviewed_item(db: Session, sheet: Sheet, position: int) -> ReviewedItem:
    """A question with everything. Raises NotFound for a position that the form has not."""
    version, row = _version(sheet, position), sheet.items.get(position)
    mark = sheet.mark(position)
    concept = get_concept(db, version.concept_id)
    return ReviewedItem(
        question=_asked(sheet, position, version),
        answer=row.answer if row else None,
        is_correct=sheet.verdict(position) is Verdict.RIGHT,
        score=mark.score if mark else 0.0,
        body=version.body,
        misconceptions=named_misconceptions(db, version),
        explanation=version.explanation,
        principle=version.principle,
        references=tuple(version.references),
        concept_id=concept.id,
        concept_name=concept.name,
        lesson=concept.lesson,
        note=row.note if row else "",
    )


def set_miss_reason(
    db: Session,
    learner_id: int,
    attempt_id: UUID,
    position: int,
    reason: MissReason | None,
) -> None:
    """Say why a question was missed; None takes it back.

    Raises NotFound, ExamConflict while the exam is open, Conflict for one that was right.
    """
    lock_attempt(db, learner_id, attempt_id)
    sheet = get_sheet(db, learner_id, attempt_id)
    _version(sheet, position)
    if sheet.verdict(position) is Verdict.RIGHT:
        raise Conflict("This question was right, so there is no reason for a miss to keep.")
    row = sheet.items.get(position)
    if row is None:
        row = _untouched(sheet, position, sheet.submitted_at)
        db.add(row)
    row.miss_reason = reason


def _version(sheet: Sheet, position: int) -> ItemVersionRow:
    version = sheet.versions.get(position)
    if version is None:
        raise NotFound("no such question")
    return version


def _asked(sheet: Sheet, position: int, version: ItemVersionRow) -> AskedQuestion:
    return AskedQuestion(
        position=position,
        type=version.type,
        stem=version.stem,
        stimulus=version.stimulus,
        shown=shown_at(sheet.attempt, position, version.type, version.body),
        task_id=version.task_id,
        task_name=sheet.catalogue.task_name(version.task_id),
        domain_name=sheet.catalogue.domain_name(version.task_id),
    )


def _untouched(sheet: Sheet, position: int, at: datetime) -> AttemptItemRow:
    """The row of a question at which nothing was ever saved."""
    return AttemptItemRow(
        learner_id=sheet.attempt.learner_id,
        attempt_id=sheet.attempt.id,
        position=position,
        revision=0,
        raw={},
        is_complete=False,
        changes=[],
        is_flagged=False,
        struck=[],
        note="",
        confidence=None,
        elapsed_ms=0,
        saved_at=at,
        answer=None,
        is_correct=False,
        score=0.0,
    )
