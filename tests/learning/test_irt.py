"""Item response theory: the closed form against plain numerical integration."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.irt import posterior_gap, response_probability
from prep.learning.items import ItemParameters

MEANS = st.floats(-4, 4)
VARIANCES = st.floats(0.01, 2.5)
ITEMS = st.builds(
    ItemParameters,
    difficulty=st.just(0.0),
    discrimination=st.floats(0.5, 2),
    guessing=st.sampled_from([0.0, 0.1, 0.2, 0.25, 0.5]),
)


def integrated(
    mean: float, variance: float, item: ItemParameters
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A fine grid of theta - b, its normal weights, and the chance of a right answer on it."""
    sd = np.sqrt(variance)
    gap = np.linspace(mean - 9 * sd, mean + 9 * sd, 8001)
    weights = np.exp(-((gap - mean) ** 2) / (2 * variance))
    logistic = 1 / (1 + np.exp(-item.discrimination * gap))
    return gap, weights / weights.sum(), item.guessing + (1 - item.guessing) * logistic


@given(MEANS, VARIANCES, ITEMS)
def test_the_chance_of_a_right_answer_is_the_integral(
    mean: float, variance: float, item: ItemParameters
) -> None:
    _, weights, p = integrated(mean, variance, item)
    assert response_probability(mean, variance, item) == pytest.approx(weights @ p, abs=1e-4)


@given(MEANS, VARIANCES, ITEMS, st.booleans())
def test_the_posterior_has_the_mean_and_variance_of_the_exact_one(
    mean: float, variance: float, item: ItemParameters, is_correct: bool
) -> None:
    gap, weights, p = integrated(mean, variance, item)
    exact = weights * (p if is_correct else 1 - p)
    exact /= exact.sum()
    exact_mean = exact @ gap
    exact_sd = np.sqrt(exact @ (gap - exact_mean) ** 2)
    found_mean, found_variance = posterior_gap(mean, variance, item, is_correct=is_correct)
    assert found_mean == pytest.approx(exact_mean, abs=0.01)
    assert np.sqrt(found_variance) == pytest.approx(exact_sd, abs=0.01)


@given(MEANS, VARIANCES, ITEMS)
def test_right_raises_and_wrong_lowers(mean: float, variance: float, item: ItemParameters) -> None:
    right, _ = posterior_gap(mean, variance, item, is_correct=True)
    wrong, _ = posterior_gap(mean, variance, item, is_correct=False)
    assert wrong < mean < right


@given(MEANS, VARIANCES, ITEMS)
def test_an_answer_is_expected_to_tell_and_not_to_mislead(
    mean: float, variance: float, item: ItemParameters
) -> None:
    p = response_probability(mean, variance, item)
    right = posterior_gap(mean, variance, item, is_correct=True)
    wrong = posterior_gap(mean, variance, item, is_correct=False)
    assert p * right[0] + (1 - p) * wrong[0] == pytest.approx(mean, abs=1e-9)
    assert p * right[1] + (1 - p) * wrong[1] < variance


@pytest.mark.parametrize("gap", [-200.0, -40.0, 40.0, 200.0])
@pytest.mark.parametrize("guessing", [0.0, 0.25])
def test_far_from_the_item_all_figures_stay_in_range(gap: float, guessing: float) -> None:
    item = ItemParameters(0.0, guessing=guessing)
    assert guessing <= response_probability(gap, 1.0, item) <= 1
    for is_correct in (True, False):
        mean, variance = posterior_gap(gap, 1.0, item, is_correct=is_correct)
        assert np.isfinite(mean)
        assert 0 < variance <= 1.1


def test_what_is_known_exactly_stays_as_it_is() -> None:
    item = ItemParameters(0.0)
    assert response_probability(0.0, 0.0, item) == pytest.approx(0.5)
    mean, variance = posterior_gap(0.0, 0.0, item, is_correct=True)
    assert mean == pytest.approx(0.0)
    assert 0 < variance < 1e-9


def test_a_guessing_floor_makes_a_right_answer_tell_less() -> None:
    plain, guessable = ItemParameters(0.0), ItemParameters(0.0, guessing=0.25)
    gained = [posterior_gap(0.0, 1.0, item, is_correct=True)[0] for item in (plain, guessable)]
    assert gained[0] > gained[1] > 0
