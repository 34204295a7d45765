"""All forecasts of mock exams against how the exams turned out, shown as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.learning.track_record import (
    ForecastOutcome,
    MeanError,
    Proportion,
    ReliabilityBin,
    coverage,
    mean_error,
    reliability,
)
from prep.services.catalogue import get_catalogue
from prep.services.exams.sitting import form_name, kind_name
from prep.storage.exams import AttemptRow
from prep.storage.forecasts import ForecastRow, list_judged
from prep.storage.forms import get_form


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Forecasts that were shown, against the scores that came.

    outcomes: one point for each, oldest first. withheld: mock exams handed in whose forecast had
    not rested on enough answers. coverage: None without outcomes; error: None below two.
    bins: chances of reaching a target against how often it was reached.
    summary: what the figures say.
    """

    outcomes: tuple[ForecastOutcome, ...]
    withheld: int
    coverage: Proportion | None
    error: MeanError | None
    bins: tuple[ReliabilityBin, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class JudgedExam:
    """Which mock exam it was, and its forecast against the score that came."""

    kind_name: str
    form_name: str
    started_at: datetime
    outcome: ForecastOutcome


def track_record(db: Session, learner_id: int | None) -> TrackRecord:
    """The record of one learner's forecasts, or of the whole instance's when None."""
    return _record(list_judged(db, learner_id))


def own_record(db: Session, learner_id: int) -> tuple[TrackRecord, tuple[JudgedExam, ...]]:
    """A learner's record, and the mock exams behind its outcomes in the same order."""
    judged = list_judged(db, learner_id)
    exams = (_judged_exam(db, *pair) for pair in judged if pair[0].is_sufficient)
    return _record(judged), tuple(exams)


def _record(judged: Sequence[tuple[ForecastRow, AttemptRow]]) -> TrackRecord:
    outcomes = tuple(_outcome(*pair) for pair in judged if pair[0].is_sufficient)
    found, error = coverage(outcomes), mean_error(outcomes)
    return TrackRecord(
        outcomes=outcomes,
        withheld=len(judged) - len(outcomes),
        coverage=found,
        error=error,
        bins=reliability(outcomes),
        summary=_summary(found, error),
    )


def _judged_exam(db: Session, row: ForecastRow, attempt: AttemptRow) -> JudgedExam:
    form = get_form(db, attempt.form_id)
    blueprint = get_catalogue(db, attempt.certification_id).blueprint
    return JudgedExam(
        kind_name=kind_name(form.kind, blueprint),
        form_name=form_name(form),
        started_at=attempt.started_at,
        outcome=_outcome(row, attempt),
    )


def _outcome(row: ForecastRow, attempt: AttemptRow) -> ForecastOutcome:
    score = attempt.score or 0.0
    return ForecastOutcome(row.expected, row.low, row.high, score, row.target, row.p_target)


def _summary(found: Proportion | None, error: MeanError | None) -> str:
    if found is None:
        return "No mock exam with a forecast has been handed in yet. Every one will stand here."
    inside = _inside_sentence(found.hits, found.n)
    return f"{inside} {_error_sentence(error)}" if error else inside


def _inside_sentence(inside: int, n: int) -> str:
    if n == 1:
        return f"The one score so far came {'inside' if inside else 'outside'} its 90 % interval."
    return f"{inside} of {n} scores came inside their 90 % intervals; 9 in 10 should."


def _error_sentence(error: MeanError) -> str:
    points = round(abs(error.mean) * 100)
    size = f"and {_points(round(error.size * 100))} off on average"
    if points == 0:
        return f"They came out as expected in the mean, {size}."
    way = "higher" if error.mean > 0 else "lower"
    return f"They came out {_points(points)} {way} than expected in the mean, {size}."


def _points(count: int) -> str:
    return f"{count} point{'' if count == 1 else 's'}"
