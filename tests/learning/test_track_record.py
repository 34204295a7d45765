"""The track record: against counting by hand, and honest where there is little."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.track_record import (
    ForecastOutcome,
    coverage,
    mean_error,
    proportion,
    reliability,
)


def outcome(**changes: Any) -> ForecastOutcome:
    """Six in ten was expected, and came."""
    facts = {"expected": 0.6, "low": 0.5, "high": 0.7, "score": 0.6}
    return ForecastOutcome(**(facts | changes))


def aimed(p_target: float, score: float) -> ForecastOutcome:
    """A forecast with a target of 70 %."""
    return outcome(target=0.7, p_target=p_target, score=score)


def test_the_ends_of_an_interval_are_inside() -> None:
    found = coverage([outcome(score=score) for score in (0.49, 0.5, 0.7, 0.71)])
    assert found is not None
    assert (found.share, found.n) == (0.5, 4)


def test_nothing_is_said_without_outcomes() -> None:
    assert coverage([]) is None
    assert mean_error([]) is None
    assert mean_error([outcome()]) is None
    assert reliability([]) == ()


def test_errors_keep_their_sign_in_the_mean_and_lose_it_in_their_size() -> None:
    found = mean_error([outcome(score=0.5), outcome(score=0.8), outcome(score=0.6)])
    assert found is not None
    assert found.mean == pytest.approx(0.1 / 3)
    assert found.size == pytest.approx(0.1)
    assert found.low < found.mean < found.high
    assert found.n == 3


def test_chances_are_sorted_into_five_bins() -> None:
    found = reliability(
        [
            aimed(0.0, 0.5),
            aimed(0.1, 0.7),
            aimed(0.2, 0.6),
            aimed(0.9, 0.7),
            aimed(1.0, 0.9),
            outcome(),
        ]
    )
    assert [(b.low, b.high) for b in found] == [(0.0, 0.2), (0.2, 0.4), (0.8, 1.0)]
    assert [b.mean_chance for b in found] == pytest.approx([0.05, 0.2, 0.95])
    assert [(b.reached.share, b.reached.n) for b in found] == [(0.5, 2), (0.0, 1), (1.0, 2)]


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_proportion_lies_in_its_interval(case: tuple[int, int]) -> None:
    found = proportion(*case)
    assert 0 <= found.low <= found.share + 1e-12
    assert found.share - 1e-12 <= found.high <= 1
    assert found.high - found.low > 0


def test_the_interval_of_a_proportion_is_the_score_interval() -> None:
    found = proportion(9, 10)  # solutions of (p - 0.9)^2 = 1.645^2 p (1 - p) / 10
    for end in (found.low, found.high):
        assert (end - 0.9) ** 2 == pytest.approx(1.645**2 * end * (1 - end) / 10)
    assert found.low < 0.9 < found.high


def test_more_cases_narrow_a_proportion() -> None:
    few, many = proportion(9, 10), proportion(90, 100)
    assert many.high - many.low < few.high - few.low
