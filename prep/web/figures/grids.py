"""Grids of two axes with names in their cells: risk matrix and stakeholder grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Marks, Size, Table, region
from prep.web.figures.boxes import LINE, Box, lines_of_text, rect, upwards
from prep.web.figures.labels import shortened, text_width, wrapped

AXIS = 20
"""Room for the name of an axis, in pixels."""

LONGEST_LEVEL = 92
"""Most room for the levels beside the grid; five columns stay broad enough on a phone."""

PADDING = 5
BADGE = 24
"""Room for a letter, above a name and at the top of a cell."""

LEAST_HEIGHT = 56

Cell = tuple[str, str]
"""Level of `y`, level of `x`."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Name and levels from low to high."""

    name: str
    levels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """What a grid shows: high levels of `y` on top, high levels of `x` on the right."""

    y: Axis
    x: Axis
    names: Mapping[str, Cell]
    """The cell of every name."""

    @property
    def cells(self) -> list[Cell]:
        """All cells."""
        return [(y, x) for y in self.y.levels for x in self.x.levels]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands. The boxes of names include the room for their letters."""

    cells: Mapping[Cell, Box]
    names: Mapping[str, Box]

    @property
    def left(self) -> float:
        """Left side of the cells."""
        return min(box.left for box in self.cells.values())

    @property
    def bottom(self) -> float:
        """Lower side of the cells."""
        return max(box.bottom for box in self.cells.values())


def called(cell: Cell) -> str:
    """A cell's name as an element."""
    return " / ".join(cell)


def draw_grid(grid: Grid, marks: Marks, size: Size) -> Drawing:
    """Cells with their names, and both axes."""
    layout = arranged(grid, marks, size)
    parts = [_cell(cell, box, marks) for cell, box in layout.cells.items()]
    parts += [_name(name, box, marks) for name, box in layout.names.items()]
    below, height = _x_axis(grid.x, layout)
    return Drawing(height, [*parts, *_y_axis(grid.y, layout), *below])


def grid_table(grid: Grid, words: Mapping[str, str], caption: str) -> Table:
    """The grid row by row from the top; `words` say of every name what stands in the table."""
    heads = (grid.y.name, *(f"{grid.x.name}: {level}" for level in grid.x.levels))
    rows = tuple(
        (y, *(_words_in(grid, (y, x), words) for x in grid.x.levels))
        for y in reversed(grid.y.levels)
    )
    return Table(caption, heads, rows)


def _words_in(grid: Grid, cell: Cell, words: Mapping[str, str]) -> str:
    return ", ".join(words[name] for name, place in grid.names.items() if place == cell) or "–"


def arranged(grid: Grid, marks: Marks, size: Size) -> Layout:
    """Cells as broad as the drawing allows, rows as high as the fullest cell needs."""
    left = AXIS + min(max(map(text_width, grid.y.levels)), LONGEST_LEVEL) + 6
    width = (WIDTHS[size] - left - 1) / len(grid.x.levels)
    strip = BADGE if any(called(cell) in marks for cell in grid.cells) else 0
    cells: dict[Cell, Box] = {}
    names: dict[str, Box] = {}
    top = 1.0
    for y in reversed(grid.y.levels):
        places = [(y, x) for x in grid.x.levels]
        lefts = [left + n * width for n in range(len(places))]
        stacks = [
            _stack(grid, cell, Box(x, top + strip, width, 0), marks)
            for cell, x in zip(places, lefts, strict=True)
        ]
        names |= {name: box for stack in stacks for name, box in stack.items()}
        bottom = max([top + LEAST_HEIGHT, *(box.bottom + PADDING for box in names.values())])
        cells |= {
            cell: Box(x, top, width, bottom - top) for cell, x in zip(places, lefts, strict=True)
        }
        top = bottom
    return Layout(cells, names)


def _stack(grid: Grid, cell: Cell, area: Box, marks: Marks) -> dict[str, Box]:
    """The names of a cell below each other, from the upper side of the area."""
    badge = BADGE if any(name in marks for name in grid.names) else 0
    boxes = {}
    top = area.top + PADDING
    for name in (name for name, place in grid.names.items() if place == cell):
        height = badge + _chip_height(_lines(name, area.width))
        boxes[name] = Box(area.left, top, area.width, height)
        top += height + PADDING
    return boxes


def _cell(cell: Cell, box: Box, marks: Marks) -> Markup:
    badge = box.right - 14, box.top + 14
    return region(marks, called(cell), rect(box, round_by=0), badge=badge, hit=box.corners)


def _name(name: str, box: Box, marks: Marks) -> Markup:
    """A name in its own small box, as broad as it needs, under its letter."""
    lines = _lines(name, box.width)
    height, (x, _) = _chip_height(lines), box.middle
    width = max(map(text_width, lines)) + 2 * PADDING
    chip = Box(x - width / 2, box.bottom - height, width, height)
    drawn = rect(chip, "figure__chip") + lines_of_text(lines, "figure__text", at=chip.middle)
    return region(marks, name, drawn, badge=(x, box.top + 11), hit=box.corners)


def _lines(name: str, width: float) -> list[str]:
    return wrapped(name, width - 2 * PADDING - 2, lines=3)


def _chip_height(lines: Sequence[str]) -> float:
    return len(lines) * LINE + PADDING


def _y_axis(axis: Axis, layout: Layout) -> list[Markup]:
    rows = {y: box.middle[1] for (y, _), box in layout.cells.items()}
    labels = [
        lines_of_text(
            [shortened(level, LONGEST_LEVEL)],
            "figure__tick",
            at=(layout.left - 5, at),
            anchor="end",
        )
        for level, at in rows.items()
    ]
    begin = (layout.bottom + text_width(axis.name)) / 2
    return [*labels, upwards([axis.name], "figure__label", at=(AXIS / 2, begin))]


def _x_axis(axis: Axis, layout: Layout) -> tuple[list[Markup], float]:
    """Levels and name, and where the drawing ends. Levels stand upright when they are too long."""
    columns = {x: box for (_, x), box in layout.cells.items()}
    longest = max(map(text_width, axis.levels))
    is_level = all(longest <= box.width - 4 for box in columns.values())
    bottom = layout.bottom + (LINE if is_level else longest) + 8
    labels = []
    for level, box in columns.items():
        x, _ = box.middle
        if is_level:
            labels.append(lines_of_text([level], "figure__tick", at=(x, bottom - LINE / 2)))
        else:
            labels.append(upwards([level], "figure__tick", at=(x, bottom - 2)))
    middle = (layout.left + max(box.right for box in columns.values())) / 2
    name = lines_of_text([axis.name], "figure__label", at=(middle, bottom + AXIS / 2))
    return [*labels, name], bottom + AXIS
