"""Mistakes that a state of ability is easily made with, each with what it costs."""

from math import inf

import numpy as np
import pytest

from prep.learning import ability_tree, mastery
from prep.learning.items import ItemParameters
from prep.learning.mastery import descent, probability
from tests.factories import MONDAY_NOON
from tests.learning.learners import LAYOUT, PLACES, Habits, coverage, practised
from tests.learning.test_replay import draw_log, other_way_round, replayed

STEADY = Habits(160, learning=0.005)


@pytest.mark.parametrize("cut", [0, 40, 119])
def test_trap_1_the_state_is_read_before_it_absorbs_the_response(cut: int) -> None:
    log = draw_log(9)
    flipped = [*log[:cut], *(other_way_round(answer) for answer in log[cut:])]
    assert replayed(log)[0][: cut + 1] == replayed(flipped)[0][: cut + 1]


def test_trap_6_a_composite_takes_the_covariance_of_its_domains() -> None:
    few = Habits(20)
    assert coverage(1, 300, few) > 0.86
    assert coverage(1, 300, few, is_joint=False) < 0.8


def test_trap_7_the_interval_covers_a_learner_who_improves_steadily(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert coverage(2, 100, STEADY) > 0.84
    monkeypatch.setattr(ability_tree, "LARGEST_PRECISION", inf)
    monkeypatch.setattr(mastery, "GAIN_PER_ANSWER", 0.0)
    assert coverage(2, 100, STEADY) < 0.6


def test_trap_8_the_error_of_difficulties_is_carried_into_predictions() -> None:
    assert calibration_error(told_sd=1.2) < 0.02
    assert calibration_error(told_sd=0.0) > 0.03


def calibration_error(*, told_sd: float) -> float:
    """Expected calibration error, ten bins, of predictions for new items whose difficulty is
    known to 1.2 logits only, when the state is told that error or another."""
    rng = np.random.default_rng(3)
    predicted, chances = [], []
    for _ in range(150):
        habits = Habits(60, item_sd=1.2, told_sd=told_sd, guessing=0.0)
        state, abilities = practised(rng, habits)
        for _ in range(20):
            place = int(rng.integers(len(PLACES)))
            told = float(rng.normal(0, 1.5))
            item = ItemParameters(told, told_sd)
            before = descent(state, LAYOUT, task_id=PLACES[place][0], now=MONDAY_NOON)
            predicted.append(probability(before, item))
            gap = abilities[place // 5] - told - rng.normal(0, 1.2)
            chances.append(1 / (1 + np.exp(-gap)))
    order = np.argsort(predicted)
    bins = np.array_split(np.array([predicted, chances])[:, order], 10, axis=1)
    return float(np.mean([abs(values[0].mean() - values[1].mean()) for values in bins]))
