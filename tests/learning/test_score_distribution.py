"""Distributions of scores: against counting by hand, and against simulated exams."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.irt import response_probability
from prep.learning.score_distribution import (
    ItemGaps,
    ScoreDistribution,
    chances_of,
    distribution_of,
    distributions_of,
)
from tests.factories import make_parameters

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=7)


def make_gaps(items: int = 20, **changes: Any) -> ItemGaps:
    """Items of one kind on one uncertain ability."""
    facts = {
        "mean": np.zeros(items),
        "factors": np.full((items, 1), 0.7),
        "own_variance": np.full(items, 0.3),
        "discrimination": np.ones(items),
        "guessing": np.full(items, 0.25),
    }
    return ItemGaps(**(facts | changes))


def test_parts_and_whole_are_those_of_each_by_itself() -> None:
    chances = chances_of(make_gaps(23))
    parts = [chances[:4], chances[4:5], chances[5:]]
    by_part, whole = distributions_of(parts)
    alone = distribution_of(chances)
    assert whole.probabilities == pytest.approx(alone.probabilities, abs=1e-12)
    assert whole.probabilities.min() >= 0
    assert whole.expected_sd == alone.expected_sd
    assert whole.interval == alone.interval
    for found, part in zip(by_part, parts, strict=True):
        assert (found.probabilities == distribution_of(part).probabilities).all()


def certain(*chances: float) -> ScoreDistribution:
    """The distribution when every chance is known exactly."""
    return distribution_of(np.array(chances)[:, None])


def by_hand(chances: list[float]) -> list[float]:
    """Every pattern of right and wrong answers, written out."""
    found = [0.0] * (len(chances) + 1)
    for pattern in product((False, True), repeat=len(chances)):
        pairs = zip(pattern, chances, strict=True)
        found[sum(pattern)] += float(np.prod([p if right else 1 - p for right, p in pairs]))
    return found


@given(CHANCES)
def test_known_chances_give_the_counts_of_all_patterns(chances: list[float]) -> None:
    assert certain(*chances).probabilities == pytest.approx(by_hand(chances), abs=1e-12)


@given(st.lists(CHANCES, min_size=1, max_size=1), st.floats(0, 1))
def test_probabilities_sum_to_one_and_fall_with_the_score(
    chances: list[list[float]], score: float
) -> None:
    found = certain(*chances[0])
    assert found.probabilities.sum() == pytest.approx(1)
    assert 0 <= found.p_at_least(score) <= found.p_at_least(score / 2) <= 1
    assert found.p_at_least(0) == pytest.approx(1)


def test_a_score_that_is_just_reached_counts() -> None:
    half = certain(1, 1, 1, 0, 0, 0)
    assert half.p_at_least(0.5) == 1
    assert half.p_at_least(0.51) == 0
    assert certain(*[1] * 13, *[0] * 7).p_at_least(0.65) == 1


@given(CHANCES)
def test_the_interval_holds_nine_tenths_and_the_expected_score_lies_between_its_bounds(
    chances: list[float],
) -> None:
    found = certain(*chances)
    low, high = found.interval
    inside = found.p_at_least(low) - (found.p_at_least(high + 1 / found.items))
    assert inside >= 0.9 - 1e-9
    assert 0 <= low <= high <= 1
    assert found.expected == pytest.approx(np.mean(chances))


def test_the_chance_of_an_item_is_that_of_the_response_curve() -> None:
    gaps = make_gaps(3, mean=np.array([-1.0, 0.2, 1.5]))
    averaged = chances_of(gaps).mean(axis=1)
    item = make_parameters(guessing=0.25)
    curve = [response_probability(mean, 0.7**2 + 0.3, item) for mean in gaps.mean]
    assert averaged == pytest.approx(curve, abs=0.002)


def test_what_items_share_widens_the_score_and_leaves_its_mean() -> None:
    apart = make_gaps(60, factors=np.zeros((60, 1)), own_variance=np.full(60, 0.3 + 0.49))
    together = make_gaps(60)
    lone, shared = (distribution_of(chances_of(gaps)) for gaps in (apart, together))
    assert shared.expected == pytest.approx(lone.expected, abs=0.002)
    assert np.subtract(*shared.interval[::-1]) > 1.4 * np.subtract(*lone.interval[::-1])
    assert lone.expected_sd == pytest.approx(0)
    assert shared.expected_sd > 0.05


def test_simulated_exams_fall_as_forecast(rng: np.random.Generator) -> None:
    items, exams = 80, 40_000
    gaps = make_gaps(
        items,
        mean=rng.normal(0.5, 1, items),
        factors=rng.normal(0.2, 0.3, (items, 6)),
        discrimination=np.exp(rng.normal(0, 0.3, items)),
    )
    found = distribution_of(chances_of(gaps))
    own = np.sqrt(gaps.own_variance)[:, None] * rng.normal(size=(items, exams))
    theta = gaps.mean[:, None] + gaps.factors @ rng.normal(size=(6, exams)) + own
    p = 0.25 + 0.75 / (1 + np.exp(-gaps.discrimination[:, None] * theta))
    counts = np.bincount((rng.random((items, exams)) < p).sum(axis=0), minlength=items + 1)
    errors = np.cumsum(counts / exams - found.probabilities)
    assert np.abs(errors).max() < 0.012


def test_the_same_gaps_give_the_same_distribution() -> None:
    first, second = (distribution_of(chances_of(make_gaps())) for _ in range(2))
    assert (first.probabilities == second.probabilities).all()


@pytest.mark.parametrize("dimensions", range(1, 9))
def test_abilities_are_as_uncertain_in_the_draws_as_they_are(dimensions: int) -> None:
    flat = 1e-4  # items so flat that chances follow abilities along a straight line
    gaps = make_gaps(
        dimensions,
        factors=np.eye(dimensions),
        own_variance=np.zeros(dimensions),
        discrimination=np.full(dimensions, flat),
        guessing=np.zeros(dimensions),
    )
    assert chances_of(gaps).std(axis=1) == pytest.approx(flat / 4, rel=1e-6)
