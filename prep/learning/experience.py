"""Months of leading projects, as an application for a certification counts them.

Days on which several projects ran count once, and so do their months. The window ends today and
begins on the day after the same date some years ago. The first and the last day of a period
count; a period without an end runs until today.

How a part of a month counts is not published by the issuer. Two counts therefore stand side by
side: `months` is the cautious one and adds up, for each calendar month, the share of its days on
which a project ran; `months_touched` takes every month with such a day as a whole one. A
requirement is judged by the whole months of the cautious count.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from prep.errors import InvalidInput

MONTHS_A_YEAR = 12
DEGREES = ("none", "secondary", "associate", "bachelor", "accredited")
"""The education that a rule may ask for, upwards; accredited: a degree of a listed programme."""


@dataclass(frozen=True, slots=True)
class Period:
    """Leading a project from a day to a day, both counted. ended_on: None while it goes on.

    Raises InvalidInput when it ends before it begins.
    """

    began_on: date
    ended_on: date | None

    def __post_init__(self) -> None:
        if self.ended_on is not None and self.ended_on < self.began_on:
            raise InvalidInput("ended_on", "The last day is before the first. Correct one of them.")


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month. first: its first day. share: of its days, above 0 to 1, that count."""

    first: date
    share: Fraction


@dataclass(frozen=True, slots=True)
class Experience:
    """What counts in a window. months_by_date: every month with a day that counts, oldest first."""

    window: Days
    months_by_date: tuple[Month, ...]

    @property
    def months(self) -> Fraction:
        """The cautious count, exact."""
        return sum((month.share for month in self.months_by_date), Fraction(0))

    @property
    def whole_months(self) -> int:
        """The cautious count, rounded down: what a requirement is judged by."""
        return int(self.months)

    @property
    def months_touched(self) -> int:
        """The months with at least one day that counts."""
        return len(self.months_by_date)


@dataclass(frozen=True, slots=True)
class EducationRule:
    """Months that a level of education asks for. education: the level in the issuer's words."""

    level: str
    education: str
    months: int


def count_experience(periods: Iterable[Period], *, today: date, years: int) -> Experience:
    """What the periods come to in the `years` years that end today."""
    window = window_until(today, years)
    return Experience(window, _months(_merged(periods, window)))


def window_until(last: date, years: int) -> Days:
    """So many years of days, ending on a day. 29 February stands for 28 February elsewhere."""
    return Days(_moved(last, -years * MONTHS_A_YEAR) + timedelta(days=1), last)


def applicable_rule(rules: Sequence[EducationRule], level: str | None) -> EducationRule | None:
    """The rule that asks least of those whose education is held; None when none is, or not said."""
    if level not in DEGREES:
        return None
    held = DEGREES.index(level)
    open_to = [rule for rule in rules if rule.level in DEGREES[: held + 1]]
    return min(open_to, key=lambda rule: rule.months, default=None)


def months_missing(experience: Experience, required: int) -> int:
    """Months still to lead, never below zero."""
    return max(0, required - experience.whole_months)


def yearly_pace(periods: Sequence[Period], *, today: date) -> Fraction:
    """Months led in the year that ends today: 0 to 12."""
    return min(count_experience(periods, today=today, years=1).months, Fraction(MONTHS_A_YEAR))


def day_met(periods: Sequence[Period], required: int, *, today: date, years: int) -> date | None:
    """The first day, in steps of a month, on which the requirement is met at the yearly pace.

    Months that leave the window until then no longer count. Today when it is met; None when it is
    not met within the years of a window, as with a pace of nothing.
    """
    pace = yearly_pace(periods, today=today) / MONTHS_A_YEAR
    led = [Period(days.first, days.last) for days in _merged(periods, Days(date.min, today))]
    for ahead in range(years * MONTHS_A_YEAR + 1):
        day = _moved(today, ahead)
        remaining = Days(window_until(day, years).first, today)
        kept = sum((month.share for month in _months(_merged(led, remaining))), Fraction(0))
        if kept + ahead * pace >= required:
            return day
    return None


def _merged(periods: Iterable[Period], within: Days) -> list[Days]:
    """The days of all periods inside a window, without overlap, oldest first."""
    merged: list[Days] = []
    for days in sorted(_clipped(periods, within), key=lambda days: days.first):
        if merged and days.first <= merged[-1].last:
            merged[-1] = Days(merged[-1].first, max(merged[-1].last, days.last))
        else:
            merged.append(days)
    return merged


def _clipped(periods: Iterable[Period], within: Days) -> Iterable[Days]:
    for period in periods:
        first = max(period.began_on, within.first)
        last = min(period.ended_on or within.last, within.last)
        if first <= last:
            yield Days(first, last)


def _months(merged: Iterable[Days]) -> tuple[Month, ...]:
    """Each month that the days touch with its share; the days do not overlap."""
    counted: dict[date, int] = {}
    for days in merged:
        first = days.first
        while first <= days.last:
            last = min(days.last, _month_end(first))
            month = first.replace(day=1)
            counted[month] = counted.get(month, 0) + (last - first).days + 1
            first = last + timedelta(days=1)
    return tuple(Month(on, Fraction(n, _month_end(on).day)) for on, n in counted.items())


def _month_end(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])


def _moved(on: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(on.year * MONTHS_A_YEAR + on.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
