"""The study calendar: a square a day, a column a week, in a wide and a narrow drawing."""

from collections.abc import Sequence

from markupsafe import Markup

from prep.services.dashboard.calendar import CalendarDay, CalendarWeek
from prep.web.svg import element, text

LEFT, TOP = 40, 26
NARROW_WEEKS = 12
STEPS = {"wide": 24, "narrow": 24}
LETTERS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
ENOUGH, HALF = 1.0, 0.5
"""Shares of the plan's minutes from which a day is drawn darkest, and darker."""


def calendar_chart(weeks: Sequence[CalendarWeek], minutes_a_day: int) -> Markup:
    """The drawing: half a year where there is room, twelve weeks on a phone."""
    return _drawn(weeks, minutes_a_day, "wide") + _drawn(
        weeks[-NARROW_WEEKS:], minutes_a_day, "narrow"
    )


def _drawn(weeks: Sequence[CalendarWeek], minutes_a_day: int, size: str) -> Markup:
    step = STEPS[size]
    width, height = LEFT + step * len(weeks) + 4, TOP + step * 7 + 4
    parts = [
        text(name, "chart__tick", x=0, y=TOP + step * n + 15)
        for n, name in enumerate(LETTERS)
        if name
    ]
    parts += _months(weeks, step)
    for column, week in enumerate(weeks):
        for row, day in enumerate(week.days):
            if not day.is_to_come:
                parts.append(_square(day, minutes_a_day, LEFT + step * column, TOP + step * row))
    answers = sum(week.answers for week in weeks)
    kept, wanted = sum(w.kept for w in weeks), sum(w.wanted for w in weeks)
    return Markup(
        '<svg class="chart chart--{size}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="calendar-{size}-title" '
        'aria-describedby="calendar-{size}-desc">'
        '<title id="calendar-{size}-title">Minutes of study by day, {count} weeks</title>'
        '<desc id="calendar-{size}-desc">{answers} answers; {kept} of {wanted} study days with '
        "answers. The table has every week.</desc>{parts}</svg>"
    ).format(
        size=size,
        width=width,
        height=height,
        count=len(weeks),
        answers=answers,
        kept=kept,
        wanted=wanted,
        parts=Markup("").join(parts),
    )


def _months(weeks: Sequence[CalendarWeek], step: int) -> list[Markup]:
    """The name of a month over the first week that begins in it."""
    parts = []
    for column, week in enumerate(weeks):
        if week.monday.day <= 7:
            x = LEFT + step * column
            parts.append(text(f"{week.monday:%b}", "chart__tick", x=x, y=TOP - 10))
    return parts


def _square(day: CalendarDay, minutes_a_day: int, x: int, y: int) -> Markup:
    css = f"day day--{_level(day, minutes_a_day)}"
    if day.is_study_day:
        css += " day--study"
    if day.is_today:
        css += " day--today"
    return element("rect", css, x=x, y=y, width=18, height=18, rx=4)


def _level(day: CalendarDay, minutes_a_day: int) -> int:
    """0 for a day without answers, 3 for one with all the minutes of the plan."""
    if not day.answers:
        return 0
    share = day.minutes / minutes_a_day
    return 3 if share >= ENOUGH else 2 if share >= HALF else 1
