"""Mastery against the truth: an exact posterior, and learners whose abilities are known."""

from math import inf

import numpy as np
import pytest

from prep.learning import ability_tree, mastery
from prep.learning.ability_tree import DOMAIN_VARIANCE, GENERAL_VARIANCE, TASK_VARIANCE
from prep.learning.items import ItemParameters
from prep.learning.mastery import layout_of, prior, task_ability
from tests.factories import MONDAY_NOON, after_answer, make_blueprint, make_parameters
from tests.learning.learners import WEIGHTS, Habits, composite, coverage, practised

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
def test_two_tasks_come_close_to_the_exact_posterior(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ability_tree, "LARGEST_PRECISION", inf)
    monkeypatch.setattr(mastery, "GAIN_PER_ANSWER", 0.0)
    rng = np.random.default_rng(seed)
    blueprint = make_blueprint([("only", 100.0, ("only.1", "only.2"))])
    layout, state = layout_of(blueprint), prior()
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
        state = after_answer(
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


@pytest.mark.parametrize("learning", [0.0, 0.005])
@pytest.mark.parametrize("answers", [10, 60, 160])
def test_nine_intervals_in_ten_cover_the_truth(answers: int, learning: float) -> None:
    assert 0.84 <= coverage(4, 120, Habits(answers, learning=learning)) <= 0.98


def test_the_interval_misses_on_both_sides() -> None:
    rng = np.random.default_rng(5)
    errors = []
    for n in range(200):
        learning = (0.0, 0.005)[n % 2]
        state, abilities = practised(rng, Habits(80, learning=learning))
        mean, variance = composite(state)
        errors.append((mean - WEIGHTS @ abilities) / np.sqrt(variance))
    assert abs(np.mean(errors)) < 0.25
    assert 0.6 < np.std(errors) < 1.1
