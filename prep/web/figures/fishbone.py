"""Fishbone diagrams: bones above and below a spine, and an indented list on a phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import BOLD, LINE, Box, arrow, lines_of_text, rect
from prep.web.figures.labels import wrapped
from prep.web.figures.outline import outline, outline_links
from prep.web.figures.tree_layout import Parents
from prep.web.svg import Point, element

HEAD = Box(WIDTHS["wide"] - 133, 0, 132, 108)
"""The effect's box; it is moved to the spine."""

BONE_HEAD = 46
"""Height of a category's box, in pixels."""

SLANT = 26
"""How far a bone leans back from its foot on the spine."""

CAUSE = 3 * LINE + 4
"""Height of a cause on its bone: three lines."""

BADGE_STRIP = 26
"""Left of a name for the letter when some are marked."""

EFFECT = ""
"""The effect's place in the list; no category or cause is called so."""


@dataclass(frozen=True, slots=True)
class Bone:
    """Where a category stands: its box, its causes' areas and the line between box and spine."""

    box: Box
    causes: tuple[Box, ...]
    foot: Point
    tip: Point

    def at(self, y: float) -> float:
        """x of the line at this height."""
        share = (y - self.foot[1]) / (self.tip[1] - self.foot[1])
        return self.foot[0] + share * (self.tip[0] - self.foot[0])


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    return _fish(figure, marks) if size == "wide" else _list(figure, marks)


def _fish(figure: Figure, marks: Marks) -> Drawing:
    spine, laid = bones([len(category["causes"]) for category in figure["categories"]])
    head = Box(HEAD.left, spine - HEAD.height / 2, HEAD.width, HEAD.height)
    words = wrapped(figure["effect"], head.width - 8, lines=6, size=BOLD)
    parts = [
        arrow([(2, spine), (head.left, spine)]),
        rect(head),
        lines_of_text(words, "figure__label", at=head.middle),
    ]
    for category, bone in zip(figure["categories"], laid, strict=True):
        parts += _bone(category, bone, marks)
    return Drawing(max(box.bottom for bone in laid for box in (bone.box, *bone.causes)) + 4, parts)


def bones(counts: list[int]) -> tuple[float, list[Bone]]:
    """Height of the spine and a bone for every category, by its number of causes.

    Bones stand above and below the spine in turn, from left to right.
    """
    breadth = (HEAD.left - 20) / ((len(counts) + 1) // 2)
    above, below = (CAUSE * max(counts[side::2]) + 12 for side in (0, 1))
    spine = 4 + BONE_HEAD + above
    laid = []
    for n, count in enumerate(counts):
        foot = (n // 2 + 1) * breadth, spine
        tip = foot[0] - SLANT, spine - above if n % 2 == 0 else spine + below
        top = tip[1] - BONE_HEAD if n % 2 == 0 else tip[1]
        width = min(160, breadth - 12)
        first = tip[1] + 6 if n % 2 == 0 else spine + 6
        causes = tuple(
            Box(foot[0] - breadth + 4, first + k * CAUSE, breadth - SLANT - 14, CAUSE)
            for k in range(count)
        )
        box = Box(tip[0] + 16 - width, top, width, BONE_HEAD)
        laid.append(Bone(box, causes, foot, tip))
    return spine, laid


def _bone(category: Mapping[str, Any], bone: Bone, marks: Marks) -> list[Markup]:
    (x1, y1), (x2, y2) = bone.foot, bone.tip
    return [
        element("line", "figure__link", x1=x1, y1=y1, x2=x2, y2=y2),
        _boxed(category["name"], bone.box, marks),
        *(
            _cause(cause, area, bone, marks)
            for cause, area in zip(category["causes"], bone.causes, strict=True)
        ),
    ]


def _cause(name: str, area: Box, bone: Bone, marks: Marks) -> Markup:
    """The name, right-aligned before a short line to the bone."""
    y = area.middle[1]
    x = bone.at(y)
    lines = wrapped(name, area.width - _strip(marks), lines=3)
    drawn = element("line", "figure__link", x1=x - 8, y1=y, x2=x, y2=y) + lines_of_text(
        lines, "figure__text", at=(x - 12, y), anchor="end"
    )
    return region(marks, name, drawn, badge=(area.left + 12, y), hit=area.corners)


def _list(figure: Figure, marks: Marks) -> Drawing:
    """Effect, categories and causes as rows."""
    parents = _parents(figure)
    rows = outline(parents, height=46 if marks else 40, gap=4)
    head = rows[EFFECT]
    words = wrapped(figure["effect"], head.width - 8, lines=2, size=BOLD)
    parts = [*outline_links(parents, rows), rect(head)]
    parts.append(lines_of_text(words, "figure__label", at=head.middle))
    for category in figure["categories"]:
        parts.append(_boxed(category["name"], rows[category["name"]], marks))
        parts += [_row(cause, rows[cause], marks) for cause in category["causes"]]
    return Drawing(max(row.bottom for row in rows.values()) + 4, parts)


def _row(name: str, row: Box, marks: Marks) -> Markup:
    inner = row.without(left=8 + _strip(marks))
    lines = wrapped(name, inner.width, lines=2)
    drawn = lines_of_text(lines, "figure__text", at=(inner.left, row.middle[1]), anchor="start")
    return region(marks, name, drawn, badge=(row.left + 17, row.middle[1]), hit=row.corners)


def _boxed(name: str, box: Box, marks: Marks) -> Markup:
    inner = box.without(left=_strip(marks))
    lines = wrapped(name, inner.width - 8, lines=2, size=BOLD)
    drawn = rect(box) + lines_of_text(lines, "figure__label", at=inner.middle)
    return region(marks, name, drawn, badge=(box.left + 15, box.middle[1]), hit=box.corners)


def _strip(marks: Marks) -> float:
    return BADGE_STRIP if marks else 0


def _parents(figure: Figure) -> Parents:
    parents: dict[str, str | None] = {EFFECT: None}
    for category in figure["categories"]:
        parents |= {category["name"]: EFFECT}
        parents |= dict.fromkeys(category["causes"], category["name"])
    return parents


def _table(figure: Figure) -> Table:
    rows = tuple(
        (category["name"], ", ".join(category["causes"])) for category in figure["categories"]
    )
    return Table("Effect and causes", ("Part", "Text"), (("Effect", figure["effect"]), *rows))


FISHBONE = FigureView("Fishbone diagram", _draw, _table)
