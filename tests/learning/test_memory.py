"""Memory: the same numbers as the public library, and a forgetting curve that falls."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import Confidence
from prep.learning.memory import MemoryState, due_at, rating_for, retrievability, reviewed
from tests.factories import make_memory

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
REFERENCE = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
GOOD = Rating.Good

RATINGS = st.sampled_from(list(Rating))
GAPS = st.one_of(st.floats(0, 400), st.sampled_from([0.0, 0.2, 0.999, 1.0, 2.0]))
HISTORIES = st.lists(st.tuples(RATINGS, GAPS), min_size=1, max_size=40)

REFERENCE_VECTOR = (
    (Rating.Again, 0, 0.212, 6.4133),
    (GOOD, 0, 0.24668918777567272, 6.402115069296838),
    (GOOD, 1, 2.021477251638192, 6.3909413235243795),
    (GOOD, 3, 7.863698841006282, 6.379778751497693),
    (GOOD, 8, 21.917713153152434, 6.368627342043034),
    (GOOD, 21, 53.626902917141365, 6.357487083997829),
)
"""Rating, days since the one before, stability, difficulty.

The history that the FSRS libraries publish for FSRS-6 (53.62691, 6.3574867 at its end)."""


def remembered(history: list[tuple[Rating, float]]) -> tuple[MemoryState, Card]:
    """The same history in this code and in the library."""
    state, card, at = None, Card(card_id=1), START
    for rating, days in history:
        at += timedelta(days=days)
        state = reviewed(state, rating, now=at)
        card, _ = REFERENCE.review_card(card, rating, at)
    assert state is not None
    return state, card


@given(HISTORIES, st.floats(0, 1000))
def test_any_history_gives_the_numbers_of_the_library(
    history: list[tuple[Rating, float]], days_later: float
) -> None:
    state, card = remembered(history)
    later = state.last_review_at + timedelta(days=days_later)
    assert state.stability == pytest.approx(card.stability, abs=1e-9)
    assert state.memory_difficulty == pytest.approx(card.difficulty, abs=1e-9)
    expected = REFERENCE.get_card_retrievability(card, later)
    assert retrievability(state, now=later) == pytest.approx(expected, abs=1e-9)


@given(HISTORIES)
def test_reviews_and_lapses_are_counted(history: list[tuple[Rating, float]]) -> None:
    state, _ = remembered(history)
    assert state.reviews == len(history)
    assert state.lapses == sum(rating is Rating.Again for rating, _ in history)


def test_the_published_reference_history_gives_the_stored_numbers() -> None:
    history = []
    for rating, days, stability, difficulty in REFERENCE_VECTOR:
        history.append((rating, float(days)))
        state, _ = remembered(history)
        assert state.stability == pytest.approx(stability, abs=1e-9)
        assert state.memory_difficulty == pytest.approx(difficulty, abs=1e-9)


@given(st.floats(0.01, 3000), st.integers(0, 2000), st.integers(0, 2000))
def test_recall_falls_with_time(stability: float, early: int, later: int) -> None:
    state = make_memory(stability=stability)
    first, second = (
        retrievability(state, now=state.last_review_at + timedelta(days=days))
        for days in sorted((early, later))
    )
    assert 0 < second <= first <= 1
    if early != later:
        assert second < first


@pytest.mark.parametrize("days", [1, 5, 30, 365])
def test_recall_is_nine_tenths_after_as_many_days_as_stability_says(days: int) -> None:
    state = make_memory(stability=float(days))
    later = state.last_review_at + timedelta(days=days)
    assert retrievability(state, now=later) == pytest.approx(0.9)
    assert due_at(state) == later


def test_recall_is_certain_on_the_day_of_the_review_and_before_it() -> None:
    state = make_memory()
    for hours in (-48, 0, 23):
        assert retrievability(state, now=state.last_review_at + timedelta(hours=hours)) == 1.0


def test_an_unstable_memory_is_due_on_the_next_day() -> None:
    state = make_memory(stability=0.1)
    assert due_at(state) == state.last_review_at + timedelta(days=1)


def test_the_same_moment_in_another_zone_gives_the_same_memory() -> None:
    vienna, plus_five = ZoneInfo("Europe/Vienna"), timezone(timedelta(hours=5))
    utc, elsewhere = None, None
    for days in (0, 2, 30, 31):
        at = START + timedelta(days=days)
        utc = reviewed(utc, GOOD, now=at)
        elsewhere = reviewed(elsewhere, GOOD, now=at.astimezone(vienna if days else plus_five))
    assert utc == elsewhere


def test_days_are_days_even_when_the_clocks_change() -> None:
    vienna = ZoneInfo("Europe/Vienna")
    before = datetime(2026, 10, 24, 12, 30, tzinfo=vienna)  # clocks go back in the night
    after = datetime(2026, 10, 25, 12, 0, tzinfo=vienna)  # 24.5 hours later
    state = reviewed(None, GOOD, now=before)
    expected = retrievability(state, now=after.astimezone(UTC))
    assert retrievability(state, now=after) == expected < 1


@pytest.mark.parametrize("state", [None, make_memory()])
def test_a_review_at_a_moment_without_a_zone_is_refused(state: MemoryState | None) -> None:
    with pytest.raises(ValueError, match="zone"):
        reviewed(state, GOOD, now=datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point


def test_recall_at_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        retrievability(make_memory(), now=datetime(2026, 3, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("is_correct", "confidence", "is_first_sight", "rating"),
    [
        (False, None, True, Rating.Again),
        (False, Confidence.SURE, True, Rating.Again),
        (False, Confidence.UNSURE, False, Rating.Again),
        (True, None, True, Rating.Good),
        (True, None, False, Rating.Good),
        (True, Confidence.UNSURE, True, Rating.Hard),
        (True, Confidence.UNSURE, False, Rating.Hard),
        (True, Confidence.SURE, True, Rating.Easy),
        (True, Confidence.SURE, False, Rating.Good),
    ],
)
def test_an_answer_stands_for_a_rating(
    is_correct: bool, confidence: Confidence | None, is_first_sight: bool, rating: Rating
) -> None:
    given = rating_for(is_correct=is_correct, confidence=confidence, is_first_sight=is_first_sight)
    assert given is rating


def test_a_review_leaves_the_earlier_memory_alone() -> None:
    state = make_memory()
    reviewed(state, Rating.Again, now=state.last_review_at + timedelta(days=9))
    assert state == make_memory()
