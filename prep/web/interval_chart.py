"""Rows of estimates with their intervals on a 0 to 100 % axis, in a wide and a narrow drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prep.web.charts import LINE, Interval, axis, estimate, grid, label, name_lines
from prep.web.figures.labels import shortened
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
    left, width, top = 272, 240, 30
    y, parts = top, []
    for line in rows:
        name = name_lines(line.name, left - 16, most=3)
        row = max(56, LINE * len(name) + 28)
        middle = y + row // 2
        parts.append(label(name, line.note, y=middle - LINE * len(name) // 2 + 5))
        parts.append(_marks(line, left, width, middle))
        parts.append(text(line.figure, "chart__figure", x=left + width + 24, y=middle + 5))
        y += row
    axes = [axis(left, width, top), grid(left, width, top - 8, y)]
    return _drawing("wide", 720, y + 10, rows, title, key, axes + parts)


def _narrow(rows: Sequence[IntervalRow], title: str, key: str) -> Markup:
    left, width, y = 6, 316, 30
    parts = [axis(left, width, y)]
    for line in rows:
        name = name_lines(line.name, left + width, most=3)
        note = shortened(f"{line.figure} · {line.note}", left + width)
        parts.append(label(name, note, y=y + 26))
        y += LINE * len(name)
        parts.append(grid(left, width, y + 36, y + 58))
        parts.append(_marks(line, left, width, y + 47))
        y += 66
    return _drawing("narrow", 330, y + 10, rows, title, key, parts)


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
