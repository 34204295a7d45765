"""Cumulative flow: how many items are in each state of the workflow, stacked, over periods."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup

from prep.web.figures.axes import Plot, area_swatch, axes, legend, plot_area, ticks, x_labels
from prep.web.figures.base import (
    TARGET,
    Drawing,
    Figure,
    FigureView,
    Marks,
    Size,
    Table,
    region,
)
from prep.web.figures.lines import period_places
from prep.web.numbers import number
from prep.web.svg import Point, group, polygon

Band = tuple[Sequence[Point], Sequence[Point]]
"""Upper and lower edge of a state's area."""


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    names = [state["name"] for state in figure["states"]]
    swatches = [(name, area_swatch(_css(n))) for n, name in enumerate(names)]
    entries, head = legend(size, swatches)
    stacked = _stacked(figure)
    axis = ticks(stacked[0])
    plot = plot_area(size, axis, head=head)
    places = period_places(plot, len(figure["periods"]))
    edges = [[(x, plot.y(v)) for x, v in zip(places, line, strict=True)] for line in stacked]
    bands = dict(zip(names, pairwise(edges), strict=True))
    parts = [
        *entries,
        *axes(plot, axis, x_axis=figure["x_axis"], y_axis=figure["y_axis"]),
        *x_labels(plot, figure["periods"], places),
        *(_area(band, _css(n)) for n, band in enumerate(bands.values())),
        *(_marked(plot, marks, name, bands[name]) for name in marks),
    ]
    return Drawing(plot.height, parts)


def _stacked(figure: Figure) -> list[list[float]]:
    """Upper edge of each state from the first one down, and the base line of zeros."""
    rows = [[0] * len(figure["periods"]), *(state["counts"] for state in figure["states"][::-1])]
    return list(accumulate(rows, lambda low, row: [a + b for a, b in zip(low, row, strict=True)]))[
        ::-1
    ]


def _area(band: Band, css: str) -> Markup:
    upper, lower = band
    return group(css, (polygon((*upper, *reversed(lower)), "figure__area"),))


def _marked(plot: Plot, marks: Marks, name: str, band: Band) -> Markup:
    """The letter where the area is thickest."""
    upper, lower = band
    (x, high), (_, low) = max(
        zip(upper, lower, strict=True), key=lambda edge: edge[1][1] - edge[0][1]
    )
    middle, half = (high + low) / 2, TARGET / 2
    area = polygon((*upper, *reversed(lower)), "figure__hit")
    hit = ((max(x - half, 0), middle - half), (min(x + half, plot.width), middle + half))
    return region(marks, name, area, badge=(x, middle), hit=hit)


def _css(n: int) -> str:
    return f"figure__series figure__series--{n + 1}"


def _table(figure: Figure) -> Table:
    states = figure["states"]
    rows = tuple(
        (period, *(number(state["counts"][n]) for state in states))
        for n, period in enumerate(figure["periods"])
    )
    heads = (figure["x_axis"], *(state["name"] for state in states))
    return Table(f"{figure['title']} ({figure['y_axis']})", heads, rows)


CUMULATIVE_FLOW = FigureView("Cumulative flow diagram", _draw, _table)
