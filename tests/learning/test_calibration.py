"""Calibration: true parameters come back, as sure as they are, and priors hold without answers."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.calibration import FirstAnswers, ItemEstimates, ItemPriors, calibrated


@dataclass(frozen=True)
class World:
    """Items with their true figures, and first answers that agree with the beliefs."""

    difficulty: np.ndarray
    discrimination: np.ndarray
    priors: ItemPriors
    answers: FirstAnswers


def simulated(
    rng: np.random.Generator, *, items: int = 400, each: int = 200, guessing: float = 0.25
) -> World:
    """Authors are wrong by one logit; abilities are believed with a variance of 0.2 to 0.8."""
    expected = rng.normal(0, 0.5, items)
    difficulty = expected + rng.normal(0, 1, items)
    discrimination = np.exp(rng.normal(0, 0.3, items))
    item = rng.permutation(np.repeat(np.arange(items), each))
    mean = rng.normal(0, 1, len(item))
    variance = rng.uniform(0.2, 0.8, len(item))
    ability = rng.normal(mean, np.sqrt(variance))
    knows = 1 / (1 + np.exp(-discrimination[item] * (ability - difficulty[item])))
    is_correct = rng.random(len(item)) < guessing + (1 - guessing) * knows
    return World(
        difficulty,
        discrimination,
        ItemPriors(expected, np.full(items, guessing)),
        FirstAnswers(item, mean, variance, is_correct),
    )


def slope(of: np.ndarray, on: np.ndarray) -> float:
    return float(np.polyfit(on, of, 1)[0])


@pytest.mark.parametrize("guessing", [0.0, 0.25])
def test_true_difficulties_come_back_without_bias(
    rng: np.random.Generator, guessing: float
) -> None:
    world = simulated(rng, guessing=guessing)
    found = calibrated(world.answers, world.priors)
    error = found.difficulty - world.difficulty
    assert np.corrcoef(found.difficulty, world.difficulty)[0, 1] >= 0.95
    assert abs(error.mean()) < 0.05
    # of shrunk estimates it is the truth, expected at an estimate, that equals the estimate
    assert 0.95 <= slope(world.difficulty, found.difficulty) <= 1.05


def test_with_many_answers_the_estimates_themselves_have_the_slope_of_the_truth(
    rng: np.random.Generator,
) -> None:
    world = simulated(rng, items=60, each=3000)
    found = calibrated(world.answers, world.priors)
    assert 0.95 <= slope(found.difficulty, world.difficulty) <= 1.05
    logs = np.log(found.discrimination), np.log(world.discrimination)
    assert np.corrcoef(*logs)[0, 1] > 0.9
    assert abs((logs[0] - logs[1]).mean()) < 0.05


@pytest.mark.parametrize("each", [30, 200])
def test_ninety_percent_intervals_hold_nine_in_ten_of_the_true_figures(
    rng: np.random.Generator, each: int
) -> None:
    world = simulated(rng, items=600, each=each)
    found = calibrated(world.answers, world.priors)
    z = (found.difficulty - world.difficulty) / found.difficulty_sd
    assert 0.87 <= np.mean(np.abs(z) < 1.645) <= 0.93
    log_error = np.log(found.discrimination) - np.log(world.discrimination)
    covered = np.mean(np.abs(log_error / found.log_discrimination_sd) < 1.645)
    assert covered > 0.87


def test_without_answers_the_priors_stand() -> None:
    nothing = np.array([])
    answers = FirstAnswers(nothing.astype(int), nothing, nothing, nothing.astype(bool))
    found = calibrated(answers, ItemPriors(np.array([-1.0, 0.5]), np.array([0.25, 0.0])))
    assert found.difficulty == pytest.approx([-1.0, 0.5])
    assert found.difficulty_sd == pytest.approx([1.0, 1.0])
    assert found.discrimination == pytest.approx([1.0, 1.0])
    assert found.responses.tolist() == [0, 0]


def test_a_bank_without_items_is_calibrated_to_nothing() -> None:
    nothing = np.array([])
    answers = FirstAnswers(nothing.astype(int), nothing, nothing, nothing.astype(bool))
    assert len(calibrated(answers, ItemPriors(nothing, nothing)).difficulty) == 0


def test_an_item_is_estimated_from_its_own_answers_alone(rng: np.random.Generator) -> None:
    world = simulated(rng, items=5, each=50)
    is_other = world.answers.item == 3
    flipped = replace(world.answers, is_correct=world.answers.is_correct ^ is_other)
    before, after = (calibrated(a, world.priors) for a in (world.answers, flipped))
    changed = np.abs(before.difficulty - after.difficulty) > 1e-3
    assert changed.tolist() == [False, False, False, True, False]


def one_item(
    means: list[float], outcomes: list[bool], *, difficulty: float, guessing: float
) -> ItemEstimates:
    answers = FirstAnswers(
        np.zeros(len(means), dtype=int),
        np.array(means),
        np.full(len(means), 0.3),
        np.array(outcomes, dtype=bool),
    )
    return calibrated(answers, ItemPriors(np.array([difficulty]), np.array([guessing])))


ABILITIES = st.lists(st.floats(-6, 6), min_size=1, max_size=40)
DIFFICULTIES = st.floats(-4, 4)
FLOORS = st.sampled_from([0.0, 0.1, 0.25, 0.5])


@given(ABILITIES, st.data(), DIFFICULTIES, FLOORS)
def test_no_pattern_of_answers_breaks_it(
    means: list[float], data: st.DataObject, difficulty: float, guessing: float
) -> None:
    outcomes = data.draw(st.lists(st.booleans(), min_size=len(means), max_size=len(means)))
    found = one_item(means, outcomes, difficulty=difficulty, guessing=guessing)
    assert abs(found.difficulty[0] - difficulty) < 6
    assert 0 < found.difficulty_sd[0] < 1.5  # surprises may cost certainty
    assert 0.1 < found.discrimination[0] < 10
    assert found.responses[0] == len(means)


@given(ABILITIES, DIFFICULTIES, FLOORS)
def test_an_item_that_all_get_right_is_easier_than_one_that_all_get_wrong(
    means: list[float], difficulty: float, guessing: float
) -> None:
    right, wrong = (
        one_item(means, [outcome] * len(means), difficulty=difficulty, guessing=guessing)
        for outcome in (True, False)
    )
    assert right.difficulty[0] <= difficulty <= wrong.difficulty[0]
    assert right.difficulty[0] < wrong.difficulty[0]
