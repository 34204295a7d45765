"""Decision trees: squares decide, circles are chance, triangles end."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import LINE, lines_of_text
from prep.web.figures.labels import wrapped
from prep.web.figures.outline import outline, outline_links
from prep.web.figures.tree_layout import Parents, depth_first, rows
from prep.web.numbers import number
from prep.web.svg import Point, element, polygon, polyline

HALF = 14
"""Half of a node's breadth, in pixels."""

ROW = 58

Node = Mapping[str, Any]


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    nodes = {node["id"]: node for node in figure["nodes"]}
    parents: Parents = {name: node.get("on") for name, node in nodes.items()}
    top, parts = (_spread if size == "wide" else _listed)(nodes, parents, marks)
    key = wrapped(_key(figure), WIDTHS[size] - 8, lines=2)
    bottom = top + len(key) * LINE
    at = 4, (top + bottom) / 2
    return Drawing(bottom + 8, [*parts, lines_of_text(key, "figure__note", at=at, anchor="start")])


def _spread(
    nodes: Mapping[str, Node], parents: Parents, marks: Marks
) -> tuple[float, list[Markup]]:
    """From left to right; a branch is named on its line. Also says where the drawing ends."""
    places = spread(parents)
    parts = []
    for name, parent in parents.items():
        if parent is not None:
            parts.append(_branch(nodes[name], places[parent], places[name]))
    for name, (x, y) in places.items():
        badge, hit = (x, y - HALF - 11), ((x - 22, y - 38), (x + 22, y + 18))
        parts.append(region(marks, name, _symbol(nodes[name], (x, y)), badge=badge, hit=hit))
    return max(y for _, y in places.values()) + ROW / 2 + 4, parts


def spread(parents: Parents) -> dict[str, Point]:
    """The middle of every node, levels from left to right."""
    levels = dict(depth_first(parents))
    step = (WIDTHS["wide"] - 46) / max(levels.values())
    return {name: (23 + levels[name] * step, 42 + row * ROW) for name, row in rows(parents).items()}


def _branch(node: Node, begin: Point, end: Point) -> Markup:
    """The line, what the branch is called above it and its figures below it."""
    corner = begin[0] + HALF + 10
    x, (tip, y) = corner + 6, end
    names = wrapped(node["branch"], tip - HALF - x - 4)
    line = [(begin[0], begin[1]), (corner, begin[1]), (corner, y), (tip, y)]
    return Markup("").join(
        (
            polyline(line, "figure__link"),
            lines_of_text(
                names, "figure__text", at=(x, y - 2 - LINE * len(names) / 2), anchor="start"
            ),
            lines_of_text([_figures(node)], "figure__note", at=(x, y + 12), anchor="start"),
        )
    )


def _listed(
    nodes: Mapping[str, Node], parents: Parents, marks: Marks
) -> tuple[float, list[Markup]]:
    """A row for every node, indented by its level."""
    boxes = outline(parents, height=46, gap=4)
    parts = list(outline_links(parents, boxes))
    for name, box in boxes.items():
        node, (_, y) = nodes[name], box.middle
        room = box.width - 2 * HALF - 10 - (26 if marks else 0)
        lines = [
            line
            for line in (*wrapped(node.get("branch", ""), room, lines=1), _figures(node))
            if line
        ]
        words = lines_of_text(
            lines, "figure__text", at=(box.left + 2 * HALF + 8, y), anchor="start"
        )
        drawn = _symbol(node, (box.left + HALF, y)) + words
        parts.append(region(marks, name, drawn, badge=(box.right - 13, y), hit=box.corners))
    return max(box.bottom for box in boxes.values()) + 4, parts


def _symbol(node: Node, at: Point) -> Markup:
    x, y = at
    if node["type"] == "decision":
        shape = element(
            "rect", "figure__box", x=x - HALF, y=y - HALF, width=2 * HALF, height=2 * HALF
        )
    elif node["type"] == "chance":
        shape = element("circle", "figure__box", cx=x, cy=y, r=HALF)
    else:
        shape = polygon([(x - HALF, y), (x + HALF, y - HALF), (x + HALF, y + HALF)], "figure__box")
        x += 4  # where a triangle is broader
    return shape + lines_of_text([node["id"]], "figure__label", at=(x, y))


def _figures(node: Node) -> str:
    """Probability and value of the branch that leads here: `60 % · −40`."""
    parts = [_percent(node)] if "probability" in node else []
    return " · ".join(parts + ([number(node["value"])] if "value" in node else []))


def _percent(node: Node) -> str:
    return f"{number(node['probability'] * 100)} %" if "probability" in node else "–"


def _key(figure: Figure) -> str:
    return f"Square: decision. Circle: chance. Triangle: end. Values in {figure['unit']}."


def _table(figure: Figure) -> Table:
    heads = ("Node", "Type", "Follows", "Branch", "Probability", f"Value in {figure['unit']}")
    rows_of = tuple(
        (
            node["id"],
            node["type"],
            node.get("on", "–"),
            node.get("branch", "–"),
            _percent(node),
            number(node["value"]) if "value" in node else "–",
        )
        for node in figure["nodes"]
    )
    return Table("Nodes and branches", heads, rows_of)


DECISION_TREE = FigureView("Decision tree", _draw, _table)
