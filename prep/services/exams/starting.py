"""Starting a mock exam: the form is chosen and the score is forecast before the first question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, InvalidInput
from prep.services.catalogue import get_catalogue
from prep.services.exams.planning import let_go_of_day
from prep.services.forecasting import make_forecast
from prep.services.forms import form_for
from prep.services.learners import get_learner_view
from prep.storage.exams import AttemptRow, find_open_attempt
from prep.storage.forms import FormRow, list_form_versions
from prep.storage.learners import lock_learner
from prep.storage.practice import QuizRow

EXTRA_TIMES = (1.0, 1.25, 1.5, 2.0)
"""Factors on the exam's minutes that a learner may choose, as an accommodation."""


@dataclass(frozen=True, slots=True)
class WantedExam:
    """What a learner asked for. target: share of right answers aimed at, above 0 to 1, or None."""

    kind: str
    extra_time: float
    target: float | None


def start_attempt(
    db: Session,
    learner_id: int,
    certification_id: str,
    wanted: WantedExam,
    *,
    attempt_id: UUID,
    now: datetime,
) -> UUID:
    """Start an attempt, and return its id; sent twice, it is started once.

    While another attempt is open, that one's id is returned instead. The day that was set for a
    mock is let go of, unless it is still to come by the learner's own calendar. Raises
    InvalidInput for what cannot be asked for, Conflict for the id of a quiz, whose place in the
    log is taken, and ShortPool where the pool does not suffice for a form.
    """
    lock_learner(db, learner_id)
    if known := db.get(AttemptRow, (learner_id, attempt_id)):
        return known.id
    if waiting := find_open_attempt(db, learner_id, certification_id):
        return waiting.id
    _check_wanted(wanted)
    if db.get(QuizRow, (learner_id, attempt_id)):
        raise Conflict("This page is old. Load it again.")
    form = form_for(db, learner_id, certification_id, wanted.kind, now=now)
    db.add(_begun(learner_id, attempt_id, form, wanted, now))
    db.flush()
    _forecast(db, learner_id, attempt_id, form, wanted, now)
    today = get_learner_view(db, learner_id).today(now)
    let_go_of_day(db, learner_id, certification_id, today=today)
    return attempt_id


def _check_wanted(wanted: WantedExam) -> None:
    if wanted.extra_time not in EXTRA_TIMES:
        raise InvalidInput("extra_time", "Choose one of the listed times.")
    if wanted.target is not None and not 0 < wanted.target <= 1:
        raise InvalidInput("target", "Choose a target from 1 to 100 per cent, or leave it empty.")


def _begun(
    learner_id: int, attempt_id: UUID, form: FormRow, wanted: WantedExam, now: datetime
) -> AttemptRow:
    return AttemptRow(
        learner_id=learner_id,
        id=attempt_id,
        certification_id=form.certification_id,
        form_id=form.id,
        extra_time=wanted.extra_time,
        target=wanted.target,
        started_at=now,
        deadline_at=now + timedelta(minutes=form.minutes * wanted.extra_time),
        section=0,
    )


def _forecast(
    db: Session,
    learner_id: int,
    attempt_id: UUID,
    form: FormRow,
    wanted: WantedExam,
    now: datetime,
) -> None:
    versions = list(list_form_versions(db, form.id).values())
    catalogue = get_catalogue(db, form.certification_id)
    make_forecast(db, learner_id, catalogue, attempt_id, versions, wanted.target, now)
