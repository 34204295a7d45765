"""Gantt charts: names beside bars and milestones over whole periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import LINE, Box, arrow, lines_of_text, rect
from prep.web.figures.labels import text_width, wrapped
from prep.web.numbers import number
from prep.web.svg import Point, element, polygon, text

NAMES: Mapping[Size, float] = {"wide": 216, "narrow": 132}
"""Breadth of the names, in pixels."""

ROW = 50
BAR = 20
HEAD = 40
"""Room above the rows for the periods and their name."""

BADGE_STRIP = 26
"""Left of a name for the letter when some are marked."""

Row = Mapping[str, Any]
"""A bar or a milestone."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rows and the periods, and where they stand."""

    left: float
    period: float
    count: int
    rows: Mapping[str, int]

    def end(self, period: int) -> float:
        """x of the end of a period; 0 is before the first."""
        return self.left + period * self.period

    def middle(self, name: str) -> float:
        """y of the middle of a row."""
        return HEAD + (self.rows[name] + 0.5) * ROW

    @property
    def bottom(self) -> float:
        """Lower side of the rows."""
        return HEAD + len(self.rows) * ROW


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    rows = _rows(figure)
    calendar = calendar_of(figure, size)
    parts = _periods(calendar, figure["unit"])
    parts += [arrow(link) for link in links(rows, calendar)]
    parts += [_row(row, calendar, marks, size) for row in rows]
    today, bottom = _today(figure, calendar)
    return Drawing(bottom, [*parts, *today])


def calendar_of(figure: Figure, size: Size) -> Calendar:
    """As many periods as the last bar, milestone or `today` needs."""
    rows = _rows(figure)
    count = max([_finish(row) for row in rows] + [figure.get("today", 1)])
    left = NAMES[size]
    return Calendar(
        left=left,
        period=(WIDTHS[size] - left - 10) / count,
        count=count,
        rows={row["id"]: n for n, row in enumerate(rows)},
    )


def bar(row: Row, calendar: Calendar) -> Box:
    """A bar, or the square around a milestone."""
    y = calendar.middle(row["id"]) - BAR / 2
    if "at" in row:
        return Box(calendar.end(row["at"]) - BAR / 2, y, BAR, BAR)
    begin = calendar.end(row["start"] - 1)
    return Box(begin, y, calendar.end(row["end"]) - begin, BAR)


def links(rows: Sequence[Row], calendar: Calendar) -> list[list[Point]]:
    """An arrow from every finish to what comes after it: along the row, then up or down."""
    by_id = {row["id"]: row for row in rows}
    return [_link(by_id[other], row, calendar) for row in rows for other in row.get("after", [])]


def _link(begin: Row, end: Row, calendar: Calendar) -> list[Point]:
    source, target = bar(begin, calendar), bar(end, calendar)
    x = target.middle[0] if "at" in end else target.left + min(5, target.width / 2)
    y = source.middle[1]
    is_below = target.top > source.top
    start = source.middle[0] if "at" in begin else source.right
    return [(start, y), (x, y), (x, target.top if is_below else target.bottom)]


def _row(row: Row, calendar: Calendar, marks: Marks, size: Size) -> Markup:
    y, strip = calendar.middle(row["id"]), BADGE_STRIP if marks else 0
    room = NAMES[size] - strip - 8
    names = wrapped(f"{row['id']} {row['name']}", room, lines=3)
    drawn = lines_of_text(names, "figure__text", at=(strip, y), anchor="start")
    drawn += _milestone(row, calendar) if "at" in row else _bar(row, calendar)
    hit = (0, y - ROW / 2 + 1), (WIDTHS[size], y + ROW / 2 - 1)
    return region(marks, row["id"], drawn, badge=(12, y), hit=hit)


def _bar(row: Row, calendar: Calendar) -> Markup:
    box = bar(row, calendar)
    drawn = rect(box, "figure__bar")
    if row.get("complete"):
        done = Box(box.left, box.top + 6, box.width * row["complete"] / 100, box.height - 12)
        drawn += rect(done, "figure__done", round_by=0)
    return drawn


def _milestone(row: Row, calendar: Calendar) -> Markup:
    box = bar(row, calendar)
    x, y = box.middle
    return polygon([(x, box.top), (box.right, y), (x, box.bottom), (box.left, y)], "figure__done")


def _periods(calendar: Calendar, unit: str) -> list[Markup]:
    """The name of a period, their numbers as far apart as they need, and lines between them."""
    every = next(n for n in (1, 2, 5, 10) if n * calendar.period >= text_width("00") + 6)
    parts = [text(unit, "figure__tick", x=calendar.left, y=14)]
    for n in range(calendar.count + 1):
        x = calendar.end(n)
        parts.append(element("line", "figure__grid", x1=x, y1=HEAD, x2=x, y2=calendar.bottom))
        if n and n % every == 0:
            at = x - calendar.period / 2, HEAD - 10
            parts.append(lines_of_text([str(n)], "figure__tick", at=at))
    return parts


def _today(figure: Figure, calendar: Calendar) -> tuple[list[Markup], float]:
    """The line of today with its word, and where the drawing ends."""
    if "today" not in figure:
        return [], calendar.bottom + 4
    x, bottom = calendar.end(figure["today"]), calendar.bottom + 6
    half = text_width("today") / 2
    at = min(x, calendar.end(calendar.count) + 10 - half), bottom + LINE / 2
    line = element("line", "figure__today", x1=x, y1=HEAD, x2=x, y2=bottom)
    return [line, lines_of_text(["today"], "figure__label", at=at)], bottom + LINE + 4


def _rows(figure: Figure) -> list[Row]:
    return [*figure["activities"], *figure.get("milestones", [])]


def _finish(row: Row) -> int:
    return int(row["at"] if "at" in row else row["end"])


def _table(figure: Figure) -> Table:
    unit = figure["unit"]
    heads = ("Id", "Name", f"First {unit}", f"Last {unit}", "Complete", "After")
    rows = tuple(
        (
            row["id"],
            row["name"],
            "milestone" if "at" in row else str(row["start"]),
            str(_finish(row)),
            f"{number(row['complete'])} %" if "complete" in row else "–",
            ", ".join(row.get("after", [])) or "–",
        )
        for row in _rows(figure)
    )
    if "today" in figure:
        rows += (("today", "line of today", "–", str(figure["today"]), "–", "–"),)
    return Table("Activities and milestones", heads, rows)


GANTT = FigureView("Gantt chart", _draw, _table)
