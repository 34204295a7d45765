"""The training log: courses, and their hours against what each certification asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.services.ledger.fields import checked_text, past_day, required_text
from prep.services.ledger.rules import LIVE_RULE_FROM, ApplicationRules
from prep.storage.learners import lock_learner
from prep.storage.portfolio import TrainingRow, get_training, list_training

LIVE_OTHER = "live"
DELIVERIES = {
    "live-authorised": "Live class of a PMI ATP, a China REP or accredited higher education",
    LIVE_OTHER: "Live class of another provider",
    "self-paced": "Self-paced, of any provider",
}
MOST_HOURS = 1000
LONGEST_NAME = 200
LONGEST_CERTIFICATE = 1000


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """What the form of a course holds. certificate: where the proof is kept."""

    name: str
    provider: str
    delivery: str
    hours: float | None
    ended_on: date | None
    certificate: str


@dataclass(frozen=True, slots=True)
class Course:
    """A course in the log."""

    id: UUID
    name: str
    provider: str
    delivery: str
    hours: float
    ended_on: date
    certificate: str


@dataclass(frozen=True, slots=True)
class TrainingTotal:
    """Hours against one certification's rule.

    hours: what counts in an application today. hours_from_rule: what counts in one from
    `LIVE_RULE_FROM`, None where no such rule is published.
    """

    rules: ApplicationRules
    hours: float
    hours_from_rule: float | None

    @property
    def missing(self) -> float:
        """Hours still to take for an application today."""
        return max(0.0, self.rules.training_hours - self.hours)

    @property
    def missing_from_rule(self) -> float | None:
        """The same for an application from the day of the rule on."""
        if self.hours_from_rule is None:
            return None
        return max(0.0, self.rules.training_hours - self.hours_from_rule)


def list_courses(db: Session, learner_id: int) -> list[Course]:
    """The log, the latest course first."""
    return [_course(row) for row in list_training(db, learner_id)]


def get_course(db: Session, learner_id: int, course_id: UUID) -> Course:
    """A course of the log. Raises NotFound."""
    return _course(get_training(db, learner_id, course_id))


def total_training(
    courses: Sequence[Course], rules: Sequence[ApplicationRules], *, today: date
) -> list[TrainingTotal]:
    """The hours against every certification that asks for some."""
    return [_total(courses, one, today) for one in rules if one.training_hours]


def save_course(
    db: Session,
    learner_id: int,
    course_id: UUID,
    entry: CourseEntry,
    *,
    today: date,
    now: datetime,
) -> None:
    """Write a course down, or over what stands under its id; sent twice, it is kept once.

    Raises InvalidInput.
    """
    name = required_text("name", "Course", entry.name, LONGEST_NAME)
    provider = required_text("provider", "Provider", entry.provider, LONGEST_NAME)
    if entry.delivery not in DELIVERIES:
        raise InvalidInput("delivery", "Choose how the course was held.")
    hours = _checked_hours(entry.hours)
    ended_on = past_day("ended_on", "Last day", entry.ended_on, today)
    certificate = checked_text("certificate", "Certificate", entry.certificate, LONGEST_CERTIFICATE)
    lock_learner(db, learner_id)
    row = _row(db, learner_id, course_id, now)
    row.name, row.provider, row.delivery = name, provider, entry.delivery
    row.hours, row.ended_on, row.certificate = hours, ended_on, certificate
    db.add(row)


def delete_course(db: Session, learner_id: int, course_id: UUID) -> None:
    """Take a course out. Raises NotFound."""
    db.delete(get_training(db, learner_id, course_id))


def _total(courses: Sequence[Course], rules: ApplicationRules, today: date) -> TrainingTotal:
    everything = _added(courses)
    accepted = _added(course for course in courses if course.delivery != LIVE_OTHER)
    is_ruled = bool(rules.live_rule)
    is_in_force = is_ruled and today >= LIVE_RULE_FROM
    return TrainingTotal(
        rules, accepted if is_in_force else everything, accepted if is_ruled else None
    )


def _added(courses: Iterable[Course]) -> float:
    """Their hours together, as on paper: in binary fractions 25 times 1.4 falls short of 35."""
    return round(sum(course.hours for course in courses), 6)


def _checked_hours(hours: float | None) -> float:
    if hours is None or not isfinite(hours) or not 0 < hours <= MOST_HOURS:
        raise InvalidInput("hours", f"Hours: write a number above 0, at most {MOST_HOURS:,}.")
    return hours


def _row(db: Session, learner_id: int, course_id: UUID, now: datetime) -> TrainingRow:
    try:
        return get_training(db, learner_id, course_id)
    except NotFound:
        return TrainingRow(learner_id=learner_id, id=course_id, created_at=now)


def _course(row: TrainingRow) -> Course:
    return Course(
        row.id, row.name, row.provider, row.delivery, row.hours, row.ended_on, row.certificate
    )
