"""Organisation charts: boxes from left to right, and as an indented list on a phone."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import Box, lines_of_text, rect
from prep.web.figures.labels import wrapped
from prep.web.figures.outline import outline, outline_links
from prep.web.figures.tree_layout import Parents, depth_first, rows
from prep.web.svg import polyline

HEIGHT = 54
GAPS = (10, 32)
"""Between boxes below each other, and between levels, in pixels."""

BROADEST = 190
PADDING = 8
BADGE_STRIP = 26
"""Left in a box for the letter when some are marked."""


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    parents = _parents(figure)
    if size == "wide":
        boxes = columns(parents)
        links = column_links(parents, boxes)
    else:
        boxes = outline(parents, height=HEIGHT, gap=GAPS[0])
        links = outline_links(parents, boxes)
    strip = BADGE_STRIP if marks else 0
    parts = [*links, *(_position(marks, name, box, strip) for name, box in boxes.items())]
    return Drawing(max(box.bottom for box in boxes.values()) + 4, parts)


def columns(parents: Parents) -> dict[str, Box]:
    """A column for every level from left to right; a box is level with the middle of its own."""
    levels = dict(depth_first(parents))
    count = max(levels.values()) + 1
    width = min(BROADEST, (WIDTHS["wide"] - 2 - (count - 1) * GAPS[1]) / count)
    return {
        name: Box(1 + levels[name] * (width + GAPS[1]), 4 + row * (HEIGHT + GAPS[0]), width, HEIGHT)
        for name, row in rows(parents).items()
    }


def column_links(parents: Parents, boxes: Mapping[str, Box]) -> Sequence[Markup]:
    """Lines with one corner on either side of the middle between two levels."""
    return [
        _link(boxes[parent], boxes[name]) for name, parent in parents.items() if parent is not None
    ]


def _link(parent: Box, child: Box) -> Markup:
    between = (parent.right + child.left) / 2
    (_, begin), (_, end) = parent.middle, child.middle
    corners = [(parent.right, begin), (between, begin), (between, end), (child.left, end)]
    return polyline(corners, "figure__link")


def _position(marks: Marks, name: str, box: Box, strip: float) -> Markup:
    lines = wrapped(name, box.width - strip - 2 * PADDING, lines=3)
    drawn = rect(box) + lines_of_text(lines, "figure__text", at=box.without(left=strip).middle)
    badge = box.left + 15, box.middle[1]
    return region(marks, name, drawn, badge=badge, hit=box.corners)


def _parents(figure: Figure) -> dict[str, str | None]:
    return {position["name"]: position.get("under") for position in figure["positions"]}


def _table(figure: Figure) -> Table:
    rows_of = tuple(
        (position["name"], position.get("under", "–")) for position in figure["positions"]
    )
    return Table("Positions", ("Position", "Reports to"), rows_of)


ORG_CHART = FigureView("Organisation chart", _draw, _table)
