"""Memory: the same numbers as the public library, and a forgetting curve that falls."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.memory import (
    SLOW_FROM,
    MemoryState,
    Recall,
    is_leech,
    recall_from,
    remembered,
    retrievability,
    reviewed,
)
from prep.learning.memory_arrays import KNOWN_STABILITY_DAYS
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


def replayed(history: list[tuple[Rating, float]]) -> tuple[MemoryState, Card]:
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
    state, card = replayed(history)
    later = state.last_review_at + timedelta(days=days_later)
    assert state.stability == pytest.approx(card.stability, abs=1e-9)
    assert state.memory_difficulty == pytest.approx(card.difficulty, abs=1e-9)
    expected = REFERENCE.get_card_retrievability(card, later)
    assert retrievability(state, now=later) == pytest.approx(expected, abs=1e-9)


@given(HISTORIES)
def test_reviews_and_lapses_are_counted(history: list[tuple[Rating, float]]) -> None:
    state, _ = replayed(history)
    assert state.reviews == len(history)
    assert state.lapses == sum(rating is Rating.Again for rating, _ in history)


def test_the_published_reference_history_gives_the_stored_numbers() -> None:
    history = []
    for rating, days, stability, difficulty in REFERENCE_VECTOR:
        history.append((rating, float(days)))
        state, _ = replayed(history)
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


def test_recall_is_certain_on_the_day_of_the_review_and_before_it() -> None:
    state = make_memory()
    for hours in (-48, 0, 23):
        assert retrievability(state, now=state.last_review_at + timedelta(hours=hours)) == 1.0


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


def answer(**changes: Any) -> Recall:
    """A right answer, surely recalled, in good time."""
    facts = {"is_correct": True, "chance": 1.0, "is_slow": False}
    return Recall(**(facts | changes))


WRONG = answer(is_correct=False, chance=0.0)
STATES = st.one_of(st.none(), st.builds(lambda s: make_memory(stability=s), st.floats(0.1, 900)))
LATER = START + timedelta(days=300)


@given(STATES)
def test_a_wrong_answer_is_a_lapse(state: MemoryState | None) -> None:
    assert remembered(state, WRONG, now=LATER) == reviewed(state, Rating.Again, now=LATER)


@given(st.floats(0.1, 900))
def test_a_recalled_answer_is_a_good_review_and_a_slow_one_a_hard_one(stability: float) -> None:
    state = make_memory(stability=stability)
    for is_slow, rating in ((False, GOOD), (True, Rating.Hard)):
        after = remembered(state, answer(is_slow=is_slow), now=LATER)
        expected = reviewed(state, rating, now=LATER)
        assert after.stability == pytest.approx(expected.stability)
        assert after.memory_difficulty == pytest.approx(expected.memory_difficulty)
        assert (after.reviews, after.lapses) == (expected.reviews, expected.lapses)


@given(STATES, st.floats(0, 1), st.floats(0, 1))
def test_the_likelier_a_guess_the_less_memory_gains(
    state: MemoryState | None, one: float, other: float
) -> None:
    less, more = (
        remembered(state, answer(chance=chance), now=LATER) for chance in sorted((one, other))
    )
    assert less.stability <= more.stability * (1 + 1e-12)
    assert less.lapses == more.lapses


def test_what_is_known_at_first_sight_lasts_a_month() -> None:
    assert remembered(None, answer(), now=START).stability == pytest.approx(KNOWN_STABILITY_DAYS)
    found_slowly = remembered(None, answer(is_slow=True), now=START)
    assert found_slowly.stability == pytest.approx(reviewed(None, Rating.Hard, now=START).stability)


@pytest.mark.parametrize(
    ("p_correct", "guessing", "chance"),
    [(0.4, 0.25, 0.5), (1.0, 0.25, 1.0), (0.3, 0.0, 1.0), (0.7, 0.25, 6 / 7)],
)
def test_a_right_answer_was_recalled_or_guessed(
    p_correct: float, guessing: float, chance: float
) -> None:
    found = recall_from(
        is_correct=True, p_correct=p_correct, guessing=guessing, tap_ratio=1.0, pace=None
    )
    assert found.chance == pytest.approx(chance)
    assert not found.is_slow


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0.02, 40), st.floats(0, 100))
def test_no_answer_is_worth_more_than_a_recalled_one(
    p_correct: float, guessing: float, ratio: float, pace: float
) -> None:
    for is_correct in (True, False):
        found = recall_from(
            is_correct=is_correct,
            p_correct=p_correct,
            guessing=guessing,
            tap_ratio=ratio,
            pace=pace,
        )
        assert 0 <= found.chance <= 1
        assert bool(found.chance) is is_correct
        assert found.is_slow is (pace > SLOW_FROM)


@pytest.mark.parametrize(
    ("lapses", "stability", "is_one"),
    [(3, 1.0, False), (4, 1.0, True), (4, 1.9, True), (4, 2.0, False), (9, 0.2, True)],
)
def test_a_leech_is_missed_often_and_does_not_stay(
    lapses: int, stability: float, is_one: bool
) -> None:
    assert is_leech(make_memory(lapses=lapses, reviews=12, stability=stability)) is is_one


def test_a_leech_that_is_answered_right_on_later_days_stops_being_one() -> None:
    state, at = None, START
    for _ in range(4):
        state = remembered(state, WRONG, now=at)
        at += timedelta(days=1)
    leeches = [is_leech(state)]
    for days in (1, 2, 3, 4):
        state = remembered(state, answer(), now=at)
        at += timedelta(days=days)
        leeches.append(is_leech(state))
    assert leeches == [True, True, True, True, False]


def test_a_review_leaves_the_earlier_memory_alone() -> None:
    state = make_memory()
    reviewed(state, Rating.Again, now=state.last_review_at + timedelta(days=9))
    assert state == make_memory()
