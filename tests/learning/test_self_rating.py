"""A rating against a measurement: they differ only where the whole interval says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.composites import Mastery
from prep.learning.self_rating import Verdict, rating_band, verdict

SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted)
RATINGS = st.integers(1, 5)


def mastery(low: float, high: float) -> Mastery:
    return Mastery((low + high) / 2, low, high, 40)


def test_the_bands_cover_the_scale_without_a_gap() -> None:
    bands = [rating_band(rating) for rating in range(1, 6)]
    assert bands[0][0] == 0
    assert bands[-1][1] == 1
    assert [high for _, high in bands[:-1]] == [low for low, _ in bands[1:]]


@pytest.mark.parametrize(
    ("rating", "low", "high", "expected"),
    [
        (4, 0.30, 0.55, Verdict.HIGHER),
        (4, 0.50, 0.60, Verdict.AGREES),
        (4, 0.50, 0.65, Verdict.AGREES),
        (4, 0.10, 0.95, Verdict.AGREES),
        (4, 0.78, 0.90, Verdict.AGREES),
        (4, 0.82, 0.95, Verdict.LOWER),
        (1, 0.00, 0.10, Verdict.AGREES),
        (1, 0.25, 0.45, Verdict.LOWER),
        (5, 0.90, 1.00, Verdict.AGREES),
        (5, 0.40, 0.79, Verdict.HIGHER),
    ],
)
def test_a_rating_differs_when_the_interval_leaves_its_band_out(
    rating: int, low: float, high: float, expected: Verdict
) -> None:
    assert verdict(rating, mastery(low, high), is_measured=True) is expected


@given(RATINGS, SHARES)
def test_too_few_answers_never_give_a_verdict(rating: int, shares: list[float]) -> None:
    known = mastery(shares[0], shares[2])
    assert verdict(rating, known, is_measured=False) is Verdict.TOO_EARLY
    assert verdict(None, known, is_measured=True) is Verdict.UNRATED


@given(RATINGS, SHARES, st.floats(0, 0.5))
def test_a_wider_interval_never_turns_agreement_into_a_difference(
    rating: int, shares: list[float], wider: float
) -> None:
    low, _, high = shares
    wide = mastery(max(0, low - wider), min(1, high + wider))
    if verdict(rating, mastery(low, high), is_measured=True) is Verdict.AGREES:
        assert verdict(rating, wide, is_measured=True) is Verdict.AGREES


@given(SHARES)
def test_a_higher_rating_is_never_called_lower_before_a_smaller_one(shares: list[float]) -> None:
    order = [Verdict.LOWER, Verdict.AGREES, Verdict.HIGHER]
    known = mastery(shares[0], shares[2])
    places = [order.index(verdict(r, known, is_measured=True)) for r in range(1, 6)]
    assert places == sorted(places)
