"""The course of a figure over time: a line with its 90 % band, in a wide and a narrow drawing."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from prep.learning.composites import Mastery
from prep.web.charts import TICKS
from prep.web.svg import element, polygon, polyline, text

Points = Sequence[tuple[date, Mastery]]
"""Days and figures, oldest first, at least two."""

HEIGHT, TOP, BOTTOM, LEFT = 220, 14, 180, 54
SIZES = {"wide": 720, "narrow": 330}


def course_chart(points: Points, title: str, *, key: str) -> Markup:
    """The drawing. key: its name on the page, for every chart has one of its own."""
    return Markup("").join(_drawn(points, title, f"{key}-{size}", size) for size in SIZES)


def _drawn(points: Points, title: str, name: str, size: str) -> Markup:
    width = SIZES[size]
    right = width - 14
    places = [_across(on, points, right) for on, _ in points]
    band = [(x, _up(m.high)) for x, (_, m) in zip(places, points, strict=True)]
    band += [(x, _up(m.low)) for x, (_, m) in reversed(list(zip(places, points, strict=True)))]
    line = [(x, _up(m.share)) for x, (_, m) in zip(places, points, strict=True)]
    parts = [
        *_frame(right),
        polygon(band, "course__band"),
        polyline(line, "course__line"),
        *(element("circle", "course__dot", cx=x, cy=y, r=4) for x, y in line),
        text(_day(points[0][0]), "chart__tick", x=LEFT, y=HEIGHT - 14),
        text(_day(points[-1][0]), "chart__tick", x=right, y=HEIGHT - 14, anchor="end"),
    ]
    return Markup(
        '<svg class="chart chart--{size}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="{name}-title" '
        'aria-describedby="{name}-desc"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-desc">{described}.</desc>{parts}</svg>'
    ).format(
        size=size,
        width=width,
        height=HEIGHT,
        name=name,
        title=title,
        described="; ".join(f"{_day(on)}: {_figure(mastery)}" for on, mastery in points),
        parts=Markup("").join(parts),
    )


def _frame(right: int) -> list[Markup]:
    parts = []
    for tick in TICKS:
        y = _up(tick / 100)
        parts.append(element("line", "chart__grid", x1=LEFT, y1=y, x2=right, y2=y))
        label = f"{tick} %" if tick in (0, 100) else str(tick)
        parts.append(text(label, "chart__tick", x=LEFT - 8, y=y + 5, anchor="end"))
    return parts


def _across(on: date, points: Points, right: int) -> float:
    first, last = points[0][0], points[-1][0]
    return LEFT + (right - LEFT) * (on - first).days / max(1, (last - first).days)


def _up(share: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * share


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def _figure(mastery: Mastery) -> str:
    return f"{round(mastery.share * 100)} % ± {round(mastery.half_width * 100)}"
