"""Trees as an indented list of rows, which fits a phone."""

from collections.abc import Sequence

from markupsafe import Markup

from prep.web.figures.base import WIDTHS
from prep.web.figures.boxes import Box
from prep.web.figures.tree_layout import Parents, depth_first
from prep.web.svg import polyline

INDENT = 26
TRUNK = 14
"""From the left side of a row to the line on which its branches hang."""


def outline(parents: Parents, *, height: float, gap: float) -> dict[str, Box]:
    """A row for every name, indented by its level, in reading order."""
    width = WIDTHS["narrow"] - 2
    return {
        name: Box(1 + INDENT * level, 4 + n * (height + gap), width - INDENT * level, height)
        for n, (name, level) in enumerate(depth_first(parents))
    }


def outline_links(parents: Parents, boxes: dict[str, Box]) -> Sequence[Markup]:
    """Lines from under every row to the left side of those that hang on it; draw them first."""
    return [
        _link(boxes[parent], boxes[name]) for name, parent in parents.items() if parent is not None
    ]


def _link(parent: Box, child: Box) -> Markup:
    x, begin, end = parent.left + TRUNK, parent.middle[1], child.middle[1]
    return polyline([(x, begin), (x, end), (child.left, end)], "figure__link")
