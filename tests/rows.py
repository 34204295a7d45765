"""Rows for tests: valid by default in a stocked database, one field changed per test."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from prep.learning.tap_trust import FIRST_TAPS
from prep.storage.accounts import AccountRow
from prep.storage.base import Base
from prep.storage.exams import AttemptItemRow, AttemptRow
from prep.storage.forecasts import ForecastRow
from prep.storage.forms import FormItemRow, FormRow
from prep.storage.learners import EnrolmentRow, LearnerRow
from prep.storage.notes import ItemNoteRow, ProblemReportRow
from prep.storage.practice import QuizItemRow, QuizRow, ResponseRow
from prep.storage.progress import CardRow, ExposureRow, MasteryRow
from tests.evidence_rows import evidence_of_everything
from tests.factories import MONDAY_NOON

ITEM = "pmp-people-1-001"
CONCEPT = "pmp-people-1-idea"


def learner_row(**changes: Any) -> LearnerRow:
    """A learner."""
    return LearnerRow(**({"name": "Alice", "created_at": MONDAY_NOON} | changes))


def enrolment_row(learner_id: int, **changes: Any) -> EnrolmentRow:
    """Thirty minutes on working days."""
    facts = {
        "learner_id": learner_id,
        "certification_id": "pmp",
        "exam_on": None,
        "minutes_a_day": 30,
        "study_days": [1, 2, 3, 4, 5],
        "job_role": "systems",
        "created_at": MONDAY_NOON,
    }
    return EnrolmentRow(**(facts | changes))


def quiz_row(learner_id: int, **changes: Any) -> QuizRow:
    """An open quiz of one question."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "certification_id": "pmp",
        "kind": "daily",
        "feedback": "each",
        "length": 1,
        "created_at": MONDAY_NOON,
        "finished_at": None,
    }
    return QuizRow(**(facts | changes))


def quiz_item_row(learner_id: int, quiz_id: UUID, **changes: Any) -> QuizItemRow:
    """Its first question."""
    facts = {
        "learner_id": learner_id,
        "quiz_id": quiz_id,
        "position": 1,
        "item_id": ITEM,
        "item_version": 1,
        "reason": "requested",
        "figures": {},
    }
    return QuizItemRow(**(facts | changes))


def response_row(learner_id: int, **changes: Any) -> ResponseRow:
    """The first row of a log."""
    facts = {
        "learner_id": learner_id,
        "sequence": 1,
        "id": uuid4(),
        "certification_id": "pmp",
        "quiz_id": uuid4(),
        "position": 1,
        "item_id": ITEM,
        "item_version": 1,
        "mode": "daily",
        "reason": "requested",
        "answer": ["b"],
        "is_correct": True,
        "score": 1.0,
        "misconceptions": [],
        "confidence": None,
        "elapsed_ms": 30_000,
        "is_first_exposure": True,
        "p_predicted": 0.5,
        "answered_at": MONDAY_NOON,
    }
    return ResponseRow(**(facts | changes))


def form_row(**changes: Any) -> FormRow:
    """A form of one section with one question and an hour's time."""
    facts = {
        "id": uuid4(),
        "certification_id": "pmp",
        "blueprint_id": "pmp-1",
        "name": None,
        "kind": "full",
        "seed": 1,
        "minutes": 60.0,
        "sections": [
            {
                "id": "s1",
                "name": "All questions",
                "first": 1,
                "last": 1,
                "break_minutes": 0,
                "break_counts": None,
                "is_size_published": True,
            }
        ],
        "created_at": MONDAY_NOON,
    }
    return FormRow(**(facts | changes))


def form_item_row(form_id: UUID, **changes: Any) -> FormItemRow:
    """Its first question."""
    facts = {
        "form_id": form_id,
        "position": 1,
        "section": "s1",
        "item_id": ITEM,
        "item_version": 1,
    }
    return FormItemRow(**(facts | changes))


def attempt_row(learner_id: int, form_id: UUID, **changes: Any) -> AttemptRow:
    """An attempt that has just begun."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "certification_id": "pmp",
        "form_id": form_id,
        "extra_time": 1.0,
        "target": None,
        "started_at": MONDAY_NOON,
        "deadline_at": MONDAY_NOON + timedelta(hours=1),
        "section": 0,
        "break_ends_at": None,
        "tab": None,
        "submitted_at": None,
        "submitted_by": None,
        "score": None,
    }
    return AttemptRow(**(facts | changes))


def attempt_item_row(learner_id: int, attempt_id: UUID, **changes: Any) -> AttemptItemRow:
    """Its first question, answered once."""
    facts = {
        "learner_id": learner_id,
        "attempt_id": attempt_id,
        "position": 1,
        "revision": 1,
        "raw": {"choice": ["b"]},
        "is_complete": True,
        "changes": [],
        "is_flagged": False,
        "struck": [],
        "note": "",
        "confidence": None,
        "elapsed_ms": 30_000,
        "saved_at": MONDAY_NOON,
    }
    return AttemptItemRow(**(facts | changes))


def forecast_row(learner_id: int, attempt_id: UUID, **changes: Any) -> ForecastRow:
    """Six in ten, give or take one, from forty answers."""
    facts = {
        "learner_id": learner_id,
        "attempt_id": attempt_id,
        "made_at": MONDAY_NOON,
        "answers": 40,
        "is_sufficient": True,
        "expected": 0.6,
        "low": 0.5,
        "high": 0.7,
        "target": None,
        "p_target": None,
        "domains": {},
    }
    return ForecastRow(**(facts | changes))


def everything_of(learner_id: int) -> list[Base]:
    """One row in every table that belongs to learners, parents first."""
    quiz = quiz_row(learner_id)
    form = form_row()
    attempt = attempt_row(learner_id, form.id)
    at: dict[str, datetime] = {"created_at": MONDAY_NOON}
    return [
        AccountRow(
            learner_id=learner_id,
            email=f"{learner_id}@example.org",
            password="not a hash",
            fs_uniquifier=f"unique-{learner_id}",
        ),
        enrolment_row(learner_id),
        quiz,
        quiz_item_row(learner_id, quiz.id),
        response_row(learner_id, quiz_id=quiz.id),
        form,
        form_item_row(form.id),
        attempt,
        attempt_item_row(learner_id, attempt.id),
        forecast_row(learner_id, attempt.id),
        ItemNoteRow(
            learner_id=learner_id,
            item_id=ITEM,
            is_bookmarked=True,
            note="Mine",
            updated_at=MONDAY_NOON,
        ),
        ProblemReportRow(
            learner_id=learner_id,
            id=uuid4(),
            item_id=ITEM,
            item_version=1,
            kind="typo",
            text="A letter",
            **at,
        ),
        CardRow(
            learner_id=learner_id,
            concept_id=CONCEPT,
            certification_id="pmp",
            stability=1.0,
            memory_difficulty=5.0,
            last_review_at=MONDAY_NOON,
            reviews=1,
            lapses=0,
        ),
        ExposureRow(
            learner_id=learner_id,
            item_id=ITEM,
            certification_id="pmp",
            times=1,
            wrong=0,
            last_at=MONDAY_NOON,
            last_correct=True,
        ),
        MasteryRow(
            learner_id=learner_id,
            certification_id="pmp",
            blueprint_id="pmp-1",
            nodes={"": [1.0, 0.5, 1, 0]},
            growth=(0.0, 0.0),
            gained=0.0025,
            began_at=MONDAY_NOON,
            day=0,
            taps=FIRST_TAPS,
        ),
        *evidence_of_everything(learner_id),
    ]


def stored_learner(db: Session, **changes: Any) -> int:
    """A stored learner's id."""
    row = learner_row(**changes)
    db.add(row)
    db.flush()
    return row.id
