"""Columns: the Pareto chart and the histogram."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup

from prep.web.figures.axes import (
    LINE_HEIGHT,
    Plot,
    area_swatch,
    axes,
    lane_height,
    legend,
    line_swatch,
    marked_columns,
    plot_area,
    ticks,
    x_labels,
)
from prep.web.figures.base import Drawing, Figure, FigureView, Marks, Size, Table
from prep.web.figures.labels import shortened, text_width, wrapped
from prep.web.numbers import number
from prep.web.svg import element, group, polyline, text

_FIRST = "figure__series figure__series--1"
_SECOND = "figure__series figure__series--2"
_SHARES = (0, 25, 50, 75, 100)
_SHARE_ROOM = text_width("100 %") + 8
_GAP = 8
"""Between the columns of a Pareto chart."""


def _draw_histogram(figure: Figure, marks: Marks, size: Size) -> Drawing:
    axis = ticks(figure["counts"])
    count = len(figure["counts"])
    edges = _edges(plot_area(size, axis, head=0), count)
    numbers = [str(n) for n in range(1, count + 1)]
    middles = dict(zip(numbers, [(a + b) / 2 for a, b in pairwise(edges)], strict=True))
    lane = lane_height([middles[mark] for mark in marks])
    plot = plot_area(size, axis, head=0, lane=lane)
    parts = [
        *axes(plot, axis, x_axis=figure["x_axis"], y_axis=figure["y_axis"]),
        *x_labels(plot, [number(bound) for bound in _bounds(figure)], edges),
        group(_FIRST, _columns(plot, figure["counts"], edges, gap=2)),
        *marked_columns(plot, marks, middles),
    ]
    return Drawing(plot.height, parts)


def _bounds(figure: Figure) -> list[float]:
    """Bounds of the bins, one more than there are bins."""
    start, width = figure["start"], figure["width"]
    return [round(start + n * width, 6) for n in range(len(figure["counts"]) + 1)]


def _edges(plot: Plot, count: int) -> list[float]:
    return [plot.left + (plot.right - plot.left) * n / count for n in range(count + 1)]


def _columns(
    plot: Plot, values: Sequence[float], edges: Sequence[float], *, gap: float
) -> list[Markup]:
    return [
        element(
            "rect",
            "figure__area",
            x=left + gap / 2,
            y=plot.y(value),
            width=right - left - gap,
            height=plot.bottom - plot.y(value),
        )
        for value, (left, right) in zip(values, pairwise(edges), strict=True)
    ]


def _histogram_table(figure: Figure) -> Table:
    rows = tuple(
        (f"{number(low)} to {number(high)}", number(count))
        for (low, high), count in zip(pairwise(_bounds(figure)), figure["counts"], strict=True)
    )
    return Table(figure["title"], (figure["x_axis"], figure["y_axis"]), rows)


def _draw_pareto(figure: Figure, marks: Marks, size: Size) -> Drawing:
    names = [cause["name"] for cause in figure["causes"]]
    counts = [cause["count"] for cause in figure["causes"]]
    totals = list(accumulate(counts))
    entries, head = legend(
        size, [(figure["y_axis"], area_swatch(_FIRST)), ("Running total", line_swatch(_SECOND))]
    )
    axis = [tick for tick in ticks(totals) if tick <= totals[-1]]
    edges = _edges(_pareto_area(size, axis, totals[-1], head=head), len(names))
    middles = dict(zip(names, [(a + b) / 2 for a, b in pairwise(edges)], strict=True))
    lane = lane_height([middles[mark] for mark in marks])
    plot = _pareto_area(size, axis, totals[-1], head=head, lane=lane)
    points = [(x, plot.y(total)) for x, total in zip(middles.values(), totals, strict=True)]
    dots = [element("circle", "figure__dot", cx=x, cy=y, r=4) for x, y in points]
    labels, room = _names(plot, names, list(middles.values()))
    parts = [
        *entries,
        *axes(plot, axis, x_axis="", y_axis=figure["y_axis"]),
        *_share_axis(plot, totals[-1]),
        group(_FIRST, _columns(plot, counts, edges, gap=_GAP)),
        group(_SECOND, [polyline(points, "figure__line"), *dots]),
        *labels,
        *marked_columns(plot, marks, middles),
    ]
    return Drawing(plot.bottom + room, parts)


def _pareto_area(
    size: Size, axis: Sequence[float], total: float, *, head: float, lane: float = 0
) -> Plot:
    return plot_area(size, axis, head=head, lane=lane, right=_SHARE_ROOM, top=total)


def _share_axis(plot: Plot, total: float) -> list[Markup]:
    """The right axis: 100 % stands where the left one has the total."""
    return [
        text(
            f"{share} %",
            "figure__tick",
            x=plot.width,
            y=plot.y(total * share / 100) + 4,
            anchor="end",
        )
        for share in _SHARES
    ]


def _names(plot: Plot, names: Sequence[str], places: Sequence[float]) -> tuple[list[Markup], float]:
    """Names below their columns where all fit, else numbers with a key; and the height of it."""
    room = (plot.right - plot.left) / len(names) - _GAP
    lines = [wrapped(name, room, lines=3) for name in names]
    if any(" ".join(line) != name for line, name in zip(lines, names, strict=True)):
        return _key(plot, names, places)
    parts = [
        text(line, "figure__tick", x=x, y=plot.bottom + 18 + 16 * n, anchor="middle")
        for x, name in zip(places, lines, strict=True)
        for n, line in enumerate(name)
    ]
    return parts, 18 + 16 * max(map(len, lines))


def _key(plot: Plot, names: Sequence[str], places: Sequence[float]) -> tuple[list[Markup], float]:
    numbers = [str(n) for n in range(1, len(names) + 1)]
    top = plot.bottom + 2 * LINE_HEIGHT + 4
    key = [
        text(
            shortened(f"{n} {name}", plot.width - plot.left),
            "figure__tick",
            x=plot.left,
            y=top + LINE_HEIGHT * row,
        )
        for row, (n, name) in enumerate(zip(numbers, names, strict=True))
    ]
    below = top - plot.bottom + LINE_HEIGHT * len(names) - 8
    return [*x_labels(plot, numbers, places), *key], below


def _pareto_table(figure: Figure) -> Table:
    causes = figure["causes"]
    totals = list(accumulate(cause["count"] for cause in causes))
    rows = tuple(
        (cause["name"], number(cause["count"]), f"{round(total / totals[-1] * 100)} %")
        for cause, total in zip(causes, totals, strict=True)
    )
    return Table(figure["title"], (figure["x_axis"], figure["y_axis"], "Running total"), rows)


PARETO = FigureView("Pareto chart", _draw_pareto, _pareto_table)
HISTOGRAM = FigureView("Histogram", _draw_histogram, _histogram_table)
