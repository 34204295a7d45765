"""Lines over periods: burn-down, burn-up and the S-curves of earned value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from prep.web.figures.axes import (
    Plot,
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
from prep.web.numbers import number
from prep.web.svg import element, group, polyline

EDGE = 16
"""From the sides of the plot to its first and last period."""


@dataclass(frozen=True, slots=True)
class Series:
    """A named line. `style` is the number of its class, `start` the index of its first period."""

    name: str
    values: Sequence[float]
    style: int
    start: int = 0

    @property
    def css(self) -> str:
        """Classes that give colour and dashes."""
        return f"figure__series figure__series--{self.style}"


def period_places(plot: Plot, count: int) -> list[float]:
    """Where the periods stand on the x axis."""
    first, last = plot.left + EDGE, plot.right - EDGE
    return [first + (last - first) * n / (count - 1) for n in range(count)]


def _view(label: str, series_of: Callable[[Figure], list[Series]]) -> FigureView:
    return FigureView(
        label=label,
        draw=lambda figure, marks, size: _draw(figure, series_of(figure), marks, size),
        table=lambda figure: _table(figure, series_of(figure)),
    )


def _draw(figure: Figure, series: Sequence[Series], marks: Marks, size: Size) -> Drawing:
    names, head = legend(size, [(line.name, line_swatch(line.css)) for line in series])
    axis = ticks(chain.from_iterable(line.values for line in series))
    periods = figure["periods"]
    places = period_places(plot_area(size, axis, head=head), len(periods))
    by_period = dict(zip(periods, places, strict=True))
    lane = lane_height([by_period[mark] for mark in marks])
    plot = plot_area(size, axis, head=head, lane=lane)
    parts = [
        *names,
        *axes(plot, axis, x_axis=figure["x_axis"], y_axis=figure["y_axis"]),
        *x_labels(plot, periods, places),
        *(_line(plot, line, places) for line in series),
        *marked_columns(plot, marks, by_period),
    ]
    return Drawing(plot.height, parts)


def _line(plot: Plot, line: Series, places: Sequence[float]) -> Markup:
    points = [
        (x, plot.y(value)) for x, value in zip(places[line.start :], line.values, strict=False)
    ]
    dots = [element("circle", "figure__dot", cx=x, cy=y, r=4) for x, y in points]
    return group(line.css, [polyline(points, "figure__line"), *dots])


def _table(figure: Figure, series: Sequence[Series]) -> Table:
    rows = tuple(
        (period, *(_cell(line, n) for line in series)) for n, period in enumerate(figure["periods"])
    )
    heads = (figure["x_axis"], *(line.name for line in series))
    return Table(f"{figure['title']} ({figure['y_axis']})", heads, rows)


def _cell(line: Series, period: int) -> str:
    place = period - line.start
    return number(line.values[place]) if 0 <= place < len(line.values) else "–"


def _burndown(figure: Figure) -> list[Series]:
    remaining, count = figure["remaining"], len(figure["periods"])
    # In tenths: the table shows the same numbers as the drawing, without long decimals.
    ideal = [round(remaining[0] * (1 - n / (count - 1)), 1) for n in range(count)]
    return [Series("Remaining", remaining, 1), Series("Ideal", ideal, 2)]


def _burnup(figure: Figure) -> list[Series]:
    return [Series("Completed", figure["completed"], 1), Series("Scope", figure["scope"], 2)]


def _evm(figure: Figure) -> list[Series]:
    actual, forecast = figure["actual_cost"], figure.get("forecast", [])
    series = [
        Series("Planned value", figure["planned_value"], 2),
        Series("Earned value", figure["earned_value"], 1),
        Series("Actual cost", actual, 3),
    ]
    if not forecast:
        return series
    # From the last actual cost on, so that the two lines meet.
    return [*series, Series("Cost forecast", [actual[-1], *forecast], 4, start=len(actual) - 1)]


BURNDOWN = _view("Burn-down chart", _burndown)
BURNUP = _view("Burn-up chart", _burnup)
EVM = _view("Earned value chart", _evm)
