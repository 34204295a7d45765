"""FSRS-6 on arrays, against the library."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.learning.memory_arrays import (
    DEFAULTS,
    first_memory,
    next_memory,
    parameters_from,
    retrievability,
)

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ratings = st.sampled_from(list(Rating))
histories = st.lists(st.tuples(st.integers(0, 400), ratings), min_size=1, max_size=12)


@given(histories)
@settings(max_examples=60, deadline=None)
def test_any_history_gives_what_the_library_gives(history: list[tuple[int, Rating]]) -> None:
    library = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now = Card(card_id=1), START
    stability = difficulty = np.nan
    for n, (days, rating) in enumerate(history):
        if n == 0:
            stability, difficulty = (float(x) for x in first_memory(rating))
        else:
            now += timedelta(days=days)
            recall = library.get_card_retrievability(card, now)
            assert float(retrievability(stability, days)) == pytest.approx(recall, abs=1e-9)
            after = next_memory(stability, difficulty, days, rating)
            stability, difficulty = (float(x) for x in after)
        card, _ = library.review_card(card, rating, now)
        assert stability == pytest.approx(card.stability, rel=1e-9)
        assert difficulty == pytest.approx(card.difficulty, rel=1e-9)


def test_many_at_once_are_what_each_is_alone() -> None:
    rng = np.random.default_rng(4)
    stability, difficulty = rng.uniform(0.1, 300, 50), rng.uniform(1, 10, 50)
    days, rated = rng.integers(0, 90, 50), rng.integers(1, 5, 50)
    together = next_memory(stability, difficulty, days, rated)
    for n in range(50):
        alone = next_memory(stability[n], difficulty[n], days[n], rated[n])
        assert together[0][n] == pytest.approx(float(alone[0]), rel=1e-12)
        assert together[1][n] == pytest.approx(float(alone[1]), rel=1e-12)


@given(st.floats(0.01, 2000), st.floats(0, 2000), st.floats(0.1, 100))
def test_recall_falls_with_time(stability: float, days: float, more: float) -> None:
    assert retrievability(stability, days + more) < retrievability(stability, days) <= 1


def test_recall_is_nine_tenths_after_as_many_days_as_the_stability() -> None:
    assert float(retrievability(7.5, 7.5)) == pytest.approx(0.9)


def test_another_number_of_parameters_is_refused() -> None:
    with pytest.raises(ValueError, match="21"):
        parameters_from((0.2,) * 19)


def test_defaults_are_those_of_the_library() -> None:
    assert DEFAULTS.decay == Scheduler().parameters[20]
