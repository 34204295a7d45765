"""Network diagrams: boxes with durations and dates, linked by arrows."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from prep.web.figures.base import WIDTHS, Drawing, Figure, FigureView, Marks, Size, Table, region
from prep.web.figures.boxes import LINE, Box, arrow, lines_of_text, rect
from prep.web.figures.labels import wrapped
from prep.web.figures.layers import arranged, box_width
from prep.web.numbers import number
from prep.web.svg import element, text

STRIP = 24
"""Height of a row of numbers in a box."""

PADDING = 5
BADGE_ROOM = 28
"""Above every box when some are marked."""

DATES = {
    "es": "Earliest start",
    "ef": "Earliest finish",
    "ls": "Latest start",
    "lf": "Latest finish",
}


def _draw(figure: Figure, marks: Marks, size: Size) -> Drawing:
    activities = {activity["id"]: activity for activity in figure["activities"]}
    after = {name: activity.get("after", []) for name, activity in activities.items()}
    gap, margin = (BADGE_ROOM if marks and size == "wide" else 16), (BADGE_ROOM if marks else 8)
    width = box_width(after, size, gap=gap)
    names = {name: _name(activity, width) for name, activity in activities.items()}
    height = _height(figure, max(map(len, names.values())))
    layout = arranged(after, size, width=width, height=height, gap=gap, margin=margin)
    inside = _with_dates if _dates(figure) else _with_duration
    parts = [arrow(points) for points in layout.arrows]
    for name, box in layout.boxes.items():
        drawn = rect(box) + inside(activities[name], names[name], box)
        badge, above = (box.left + 11, box.top - 13), box.without(top=2 - BADGE_ROOM)
        parts.append(region(marks, name, drawn, badge=badge, hit=above.corners))
    key, bottom = _key(figure, size, layout.height)
    return Drawing(bottom, [*parts, key])


def _height(figure: Figure, lines: int) -> float:
    """Height of every box: the lines of the longest name and a strip of numbers or two."""
    if _dates(figure):
        return 2 * STRIP + (lines + 1) * LINE + PADDING
    return STRIP + lines * LINE + PADDING * bool(lines)


def _name(activity: Mapping[str, Any], width: float) -> list[str]:
    """The lines in the middle of the box."""
    return wrapped(activity.get("name", ""), width - 2 * PADDING, lines=3)


def _with_duration(activity: Mapping[str, Any], name: list[str], box: Box) -> Markup:
    """Id and duration on top, the name below."""
    y = box.top + 18
    head = text(activity["id"], "figure__label", x=box.left + PADDING, y=y) + text(
        number(activity["duration"]), "figure__label", x=box.right - PADDING, y=y, anchor="end"
    )
    return head + lines_of_text(name, "figure__text", at=box.without(top=STRIP).middle)


def _with_dates(activity: Mapping[str, Any], name: list[str], box: Box) -> Markup:
    """Earliest dates about the duration on top, id and name, latest dates below."""
    upper, lower = box.top + STRIP, box.bottom - STRIP
    x, width = box.left, box.width
    numbers = (
        ("es", x + width / 6, box.top),
        ("duration", x + width / 2, box.top),
        ("ef", x + width * 5 / 6, box.top),
        ("ls", x + width / 4, lower),
        ("lf", x + width * 3 / 4, lower),
    )
    return Markup("").join(
        (
            *(
                element("line", "figure__rule", x1=x, x2=box.right, y1=y, y2=y)
                for y in (upper, lower)
            ),
            *(
                text(number(activity[field]), "figure__text", x=at, y=y + 17, anchor="middle")
                for field, at, y in numbers
                if field in activity
            ),
            lines_of_text([activity["id"]], "figure__label", at=(box.middle[0], upper + 12)),
            lines_of_text(name, "figure__text", at=(box.middle[0], (upper + LINE + lower) / 2 + 1)),
        )
    )


def _key(figure: Figure, size: Size, top: float) -> tuple[Markup, float]:
    """What the numbers in a box are, and where the drawing ends."""
    if _dates(figure):
        words = (
            "Top: earliest start, duration, earliest finish. Bottom: latest start, latest finish. "
            f"In {figure['unit']}."
        )
    else:
        words = f"Number in a box: duration in {figure['unit']}."
    lines = wrapped(words, WIDTHS[size] - 8, lines=3)
    bottom = top + LINE * len(lines)
    at = 4, (top + bottom) / 2
    return lines_of_text(lines, "figure__note", at=at, anchor="start"), bottom + 8


def _dates(figure: Figure) -> list[str]:
    """The dates that some activity has."""
    return [date for date in DATES if any(date in activity for activity in figure["activities"])]


def _table(figure: Figure) -> Table:
    dates = _dates(figure)
    heads = ("Activity", "Name", f"Duration in {figure['unit']}", "After")
    rows = tuple(
        (
            activity["id"],
            activity.get("name", "–"),
            number(activity["duration"]),
            ", ".join(activity.get("after", [])) or "–",
            *(number(activity[date]) if date in activity else "–" for date in dates),
        )
        for activity in figure["activities"]
    )
    return Table("Activities of the network", (*heads, *(DATES[date] for date in dates)), rows)


NETWORK = FigureView("Network diagram", _draw, _table)
