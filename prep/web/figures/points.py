"""Single observations: the control chart and the scatter diagram."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from prep.web.figures.axes import (
    LEGEND_SWATCH,
    MARK_ROW,
    Plot,
    Scale,
    axes,
    lane_height,
    legend,
    line_swatch,
    marked_columns,
    plot_area,
    ticks,
    x_labels,
)
from prep.web.figures.base import (
    BADGE_RADIUS,
    TARGET,
    Drawing,
    Figure,
    FigureView,
    Marks,
    Size,
    Table,
    region,
)
from prep.web.figures.lines import EDGE, period_places
from prep.web.numbers import number
from prep.web.svg import Point, element, group, polyline

_BADGE_SIDES = ((0, -1), (1, 0), (0, 1), (-1, 0))
"""Where a scatter point's letter may stand: above, to the right, below, to the left."""


def _draw_control(figure: Figure, marks: Marks, size: Size) -> Drawing:
    values, lines = figure["values"], _limits(figure)
    names, head = legend(size, _control_entries(figure))
    axis = ticks([*values, *lines.values()], from_zero=False)
    numbers = [str(n) for n in range(1, len(values) + 1)]
    places = period_places(plot_area(size, axis, head=head), len(values))
    by_number = dict(zip(numbers, places, strict=True))
    lane = lane_height([by_number[mark] for mark in marks])
    plot = plot_area(size, axis, head=head, lane=lane)
    parts = [
        *names,
        *axes(plot, axis, x_axis=figure["x_axis"], y_axis=figure["y_axis"]),
        *x_labels(plot, numbers, places),
        *(_level(plot, plot.y(value), name) for name, value in lines.items()),
        _run(list(zip(places, map(plot.y, values), strict=True))),
        *marked_columns(plot, marks, by_number),
    ]
    return Drawing(plot.height, parts)


def _limits(figure: Figure) -> dict[str, float]:
    return {
        "Upper control limit": figure["upper_limit"],
        "Mean": figure["mean"],
        "Lower control limit": figure["lower_limit"],
    }


def _control_entries(figure: Figure) -> list[tuple[str, Markup]]:
    return [
        (figure["y_axis"], line_swatch("figure__series figure__series--1")),
        *(
            (f"{name} {number(value)}", _level_swatch(name))
            for name, value in _limits(figure).items()
        ),
    ]


def _level(plot: Plot, y: float, name: str) -> Markup:
    return element("line", _level_css(name), x1=plot.left, y1=y, x2=plot.right, y2=y)


def _level_swatch(name: str) -> Markup:
    return element("line", _level_css(name), x1=0, y1=6, x2=LEGEND_SWATCH, y2=6)


def _level_css(name: str) -> str:
    return "figure__mean" if name == "Mean" else "figure__limit"


def _run(points: Sequence[Point]) -> Markup:
    return group(
        "figure__series figure__series--1", [polyline(points, "figure__line"), *_dots(points)]
    )


def _dots(points: Iterable[Point]) -> list[Markup]:
    return [element("circle", "figure__dot", cx=x, cy=y, r=4) for x, y in points]


def _control_table(figure: Figure) -> Table:
    rows = [(str(n), number(value)) for n, value in enumerate(figure["values"], start=1)]
    rows += [(name, number(value)) for name, value in _limits(figure).items()]
    return Table(figure["title"], (figure["x_axis"], figure["y_axis"]), tuple(rows))


def _draw_scatter(figure: Figure, marks: Marks, size: Size) -> Drawing:
    points = figure["points"]
    axis = ticks((point["y"] for point in points), from_zero=False)
    plot = plot_area(size, axis, head=0, lane=MARK_ROW if marks else 0, right=EDGE)
    steps = ticks((point["x"] for point in points), from_zero=False)
    x = Scale(steps[0], steps[-1], plot.left, plot.right)
    places = [(x(point["x"]), plot.y(point["y"])) for point in points]
    parts = [
        *axes(plot, axis, x_axis=figure["x_axis"], y_axis=figure["y_axis"]),
        *x_labels(plot, [number(step) for step in steps], [x(step) for step in steps]),
        *(_vertical(plot, x(step)) for step in steps),
        group("figure__series figure__series--1", _dots(places)),
        *_marked_points(plot, marks, places),
    ]
    return Drawing(plot.height, parts)


def _vertical(plot: Plot, x: float) -> Markup:
    return element("line", "figure__grid", x1=x, y1=plot.top, x2=x, y2=plot.bottom)


def _marked_points(plot: Plot, marks: Marks, places: Sequence[Point]) -> list[Markup]:
    """Every badge beside its point, where it covers no other badge if there is such a side."""
    badges: list[Point] = []
    regions = []
    for element_id in marks:
        x, y = places[int(element_id) - 1]
        badge = _free_side(plot, (x, y), badges)
        badges.append(badge)
        half = TARGET / 2
        hit = ((max(x - half, 0), y - half), (min(x + half, plot.width), y + half))
        ring = element("circle", "figure__guide", cx=x, cy=y, r=7)
        regions.append(region(marks, element_id, ring, badge=badge, hit=hit))
    return regions


def _free_side(plot: Plot, point: Point, taken: Sequence[Point]) -> Point:
    """Of the sides that are clear of the axes' labels, the first with room, else the roomiest."""
    reach = 2 * BADGE_RADIUS + 1
    sides = [(point[0] + dx * reach, point[1] + dy * reach) for dx, dy in _BADGE_SIDES]
    inside = [
        (x, y)
        for x, y in sides
        if plot.left <= x < plot.width - BADGE_RADIUS and BADGE_RADIUS < y <= plot.bottom
    ]
    return max(inside, key=lambda side: min(_room(side, taken), 2 * BADGE_RADIUS))


def _room(side: Point, taken: Sequence[Point]) -> float:
    return min((max(abs(side[0] - x), abs(side[1] - y)) for x, y in taken), default=1000.0)


def _scatter_table(figure: Figure) -> Table:
    rows = tuple(
        (str(n), number(point["x"]), number(point["y"]))
        for n, point in enumerate(figure["points"], start=1)
    )
    return Table(figure["title"], ("Point", figure["x_axis"], figure["y_axis"]), rows)


CONTROL = FigureView("Control chart", _draw_control, _control_table)
SCATTER = FigureView("Scatter diagram", _draw_scatter, _scatter_table)
