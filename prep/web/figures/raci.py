"""RACI charts as a grid of letters: roles across, work down."""

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import BOLD, LINE, Box, lines_of_text, rect, upwards
from prep.web.figures.labels import wrapped

NAMES: dict[Size, float] = {"wide": 172, "narrow": 116}
"""Breadth of the column with the work's names, in pixels."""

HEADS: dict[Size, float] = {"wide": 48, "narrow": 116}
"""Height of the row with the roles; they stand upright when narrow."""

ROW = 52
BADGE_STRIP = 26
"""Left of a name for the letter when some are marked."""

KEY = "R: responsible. A: accountable. C: consulted. I: informed."


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    heads, rows = grid(len(figure["roles"]), len(figure["work"]), size)
    parts = [_role(role, box, size) for role, box in zip(figure["roles"], heads, strict=True)]
    for work, (name, *cells) in zip(figure["work"], rows, strict=True):
        parts.append(_name(work["name"], name, marks))
        for role, cell in zip(figure["roles"], cells, strict=True):
            letter = work["letters"].get(role, "")
            parts.append(_cell(f"{work['name']} / {role}", letter, cell, marks))
    key = wrapped(KEY, WIDTHS[size] - 8, lines=2)
    top = rows[-1][0].bottom + 6
    at = 4, top + LINE * len(key) / 2
    parts.append(lines_of_text(key, "figure__note", at=at, anchor="start"))
    return Drawing(top + LINE * len(key) + 6, parts)


def grid(roles: int, work: int, size: Size) -> tuple[list[Box], list[list[Box]]]:
    """The cells of the roles, and by row the name's cell and one for every role."""
    names, top = NAMES[size], HEADS[size]
    width = (WIDTHS[size] - names - 2) / roles
    lefts = [1 + names + n * width for n in range(roles)]
    heads = [Box(left, 1, width, top) for left in lefts]
    rows = [
        [Box(1, y, names, ROW), *(Box(left, y, width, ROW) for left in lefts)]
        for y in (1 + top + n * ROW for n in range(work))
    ]
    return heads, rows


def _role(role: str, box: Box, size: Size) -> Markup:
    if size == "wide":
        lines = wrapped(role, box.width - 8, lines=2, size=BOLD)
        return lines_of_text(lines, "figure__label", at=box.middle)
    lines = wrapped(role, box.height - 10, lines=2, size=BOLD)
    return upwards(lines, "figure__label", at=(box.middle[0], box.bottom - 6))


def _name(name: str, box: Box, marks: Marks) -> Markup:
    strip = BADGE_STRIP if marks else 0
    inner = box.without(left=4 + strip)
    lines = wrapped(name, inner.width - 6, lines=3)
    drawn = lines_of_text(lines, "figure__text", at=(inner.left, inner.middle[1]), anchor="start")
    return region(marks, name, drawn, badge=(box.left + 14, box.middle[1]), hit=box.corners)


def _cell(name: str, letter: str, box: Box, marks: Marks) -> Markup:
    x, y = box.middle
    drawn = rect(box, round_by=0) + lines_of_text(
        [letter], "figure__name", at=(x, y + (12 if marks else 0))
    )
    return region(marks, name, drawn, badge=(x, box.top + 14), hit=box.corners)


def _table(figure: Figure) -> Table:
    rows = tuple(
        (work["name"], *(work["letters"].get(role, "–") for role in figure["roles"]))
        for work in figure["work"]
    )
    return Table("Letters by work and role", ("Work", *figure["roles"]), rows)


RACI = FigureView("RACI chart", _draw, _table)
