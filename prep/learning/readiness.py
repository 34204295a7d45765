"""Am I ready? What a mock exam's score and each domain's level may turn out to be.

An exam asks what the learner has not seen. So only the mastery state counts, which learns from
first answers alone; memory is left out, for recall of a practised concept says too much of a new
question. A forecast is of one form, never of passing the issuer's exam.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

import numpy as np

from prep.learning.ability_tree import MasteryState
from prep.learning.assembly.rules import largest_remainder
from prep.learning.composites import answers, concepts_below, tasks_and_growth
from prep.learning.items import PoolItem
from prep.learning.mastery import MasteryLayout, drifted
from prep.learning.score_distribution import (
    ItemGaps,
    ScoreDistribution,
    chances_of,
    distributions_of,
)
from prep.learning.scoring import level_probabilities

LEAST_ANSWERS = 30
LEAST_IN_DOMAIN = 8
"""First answers below which a forecast is withheld."""

WIDEST_SD = 0.09
WIDEST_DOMAIN_SD = 0.12
"""Standard deviation of the expected score above which a forecast is withheld: 15 points, in a
domain 20, on either side of it at 90 %."""

PRECISION_OF_ANSWER = 4.0
"""What an answer adds to the precision, 1 / variance, of an expected score: 20 answers on items of
untried difficulty tell as much as is believed before the first."""


@dataclass(frozen=True, slots=True, eq=False)
class DomainForecast:
    """A domain's part of a form.

    answers: first answers in the domain. missing: how many more would be enough; 0 if they are.
    levels: probability of each level that the issuer names, best first; empty if it names none.
    """

    domain_id: str
    score: ScoreDistribution
    answers: int
    missing: int
    levels: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class ScoreForecast:
    """The forecast of one form.

    answers: first answers in all. missing: about how many more would be enough, those that domains
    lack among them; 0 if they are. domains: those that the form asks about, in the outline's
    order. telling: id of the one of them whose answers would narrow the forecast most.
    """

    score: ScoreDistribution
    answers: int
    missing: int
    domains: tuple[DomainForecast, ...]
    telling: str

    @property
    def is_sufficient(self) -> bool:
        """Whether it rests on enough evidence to be shown."""
        return self.missing == 0


def forecast_of(
    state: MasteryState,
    layout: MasteryLayout,
    form: Sequence[PoolItem],
    *,
    level_names: Sequence[str],
    now: datetime,
) -> ScoreForecast:
    """The forecast of a form whose items the learner has not seen.

    level_names: of a domain's result as the issuer names them, best first; empty if it names
    none. Raises KeyError for an item on a task of another outline.
    """
    state = drifted(state, now=now)
    chances = chances_of(item_gaps(state, layout, form))
    by_domain = _by_domain(chances, layout, form)
    parts, score = distributions_of(list(by_domain.values()))
    domains = tuple(
        _domain_forecast(state, domain_id, part, level_names)
        for domain_id, part in zip(by_domain, parts, strict=True)
    )
    known = answers(state)
    in_all = _missing(known, score, LEAST_ANSWERS, WIDEST_SD)
    return ScoreForecast(
        score=score,
        answers=known,
        missing=max(in_all, sum(domain.missing for domain in domains)),
        domains=domains,
        telling=_telling(by_domain, chances),
    )


def item_gaps(state: MasteryState, layout: MasteryLayout, form: Sequence[PoolItem]) -> ItemGaps:
    """The gaps of a form's items.

    What items share is their tasks' joint ability, and growth. Of a concept's deviation from its
    task, which few items of a form share, each item has its own.
    """
    mean, covariance = tasks_and_growth(state, layout)
    below = concepts_below(state, layout, [(item.task_id, item.concept_id) for item in form])
    parameters = [item.parameters for item in form]
    difficulty_sd = np.array([p.difficulty_sd for p in parameters])
    return ItemGaps(
        mean=below.weights @ mean + below.told - np.array([p.difficulty for p in parameters]),
        factors=below.weights @ np.linalg.cholesky(covariance),
        own_variance=below.spread + difficulty_sd**2,
        discrimination=np.array([p.discrimination for p in parameters]),
        guessing=np.array([p.guessing for p in parameters]),
    )


def typical_form(
    pool: Sequence[PoolItem], task_weights: Mapping[str, float], items: int
) -> list[PoolItem]:
    """So many items of a pool in the blueprint's proportions, the same ones every time.

    Tasks share the items by largest remainder; within a task its items take turns by id, from the
    start again where there are too few. Tasks without items are left out.
    """
    by_task: dict[str, list[PoolItem]] = defaultdict(list)
    for item in sorted(pool, key=lambda item: item.id):
        by_task[item.task_id].append(item)
    quotas = largest_remainder({task: task_weights[task] for task in by_task}, items)
    return [
        by_task[task][n * len(by_task[task]) // quota % len(by_task[task])]
        for task, quota in quotas.items()
        for n in range(quota)
    ]


def _by_domain(
    chances: np.ndarray, layout: MasteryLayout, form: Sequence[PoolItem]
) -> dict[str, np.ndarray]:
    """The chances of each domain's items, in the outline's order."""
    parents = dict(zip(layout.task_ids, layout.parents, strict=True))
    places = np.array([parents[item.task_id] for item in form])
    return {layout.domain_ids[n]: chances[places == n] for n in np.unique(places)}


def _telling(by_domain: Mapping[str, np.ndarray], chances: np.ndarray) -> str:
    """The domain whose expected score varies most with that of the whole form.

    What an answer takes from the variance of the whole is in proportion to the square of that
    covariance (see `information`).
    """
    whole = chances.mean(axis=0)
    found = {name: np.cov(part.mean(axis=0), whole)[0, 1] for name, part in by_domain.items()}
    return max(found, key=lambda name: float(found[name]))


def _domain_forecast(
    state: MasteryState, domain_id: str, score: ScoreDistribution, level_names: Sequence[str]
) -> DomainForecast:
    known = answers(state, domain_id)
    return DomainForecast(
        domain_id=domain_id,
        score=score,
        answers=known,
        missing=_missing(known, score, LEAST_IN_DOMAIN, WIDEST_DOMAIN_SD),
        levels=level_probabilities(score, level_names),
    )


def _missing(known: int, score: ScoreDistribution, least: int, widest: float) -> int:
    """About how many more answers make an expected score narrow enough, and at least `least`."""
    more = least - known
    if score.expected_sd > widest:
        lacking = 1 / widest**2 - 1 / score.expected_sd**2
        more = max(more, ceil(lacking / PRECISION_OF_ANSWER))
    return max(0, more)
