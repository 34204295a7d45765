"""The day of the next mock exam: setting it, suggesting one, and letting go of it."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.services.enrolments import check_day, get_enrolment
from prep.services.exams.views import NearMock, NextMock
from prep.storage.exams import find_open_attempt
from prep.storage.learners import find_enrolment, lock_learner

LEAD = timedelta(days=14)
"""From the suggested day to the exam: long enough to work on what the mock showed."""

TOO_LATE_DAYS = 3
"""So close to the exam a mock is not suggested any more: its result could change nothing."""

NEAR_DAYS = 7
"""From so many days before it, a planned mock is spoken of every day."""


def plan_mock_day(
    db: Session, learner_id: int, certification_id: str, on: date | None, *, today: date
) -> None:
    """Set the day of the next mock exam; None for no day.

    Raises NotFound when not enrolled, and InvalidInput for a day before today, after the exam or
    over three years ahead.
    """
    lock_learner(db, learner_id)
    enrolment = get_enrolment(db, learner_id, certification_id)
    if on is not None:
        check_day("mock_on", on, today)
        if enrolment.exam_on and on > enrolment.exam_on:
            raise InvalidInput(
                "mock_on",
                "That date is after your exam. Choose an earlier one, or move the exam in the "
                "settings.",
            )
    enrolment.mock_on = on


def suggested_day(exam_on: date | None, today: date) -> date | None:
    """Two weeks before the exam, but not before today.

    None without an exam date, and from three days before the exam.
    """
    if exam_on is None or (exam_on - today).days <= TOO_LATE_DAYS:
        return None
    return max(exam_on - LEAD, today)


def let_go_of_day(db: Session, learner_id: int, certification_id: str, *, today: date) -> None:
    """Forget the day of the mock exam that begins now, unless it is still to come."""
    enrolment = find_enrolment(db, learner_id, certification_id)
    if enrolment and enrolment.mock_on and enrolment.mock_on <= today:
        enrolment.mock_on = None


def get_next_mock(db: Session, learner_id: int, certification_id: str, *, today: date) -> NextMock:
    """The day that is set, or the one to suggest. Raises NotFound when not enrolled."""
    enrolment = get_enrolment(db, learner_id, certification_id)
    return NextMock(
        today=today,
        planned_on=enrolment.mock_on,
        suggested_on=None if enrolment.mock_on else suggested_day(enrolment.exam_on, today),
    )


def find_near_mock(
    db: Session, learner_id: int, certification_id: str, *, today: date
) -> NearMock | None:
    """The planned mock exam from a week before its day until it is begun, or None.

    Raises NotFound when not enrolled. From its day on it is left out while an exam is open; only
    then are the attempts read.
    """
    on = get_enrolment(db, learner_id, certification_id).mock_on
    if on is None or (days := (on - today).days) > NEAR_DAYS:
        return None
    if days <= 0 and find_open_attempt(db, learner_id, certification_id):
        return None
    return NearMock(on, days)
