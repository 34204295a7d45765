"""Rows of estimates with their intervals on a 0 to 100 % axis, in a wide and a narrow drawing."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prep.web.charts import Interval, axis, estimate, grid
from prep.web.svg import element, text


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """A row. note: beneath its name. figure: the estimate in words.

    outcome: what came instead, 0 to 1, marked by an upright line; None without one.
    """

    name: str
    note: str
    figure: str
    estimate: Interval
    outcome: float | None = None


def interval_chart(rows: Sequence[IntervalRow], title: str, *, key: str) -> Markup:
    """The drawing. key: its name on the page, for every chart has one of its own."""
    return _wide(rows, title, key) + _narrow(rows, title, key)


def share_figure(found: Interval) -> str:
    """`62 % (53–71)`."""
    low, high = round(found.low * 100), round(found.high * 100)
    return f"{round(found.share * 100)} % ({low}–{high})"


def _wide(rows: Sequence[IntervalRow], title: str, key: str) -> Markup:
    left, width, row, top = 224, 290, 56, 30
    bottom = top + row * len(rows)
    parts = [axis(left, width, top), grid(left, width, top - 8, bottom)]
    for n, line in enumerate(rows):
        middle = top + n * row + row // 2
        name = textwrap.shorten(line.name, 28, placeholder="…")
        parts.append(text(name, "chart__name", x=0, y=middle - 3))
        parts.append(text(line.note, "chart__note", x=0, y=middle + 15))
        parts.append(_marks(line, left, width, middle))
        parts.append(text(line.figure, "chart__figure", x=left + width + 24, y=middle + 5))
    return _drawing("wide", 720, bottom + 10, rows, title, key, parts)


def _narrow(rows: Sequence[IntervalRow], title: str, key: str) -> Markup:
    left, width, row, top = 6, 316, 84, 30
    bottom = top + row * len(rows)
    parts = [axis(left, width, top)]
    for n, line in enumerate(rows):
        y = top + n * row
        name = textwrap.shorten(line.name, 40, placeholder="…")
        note = textwrap.shorten(f"{line.figure} · {line.note}", 50, placeholder="…")
        parts.append(grid(left, width, y + 54, y + 76))
        parts.append(text(name, "chart__name", x=0, y=y + 26))
        parts.append(text(note, "chart__note", x=0, y=y + 45))
        parts.append(_marks(line, left, width, y + 65))
    return _drawing("narrow", 330, bottom + 10, rows, title, key, parts)


def _marks(line: IntervalRow, left: int, width: int, y: int) -> Markup:
    drawn = estimate(line.estimate, left=left, width=width, y=y)
    if line.outcome is None:
        return drawn
    x = left + width * line.outcome
    return drawn + element("line", "chart__outcome", x1=x, y1=y - 10, x2=x, y2=y + 10)


def _drawing(
    variant: str,
    width: int,
    height: int,
    rows: Sequence[IntervalRow],
    title: str,
    key: str,
    parts: Sequence[Markup],
) -> Markup:
    described = "; ".join(f"{line.name}, {line.note}: {line.figure}" for line in rows)
    name = f"{key}-{variant}"
    return Markup(
        '<svg class="chart chart--{variant}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="{name}-title" '
        'aria-describedby="{name}-desc"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-desc">{described}.</desc>{parts}</svg>'
    ).format(
        variant=variant,
        width=width,
        height=height,
        name=name,
        title=title,
        described=described,
        parts=Markup("").join(parts),
    )
