"""How a mock exam came out: its score, its domains, and what was forecast of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.blueprint import Domain, ExamBlueprint
from prep.learning.track_record import Proportion, proportion
from prep.services.exam_results import sentences
from prep.services.exam_results.sheet import Sheet, Verdict
from prep.services.forecasting import DomainFigures, ForecastView, forecast_view


@dataclass(frozen=True, slots=True)
class DomainResult:
    """A domain's part of the exam.

    level: that of its interval, or the lowest to the highest of them, in the issuer's words; None
    where it names none. said: what was forecast of it; None without a forecast.
    """

    id: str
    name: str
    right: int
    score: Proportion
    level: str | None
    said: DomainFigures | None


@dataclass(frozen=True, slots=True)
class Forecasted:
    """What was forecast, beside the outcome.

    outcome: where the score came out; about_target: whether the target was reached. Either is
    None where there is nothing to say.
    """

    view: ForecastView
    outcome: str | None
    about_target: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The score and its parts.

    meaning: what its interval means. issuer: the form in which the issuer gives a result.
    about_levels: whose thresholds the levels have, and how they are given; None without levels.
    """

    right: int
    unanswered: int
    score: Proportion
    meaning: str
    issuer: str
    domains: tuple[DomainResult, ...]
    about_levels: str | None
    forecast: Forecasted | None


def outcome_of(db: Session, sheet: Sheet) -> Outcome:
    """The outcome of an exam that was handed in."""
    blueprint = sheet.catalogue.blueprint
    verdicts = [sheet.verdict(position) for position in sheet.versions]
    right = verdicts.count(Verdict.RIGHT)
    score = proportion(right, len(verdicts))
    names = _level_names(blueprint)
    forecast = _forecast(db, sheet, score)
    return Outcome(
        right=right,
        unanswered=verdicts.count(Verdict.UNANSWERED),
        score=score,
        meaning=sentences.score_sentence(score),
        issuer=sentences.issuer_sentence(blueprint),
        domains=_domains(sheet, names, forecast),
        about_levels=sentences.level_range_sentence(blueprint.vendor, names) if names else None,
        forecast=forecast,
    )


def _forecast(db: Session, sheet: Sheet, score: Proportion) -> Forecasted | None:
    try:
        view = forecast_view(db, sheet.attempt.learner_id, sheet.attempt.id)
    except NotFound:
        return None
    found, target = view.figures, sheet.attempt.target
    return Forecasted(
        view=view,
        outcome=sentences.outcome_sentence(score.share, found.low, found.high)
        if found.is_sufficient
        else None,
        about_target=None if target is None else sentences.target_sentence(score.share, target),
    )


def _domains(
    sheet: Sheet, names: tuple[str, ...], forecast: Forecasted | None
) -> tuple[DomainResult, ...]:
    """The domains that the exam asked about, in the outline's order."""
    said = _said(forecast)
    positions = {
        domain: [n for n, version in sheet.versions.items() if version.task_id in _tasks(domain)]
        for domain in sheet.catalogue.blueprint.domains
    }
    return tuple(
        _domain(sheet, domain, mine, names, said.get(domain.id))
        for domain, mine in positions.items()
        if mine
    )


def _domain(
    sheet: Sheet,
    domain: Domain,
    positions: list[int],
    names: tuple[str, ...],
    said: DomainFigures | None,
) -> DomainResult:
    right = sum(sheet.verdict(position) is Verdict.RIGHT for position in positions)
    score = proportion(right, len(positions))
    level = sentences.level_range(score, names)
    return DomainResult(domain.id, domain.name, right, score, level, said)


def _said(forecast: Forecasted | None) -> dict[str, DomainFigures]:
    if forecast is None or not forecast.view.figures.is_sufficient:
        return {}
    return {domain.id: domain for domain in forecast.view.figures.domains}


def _tasks(domain: Domain) -> set[str]:
    return {task.id for task in domain.tasks}


def _level_names(blueprint: ExamBlueprint) -> tuple[str, ...]:
    return tuple(blueprint.details.get("result", {}).get("domain_levels", ()))
