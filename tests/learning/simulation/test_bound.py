"""The upper bound: never too low, whatever the prices and the grid."""

from functools import cache

import numpy as np
import pytest
from fsrs import Rating

from prep.learning.memory_arrays import DEFAULTS, Floats, next_memory, retrievability
from prep.learning.simulation.bound import Dual, score_bounds
from prep.learning.simulation.fsrs_world import FsrsWorld
from prep.learning.simulation.policies import POLICIES
from prep.learning.simulation.running import exam_scores
from prep.learning.simulation.schedules import COARSE, FINE, Grid, Schedules
from prep.learning.simulation.setting import Setting, draw_population, expected_seconds

SETTING = Setting(learners=2, days=10)


def best_value(stability: float, difficulty: float, day: int, prices: Floats) -> float:
    """Of a memory just after a review on a day, without any grid."""
    exam_day = len(prices)
    best = float(retrievability(stability, exam_day - day))
    for then in range(day + 1, exam_day):
        recall = retrievability(stability, then - day)
        after = [
            best_value(*next_memory(stability, difficulty, then - day, rating), then, prices)
            for rating in (Rating.Good, Rating.Again)
        ]
        value = recall * after[0] + (1 - recall) * after[1]
        best = max(best, float(value - prices[then] * expected_seconds(recall)))
    return best


@pytest.mark.parametrize("stability", [0.3, 2.0, 15.0])
@pytest.mark.parametrize("difficulty", [1.0, 6.3, 9.7])
def test_schedules_are_worth_little_more_than_the_best_one(
    stability: float, difficulty: float
) -> None:
    prices = np.full(6, 5e-4)
    exact = best_value(stability, difficulty, 0, prices)
    schedules = Schedules(DEFAULTS, 6, FINE)
    values = schedules.plan(prices[:, None]).values
    state = schedules.state(np.array(stability), np.array(difficulty), 0)
    assert exact - 1e-6 <= values[0, state, 0] <= exact + 0.01


def duals(grid: Grid) -> list[Dual]:
    rng = np.random.default_rng(4)
    population = draw_population(SETTING.learners, rng)
    world = FsrsWorld(population, rng)
    return [Dual(world, population, n, SETTING, grid) for n in range(SETTING.learners)]


@cache
def best_scores() -> float:
    names = ("ours", "greedy-true-state")
    return max(
        float(exam_scores("fsrs", POLICIES[name], SETTING, np.random.default_rng(4)).mean())
        for name in names
    )


@pytest.mark.parametrize("price", [0.0, 1e-6, 4e-6, 2e-5])
def test_no_price_brings_the_bound_below_a_policy(price: float) -> None:
    bounds = [dual(np.full(SETTING.days, price))[0] for dual in duals(COARSE)]
    assert np.mean(bounds) > best_scores()


def test_a_finer_grid_is_less_optimistic() -> None:
    price = np.full(SETTING.days, 4e-6)
    coarse, fine = (duals(grid)[0](price)[0] for grid in (COARSE, FINE))
    assert fine < coarse < fine + 0.02


def test_the_slope_is_what_a_dearer_day_changes() -> None:
    dual, price = duals(COARSE)[0], np.full(SETTING.days, 4e-6)
    _, slope = dual(price)
    for day in (0, 5, 9):
        step = 1e-9 * (np.arange(SETTING.days) == day)
        change = (dual(price + step)[0] - dual(price - step)[0]) / 2e-9
        assert slope[day] == pytest.approx(change, rel=0.05, abs=20)


def test_the_search_beats_flat_prices_and_stays_above_policies() -> None:
    found = score_bounds(SETTING, np.random.default_rng(4))
    flat = [dual(np.full(SETTING.days, 4e-6))[0] for dual in duals(FINE)]
    assert best_scores() < found.mean() < np.mean(flat)


def test_missed_days_lower_the_bound() -> None:
    missing = Setting(learners=1, days=8, missed=0.5)
    whole = Setting(learners=1, days=8)
    few, many = (score_bounds(one, np.random.default_rng(2))[0] for one in (missing, whole))
    assert few < many - 0.02


def test_too_many_days_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 120 days"):
        score_bounds(Setting(learners=1, days=121), np.random.default_rng(2))
