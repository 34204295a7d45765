"""Streaks: study days in a row, free days aside."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from prep.learning.streaks import streak_of

MONDAY = date(2026, 11, 23)
SINCE = MONDAY - timedelta(weeks=4)
WORKING = (1, 2, 3, 4, 5)


def days(*before: int) -> set[date]:
    return {MONDAY - timedelta(days=n) for n in before}


def test_study_days_before_today_count_and_free_ones_break_nothing() -> None:
    friday_and_thursday = days(3, 4)
    assert streak_of(friday_and_thursday, WORKING, since=SINCE, today=MONDAY) == (2, False)
    assert streak_of(friday_and_thursday | days(0), WORKING, since=SINCE, today=MONDAY)[0] == 3


def test_an_answer_on_a_free_day_counts_for_none() -> None:
    assert streak_of(days(1, 2), WORKING, since=SINCE, today=MONDAY) == (0, False)


def test_a_missed_study_day_ends_it() -> None:
    assert streak_of(days(0, 4, 5), WORKING, since=SINCE, today=MONDAY) == (1, False)


def test_it_is_whole_when_no_study_day_was_missed() -> None:
    everything = days(*range(60))
    assert streak_of(everything, WORKING, since=SINCE, today=MONDAY) == (21, True)
    assert streak_of(everything, (7,), since=SINCE, today=MONDAY) == (4, True)


@given(
    st.sets(st.integers(0, 40)),
    st.sets(st.integers(1, 7), min_size=1),
    st.integers(0, 40),
)
def test_one_day_more_never_shortens_it(
    before: set[int], study_days: set[int], another: int
) -> None:
    studied = days(*before)
    fewer, _ = streak_of(studied, study_days, since=SINCE, today=MONDAY)
    more, _ = streak_of(studied | days(another), study_days, since=SINCE, today=MONDAY)
    assert 0 <= fewer <= more <= 29
