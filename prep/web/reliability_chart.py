"""Forecast chances against how often what they foretold came, as a square plot."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from prep.learning.track_record import ReliabilityBin
from prep.web.charts import TICKS
from prep.web.svg import element, polyline, text

SIDE, LEFT, TOP = 240, 48, 12
WIDTH, HEIGHT = 330, 310


@dataclass(frozen=True, slots=True)
class Wording:
    """What a chart of chances is called, and what came where it came."""

    title: str
    came: str


TARGETS = Wording("Chance of the target as forecast, and how often it was reached", "reached")
ANSWERS = Wording("Chance of a right answer as expected, and how many were right", "right")


def reliability_chart(
    bins: Sequence[ReliabilityBin], key: str, wording: Wording = TARGETS
) -> Markup:
    """A dot and its 90 % interval for every bin; on the diagonal chances come as they were said.

    key: its name on the page, for every chart has one of its own.
    """
    described = "; ".join(_described(one, wording) for one in bins)
    parts = [*_frame(wording), polyline([(_x(0), _y(0)), (_x(1), _y(1))], "chart__diagonal")]
    parts += [_point(one) for one in bins]
    return Markup(
        '<svg class="chart chart--square" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="chances-{key}-title" '
        'aria-describedby="chances-{key}-desc">'
        '<title id="chances-{key}-title">{title}</title>'
        '<desc id="chances-{key}-desc">{described}.</desc>{parts}</svg>'
    ).format(
        title=wording.title,
        width=WIDTH,
        height=HEIGHT,
        key=key,
        described=described,
        parts=Markup("").join(parts),
    )


def _described(one: ReliabilityBin, wording: Wording) -> str:
    chance, came = round(one.mean_chance * 100), round(one.reached.share * 100)
    return f"forecast {chance} %, {wording.came} {came} % of {one.reached.n}"


def _frame(wording: Wording) -> list[Markup]:
    """Grid and ticks on both sides, and what the sides stand for."""
    parts = []
    for tick in TICKS:
        x, y = _x(tick / 100), _y(tick / 100)
        parts.append(element("line", "chart__grid", x1=x, y1=TOP, x2=x, y2=TOP + SIDE))
        parts.append(element("line", "chart__grid", x1=LEFT, y1=y, x2=LEFT + SIDE, y2=y))
        parts.append(text(str(tick), "chart__tick", x=x, y=TOP + SIDE + 20, anchor="middle"))
        parts.append(text(str(tick), "chart__tick", x=LEFT - 10, y=y + 5, anchor="end"))
    label = f"forecast chance, % (across); {wording.came}, % (up)"
    parts.append(text(label, "chart__note", x=LEFT + SIDE / 2, y=HEIGHT - 10, anchor="middle"))
    return parts


def _point(one: ReliabilityBin) -> Markup:
    x = _x(one.mean_chance)
    low, high = _y(one.reached.low), _y(one.reached.high)
    return Markup("").join(
        (
            element("line", "chart__interval", x1=x, y1=low, x2=x, y2=high),
            element("circle", "chart__dot", cx=x, cy=_y(one.reached.share), r=6),
        )
    )


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)
