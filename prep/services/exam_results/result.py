"""The result of a mock exam, for its page and its report."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.exam_results.conduct import Conduct, conduct_of
from prep.services.exam_results.next_steps import NextSteps, next_steps
from prep.services.exam_results.outcome import Outcome, outcome_of
from prep.services.exam_results.review import ReviewLine, reason_counts, review_lines
from prep.services.exam_results.sheet import Sheet, get_sheet
from prep.services.exam_results.trend import ExamTrend, exam_trend
from prep.services.exams.sitting import form_name, kind_name


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Which exam it was. minutes: of its clock, extra time included. marks: whose marks are named.

    domains: id and name of those in the outline.
    """

    id: UUID
    short_name: str
    kind_name: str
    form_name: str
    questions: int
    minutes: float
    extra_time: float
    started_at: datetime
    submitted_at: datetime
    submitted_by: str
    marks: str
    domains: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExamResult:
    """Everything about an exam that was handed in.

    reasons: how many questions were missed for each reason. trend: None below two exams.
    """

    exam: HandedIn
    outcome: Outcome
    conduct: Conduct
    steps: NextSteps
    lines: tuple[ReviewLine, ...]
    reasons: dict[str, int]
    trend: ExamTrend | None


def get_exam_result(db: Session, learner_id: int, attempt_id: UUID, *, now: datetime) -> ExamResult:
    """The result. Raises NotFound, and ExamConflict while the exam is open."""
    sheet = get_sheet(db, learner_id, attempt_id)
    lines = review_lines(sheet)
    return ExamResult(
        exam=handed_in(sheet),
        outcome=outcome_of(db, sheet),
        conduct=conduct_of(sheet),
        steps=next_steps(db, sheet),
        lines=lines,
        reasons=reason_counts(lines),
        trend=exam_trend(db, learner_id, sheet.attempt.certification_id, now=now),
    )


def handed_in(sheet: Sheet) -> HandedIn:
    """Which exam it was."""
    attempt, catalogue = sheet.attempt, sheet.catalogue
    return HandedIn(
        id=attempt.id,
        short_name=catalogue.short_name,
        kind_name=kind_name(sheet.form.kind, catalogue.blueprint),
        form_name=form_name(sheet.form),
        questions=len(sheet.versions),
        minutes=sheet.form.minutes * attempt.extra_time,
        extra_time=attempt.extra_time,
        started_at=attempt.started_at,
        submitted_at=sheet.submitted_at,
        submitted_by=attempt.submitted_by or "deadline",
        marks=str(catalogue.facts["marks"]),
        domains=tuple((domain.id, domain.name) for domain in catalogue.blueprint.domains),
    )
