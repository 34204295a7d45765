"""Memory: the same numbers as the public library, and a forgetting curve that falls."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import Confidence
from prep.learning.memory import (
    MemoryState,
    Recall,
    is_leech,
    p_known_if_right,
    rating_for,
    recalled,
    retrievability,
    reviewed,
)
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
    """A right answer without a word, surely known, in no time to speak of."""
    facts = {"is_correct": True, "confidence": None, "p_known": 1.0, "pace": 1.0}
    return Recall(**(facts | changes))


@pytest.mark.parametrize(
    ("changes", "rating"),
    [
        ({}, Rating.Good),
        ({"confidence": Confidence.SURE}, Rating.Good),
        ({"confidence": Confidence.UNSURE}, Rating.Hard),
        ({"p_known": 0.49}, Rating.Hard),
        ({"p_known": 0.51}, Rating.Good),
        ({"p_known": 0.0, "confidence": Confidence.SURE}, Rating.Good),
        ({"pace": 3.1}, Rating.Hard),
        ({"pace": 2.9}, Rating.Good),
        ({"pace": None}, Rating.Good),
        ({"pace": 9.0, "confidence": Confidence.SURE}, Rating.Good),
        ({"pace": 0.01}, Rating.Good),
    ],
)
def test_an_answer_stands_for_a_rating(changes: dict[str, Any], rating: Rating) -> None:
    assert rating_for(answer(**changes)) is rating
    assert rating_for(answer(**changes | {"is_correct": False})) is Rating.Again


@given(
    st.builds(
        Recall,
        is_correct=st.booleans(),
        confidence=st.sampled_from([None, *Confidence]),
        p_known=st.floats(0, 1),
        pace=st.none() | st.floats(0, 100),
    )
)
def test_no_answer_is_easy_however_quick(recall: Recall) -> None:
    assert rating_for(recall) is not Rating.Easy


def test_right_and_sure_at_first_sight_was_known_before() -> None:
    known = recalled(None, answer(confidence=Confidence.SURE), now=START)
    easy = reviewed(None, Rating.Easy, now=START)
    assert known.stability == 30
    assert known.memory_difficulty == easy.memory_difficulty
    assert (known.reviews, known.lapses, known.last_review_at) == (1, 0, START)


@pytest.mark.parametrize(
    ("state", "recall"),
    [
        (make_memory(), answer(confidence=Confidence.SURE)),
        (None, answer()),
        (None, answer(confidence=Confidence.UNSURE)),
        (None, answer(confidence=Confidence.SURE, is_correct=False)),
    ],
)
def test_any_other_answer_is_an_ordinary_review(state: MemoryState | None, recall: Recall) -> None:
    later = START + timedelta(days=300)
    assert recalled(state, recall, now=later) == reviewed(state, rating_for(recall), now=later)


@pytest.mark.parametrize(
    ("p_correct", "guessing", "p_known"),
    [(0.25, 0.25, 0.0), (0.4, 0.25, 0.5), (1.0, 0.25, 1.0), (0.3, 0.0, 1.0), (0.1, 0.25, 0.0)],
)
def test_a_right_answer_was_known_or_guessed(
    p_correct: float, guessing: float, p_known: float
) -> None:
    assert p_known_if_right(p_correct, guessing) == pytest.approx(p_known)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.5))
def test_the_more_was_expected_the_less_an_answer_looks_guessed(
    one: float, other: float, guessing: float
) -> None:
    less, more = sorted((one, other))
    assert 0 <= p_known_if_right(less, guessing) <= p_known_if_right(more, guessing) + 1e-12
    assert p_known_if_right(more, guessing) <= 1


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
        state = recalled(state, answer(is_correct=False), now=at)
        at += timedelta(days=1)
    leeches = [is_leech(state)]
    for days in (1, 2, 3, 4):
        state = recalled(state, answer(), now=at)
        at += timedelta(days=days)
        leeches.append(is_leech(state))
    assert leeches == [True, True, True, True, False]


def test_a_review_leaves_the_earlier_memory_alone() -> None:
    state = make_memory()
    reviewed(state, Rating.Again, now=state.last_review_at + timedelta(days=9))
    assert state == make_memory()
