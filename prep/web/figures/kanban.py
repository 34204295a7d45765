"""Kanban boards: columns side by side, and below each other on a phone."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import BOLD, LINE, Box, lines_of_text, rect
from prep.web.figures.labels import shortened, wrapped
from prep.web.svg import text

GAP = 8
NAME_LINES = 3
ID_ROW = 28
CARD = ID_ROW + NAME_LINES * LINE + 20
"""Height of a card: its id, three lines of name, and whether it is blocked."""

LIMIT_ROW = 32
"""Height of a column's limit and letter, below its name."""

BADGE_STRIP = 26
"""Beside the id for the letter of a marked card."""

Column = Mapping[str, Any]


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    columns = figure["columns"]
    counts = [len(column["cards"]) for column in columns]
    width = column_width(len(columns), size)
    names = [_title(column, width) for column in columns]
    head = max(map(len, names)) * LINE + LIMIT_ROW
    areas = side_by_side(counts, head) if size == "wide" else stacked(counts, head)
    parts = []
    for column, lines, area in zip(columns, names, areas, strict=True):
        parts += _head(column, lines, Box(area.left, area.top, area.width, head), area, marks)
        boxes = cards(area.without(top=head), len(column["cards"]), size)
        parts += [_card(card, box, marks) for card, box in zip(column["cards"], boxes, strict=True)]
    return Drawing(areas[-1].bottom + 2, parts)


def column_width(count: int, size: Size) -> float:
    """Breadth of a column."""
    across = count if size == "wide" else 1
    return (WIDTHS[size] - 2 - GAP * (across - 1)) / across


def side_by_side(counts: Sequence[int], head: float) -> list[Box]:
    """Columns of one height, for the one with the most cards."""
    width = column_width(len(counts), "wide")
    height = head + max(1, *counts) * (CARD + GAP)
    return [Box(1 + n * (width + GAP), 2, width, height) for n in range(len(counts))]


def stacked(counts: Sequence[int], head: float) -> list[Box]:
    """Columns below each other, with room for their cards in pairs."""
    areas: list[Box] = []
    top = 2.0
    for count in counts:
        height = head + (count + 1) // 2 * (CARD + GAP)
        areas.append(Box(1, top, column_width(1, "narrow"), height))
        top += height + GAP
    return areas


def cards(area: Box, count: int, size: Size) -> list[Box]:
    """The cards in the area below a column's name: below each other, in pairs when narrow."""
    across = 1 if size == "wide" else 2
    width = (area.width - GAP * (across + 1)) / across
    return [
        Box(
            area.left + GAP + n % across * (width + GAP),
            area.top + n // across * (CARD + GAP),
            width,
            CARD,
        )
        for n in range(count)
    ]


def _title(column: Column, width: float) -> list[str]:
    return wrapped(column["name"], width - 2 * GAP, lines=2, size=BOLD)


def _head(column: Column, lines: Sequence[str], head: Box, area: Box, marks: Marks) -> list[Markup]:
    """The column's ground, its name and its limit."""
    x, y = head.left + GAP, head.top + 6
    words = lines_of_text(lines, "figure__label", at=(x, y + LINE * len(lines) / 2), anchor="start")
    if "limit" in column:
        limit = f"limit {column['limit']}"
        words += text(limit, "figure__note", x=x, y=y + LINE * len(lines) + 15)
    badge = head.right - 16, head.bottom - 13
    return [
        rect(area, "figure__lane"),
        region(marks, column["name"], words, badge=badge, hit=head.corners),
    ]


def _card(card: Mapping[str, Any], box: Box, marks: Marks) -> Markup:
    x = box.left + 7
    names = wrapped(card["name"], box.width - 14, lines=NAME_LINES)
    parts = [
        rect(box, "figure__box figure__box--blocked" if card.get("blocked") else "figure__box"),
        text(
            shortened(card["id"], box.width - 14 - BADGE_STRIP), "figure__note", x=x, y=box.top + 17
        ),
        lines_of_text(
            names,
            "figure__text",
            at=(x, box.top + ID_ROW + LINE * len(names) / 2),
            anchor="start",
        ),
    ]
    if card.get("blocked"):
        parts.append(text("Blocked", "figure__blocked", x=x, y=box.bottom - 7))
    badge = box.right - 15, box.top + 15
    return region(marks, card["id"], Markup("").join(parts), badge=badge, hit=box.corners)


def _table(figure: Figure) -> Table:
    rows = tuple(
        (
            column["name"],
            str(column.get("limit", "–")),
            str(len(column["cards"])),
            ", ".join(_in_words(card) for card in column["cards"]) or "–",
        )
        for column in figure["columns"]
    )
    return Table("Columns of the board", ("Column", "Limit", "Cards", "What they are"), rows)


def _in_words(card: Mapping[str, Any]) -> str:
    return f"{card['id']} {card['name']}" + (" (blocked)" if card.get("blocked") else "")


KANBAN = FigureView("Kanban board", _draw, _table)
