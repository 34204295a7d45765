"""The page of mock exams: what can be sat, what is open, and what was handed in."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.exams.planning import get_next_mock
from prep.services.exams.sections import section_views
from prep.services.exams.sitting import attempt_view, form_name, kind_name
from prep.services.exams.views import ExamsView, KindView, PastAttempt
from prep.services.forms import available_forms
from prep.services.learners import get_learner_view
from prep.storage import exams
from prep.storage.forecasts import find_forecast
from prep.storage.forms import get_form


def find_open(db: Session, learner_id: int, certification_id: str) -> UUID | None:
    """The attempt that is not submitted yet, or None."""
    found = exams.find_open_attempt(db, learner_id, certification_id)
    return found.id if found else None


def find_target(db: Session, learner_id: int, certification_id: str) -> float | None:
    """The target that stands, a share from 0 to 1, or None."""
    return exams.newest_target(exams.list_attempts(db, learner_id, certification_id))


def get_exams(db: Session, learner_id: int, certification_id: str, *, now: datetime) -> ExamsView:
    """What the page shows. Raises NotFound when not enrolled."""
    catalogue = get_catalogue(db, certification_id)
    attempts = exams.list_attempts(db, learner_id, certification_id)
    today = get_learner_view(db, learner_id).today(now)
    waiting = next((one for one in attempts if one.submitted_at is None), None)
    return ExamsView(
        short_name=catalogue.short_name,
        marks=str(catalogue.facts["marks"]),
        target=exams.newest_target(attempts),
        open_attempt=attempt_view(db, waiting, now) if waiting else None,
        next_mock=get_next_mock(db, learner_id, certification_id, today=today),
        kinds=_kinds(db, learner_id, certification_id),
        history=tuple(_past(db, one, catalogue) for one in attempts if one.submitted_at),
    )


def _kinds(db: Session, learner_id: int, certification_id: str) -> tuple[KindView, ...]:
    return tuple(
        KindView(
            kind=choice.kind,
            name=choice.name,
            questions=choice.questions,
            minutes=choice.minutes,
            sections=section_views([asdict(part) for part in choice.sections]),
            shortages=choice.shortages,
            is_instead_of_full=choice.is_instead_of_full,
        )
        for choice in available_forms(db, learner_id, certification_id)
    )


def _past(db: Session, attempt: exams.AttemptRow, catalogue: Catalogue) -> PastAttempt:
    form = get_form(db, attempt.form_id)
    forecast = find_forecast(db, attempt.learner_id, attempt.id)
    shown = forecast if forecast and forecast.is_sufficient else None
    return PastAttempt(
        id=attempt.id,
        kind_name=kind_name(form.kind, catalogue.blueprint),
        form_name=form_name(form),
        questions=form.sections[-1]["last"],
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at or attempt.deadline_at,
        submitted_by=attempt.submitted_by or "deadline",
        score=attempt.score or 0.0,
        expected=shown.expected if shown else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
    )
