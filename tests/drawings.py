"""What tests ask of a drawing: its words, whether all of it is inside, and what touches what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

from prep.web.figures import draw
from prep.web.figures.labels import NORMAL, SMALL, text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Place:
    """A rectangle that something takes up, in pixels of the drawing."""

    what: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Place") -> bool:
        """Whether the two share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def drawings(figure: Mapping[str, Any], marks: tuple[str, ...] = ()) -> list[ElementTree.Element]:
    """The wide and the narrow drawing, parsed."""
    markup = str(draw(figure, marks)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return list(ElementTree.fromstring(f"<all>{markup}</all>"))


def texts(svg: ElementTree.Element) -> list[str]:
    """All words of a drawing."""
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def region_ids(svg: ElementTree.Element) -> list[str]:
    """Ids of the marked elements."""
    return [g.attrib["data-region"] for g in svg.iter(f"{SVG}g") if "data-region" in g.attrib]


def hits(svg: ElementTree.Element) -> dict[str, Place]:
    """The areas that take clicks, by id of the marked element."""
    found = {}
    for region in svg.iter(f"{SVG}g"):
        if "data-region" in region.attrib:
            rect = next(r for r in region.iter(f"{SVG}rect") if r.attrib["class"] == "figure__hit")
            found[region.attrib["data-region"]] = _of_rect(rect)
    return found


def words(svg: ElementTree.Element) -> list[Place]:
    """Where the labels stand, with the badges but without the letters in them."""
    places = [
        _of_text(element)
        for element in svg.iter(f"{SVG}text")
        if element.attrib["class"] != "figure__letter" and element.text
    ]
    badges = (c for c in svg.iter(f"{SVG}circle") if c.attrib["class"] == "figure__badge")
    return places + [_of_circle(badge) for badge in badges]


def collisions(svg: ElementTree.Element) -> list[tuple[str, str]]:
    """Pairs of labels or badges that touch."""
    return [(a.what, b.what) for a, b in combinations(words(svg), 2) if a.touches(b)]


def outside(svg: ElementTree.Element) -> list[Place]:
    """Whatever reaches out of the viewBox."""
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    places = [*words(svg), *_shapes(svg, 0, 0)]
    return [
        p
        for p in places
        if p.left < -0.5 or p.top < -0.5 or p.right > width + 0.5 or p.bottom > height + 0.5
    ]


def _shapes(parent: ElementTree.Element, dx: float, dy: float) -> Iterator[Place]:
    for element in parent:
        moved = re.search(r"translate\((\S+) (\S+)\)", element.attrib.get("transform", ""))
        x, y = (dx + float(moved[1]), dy + float(moved[2])) if moved else (dx, dy)
        for place in _of_shape(element):
            yield Place(
                place.what, place.left + x, place.top + y, place.right + x, place.bottom + y
            )
        yield from _shapes(element, x, y)


def _of_shape(element: ElementTree.Element) -> list[Place]:
    kind, at = element.tag.removeprefix(SVG), element.attrib
    if kind == "rect":
        return [_of_rect(element)]
    if kind == "circle":
        return [_of_circle(element)]
    if kind == "line":
        points = [(float(at["x1"]), float(at["y1"])), (float(at["x2"]), float(at["y2"]))]
    elif kind in ("polyline", "polygon"):
        points = [tuple(map(float, pair.split(","))) for pair in at["points"].split()]
    else:
        return []
    xs, ys = zip(*points, strict=True)
    return [Place(kind, min(xs), min(ys), max(xs), max(ys))]


def _of_rect(rect: ElementTree.Element) -> Place:
    x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    assert width >= 0
    assert height >= 0
    return Place("rect", x, y, x + width, y + height)


def _of_circle(circle: ElementTree.Element) -> Place:
    x, y, r = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
    return Place("circle", x - r, y - r, x + r, y + r)


def _of_text(element: ElementTree.Element) -> Place:
    size = NORMAL if "figure__name" in element.attrib["class"] else SMALL
    width = text_width(element.text or "", size)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    if "rotate(-90" in element.attrib.get("transform", ""):
        return Place(element.text or "", x - 0.75 * size, y - width, x + 0.25 * size, y)
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.attrib["text-anchor"]]
    return Place(element.text or "", left, y - 0.75 * size, left + width, y + 0.25 * size)
