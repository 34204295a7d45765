"""How the learner stands: ability read as mastery, of a task, of a domain and of the whole exam.

A domain's or the exam's ability is a weighted sum of its tasks' abilities. The tasks share what
is above them in the tree, so that their errors do not average out: the sum's variance takes
their joint covariance, which is built from the tree when it is asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from prep.learning.abilities import Belief
from prep.learning.irt import response_probability
from prep.learning.items import ItemParameters
from prep.learning.mastery import (
    DOMAIN_VARIANCE,
    GENERAL,
    GENERAL_VARIANCE,
    TASK_VARIANCE,
    UNTOUCHED,
    Estimate,
    MasteryLayout,
    MasteryState,
    Step,
    kept_evidence,
    task_ability,
)

INTERVAL_Z = 1.645
"""Half-width of a 90 % interval in standard errors."""

TYPICAL_ITEM = ItemParameters(difficulty=0.0, difficulty_sd=0.0)


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
class Masteries:
    """The whole exam, and its domains and tasks by id."""

    overall: Mastery
    domains: Mapping[str, Mastery]
    tasks: Mapping[str, Mastery]


@dataclass(frozen=True, slots=True, eq=False)
class Abilities:
    """Abilities one by one, on the logit scale: means (n,) and variances (n,)."""

    mean: np.ndarray
    variance: np.ndarray


def joint_task_abilities(
    state: MasteryState, layout: MasteryLayout
) -> tuple[np.ndarray, np.ndarray]:
    """Mean (n,) and covariance (n, n) of all tasks' abilities, in the layout's order.

    Each ability is a sum of independent parts, one for each node above it and its own. A part
    reaches an ability below it by the shares of the parent's ability that nodes pass on.
    """
    general = _shares(state, [GENERAL], GENERAL_VARIANCE)
    domain = _shares(state, layout.domain_ids, DOMAIN_VARIANCE)
    task = _shares(
        state, [layout.paths[task_id][-1][0] for task_id in layout.task_ids], TASK_VARIANCE
    )
    parents = np.array(layout.parents)
    through = domain[parents] * task
    same_domain = parents[:, None] == parents[None, :]
    covariance = GENERAL_VARIANCE * general * np.outer(through, through)
    covariance += DOMAIN_VARIANCE * domain[parents] * same_domain * np.outer(task, task)
    covariance += np.diag(TASK_VARIANCE * task)
    return task_abilities(state, layout).mean, covariance


def task_abilities(state: MasteryState, layout: MasteryLayout) -> Abilities:
    """The abilities of all tasks, in the layout's order, in one pass down the tree."""
    return _as_arrays(list(_task_beliefs(state, layout).values()), state.gained)


def concept_abilities(
    state: MasteryState, layout: MasteryLayout, concepts: Sequence[tuple[str, str]]
) -> Abilities:
    """The abilities of concepts, given as task id and concept id, in their order."""
    above = _task_beliefs(state, layout)
    return _as_arrays(
        [_below(state, above[task], layout.path(task, concept)[-1]) for task, concept in concepts],
        state.gained,
    )


def answers(state: MasteryState, name: str = GENERAL) -> int:
    """How many first answers there were below a node; in all, below the root."""
    return state.nodes.get(name, UNTOUCHED)[2]


def task_mastery(state: MasteryState, layout: MasteryLayout, task_id: str) -> Mastery:
    """Mastery of one task. Raises KeyError for a task of another blueprint."""
    ability = task_ability(state, layout, task_id)
    return _as_mastery(ability, answers(state, layout.path(task_id)[-1][0]))


def domain_mastery(state: MasteryState, layout: MasteryLayout, domain_id: str) -> Mastery:
    """Mastery of a domain: its tasks weighted alike."""
    joint = joint_task_abilities(state, layout)
    return _composite(joint, _evenly(layout, domain_id), answers(state, domain_id))


def group_mastery(
    state: MasteryState,
    layout: MasteryLayout,
    task_weights: Mapping[str, float],
    task_ids: Collection[str],
) -> Mastery:
    """Mastery of some tasks together, by their weights. Raises ValueError when there are none."""
    if not task_ids:
        raise ValueError("no tasks to take together")
    chosen = {task_id: task_weights[task_id] * (task_id in task_ids) for task_id in task_weights}
    count = sum(answers(state, layout.path(task_id)[-1][0]) for task_id in task_ids)
    joint = joint_task_abilities(state, layout)
    return _composite(joint, _normalised(layout, chosen), count)


def overall_mastery(
    state: MasteryState, layout: MasteryLayout, task_weights: Mapping[str, float]
) -> Mastery:
    """Mastery of the whole outline under the blueprint's weights (task id to weight)."""
    joint = joint_task_abilities(state, layout)
    return _composite(joint, _normalised(layout, task_weights), answers(state))


def masteries(
    state: MasteryState, layout: MasteryLayout, task_weights: Mapping[str, float]
) -> Masteries:
    """All of an outline at once, which takes the tasks' joint covariance once only."""
    joint = joint_task_abilities(state, layout)
    return Masteries(
        overall=_composite(joint, _normalised(layout, task_weights), answers(state)),
        domains={
            domain_id: _composite(joint, _evenly(layout, domain_id), answers(state, domain_id))
            for domain_id in layout.domain_ids
        },
        tasks={task_id: task_mastery(state, layout, task_id) for task_id in layout.task_ids},
    )


def _normalised(layout: MasteryLayout, task_weights: Mapping[str, float]) -> np.ndarray:
    weights = np.array([task_weights[task_id] for task_id in layout.task_ids])
    return np.asarray(weights / weights.sum())


def _evenly(layout: MasteryLayout, domain_id: str) -> np.ndarray:
    mine = np.array(layout.parents) == layout.domain_ids.index(domain_id)
    return np.asarray(mine / mine.sum())


def _composite(
    joint: tuple[np.ndarray, np.ndarray], weights: np.ndarray, responses: int
) -> Mastery:
    mean, covariance = joint
    error = sqrt(weights @ covariance @ weights)
    return _as_mastery(Estimate(float(weights @ mean), error), responses)


def _as_mastery(ability: Estimate, responses: int) -> Mastery:
    share = response_probability(ability.value, ability.standard_error**2, TYPICAL_ITEM)
    reach = INTERVAL_Z * ability.standard_error
    return Mastery(
        share, _logistic(ability.value - reach), _logistic(ability.value + reach), responses
    )


def _task_beliefs(state: MasteryState, layout: MasteryLayout) -> dict[str, Belief]:
    """Every task's ability, in the layout's order, without what practice has added."""
    general = _below(state, Belief(0.0, 0.0), (GENERAL, GENERAL_VARIANCE))
    domains = [_below(state, general, (domain, DOMAIN_VARIANCE)) for domain in layout.domain_ids]
    return {
        task: _below(state, domains[parent], layout.paths[task][-1])
        for task, parent in zip(layout.task_ids, layout.parents, strict=True)
    }


def _below(state: MasteryState, above: Belief, step: Step) -> Belief:
    """The ability of a node, from its parent's and its own evidence."""
    name, own_variance = step
    precision, information = kept_evidence(state, name)
    mean, variance = above
    share = 1 / (1 + precision * own_variance)
    return Belief(
        share * (mean + own_variance * information), share * (share * variance + own_variance)
    )


def _shares(state: MasteryState, names: Sequence[str], own_variance: float) -> np.ndarray:
    """The share of its parent's ability that each of these nodes passes on."""
    precisions = np.array([kept_evidence(state, name)[0] for name in names])
    return np.asarray(1 / (1 + own_variance * precisions))


def _as_arrays(beliefs: Sequence[Belief], gained: float) -> Abilities:
    figures = np.array(beliefs).reshape(-1, 2)
    return Abilities(figures[:, 0] + gained, figures[:, 1])


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))
