"""Mastery against the truth: an exact posterior, and learners whose abilities are known."""

from datetime import timedelta

import numpy as np
import pytest

from prep.learning.items import ItemParameters
from prep.learning.mastery import (
    DOMAIN_VARIANCE,
    GENERAL_VARIANCE,
    TASK_VARIANCE,
    MasteryState,
    layout_of,
    overall_mastery,
    prior,
    task_ability,
    updated,
)
from tests.factories import MONDAY_NOON, make_blueprint, make_parameters

LEARNERS = 250
ANSWERS = 60
ITEM_SD = 0.5


def p_right(gap: np.ndarray, item: ItemParameters) -> np.ndarray:
    """The three-parameter logistic, written again."""
    logistic = 1 / (1 + np.exp(-item.discrimination * gap))
    return np.asarray(item.guessing + (1 - item.guessing) * logistic)


def chance_with_uncertain_item(theta: np.ndarray, item: ItemParameters) -> np.ndarray:
    """The chance of a right answer at each theta, over what the item's difficulty may be."""
    spread = np.linspace(-5, 5, 201)
    weights = np.exp(-(spread**2) / 2)
    gaps = theta[..., None] - item.difficulty - item.difficulty_sd * spread
    return np.asarray(p_right(gaps, item) @ (weights / weights.sum()))


@pytest.mark.parametrize("seed", range(6))
def test_two_tasks_come_close_to_the_exact_posterior(seed: int) -> None:
    rng = np.random.default_rng(seed)
    blueprint = make_blueprint([("only", 100.0, ("only.1", "only.2"))])
    layout, state = layout_of(blueprint), prior(layout_of(blueprint))
    axis = np.linspace(-6, 6, 241)
    shared = GENERAL_VARIANCE + DOMAIN_VARIANCE
    covariance = shared + TASK_VARIANCE * np.eye(2)
    points = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1)
    exact = np.exp(-np.einsum("...i,ij,...j", points, np.linalg.inv(covariance), points) / 2)
    for _ in range(30):
        task = int(rng.integers(2))
        item = make_parameters(
            difficulty=float(rng.normal()),
            difficulty_sd=ITEM_SD,
            guessing=float(rng.choice([0.0, 0.25])),
        )
        is_correct = bool(rng.random() < 0.6)
        chance = chance_with_uncertain_item(axis, item)
        along = chance if is_correct else 1 - chance
        exact = exact * (along[:, None] if task == 0 else along[None, :])
        state = updated(
            state,
            layout,
            task_id=layout.task_ids[task],
            parameters=item,
            is_correct=is_correct,
            now=MONDAY_NOON,
        )
    exact /= exact.sum()
    for n, task_id in enumerate(layout.task_ids):
        marginal = exact.sum(axis=1 - n)
        mean = marginal @ axis
        sd = np.sqrt(marginal @ (axis - mean) ** 2)
        found = task_ability(state, layout, task_id)
        assert found.value == pytest.approx(mean, abs=0.1)
        assert found.standard_error == pytest.approx(sd, abs=0.04)


def test_the_composite_interval_covers_the_truth_nine_times_in_ten() -> None:
    rng = np.random.default_rng(4)
    outcomes = [_simulated(rng) for _ in range(LEARNERS)]
    assert 0.84 <= np.mean([low <= truth <= high for low, truth, high in outcomes]) <= 0.96
    below = np.mean([truth < low for low, truth, _ in outcomes])
    above = np.mean([truth > high for _, truth, high in outcomes])
    assert abs(below - above) < 0.08


def _simulated(rng: np.random.Generator) -> tuple[float, float, float]:
    """Low end, truth and high end of the composite of one learner who answers 60 items."""
    blueprint = make_blueprint()
    layout, weights = layout_of(blueprint), blueprint.task_weights()
    state: MasteryState = prior(layout)
    abilities = rng.multivariate_normal(state.mean, state.covariance)
    for n in range(ANSWERS):
        task = int(rng.integers(len(layout.task_ids)))
        author = float(rng.normal(0, 0.8))
        true_item = make_parameters(difficulty=author + float(rng.normal(0, ITEM_SD)))
        gap = abilities[1 + len(layout.domain_ids) + task] - true_item.difficulty
        state = updated(
            state,
            layout,
            task_id=layout.task_ids[task],
            parameters=make_parameters(difficulty=author, difficulty_sd=ITEM_SD),
            is_correct=bool(rng.random() < p_right(np.asarray(gap), true_item)),
            now=MONDAY_NOON + timedelta(minutes=n),
        )
    found = overall_mastery(state, layout, weights)
    tasks = abilities[1 + len(layout.domain_ids) :]
    truth = float(np.array([weights[i] for i in layout.task_ids]) @ tasks)
    return found.low, 1 / (1 + np.exp(-truth)), found.high
