"""How the learner stands: ability read as mastery, of a task, of a domain and of the whole exam.

A domain's or the exam's ability is a weighted sum of its tasks' abilities. The tasks share what
is above them in the tree, so that their errors do not average out: the sum's variance takes
their joint covariance, which is built from the tree when it is asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from prep.learning.ability_tree import (
    DOMAIN_VARIANCE,
    GENERAL,
    UNTOUCHED,
    MasteryState,
    Step,
    kept_evidence,
    root_of,
)
from prep.learning.irt import response_probability
from prep.learning.items import ItemParameters
from prep.learning.mastery import Estimate, MasteryLayout, task_ability

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


@dataclass(frozen=True, slots=True, eq=False)
class ConceptsBelow:
    """Concepts' abilities (m,) as sums: weights (m, n + 1) of the n tasks' abilities and growth,
    told (m,) by their own evidence, and a deviation of their own, variances spread (m,)."""

    weights: np.ndarray
    told: np.ndarray
    spread: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Nodes' abilities (n,), without what practice has added, as share * the parent's + told
    - slope * growth, and a deviation of variance `spread`."""

    share: np.ndarray
    told: np.ndarray
    slope: np.ndarray
    spread: np.ndarray


def joint_task_abilities(
    state: MasteryState, layout: MasteryLayout
) -> tuple[np.ndarray, np.ndarray]:
    """Mean (n,) and covariance (n, n) of all tasks' abilities, in the layout's order."""
    mean, covariance = tasks_and_growth(state, layout)
    return mean[:-1], covariance[:-1, :-1]


def tasks_and_growth(state: MasteryState, layout: MasteryLayout) -> tuple[np.ndarray, np.ndarray]:
    """Mean (n + 1,) and covariance of all tasks' abilities, in the layout's order, and growth.

    Each ability is a sum of independent parts, one for each node above it and its own, and of
    growth. A part reaches an ability below it by the shares of the parent's ability that nodes
    pass on.
    """
    root, parents = root_of(state), np.array(layout.parents)
    domain = _steps(state, [(name, DOMAIN_VARIANCE) for name in layout.domain_ids])
    task = _steps(state, [layout.paths[task_id][-1] for task_id in layout.task_ids])
    through = domain.share[parents] * task.share
    growing = state.gained - task.share * domain.slope[parents] - task.slope
    from_root = np.block([[through, 0.0], [growing, 1.0]])
    mean = from_root.T @ (root.ability, root.growth)
    mean[:-1] += task.share * domain.told[parents] + task.told
    shared = [[root.variance, root.covariance], [root.covariance, root.growth_variance]]
    covariance = from_root.T @ shared @ from_root
    same_domain = parents[:, None] == parents[None, :]
    within = domain.spread[parents] * same_domain * np.outer(task.share, task.share)
    covariance[:-1, :-1] += within + np.diag(task.spread)
    return mean, covariance


def concept_abilities(
    state: MasteryState, layout: MasteryLayout, concepts: Sequence[tuple[str, str]]
) -> Abilities:
    """The abilities of concepts, given as task id and concept id, in their order."""
    mean, covariance = tasks_and_growth(state, layout)
    below = concepts_below(state, layout, concepts)
    shared = np.einsum("ij,jk,ik->i", below.weights, covariance, below.weights)
    return Abilities(below.weights @ mean + below.told, shared + below.spread)


def concepts_below(
    state: MasteryState, layout: MasteryLayout, concepts: Sequence[tuple[str, str]]
) -> ConceptsBelow:
    """How concepts, given as task id and concept id, follow from their tasks' abilities."""
    places = {task_id: n for n, task_id in enumerate(layout.task_ids)}
    steps = _steps(state, [layout.path(*concept)[-1] for concept in concepts])
    weights = np.zeros((len(concepts), len(places) + 1))
    weights[range(len(concepts)), [places[task_id] for task_id, _ in concepts]] = steps.share
    # of what practice has added, the task passes on its share; all of it reaches the concept
    weights[:, -1] = (1 - steps.share) * state.gained - steps.slope
    return ConceptsBelow(weights, steps.told, steps.spread)


def answers(state: MasteryState, name: str = GENERAL) -> int:
    """How many first answers there were below a node; in all, below the root."""
    return state.nodes.get(name, UNTOUCHED)[3]


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


def _steps(state: MasteryState, steps: Sequence[Step]) -> _Steps:
    """What nodes make of their parents' abilities, without what practice has added."""
    variance = np.array([variance for _, variance in steps])
    evidence = np.array([kept_evidence(state, name) for name, _ in steps]).reshape(-1, 3)
    precision, information, practice = evidence.T
    share = 1 / (1 + precision * variance)
    spread = share * variance
    return _Steps(share, told=spread * information, slope=spread * practice, spread=spread)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))
