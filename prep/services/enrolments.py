"""Enrolling in a certification, and the plan: exam date, minutes, study days, job role."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.storage import banks, learners
from prep.storage.learners import EnrolmentRow

MINUTES_RANGE = (5, 240)
LONGEST_PLAN_DAYS = 1095
JOB_ROLES = {
    "help-desk": "Help desk or support",
    "systems": "Systems administration",
    "network": "Networks",
    "cloud-devops": "Cloud or DevOps",
    "developer": "Software development",
    "qa": "Testing or quality",
    "business-analyst": "Business analysis",
    "security": "Security",
    "operations-manager": "IT operations management",
    "other": "Something else",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a learner decides. study_days: ISO weekdays, 1 is Monday."""

    exam_on: date | None
    minutes_a_day: int
    study_days: tuple[int, ...]
    job_role: str


@dataclass(frozen=True, slots=True)
class CertificationView:
    """One certification to choose from."""

    id: str
    name: str
    short_name: str
    vendor: str
    summary: str
    marks: str
    eligibility: str
    eligibility_source: str
    questions_total: int
    minutes: int


def list_certifications(db: Session) -> list[CertificationView]:
    """All certifications that the bank holds."""
    return [_certification_view(row) for row in banks.list_certifications(db)]


def enrol(
    db: Session, learner_id: int, certification_id: str, plan: Plan, *, today: date, now: datetime
) -> None:
    """Enrol, or change the plan of an enrolment; the certification becomes the current one.

    A mock exam that was planned for a day after the exam has no day any more.
    Raises InvalidInput with the field that is wrong, and stores nothing then.
    """
    if certification_id not in {row.id for row in banks.list_certifications(db)}:
        raise InvalidInput("certification", "Choose one of the listed certifications.")
    _check(plan, today)
    learner = learners.lock_learner(db, learner_id)
    row = learners.find_enrolment(db, learner_id, certification_id) or EnrolmentRow(
        learner_id=learner_id, certification_id=certification_id, created_at=now
    )
    row.exam_on = plan.exam_on
    if row.mock_on and plan.exam_on and row.mock_on > plan.exam_on:
        row.mock_on = None
    row.minutes_a_day = plan.minutes_a_day
    row.study_days = sorted(set(plan.study_days))
    row.job_role = plan.job_role
    learner.certification_id = certification_id
    db.add(row)


def switch_certification(db: Session, learner_id: int, certification_id: str) -> None:
    """Make another enrolment the current one. Raises NotFound when there is none."""
    get_enrolment(db, learner_id, certification_id)
    learners.get_learner(db, learner_id).certification_id = certification_id


def get_enrolment(db: Session, learner_id: int, certification_id: str) -> EnrolmentRow:
    """The enrolment row. Raises NotFound."""
    row = learners.find_enrolment(db, learner_id, certification_id)
    if row is None:
        raise NotFound("not enrolled")
    return row


def get_plan(db: Session, learner_id: int, certification_id: str) -> Plan:
    """The learner's plan. Raises NotFound when not enrolled."""
    row = get_enrolment(db, learner_id, certification_id)
    return Plan(row.exam_on, row.minutes_a_day, tuple(row.study_days), row.job_role)


def list_enrolled(db: Session, learner_id: int) -> list[CertificationView]:
    """The certifications that a learner is enrolled in, oldest enrolment first."""
    return [
        _certification_view(banks.get_certification(db, row.certification_id))
        for row in learners.list_enrolments(db, learner_id)
    ]


def check_day(field: str, on: date, today: date) -> None:
    """Raise InvalidInput for a day that nothing can be planned for: past, or over 3 years ahead."""
    if on < today:
        raise InvalidInput(field, "That date is before today. Choose a later one.")
    if (on - today).days > LONGEST_PLAN_DAYS:
        raise InvalidInput(field, "That date is over three years away. Check the year.")


def _check(plan: Plan, today: date) -> None:
    low, high = MINUTES_RANGE
    if not low <= plan.minutes_a_day <= high:
        raise InvalidInput("minutes_a_day", f"Choose between {low} and {high} minutes a day.")
    if not plan.study_days or not set(plan.study_days) <= set(range(1, 8)):
        raise InvalidInput("study_days", "Choose at least one day of the week.")
    if plan.job_role not in JOB_ROLES:
        raise InvalidInput("job_role", "Choose the role that comes closest.")
    if plan.exam_on is not None:
        check_day("exam_on", plan.exam_on, today)


def _certification_view(row: banks.CertificationRow) -> CertificationView:
    facts = row.facts
    return CertificationView(
        id=row.id,
        name=facts["name"],
        short_name=facts["short_name"],
        vendor=facts["vendor"],
        summary=facts["summary"],
        marks=facts["marks"],
        eligibility=facts["eligibility"]["text"],
        eligibility_source=facts["eligibility"]["source"],
        questions_total=row.blueprint["questions_total"],
        minutes=row.blueprint["minutes"],
    )
