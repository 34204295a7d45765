"""The readiness benchmark: its learners, its rivals and its measures."""

from math import comb

import numpy as np
import pytest

from benchmarks.adaptive import SHARES
from benchmarks.readiness.judging import brier, covers
from benchmarks.readiness.learners import (
    EXAM_DOMAINS,
    EXAM_ITEMS,
    MOST_ANSWERS,
    World,
    make_learner,
)
from benchmarks.readiness.opinions import naive_distribution, normal_distribution
from benchmarks.readiness.rivals import blind_to_learning, percent_correct, prep, separate_domains
from prep.learning.score_distribution import distribution_of

WORLD = World(0.2, 0.3)


def test_a_seed_is_a_learner() -> None:
    one, same, other = (make_learner(seed, WORLD) for seed in (1, 1, 2))
    assert (one.is_right == same.is_right).all()
    assert (one.gap == same.gap).all()
    assert (one.gap != other.gap).any()


def test_an_exam_follows_the_shares() -> None:
    assert len(EXAM_DOMAINS) == EXAM_ITEMS
    assert np.abs(np.bincount(EXAM_DOMAINS) - SHARES * EXAM_ITEMS).max() < 1


def test_who_learns_gets_more_right_and_knows_more() -> None:
    still, learning = make_learner(3, WORLD), make_learner(3, World(0.2, 0.3, learning=0.01))
    assert learning.right_in_exam(MOST_ANSWERS) > still.right_in_exam(MOST_ANSWERS)
    assert learning.ability(100) == pytest.approx(still.ability(100) + 1)
    assert still.right_in_exam(0) == learning.right_in_exam(0)
    assert still.true_score(0).expected == pytest.approx(learning.true_score(0).expected)


def test_no_forecast_sees_an_answer_before_it_is_given() -> None:
    learner = make_learner(4, WORLD)
    flipped = make_learner(4, WORLD)
    flipped.is_right[40:] = ~flipped.is_right[40:]
    flipped.luck[:] = 0.0
    for rival in (prep, blind_to_learning, separate_domains, percent_correct):
        (one,), (other,) = (list(rival(of, (40,))) for of in (learner, flipped))
        assert (one.score.probabilities == other.score.probabilities).all()


def test_percent_correct_is_beta_binomial() -> None:
    found = naive_distribution(1, 2, 3).probabilities
    # Pólya's urn with two right and two wrong balls at first
    exact = [comb(3, k) * _rising(2, k) * _rising(2, 3 - k) / _rising(4, 3) for k in range(4)]
    assert found == pytest.approx(exact, abs=1e-3)


def test_one_ability_with_an_error_spreads_the_score() -> None:
    items = np.ones(40), np.zeros(40)
    sure, unsure = (normal_distribution(0.5, error, *items, 0.2) for error in (0.0, 0.5))
    assert sure.expected == pytest.approx(unsure.expected, abs=0.01)
    assert np.subtract(*unsure.interval) < np.subtract(*sure.interval)


def test_a_brier_score_over_luck_is_the_mean_over_its_outcomes() -> None:
    p = np.array([0.3, 0.8])
    came, failed = brier(p, np.ones(2))[0], brier(p, np.zeros(2))[0]
    assert brier(p, np.full(2, 0.25))[0] == pytest.approx(0.25 * came + 0.75 * failed)


def test_an_interval_covers_its_ends() -> None:
    forecast = distribution_of(np.full((10, 1), 0.5))
    low, high = forecast.interval
    assert covers(forecast, low)
    assert covers(forecast, high)
    assert not covers(forecast, high + 0.1)


def _rising(start: int, times: int) -> int:
    return int(np.prod([start + n for n in range(times)]))
