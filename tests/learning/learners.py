"""Learners whose abilities are known, for tests of what is believed of them."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from prep.learning.ability_tree import (
    CONCEPT_VARIANCE,
    DOMAIN_VARIANCE,
    GENERAL_VARIANCE,
    TASK_VARIANCE,
    MasteryState,
)
from prep.learning.composites import joint_task_abilities
from prep.learning.items import ItemParameters
from prep.learning.mastery import layout_of, prior
from tests.factories import MONDAY_NOON, after_answer, make_blueprint

VARIANCES = (GENERAL_VARIANCE, DOMAIN_VARIANCE, TASK_VARIANCE, CONCEPT_VARIANCE)
BLUEPRINT = make_blueprint(
    [
        (f"d{n}", weight, tuple(f"d{n}.{task}" for task in range(6)))
        for n, weight in enumerate((33.0, 41.0, 26.0))
    ]
)
LAYOUT = layout_of(BLUEPRINT)
WEIGHTS = np.array([BLUEPRINT.task_weights()[task_id] for task_id in LAYOUT.task_ids])
PLACES = [(task_id, f"c{n}") for task_id in LAYOUT.task_ids for n in range(5)]
INTERVAL_Z = 1.645


@dataclass(frozen=True, slots=True)
class Habits:
    """How simulated learners differ from one case to the next.

    answers: how many they give, 20 a day. learning: logits that every answer adds to all
    abilities. item_sd: error of the difficulties that the state is told. told_sd: what it is
    told of that error. guessing: of every item.
    """

    answers: int
    learning: float = 0.0
    item_sd: float = 0.3
    told_sd: float = 0.3
    guessing: float = 0.25


def practised(rng: np.random.Generator, habits: Habits) -> tuple[MasteryState, np.ndarray]:
    """The state of a learner drawn from the prior after practice, and the tasks' true abilities."""
    general, *others = (
        float(np.sqrt(variance))
        for variance in (GENERAL_VARIANCE, DOMAIN_VARIANCE, TASK_VARIANCE, CONCEPT_VARIANCE)
    )
    domains = rng.normal(rng.normal(0, general), others[0], len(LAYOUT.domain_ids))
    tasks = domains[list(LAYOUT.parents)] + rng.normal(0, others[1], len(LAYOUT.task_ids))
    concepts = np.repeat(tasks, 5) + rng.normal(0, others[2], len(PLACES))
    state = prior()
    for n in range(habits.answers):
        place = int(rng.integers(len(PLACES)))
        difficulty = float(rng.normal())
        gap = concepts[place] + habits.learning * n - difficulty
        p_right = habits.guessing + (1 - habits.guessing) / (1 + np.exp(-gap))
        told = difficulty + float(rng.normal(0, habits.item_sd))
        state = after_answer(
            state,
            LAYOUT,
            task_id=PLACES[place][0],
            concept_id=PLACES[place][1],
            parameters=ItemParameters(told, habits.told_sd, 1.0, habits.guessing),
            is_correct=bool(rng.random() < p_right),
            now=MONDAY_NOON + timedelta(days=n // 20, seconds=n),
        )
    return state, tasks + habits.learning * habits.answers


def composite(state: MasteryState, *, is_joint: bool = True) -> tuple[float, float]:
    """Mean and variance of the exam-weighted ability; domains as if independent if not joint."""
    mean, covariance = joint_task_abilities(state, LAYOUT)
    if not is_joint:
        parents = np.array(LAYOUT.parents)
        covariance = covariance * (parents[:, None] == parents[None, :])
    return float(WEIGHTS @ mean), float(WEIGHTS @ covariance @ WEIGHTS)


def coverage(seed: int, learners: int, habits: Habits, *, is_joint: bool = True) -> float:
    """Share of learners whose exam-weighted ability lies in its 90 % interval."""
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(learners):
        state, abilities = practised(rng, habits)
        mean, variance = composite(state, is_joint=is_joint)
        hits += abs(mean - WEIGHTS @ abilities) < INTERVAL_Z * np.sqrt(variance)
    return hits / learners
