"""Months of leading projects: every figure of the tables below is worked out by hand beside it.

Unless a row says otherwise, today is 23 November 2026 and the window is ten years:
24 November 2016 to 23 November 2026.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.errors import InvalidInput
from prep.learning.experience import (
    Days,
    EducationRule,
    Period,
    applicable_rule,
    count_experience,
    day_met,
    months_missing,
    window_until,
    yearly_pace,
)

TODAY = "2026-11-23"


def periods(*spans: str) -> list[Period]:
    """Periods from `first..last`; without a last day they go on."""
    ends = [span.split("..") for span in spans]
    return [
        Period(date.fromisoformat(first), date.fromisoformat(last) if last else None)
        for first, last in ends
    ]


COUNTS = [
    # nothing, and single months
    ("nothing", (), Fraction(0), 0),
    # 30/30
    ("a whole month", ("2026-09-01..2026-09-30",), Fraction(1), 1),
    # 1/30
    ("one day", ("2026-09-15..2026-09-15",), Fraction(1, 30), 1),
    ("a whole year", ("2025-01-01..2025-12-31",), Fraction(12), 12),
    # 16/31 + 15/31
    ("a month from mid to mid", ("2024-12-16..2025-01-15",), Fraction(1), 2),
    # 17/31 + 1 + 14/31
    ("two months, three touched", ("2025-01-15..2025-03-14",), Fraction(2), 3),
    # 15/31 + 15/28
    ("thirty days in two months", ("2025-01-17..2025-02-15",), Fraction(885, 868), 2),
    ("three years", ("2023-01-01..2025-12-31",), Fraction(36), 36),
    # 16/30 + 35 + 14/30
    ("three years from mid-month", ("2022-06-15..2025-06-14",), Fraction(36), 37),
    # 16 + 13 of 30
    ("the same, a day short", ("2022-06-15..2025-06-13",), 35 + Fraction(29, 30), 37),
    # leap years
    # 29/29
    ("February of a leap year", ("2024-02-01..2024-02-29",), Fraction(1), 1),
    ("a leap February short of a day", ("2024-02-01..2024-02-28",), Fraction(28, 29), 1),
    # 28/28
    ("February of another year", ("2025-02-01..2025-02-28",), Fraction(1), 1),
    ("the leap day alone", ("2024-02-29..2024-02-29",), Fraction(1, 29), 1),
    ("a leap year", ("2024-01-01..2024-12-31",), Fraction(12), 12),
    # 1/28 + 1/31
    ("the turn of February", ("2025-02-28..2025-03-01",), Fraction(59, 868), 2),
    # gaps
    ("two months apart", ("2025-02-01..2025-02-28", "2025-04-01..2025-04-30"), Fraction(2), 2),
    # 1/2+1/2
    ("two halves apart", ("2025-06-16..2025-06-30", "2025-09-01..2025-09-15"), Fraction(1), 2),
    # 15/31+1/2
    ("unequal halves", ("2025-01-01..2025-01-15", "2025-02-01..2025-02-14"), Fraction(61, 62), 2),
    ("a gap of one day", ("2025-04-01..2025-04-14", "2025-04-16..2025-04-30"), Fraction(29, 30), 1),
    ("no gap", ("2025-02-01..2025-03-15", "2025-03-16..2025-03-31"), Fraction(2), 2),
    ("later one first", ("2025-04-01..2025-04-30", "2025-02-01..2025-02-28"), Fraction(2), 2),
    (
        "two days of a month",
        ("2025-08-01..2025-08-01", "2025-08-31..2025-08-31"),
        Fraction(2, 31),
        1,
    ),
    # overlap
    ("the same month twice", ("2025-05-01..2025-05-31", "2025-05-01..2025-05-31"), Fraction(1), 1),
    (
        "a month in two parts that overlap",
        ("2025-05-01..2025-05-20", "2025-05-11..2025-05-31"),
        Fraction(1),
        1,
    ),
    ("one inside the other", ("2025-01-01..2025-06-30", "2025-03-10..2025-03-20"), Fraction(6), 6),
    # 5+6
    (
        "one month, two projects apart",
        ("2025-07-01..2025-07-05", "2025-07-20..2025-07-25"),
        Fraction(11, 31),
        1,
    ),
    (
        "a chain of three",  # 15 January to 10 April: 17/31 + 1 + 1 + 10/30
        ("2025-01-15..2025-02-20", "2025-02-10..2025-03-25", "2025-03-20..2025-04-10"),
        2 + Fraction(17, 31) + Fraction(1, 3),
        4,
    ),
    (
        "half a year in common",
        ("2024-01-01..2024-12-31", "2024-07-01..2025-06-30"),
        Fraction(18),
        18,
    ),
    ("meeting on one day", ("2025-03-01..2025-03-10", "2025-03-10..2025-03-31"), Fraction(1), 1),
    ("three at once for a year", ("2025-01-01..2025-12-31",) * 3, Fraction(12), 12),
    # going on, and the future
    ("since the first of this month", ("2026-11-01..",), Fraction(23, 30), 1),
    ("since September", ("2026-09-01..",), 2 + Fraction(23, 30), 3),
    ("begun today", ("2026-11-23..",), Fraction(1, 30), 1),
    ("begins tomorrow", ("2026-11-24..",), Fraction(0), 0),
    ("wholly in the future", ("2027-01-01..2027-03-31",), Fraction(0), 0),
    ("ends in the future", ("2026-10-01..2027-02-28",), 1 + Fraction(23, 30), 2),
    ("past and future", ("2025-05-01..2025-05-31", "2027-05-01..2027-05-31"), Fraction(1), 1),
    ("two going on", ("2026-10-01..", "2026-11-10.."), 1 + Fraction(23, 30), 2),
    # the window: 24 November 2016 is its first day
    # 7/30 + 119 + 23/30
    ("all ten years", ("2016-11-24..",), Fraction(120), 121),
    ("longer than ten years", ("2010-01-01..",), Fraction(120), 121),
    ("beyond both ends", ("2000-01-01..2030-01-01",), Fraction(120), 121),
    ("ended the day before", ("2016-01-01..2016-11-23",), Fraction(0), 0),
    ("ended on its first day", ("2016-01-01..2016-11-24",), Fraction(1, 30), 1),
    ("wholly older", ("2005-01-01..2005-12-31",), Fraction(0), 0),
    # 7 days, two months
    ("cut by its first day", ("2016-10-01..2017-01-31",), 2 + Fraction(7, 30), 3),
    ("old and new", ("2005-01-01..2005-12-31", "2025-05-01..2025-05-31"), Fraction(1), 1),
]


@pytest.mark.parametrize(
    ("spans", "months", "touched"), [case[1:] for case in COUNTS], ids=[case[0] for case in COUNTS]
)
def test_months_are_counted_as_by_hand(spans, months, touched):
    found = count_experience(periods(*spans), today=date.fromisoformat(TODAY), years=10)
    assert (found.months, found.months_touched) == (months, touched)
    assert found.whole_months == int(months)


WINDOWS = [
    # a window of one year: 7/30 of November 2025, eleven months, 23/30 of November 2026
    ("one year", TODAY, 1, "2020-01-01..", Fraction(12), 13),
    # eight years: 24 to 30 November 2018 is 7/30
    ("eight years", TODAY, 8, "2018-11-01..2018-11-30", Fraction(7, 30), 1),
    # 29 February 2024: ten years before is 28 February 2014, so from 1 March 2014
    ("today is a leap day", "2024-02-29", 10, "2014-02-01..2014-03-31", Fraction(1), 1),
    # 28 February 2026: from the day after 28 February 2016, the leap day
    ("begins on a leap day", "2026-02-28", 10, "2016-02-01..2016-02-29", Fraction(1, 29), 1),
    # 31 March 2024: from 1 April 2014
    ("end of a month", "2024-03-31", 10, "2014-03-01..2014-04-30", Fraction(1), 1),
    # 1 to 30 November is the whole month
    ("today ends a month", "2026-11-30", 10, "2026-11-01..", Fraction(1), 1),
    # 1 January 2027: from 2 January 2017, 30/31 of that month
    ("new year's day", "2027-01-01", 10, "2016-12-01..2017-01-31", Fraction(30, 31), 1),
]


@pytest.mark.parametrize(
    ("today", "years", "span", "months", "touched"),
    [case[1:] for case in WINDOWS],
    ids=[case[0] for case in WINDOWS],
)
def test_the_window_ends_today_and_begins_the_day_after_the_same_date(
    today, years, span, months, touched
):
    found = count_experience(periods(span), today=date.fromisoformat(today), years=years)
    assert (found.months, found.months_touched) == (months, touched)


def test_the_months_come_by_date_with_their_shares():
    found = count_experience(
        periods("2025-03-01..2025-03-31", "2025-01-31..2025-02-14"),
        today=date(2026, 1, 1),
        years=10,
    )
    assert [(month.first, month.share) for month in found.months_by_date] == [
        (date(2025, 1, 1), Fraction(1, 31)),
        (date(2025, 2, 1), Fraction(14, 28)),
        (date(2025, 3, 1), Fraction(1)),
    ]
    assert found.window == Days(date(2016, 1, 2), date(2026, 1, 1))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidInput) as refused:
        Period(date(2026, 2, 1), date(2026, 1, 31))
    assert refused.value.field == "ended_on"


PMP = [
    EducationRule("secondary", "secondary diploma", 60),
    EducationRule("associate", "associate degree", 48),
    EducationRule("bachelor", "bachelor's degree", 36),
    EducationRule("accredited", "degree of a listed programme", 24),
]


@pytest.mark.parametrize(
    ("level", "months"),
    [
        ("secondary", 60),
        ("associate", 48),
        ("bachelor", 36),
        ("accredited", 24),
        ("none", None),  # no rule is open without a diploma
        (None, None),  # not said yet
        ("doctor", None),  # no such level
    ],
)
def test_the_education_decides_how_many_months_are_asked_for(level, months):
    rule = applicable_rule(PMP, level)
    assert (rule and rule.months) == months


def test_who_holds_more_may_use_the_rule_of_less():
    capm = [EducationRule("secondary", "secondary diploma", 0)]
    assert applicable_rule(capm, "accredited") == capm[0]
    assert applicable_rule(capm, "none") is None
    assert applicable_rule([EducationRule("none", "none required", 0)], "none") is not None


@pytest.mark.parametrize(
    ("span", "required", "missing"),
    [
        ("2023-01-01..2025-12-31", 36, 0),  # 36 of 36
        ("2023-01-01..2025-12-31", 60, 24),  # 60 - 36
        ("2023-01-01..2025-12-31", 24, 0),  # more than enough
        ("2022-06-15..2025-06-13", 36, 1),  # 35 29/30 are 35 whole months
        ("2005-01-01..2009-12-31", 48, 48),  # all of it too old
    ],
)
def test_what_is_missing_are_whole_months(span, required, missing):
    found = count_experience(periods(span), today=date.fromisoformat(TODAY), years=10)
    assert months_missing(found, required) == missing


DAYS_MET = [
    # 36 months stand already
    ("met", ("2023-01-01..2025-12-31",), 36, TODAY, TODAY),
    # 12 months, all of the last year; 12 more at one a month
    ("at full pace", ("2025-11-24..",), 24, TODAY, "2027-11-23"),
    # 5 months in the last year are 5/12 a month; 5 more take 12 months
    ("at a part of it", ("2026-06-01..2026-10-31",), 10, TODAY, "2027-11-23"),
    # nothing in the last year
    ("without pace", ("2020-01-01..2021-12-31",), 36, TODAY, None),
    ("nothing at all", (), 1, TODAY, None),
    # 1 month in the last year: ten years bring 10 more, and 36 are asked for
    ("too slow", ("2026-10-01..2026-10-31",), 36, TODAY, None),
    # 12 old months leave from 24 December 2026 to 24 December 2017 + 10 years, while 1/2 a month
    # comes: 6 + k/2 = 24 at k = 36
    (
        "old months leave",
        ("2016-12-01..2017-11-30", "2026-05-01..2026-10-31"),
        24,
        TODAY,
        "2029-11-23",
    ),
    # 12 months by 31 January; one more at one a month: February has 28 days
    ("end of a month", ("2026-02-01..",), 13, "2027-01-31", "2027-02-28"),
    # nothing is asked for
    ("no months asked", (), 0, TODAY, TODAY),
]


@pytest.mark.parametrize(
    ("spans", "required", "today", "met"),
    [case[1:] for case in DAYS_MET],
    ids=[case[0] for case in DAYS_MET],
)
def test_the_day_on_which_it_would_be_met(spans, required, today, met):
    found = day_met(periods(*spans), required, today=date.fromisoformat(today), years=10)
    assert found == (met and date.fromisoformat(met))


def test_the_pace_is_what_the_last_year_held():
    today = date.fromisoformat(TODAY)
    assert yearly_pace(periods("2025-01-01..2025-12-31"), today=today) == 1 + Fraction(
        7, 30
    )  # 24 Nov on
    assert yearly_pace(periods("2020-01-01.."), today=today) == 12
    assert yearly_pace(periods("2015-03-01.."), today=date(2017, 2, 28)) == 12


days = st.dates(date(2012, 1, 1), date(2030, 12, 31))
some_periods = st.lists(
    st.builds(lambda a, n: Period(a, a + timedelta(days=n)), days, st.integers(0, 900)), max_size=6
)


@given(found=some_periods, today=days, years=st.integers(1, 10))
def test_the_cautious_count_never_passes_the_months_touched(found, today, years):
    counted = count_experience(found, today=today, years=years)
    assert 0 <= counted.months <= counted.months_touched <= years * 12 + 1
    assert all(0 < month.share <= 1 for month in counted.months_by_date)


@given(found=some_periods, more=some_periods, today=days)
def test_neither_order_nor_repetition_counts_and_more_never_counts_less(found, more, today):
    counted = count_experience(found, today=today, years=10)
    assert count_experience(found[::-1] + found, today=today, years=10) == counted
    assert count_experience(found + more, today=today, years=10).months >= counted.months


@given(found=some_periods, today=days)
def test_the_days_are_those_that_a_calendar_with_ticks_holds(found, today):
    window = window_until(today, 10)
    ticked = {
        period.began_on + timedelta(days=n)
        for period in found
        for n in range((period.ended_on - period.began_on).days + 1)
    }
    within = {day for day in ticked if window.first <= day <= window.last}
    counted = count_experience(found, today=today, years=10)
    assert {month.first for month in counted.months_by_date} == {d.replace(day=1) for d in within}
    assert sum(_days(month) for month in counted.months_by_date) == len(within)


def _days(month):
    following = (month.first + timedelta(days=31)).replace(day=1)
    return month.share * (following - month.first).days
