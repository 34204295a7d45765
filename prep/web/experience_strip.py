"""The months of an experience ledger as a drawing: a row a year, a cell a month."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from prep.learning.experience import Days, Experience
from prep.web.svg import element, text

MONTH_LETTERS = "JFMAMJJASOND"
CELL_WIDTH, CELL_HEIGHT, GAP = 22, 18, 4
LEFT, TOP = 44, 24


def experience_strip(experience: Experience) -> Markup:
    """Every month of the window; a cell is filled from the left by the share of days that count."""
    window = experience.window
    shares = {month.first: month.share for month in experience.months_by_date}
    years = range(window.first.year, window.last.year + 1)
    width = LEFT + 12 * (CELL_WIDTH + GAP)
    height = TOP + len(years) * (CELL_HEIGHT + GAP)
    rows = [_year(year, n, shares, window) for n, year in enumerate(years)]
    return Markup(
        '<svg class="chart strip-chart" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-labelledby="strip-title" aria-describedby="strip-desc">'
        '<title id="strip-title">Months of leading projects</title>'
        '<desc id="strip-desc">{}</desc>{}{}</svg>'
    ).format(width, height, width, height, _described(experience), _head(), Markup("").join(rows))


def year_lines(experience: Experience) -> list[tuple[int, list[Fraction | None]]]:
    """The same as a table: a year with its twelve shares, the latest first.

    None for a month that lies outside the window; 0 for one in which nothing counts.
    """
    window = experience.window
    shares = {month.first: month.share for month in experience.months_by_date}
    return [
        (year, [_share(date(year, month, 1), shares, window) for month in range(1, 13)])
        for year in range(window.last.year, window.first.year - 1, -1)
    ]


def _described(experience: Experience) -> str:
    window, months = experience.window, int(experience.months * 10) / 10
    return (
        f"From {window.first:%B %Y} to {window.last:%B %Y}: {months:g} months "
        f"count, in {experience.months_touched} calendar months. The table has every month."
    )


def _head() -> Markup:
    return Markup("").join(
        text(letter, "chart__tick", x=_x(n) + CELL_WIDTH / 2, y=TOP - 8, anchor="middle")
        for n, letter in enumerate(MONTH_LETTERS)
    )


def _year(year: int, row: int, shares: Mapping[date, Fraction], window: Days) -> Markup:
    y = TOP + row * (CELL_HEIGHT + GAP)
    parts = [text(str(year), "chart__tick", x=0, y=y + CELL_HEIGHT - 5)]
    for n in range(12):
        share = _share(date(year, n + 1, 1), shares, window)
        if share is not None:
            parts.append(_cell(_x(n), y, share))
    return Markup("").join(parts)


def _cell(x: float, y: float, share: Fraction) -> Markup:
    ground = element("rect", "strip__month", x=x, y=y, width=CELL_WIDTH, height=CELL_HEIGHT, rx=3)
    if not share:
        return ground
    width = CELL_WIDTH * float(share)
    return ground + element("rect", "strip__led", x=x, y=y, width=width, height=CELL_HEIGHT, rx=3)


def _share(first: date, shares: Mapping[date, Fraction], window: Days) -> Fraction | None:
    if not window.first.replace(day=1) <= first <= window.last:
        return None
    return shares.get(first, Fraction(0))


def _x(month: int) -> float:
    return LEFT + month * (CELL_WIDTH + GAP)
