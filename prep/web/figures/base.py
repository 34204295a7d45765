"""What every kind of figure shares when it is drawn: sizes, the table, marks and the frame."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Literal

from markupsafe import Markup

from prep.web.svg import Point, element, text

Figure = Mapping[str, Any]
"""A figure as the bank holds it, checked by `content.figures`."""

Marks = Mapping[str, str]
"""Letter by the id of the element that it marks, for hotspot items."""

Size = Literal["wide", "narrow"]
"""Every figure exists in both; the style sheet shows the one that fits its place."""

SIZES: tuple[Size, ...] = ("wide", "narrow")

WIDTHS: Mapping[Size, int] = {"wide": 688, "narrow": 340}
"""Width of the drawings in CSS pixels: a question's column, and a phone."""

BADGE_RADIUS = 11
TARGET = 44
"""Side of the smallest area that a finger hits, in pixels."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of one drawing. It is as wide as `WIDTHS` says."""

    height: float
    parts: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class Table:
    """A figure's data as text. The first cell of a row names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """How one kind of figure is shown."""

    label: str
    """What such a figure is called: `Burn-down chart`."""

    draw: Callable[[Figure, Marks, Size], Drawing]
    """The drawing in one size. Marked elements are drawn by `region`."""

    table: Callable[[Figure], Table]
    """Every number and name of the figure."""


def lettered(marks: Sequence[str]) -> dict[str, str]:
    """Element ids with their letters: A for the first."""
    return dict(zip(marks, ascii_uppercase, strict=False))


def region(
    marks: Marks, element_id: str, drawn: Markup, *, badge: Point, hit: tuple[Point, Point]
) -> Markup:
    """An element that can be asked for: with its letter when it is marked, else as it is.

    `badge` is the centre of the letter, `hit` the top left and bottom right of the area that
    takes a click; keep it at least `TARGET` wide and high.
    """
    if element_id not in marks:
        return drawn
    (left, top), (right, bottom) = hit
    return Markup('<g class="figure__region" data-region="{}">{}{}{}{}</g>').format(
        element_id,
        element("rect", "figure__hit", x=left, y=top, width=right - left, height=bottom - top),
        drawn,
        element("circle", "figure__badge", cx=badge[0], cy=badge[1], r=BADGE_RADIUS),
        text(marks[element_id], "figure__letter", x=badge[0], y=badge[1] + 5, anchor="middle"),
    )


def described(view: FigureView, figure: Figure, marks: Marks) -> str:
    """The text alternative: kind, all data and the marks. It never says what to conclude."""
    table = view.table(figure)
    rows = "; ".join(_row_in_words(table.heads, row) for row in table.rows)
    letters = ", ".join(f"{letter} marks {element_id}" for element_id, letter in marks.items())
    return f"{view.label}. {rows}." + (f" {letters}." if letters else "")


def framed(drawing: Drawing, size: Size, *, title: str, description: str) -> Markup:
    """The drawing as an image with its title and text alternative."""
    return Markup(
        '<svg class="figure figure--{size}" viewBox="0 0 {width} {height:.5g}" width="{width}" '
        'height="{height:.5g}" role="img"><title>{title}</title><desc>{description}</desc>'
        "{parts}</svg>"
    ).format(
        size=size,
        width=WIDTHS[size],
        height=drawing.height,
        title=title,
        description=description,
        parts=Markup("").join(drawing.parts),
    )


def _row_in_words(heads: Sequence[str], row: Sequence[str]) -> str:
    cells = ", ".join(f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True))
    return f"{heads[0]} {row[0]}: {cells}"
