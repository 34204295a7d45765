"""What a mock exam's score will be: forecast and stored before its first question."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.blueprint import ExamBlueprint
from prep.learning.items import PoolItem
from prep.learning.readiness import (
    LEAST_ANSWERS,
    DomainForecast,
    ScoreForecast,
    forecast_of,
)
from prep.services import forecast_sentences as sentences
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_enrolment
from prep.services.states import load_mastery
from prep.storage.banks import ItemVersionRow
from prep.storage.exams import get_attempt, list_attempts, newest_target
from prep.storage.forecasts import ForecastRow, find_forecast


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """A domain's part of a forecast. Scores are shares, 0 to 1.

    items: of the form. answers: first answers in the domain; missing: about how many more would be
    enough to show its figures, 0 if they are. low, high: 90 % interval. levels: name and
    probability of each that the issuer names, best first.
    """

    id: str
    name: str
    items: int
    answers: int
    missing: int
    expected: float
    low: float
    high: float
    levels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ForecastFigures:
    """A forecast. Scores are shares, 0 to 1; they are not to be shown while answers are missing.

    answers: first answers that it rests on; missing: about how many more would be enough, 0 if
    they are. low, high: 90 % interval. p_target: chance of the learner's target; both None
    without one. domains: those that the form asks about.
    """

    made_at: datetime
    answers: int
    missing: int
    expected: float
    low: float
    high: float
    target: float | None
    p_target: float | None
    domains: tuple[DomainFigures, ...]

    @property
    def is_sufficient(self) -> bool:
        """Whether it rests on enough evidence to be shown."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class ForecastView:
    """A forecast with its sentences, None where there is nothing to say.

    summary: what is forecast, or why nothing is and what would be enough. about_target: the
    chance of the learner's target. about_levels: whose thresholds they are. narrowing: which
    first answers would tell most.
    """

    figures: ForecastFigures
    summary: str
    about_target: str | None
    about_levels: str | None
    narrowing: str | None


def make_forecast(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    attempt_id: UUID,
    item_versions: Sequence[ItemVersionRow],
    target: float | None,
    now: datetime,
) -> ForecastRow:
    """Forecast an attempt of which nothing is answered yet, and store that for ever."""
    form = [asked_item(version, catalogue, now) for version in item_versions]
    found = _figures(_forecast(db, learner_id, catalogue, form, now), catalogue, target, now)
    row = ForecastRow(
        learner_id=learner_id,
        attempt_id=attempt_id,
        made_at=found.made_at,
        answers=found.answers,
        is_sufficient=found.is_sufficient,
        expected=found.expected,
        low=found.low,
        high=found.high,
        target=found.target,
        p_target=found.p_target,
        domains={domain.id: asdict(domain) for domain in found.domains},
    )
    db.add(row)
    return row


def forecast_view(db: Session, learner_id: int, attempt_id: UUID) -> ForecastView:
    """What was forecast of an attempt. Raises NotFound, also for somebody else's attempt."""
    attempt = get_attempt(db, learner_id, attempt_id)
    row = find_forecast(db, learner_id, attempt_id)
    if row is None:
        raise NotFound("nothing was forecast of this mock exam")
    catalogue = get_catalogue(db, attempt.certification_id)
    return _worded(_stored_figures(row), catalogue.blueprint, narrowing=None)


def readiness_of(
    db: Session, learner_id: int, certification_id: str, now: datetime
) -> ForecastView:
    """What a typical mock exam of today would give, beside the target set last.

    Its questions are the practice pool's in the blueprint's proportions, taken as new. Raises
    NotFound when not enrolled.
    """
    get_enrolment(db, learner_id, certification_id)
    catalogue = get_catalogue(db, certification_id)
    found = _forecast(db, learner_id, catalogue, catalogue.typical_form, now)
    attempts = list_attempts(db, learner_id, certification_id)
    figures = _figures(found, catalogue, newest_target(attempts), now)
    telling = next(d.name for d in figures.domains if d.id == found.telling)
    return _worded(figures, catalogue.blueprint, narrowing=telling)


def forecast_shortage(
    db: Session,
    learner_id: int,
    certification_id: str,
    item_versions: Sequence[ItemVersionRow],
    now: datetime,
) -> str | None:
    """Why a mock exam of these items would not be forecast now, and what would be enough.

    None where it would be, and where nothing on its tasks can be practised.
    """
    catalogue = get_catalogue(db, certification_id)
    form = [asked_item(version, catalogue, now) for version in item_versions]
    if {item.task_id for item in form}.isdisjoint(item.task_id for item in catalogue.pool):
        return None
    found = _forecast(db, learner_id, catalogue, form, now)
    if found.is_sufficient:
        return None
    figures = _figures(found, catalogue, None, now)
    return _worded(figures, catalogue.blueprint, narrowing=None).summary


def asked_item(version: ItemVersionRow, catalogue: Catalogue, now: datetime) -> PoolItem:
    """What an exam asks, as the core knows it at a moment."""
    return PoolItem(
        id=version.item_id,
        concept_id=version.concept_id,
        task_id=version.task_id,
        parameters=catalogue.parameters_at(version, now),
        seconds=catalogue.blueprint.seconds_per_question,
        type=version.type,
    )


def _forecast(
    db: Session, learner_id: int, catalogue: Catalogue, form: Sequence[PoolItem], now: datetime
) -> ScoreForecast:
    return forecast_of(
        load_mastery(db, learner_id, catalogue),
        catalogue.outline.layout,
        form,
        level_names=_level_names(catalogue.blueprint),
        now=now,
    )


def _figures(
    found: ScoreForecast, catalogue: Catalogue, target: float | None, now: datetime
) -> ForecastFigures:
    low, high = found.score.interval
    names = {domain.id: domain.name for domain in catalogue.blueprint.domains}
    return ForecastFigures(
        made_at=now,
        answers=found.answers,
        missing=found.missing,
        expected=found.score.expected,
        low=low,
        high=high,
        target=target,
        p_target=None if target is None else found.score.p_at_least(target),
        domains=tuple(_domain_figures(d, names[d.domain_id]) for d in found.domains),
    )


def _domain_figures(domain: DomainForecast, name: str) -> DomainFigures:
    low, high = domain.score.interval
    return DomainFigures(
        id=domain.domain_id,
        name=name,
        items=domain.score.items,
        answers=domain.answers,
        missing=domain.missing,
        expected=domain.score.expected,
        low=low,
        high=high,
        levels=tuple(domain.levels.items()),
    )


def _stored_figures(row: ForecastRow) -> ForecastFigures:
    domains = tuple(_stored_domain(document) for document in row.domains.values())
    lacking = max(sum(d.missing for d in domains), LEAST_ANSWERS - row.answers, 1)
    return ForecastFigures(
        made_at=row.made_at,
        answers=row.answers,
        missing=0 if row.is_sufficient else lacking,
        expected=row.expected,
        low=row.low,
        high=row.high,
        target=row.target,
        p_target=row.p_target,
        domains=domains,
    )


def _stored_domain(document: Mapping[str, Any]) -> DomainFigures:
    levels = tuple((name, chance) for name, chance in document["levels"])
    return DomainFigures(**{**document, "levels": levels})


def _worded(
    found: ForecastFigures, blueprint: ExamBlueprint, *, narrowing: str | None
) -> ForecastView:
    if not found.is_sufficient:
        lacking = {domain.name: domain.missing for domain in found.domains if domain.missing}
        why = sentences.shortage_sentence(found.answers, found.missing, lacking)
        return ForecastView(found, why, None, None, None)
    names = [name for domain in found.domains[:1] for name, _ in domain.levels]
    about_target = None
    if found.target is not None and found.p_target is not None:
        about_target = sentences.target_sentence(found.target, found.p_target)
    return ForecastView(
        figures=found,
        summary=sentences.score_sentence(found.expected, found.low, found.high, found.answers),
        about_target=about_target,
        about_levels=sentences.levels_sentence(blueprint.vendor, names) if names else None,
        narrowing=sentences.narrowing_sentence(narrowing) if narrowing else None,
    )


def _level_names(blueprint: ExamBlueprint) -> Sequence[str]:
    """Names of a domain's result, best first; none where the issuer names none."""
    return tuple(blueprint.details.get("result", {}).get("domain_levels", ()))
