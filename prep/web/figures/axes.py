"""Axes of charts: scales with round ticks, the plot area, legend, labels and the lane of marks."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from prep.web.figures.base import BADGE_RADIUS, TARGET, WIDTHS, Marks, Size, region
from prep.web.figures.labels import shortened, text_width
from prep.web.numbers import number
from prep.web.svg import element, group, text

HEIGHTS: Mapping[Size, int] = {"wide": 280, "narrow": 220}
"""Height of the plot area in pixels."""

LINE_HEIGHT = 20
LEGEND_SWATCH = 26
MARK_ROW = 2 * BADGE_RADIUS + 4
_INTERVALS = 5
"""About how many steps an axis has."""

_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to pixels: `low` stands at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where the value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Plot:
    """The area between the axes. `head` is the top of the name of its y axis."""

    left: float
    right: float
    top: float
    bottom: float
    y: Scale
    head: float
    width: float

    @property
    def height(self) -> float:
        """Height of the whole drawing, with tick labels and the name of the x axis."""
        return self.bottom + 2 * LINE_HEIGHT + 8


def ticks(values: Iterable[float], *, from_zero: bool = True) -> tuple[float, ...]:
    """Round values that enclose the given ones, in steps of 1, 2 or 5 times a power of ten."""
    given = list(values)
    low, high = min(given), max(given)
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    step = _step(low, high, whole=all(float(value).is_integer() for value in given))
    first, last = math.floor(low / step), math.ceil(high / step)
    decimals = max(-math.floor(math.log10(step)), 0)  # without the binary dust of 3 * 0.1
    return tuple(round(n * step, decimals) for n in range(first, max(last, first + 1) + 1))


def plot_area(
    size: Size,
    axis: Sequence[float],
    *,
    head: float,
    lane: float = 0,
    right: float = 8,
    top: float | None = None,
) -> Plot:
    """A plot beside the labels of its y axis, below a legend of height `head`.

    `axis` holds the ticks; `top` is the highest value when that is not the last tick. `lane` is
    the height of the lane of marks, which nothing else depends on.
    """
    upper = head + LINE_HEIGHT + 8 + lane
    lower = upper + HEIGHTS[size]
    return Plot(
        left=max(text_width(number(tick)) for tick in axis) + 10,
        right=WIDTHS[size] - right,
        top=upper,
        bottom=lower,
        y=Scale(axis[0], axis[-1] if top is None else top, lower, upper),
        head=head,
        width=WIDTHS[size],
    )


def axes(plot: Plot, axis: Sequence[float], *, x_axis: str, y_axis: str) -> list[Markup]:
    """Grid, labels of the y axis and the names of both axes."""
    parts = [text(y_axis, "figure__note", x=0, y=plot.head + 14)]
    for tick in axis:
        y = plot.y(tick)
        css = "figure__axis" if tick == axis[0] else "figure__grid"
        parts.append(element("line", css, x1=plot.left, y1=y, x2=plot.right, y2=y))
        parts.append(text(number(tick), "figure__tick", x=plot.left - 6, y=y + 4, anchor="end"))
    middle, y = (plot.left + plot.right) / 2, plot.bottom + 2 * LINE_HEIGHT
    return [*parts, text(x_axis, "figure__note", x=middle, y=y, anchor="middle")]


def x_labels(plot: Plot, labels: Sequence[str], places: Sequence[float]) -> list[Markup]:
    """Labels below the x axis: all of them, or every second, third ... so that none touch."""
    widths = [text_width(label) for label in labels]
    centres = [
        min(max(x, width / 2), plot.width - width / 2)
        for x, width in zip(places, widths, strict=True)
    ]
    every = _every(centres, widths)
    y = plot.bottom + LINE_HEIGHT - 2
    return [
        text(label, "figure__tick", x=x, y=y, anchor="middle")
        for label, x in list(zip(labels, centres, strict=True))[::every]
    ]


def legend(size: Size, entries: Sequence[tuple[str, Markup]]) -> tuple[list[Markup], float]:
    """Names behind their swatches, in as many rows as they need, and the height of it all.

    A swatch is drawn in a box of `LEGEND_SWATCH` by 12 pixels at the origin.
    """
    parts, x, y = [], 0.0, 0.0
    for name, swatch in entries:
        shown = shortened(name, WIDTHS[size] - LEGEND_SWATCH - 6)
        width = LEGEND_SWATCH + 6 + text_width(shown)
        if x and x + width > WIDTHS[size]:
            x, y = 0.0, y + LINE_HEIGHT
        label = text(shown, "figure__key", x=x + LEGEND_SWATCH + 6, y=y + 14)
        parts += [moved(swatch, x, y + 4), label]
        x += width + 18
    return parts, y + LINE_HEIGHT + 4


def moved(part: Markup, x: float, y: float) -> Markup:
    """A part drawn around another origin."""
    return Markup('<g transform="translate({:.5g} {:.5g})">{}</g>').format(x, y, part)


def lane_height(places: Sequence[float]) -> float:
    """Height of the lane of marks above these places; 0 when there are none."""
    return MARK_ROW * (max(lane_rows(places), default=-1) + 1)


def lane_rows(places: Sequence[float]) -> list[int]:
    """Row of each badge from the top, chosen so that badges do not touch."""
    ends: list[float] = []
    rows = [0] * len(places)
    for n in sorted(range(len(places)), key=lambda n: places[n]):
        free = (row for row, end in enumerate(ends) if end <= places[n] - MARK_ROW)
        rows[n] = next(free, len(ends))
        ends[rows[n] : rows[n] + 1] = [places[n]]
    return rows


def marked_columns(plot: Plot, marks: Marks, places: Mapping[str, float]) -> list[Markup]:
    """A badge above the plot and a thin line down for every marked place on the x axis.

    A column takes clicks as far as half-way to the next marked one.
    """
    lane = plot.head + LINE_HEIGHT + 4
    marked = {element_id: places[element_id] for element_id in marks}
    rows = lane_rows(list(marked.values()))
    return [
        _column(plot, marks, element_id, x, lane + MARK_ROW * (row + 0.5), marked.values())
        for (element_id, x), row in zip(marked.items(), rows, strict=True)
    ]


def _column(
    plot: Plot, marks: Marks, element_id: str, x: float, y: float, marked: Iterable[float]
) -> Markup:
    guide = element("line", "figure__guide", x1=x, y1=y, x2=x, y2=plot.bottom)
    half = min([TARGET / 2, *(abs(x - other) / 2 for other in marked if other != x)])
    left, right = max(x - half, 0), min(x + half, plot.width)
    hit = ((left, y - MARK_ROW / 2), (right, plot.bottom))
    return region(marks, element_id, guide, badge=(x, y), hit=hit)


def line_swatch(css: str) -> Markup:
    """A piece of a line with its point, for the legend."""
    line = element("line", "figure__line", x1=0, y1=6, x2=LEGEND_SWATCH, y2=6)
    dot = element("circle", "figure__dot", cx=LEGEND_SWATCH / 2, cy=6, r=4)
    return group(css, (line, dot))


def area_swatch(css: str) -> Markup:
    """A piece of an area, for the legend."""
    return group(css, (element("rect", "figure__area", x=0, y=0, width=LEGEND_SWATCH, height=12),))


def _step(low: float, high: float, *, whole: bool) -> float:
    largest = max(abs(low), abs(high))
    # Values that are equal but for the dust of computing have no spread.
    raw = (high - low) / _INTERVALS if high - low > _DUST * largest else 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    return max(step, 1.0) if whole else step


def _every(centres: Sequence[float], widths: Sequence[float]) -> int:
    """The smallest k for which every k-th label leaves 6 pixels to the next."""
    for k in range(1, len(centres)):
        shown = list(zip(centres, widths, strict=True))[::k]
        if all(a + v / 2 + 6 <= b - w / 2 for (a, v), (b, w) in pairwise(shown)):
            return k
    return max(len(centres), 1)
