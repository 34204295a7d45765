"""Layout of a network: levels follow each other, arrows pass between boxes and never over one.

Levels run from left to right in the wide drawing and downwards in the narrow one. An arrow that
skips a level has a lane of its own there, which arrows from the same box share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from prep.learning.precedence import After, levels, passing
from prep.web.figures.base import WIDTHS, Size
from prep.web.figures.boxes import Box
from prep.web.svg import Point

LANE = 10
BROADEST = 132
STEPS = (24, 60)
"""Least and most room between two levels, for the arrows."""

Rows = Sequence[Sequence[str]]
"""By level, the names in their order across it: of boxes, and of boxes whose arrows pass."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands. An arrow holds every corner of its line, from box to box."""

    boxes: Mapping[str, Box]
    arrows: Sequence[Sequence[Point]]
    height: float


@dataclass(frozen=True, slots=True)
class _Measures:
    """Sizes along the levels and across them, and where the first level begins."""

    is_wide: bool
    along: float
    across: float
    gap: float
    margin: float
    first: float
    step: float

    def slot(self, n: int, start: float, breadth: float) -> Box:
        """The place in level `n` that begins at `start` across it."""
        along = self.first + n * (self.along + self.step)
        if self.is_wide:
            return Box(along, start, self.along, breadth)
        return Box(start, along, breadth, self.along)

    def way_in(self, box: Box) -> Point:
        """Where arrows end."""
        x, y = box.middle
        return (box.left, y) if self.is_wide else (x, box.top)

    def way_out(self, box: Box) -> Point:
        """Where arrows begin."""
        x, y = box.middle
        return (box.right, y) if self.is_wide else (x, box.bottom)


def arranged(
    after: After, size: Size, *, width: float, height: float, gap: float, margin: float
) -> Layout:
    """The layout of boxes of this width and height, in pixels.

    Neighbours of a level are `gap` apart; `margin` stays free above everything.
    """
    level, rows = levels(after), ordered(after)
    measures = _measured(len(rows), width, height, size, gap=gap, margin=margin)
    slots = _placed(rows, level, measures)
    boxes = {name: slots[n, name] for name, n in level.items()}
    arrows = [
        _route(slots, (level[other], other), (level[name], name), measures)
        for name, before in after.items()
        for other in before
    ]
    return Layout(boxes, arrows, height=max(box.bottom for box in slots.values()) + 8)


def box_width(after: After, size: Size, *, gap: float) -> float:
    """The broadest that all boxes can be."""
    level, rows = levels(after), ordered(after)
    room = WIDTHS[size] - 2
    if size == "wide":
        return min(BROADEST, (room - (len(rows) - 1) * STEPS[0]) / len(rows))
    rooms = []
    for n, row in enumerate(rows):
        count = sum(level[name] == n for name in row)
        lanes = (len(row) - count) * LANE
        rooms.append((room - lanes - gap * (len(row) - 1)) / count)
    return min(BROADEST, *rooms)


def ordered(after: After) -> Rows:
    """Every level in an order that keeps what is linked side by side, so that few lines cross."""
    level, lanes = levels(after), passing(after)
    rows: list[list[str]] = []
    for n in range(max(level.values()) + 1):
        row = [name for name in after if level[name] == n] + list(lanes[n])
        if n:
            row.sort(key=lambda name: _pull(name, after, rows[-1]))
        rows.append(row)
    return rows


def _pull(name: str, after: After, row: Sequence[str]) -> float:
    """Mean place in the row before of what leads here; a lane goes on from its own name."""
    sources = [name] if name in row else [other for other in after[name] if other in row]
    return fmean(row.index(source) for source in sources)


def _measured(
    count: int, width: float, height: float, size: Size, *, gap: float, margin: float
) -> _Measures:
    if size == "narrow":
        return _Measures(False, height, width, gap, margin, first=margin, step=sum(STEPS) / 2)
    step = min(STEPS[1], (WIDTHS[size] - 2 - count * width) / max(count - 1, 1))
    first = (WIDTHS[size] - count * width - (count - 1) * step) / 2
    return _Measures(True, width, height, gap, margin, first=first, step=step)


def _placed(
    rows: Rows, level: Mapping[str, int], measures: _Measures
) -> dict[tuple[int, str], Box]:
    """Every box and every lane by level and name."""
    breadths = [
        [measures.across if level[name] == n else LANE for name in row]
        for n, row in enumerate(rows)
    ]
    extents = [sum(row) + measures.gap * (len(row) - 1) for row in breadths]
    middle = measures.margin + max(extents) / 2 if measures.is_wide else WIDTHS["narrow"] / 2
    slots = {}
    for n, row in enumerate(rows):
        start = middle - extents[n] / 2
        for name, breadth in zip(row, breadths[n], strict=True):
            slots[n, name] = measures.slot(n, start, breadth)
            start += breadth + measures.gap
    return slots


def _route(
    slots: Mapping[tuple[int, str], Box],
    begin: tuple[int, str],
    end: tuple[int, str],
    measures: _Measures,
) -> list[Point]:
    lanes = [slots[n, begin[1]] for n in range(begin[0] + 1, end[0])]
    between = [point for lane in lanes for point in (measures.way_in(lane), measures.way_out(lane))]
    return [measures.way_out(slots[begin]), *between, measures.way_in(slots[end])]
