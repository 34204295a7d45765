"""Boxes, blocks of text and arrows, which diagrams are made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prep.web.svg import Point, element, polygon, polyline, text

LINE = 16
"""Distance of two lines of small text, in pixels."""

BOLD = 15
"""Font size to reckon with for small text in bold, which is broader."""

_RISE = 4.5
"""From the middle of a line of small text down to its baseline."""

_HEAD = 7
"""Length of an arrow's head."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """y of the lower side."""
        return self.top + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def corners(self) -> tuple[Point, Point]:
        """Top left and bottom right."""
        return (self.left, self.top), (self.right, self.bottom)

    def without(self, *, left: float = 0, top: float = 0) -> "Box":
        """What stays when a strip is taken off a side."""
        return Box(self.left + left, self.top + top, self.width - left, self.height - top)


def rect(box: Box, css: str = "figure__box", *, round_by: float = 4) -> Markup:
    """The outline."""
    return element(
        "rect", css, x=box.left, y=box.top, width=box.width, height=box.height, rx=round_by
    )


def lines_of_text(
    lines: Sequence[str], css: str, *, at: Point, anchor: str = "middle", spacing: float = LINE
) -> Markup:
    """Lines below each other; the block's middle is at the height of `at`."""
    x, middle = at
    first = middle - spacing * (len(lines) - 1) / 2 + _RISE
    return Markup("").join(
        text(line, css, x=x, y=first + n * spacing, anchor=anchor) for n, line in enumerate(lines)
    )


def upwards(lines: Sequence[str], css: str, *, at: Point) -> Markup:
    """Lines turned to be read from below; they begin at `at`, which is in the block's middle."""
    x, y = at
    first = x - LINE * (len(lines) - 1) / 2 + _RISE
    turned = Markup(
        '<text class="{0}" x="{1:.5g}" y="{2:.5g}" text-anchor="start" '
        'transform="rotate(-90 {1:.5g} {2:.5g})">{3}</text>'
    )
    return Markup("").join(
        turned.format(css, first + n * LINE, y, line) for n, line in enumerate(lines)
    )


def arrow(points: Sequence[Point]) -> Markup:
    """A line along the points, with a head at the last one."""
    (x0, y0), (x, y) = points[-2:]
    length = math.hypot(x - x0, y - y0)
    along, across = (x - x0) / length, (y - y0) / length
    foot = x - _HEAD * along, y - _HEAD * across
    half = _HEAD / 2
    sides = [(foot[0] - sign * half * across, foot[1] + sign * half * along) for sign in (1, -1)]
    return polyline([*points[:-1], foot], "figure__arrow") + polygon(
        [*sides, (x, y)], "figure__head"
    )
