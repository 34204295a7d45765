"""What a learner's calendar holds: quizzes, work, checks, mock exams and the exam."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.content.exercises.documents import exercise_of
from prep.services.actions.views import Stage, stage_of
from prep.storage.actions import ActionRow, list_actions, list_sittings
from prep.storage.banks import get_certification
from prep.storage.exams import list_attempts
from prep.storage.exercises import find_exercises
from prep.storage.learners import EnrolmentRow, LearnerRow, list_enrolments

QUIZ_AT = time(18)
"""When the quiz stands in the calendar, by the learner's clock: after work."""

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OURS = UUID("6f0c8a52-3d0b-4f1e-9a57-0f7f4c3a6d21")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One entry. No name of a person, place or project is in it.

    uid: stays the same while the entry is about the same thing, and tells nothing else.
    begins: a date for a whole day, else a moment in its zone, with a `length`.
    study_days, last_on: it repeats weekly on these ISO weekdays until that day.
    """

    uid: str
    summary: str
    begins: date | datetime
    length: timedelta = DAY
    study_days: tuple[int, ...] = ()
    last_on: date | None = None


def list_occasions(db: Session, learner: LearnerRow, *, today: date) -> list[Occasion]:
    """Everything with a day or a time, of all certifications in preparation.

    The quiz is that of the certification in preparation now.
    """
    return [
        occasion
        for enrolment in list_enrolments(db, learner.id)
        for occasion in _of_enrolment(db, learner, enrolment, today)
    ]


def _of_enrolment(
    db: Session, learner: LearnerRow, enrolment: EnrolmentRow, today: date
) -> Iterator[Occasion]:
    facts = get_certification(db, enrolment.certification_id).facts
    short_name: str = facts["short_name"]
    if enrolment.certification_id == learner.certification_id:
        yield from _quizzes(learner, enrolment, short_name, today)
    yield from _work(db, learner, enrolment.certification_id)
    yield from _mocks(db, learner, enrolment.certification_id, short_name)
    if enrolment.mock_on:
        uid = _uid(learner, "mock day", enrolment.certification_id)
        yield Occasion(uid, f"Mock exam: {short_name}", enrolment.mock_on)
    if enrolment.exam_on:
        uid = _uid(learner, "exam", enrolment.certification_id)
        yield Occasion(uid, f"{short_name} exam", enrolment.exam_on)


def _quizzes(
    learner: LearnerRow, enrolment: EnrolmentRow, short_name: str, today: date
) -> Iterator[Occasion]:
    """The daily quiz as one repeating entry, to the day before the exam.

    Without an exam date to the end of next year, so that the entry changes once a year.
    """
    zone = ZoneInfo(learner.time_zone)
    first_on = enrolment.created_at.astimezone(zone).date()
    while first_on.isoweekday() not in enrolment.study_days:
        first_on += DAY
    last_on = enrolment.exam_on - DAY if enrolment.exam_on else date(today.year + 1, 12, 31)
    if first_on <= last_on:
        yield Occasion(
            uid=_uid(learner, "quiz", enrolment.certification_id),
            summary=f"Today's quiz: {short_name}",
            begins=datetime.combine(first_on, QUIZ_AT, zone),
            length=timedelta(minutes=enrolment.minutes_a_day),
            study_days=tuple(enrolment.study_days),
            last_on=last_on,
        )


def _work(db: Session, learner: LearnerRow, certification_id: str) -> Iterator[Occasion]:
    """Work that is planned for a day, and checks that are not sat yet."""
    actions = {
        row.id: row
        for row in list_actions(db, learner.id, certification_id)
        if row.dropped_at is None
    }
    names = _exercise_names(db, list(actions.values()))
    for row in actions.values():
        if row.due_on and stage_of(row) in (Stage.PLANNED, Stage.DOING):
            summary = f"At work: {names[row.exercise_id]}"
            yield Occasion(_uid(learner, "action", row.id), summary, row.due_on)
    for check, finished_at in list_sittings(db, learner.id, certification_id):
        action = actions.get(check.action_id)
        if action and finished_at is None:
            uid = _uid(learner, "check", action.id, check.number)
            summary = f"Check {check.number}: {names[action.exercise_id]}"
            yield Occasion(uid, summary, check.due_on)


def _mocks(
    db: Session, learner: LearnerRow, certification_id: str, short_name: str
) -> Iterator[Occasion]:
    """Mock exams from their start to when they were handed in, or will be at the latest."""
    for row in list_attempts(db, learner.id, certification_id):
        yield Occasion(
            uid=_uid(learner, "mock", row.id),
            summary=f"Mock exam: {short_name}",
            begins=row.started_at,
            length=max(MINUTE, (row.submitted_at or row.deadline_at) - row.started_at),
        )


def _exercise_names(db: Session, actions: list[ActionRow]) -> dict[str, str]:
    found = find_exercises(db, {row.exercise_id for row in actions})
    return {name: exercise_of(row.document).name for name, row in found.items()}


def _uid(learner: LearnerRow, *about: object) -> str:
    """An id that no other learner's entry has, here or on another installation."""
    whose = f"{learner.id} {learner.created_at.isoformat()}"
    return f"{uuid5(OURS, ' '.join([whose, *map(str, about)]))}@prep"
