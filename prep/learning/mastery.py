"""What a learner can do: a Gaussian posterior over general, domain and task ability.

Abilities form a tree: a domain's ability is the general one plus a deviation, a task's is its
domain's plus another. One response tells about its task, and through the covariance about
everything else, so that a composite over domains keeps an honest interval.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from prep.learning.blueprint import ExamBlueprint
from prep.learning.irt import posterior_gap, response_probability
from prep.learning.items import ItemParameters

GENERAL_VARIANCE = 1.0
DOMAIN_VARIANCE = 0.25
TASK_VARIANCE = 0.25
DRIFT_PER_DAY = 0.004
"""Share of each prior variance that a day without measurement gives back."""

INTERVAL_Z = 1.645
"""Half-width of a 90 % interval in standard errors."""

TYPICAL_ITEM = ItemParameters(difficulty=0.0, difficulty_sd=0.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An ability on the logit scale (0 = half of the typical items) with its uncertainty."""

    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Mastery:
    """Share of typical items, 0 to 1, that the learner would get right without guessing.

    low, high: 90 % interval. responses: how many first answers it rests on.
    """

    share: float
    low: float
    high: float
    responses: int

    @property
    def half_width(self) -> float:
        """Half of the interval: the figure behind ±."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class MasteryLayout:
    """Where the abilities of a blueprint stand in the state: general, domains, tasks."""

    domain_ids: tuple[str, ...]
    task_ids: tuple[str, ...]
    parents: tuple[int, ...]

    @property
    def size(self) -> int:
        """Number of abilities."""
        return 1 + len(self.domain_ids) + len(self.task_ids)

    def task_index(self, task_id: str) -> int:
        """Position of a task's ability. Raises KeyError for a task of another blueprint."""
        try:
            return 1 + len(self.domain_ids) + self.task_ids.index(task_id)
        except ValueError:
            raise KeyError(task_id) from None


@dataclass(frozen=True, slots=True, eq=False)
class MasteryState:
    """Posterior over all abilities: mean (n,), covariance (n, n), first answers per task."""

    mean: np.ndarray
    covariance: np.ndarray
    responses: np.ndarray
    updated_at: datetime | None


def layout_of(blueprint: ExamBlueprint) -> MasteryLayout:
    """The layout for a blueprint."""
    return MasteryLayout(
        domain_ids=tuple(domain.id for domain in blueprint.domains),
        task_ids=tuple(task.id for domain in blueprint.domains for task in domain.tasks),
        parents=tuple(n for n, domain in enumerate(blueprint.domains) for _ in domain.tasks),
    )


def prior(layout: MasteryLayout) -> MasteryState:
    """What is believed of a learner who has not answered anything."""
    return MasteryState(
        mean=np.zeros(layout.size),
        covariance=_tree_covariance(layout),
        responses=np.zeros(len(layout.task_ids), dtype=np.int64),
        updated_at=None,
    )


def updated(
    state: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    parameters: ItemParameters,
    is_correct: bool,
    now: datetime,
) -> MasteryState:
    """The posterior after one first-exposure response at `now`.

    Assumed-density update: the response is matched in mean and variance along theta - b,
    with the item's own uncertainty in it, and carried to all abilities by one rank-one step.
    """
    state = drifted(state, layout, now=now)
    task = layout.task_index(task_id)
    column = state.covariance[:, task]
    gap_mean, gap_variance = _gap(state, task, parameters)
    mean, variance = posterior_gap(gap_mean, gap_variance, parameters, is_correct=is_correct)
    gain = column / gap_variance
    responses = state.responses.copy()
    responses[layout.task_ids.index(task_id)] += 1
    return replace(
        state,
        mean=state.mean + gain * (mean - gap_mean),
        covariance=state.covariance + np.outer(gain, gain) * (variance - gap_variance),
        responses=responses,
    )


def drifted(state: MasteryState, layout: MasteryLayout, *, now: datetime) -> MasteryState:
    """The state at `now`: people learn and forget unseen, so certainty wears off.

    Every day gives back a share of the prior's variance, never more than the prior had.
    """
    if state.updated_at is None:
        return replace(state, updated_at=now)
    days = max(0.0, (now - state.updated_at).total_seconds() / 86400)
    kept = (1 - DRIFT_PER_DAY) ** days
    covariance = kept * state.covariance + (1 - kept) * _tree_covariance(layout)
    return replace(state, covariance=covariance, updated_at=max(now, state.updated_at))


def task_probability(
    state: MasteryState, layout: MasteryLayout, task_id: str, parameters: ItemParameters
) -> float:
    """Probability, 0 to 1, that an unseen item of the task is answered right by ability."""
    gap_mean, gap_variance = _gap(state, layout.task_index(task_id), parameters)
    return response_probability(gap_mean, gap_variance, parameters)


def task_ability(state: MasteryState, layout: MasteryLayout, task_id: str) -> Estimate:
    """Ability in one task."""
    task = layout.task_index(task_id)
    return Estimate(float(state.mean[task]), float(np.sqrt(state.covariance[task, task])))


def task_mastery(state: MasteryState, layout: MasteryLayout, task_id: str) -> Mastery:
    """Mastery of one task."""
    ability = task_ability(state, layout, task_id)
    return _as_mastery(ability, int(state.responses[layout.task_ids.index(task_id)]))


def domain_mastery(state: MasteryState, layout: MasteryLayout, domain_id: str) -> Mastery:
    """Mastery of a domain: its tasks weighted alike, their covariance included."""
    domain = layout.domain_ids.index(domain_id)
    mine = np.array([parent == domain for parent in layout.parents])
    return _composite(state, layout, mine / mine.sum(), int(state.responses[mine].sum()))


def overall_mastery(
    state: MasteryState, layout: MasteryLayout, task_weights: dict[str, float]
) -> Mastery:
    """Mastery of the whole outline under the blueprint's weights (task id to weight)."""
    weights = np.array([task_weights[task_id] for task_id in layout.task_ids])
    return _composite(state, layout, weights / weights.sum(), int(state.responses.sum()))


def _composite(
    state: MasteryState, layout: MasteryLayout, weights: np.ndarray, responses: int
) -> Mastery:
    first = 1 + len(layout.domain_ids)
    mean = float(weights @ state.mean[first:])
    variance = float(weights @ state.covariance[first:, first:] @ weights)
    return _as_mastery(Estimate(mean, float(np.sqrt(variance))), responses)


def _as_mastery(ability: Estimate, responses: int) -> Mastery:
    share = response_probability(ability.value, ability.standard_error**2, TYPICAL_ITEM)
    reach = INTERVAL_Z * ability.standard_error
    return Mastery(
        share, _logistic(ability.value - reach), _logistic(ability.value + reach), responses
    )


def _gap(state: MasteryState, task: int, parameters: ItemParameters) -> tuple[float, float]:
    """Mean and variance of theta - b for a task and an item."""
    return (
        float(state.mean[task]) - parameters.difficulty,
        float(state.covariance[task, task]) + parameters.difficulty_sd**2,
    )


def _tree_covariance(layout: MasteryLayout) -> np.ndarray:
    """Prior covariance: what two abilities share is the variance above their common branch."""
    domains, tasks = len(layout.domain_ids), len(layout.task_ids)
    branch = np.array([-1, *range(domains), *layout.parents])
    same_branch = (branch[:, None] == branch[None, :]) & (branch[:, None] >= 0)
    covariance = GENERAL_VARIANCE + DOMAIN_VARIANCE * same_branch
    own = np.zeros(layout.size)
    own[1 + domains : 1 + domains + tasks] = TASK_VARIANCE
    return np.asarray(covariance + np.diag(own))


def _logistic(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))
