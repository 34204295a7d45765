"""Charts as SVG text, drawn on the server: estimates with their intervals on a 0 to 100 axis.

Colours come from the style sheet through classes, so that light, dark and print follow. Every
chart of figures exists in a wide drawing and a narrow one; the style sheet shows one of them.
"""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from prep.learning.composites import Mastery
from prep.web.figures.labels import wrapped
from prep.web.svg import element, text

TICKS = (0, 25, 50, 75, 100)

LINE = 18
"""Distance of two lines of a label, in pixels."""

BOLD = 16.5
"""Font size to reckon with for names, which are bold and so broader."""


class Interval(Protocol):
    """A share with its interval, all 0 to 1."""

    @property
    def low(self) -> float:
        """Its lower end."""

    @property
    def share(self) -> float:
        """The estimate."""

    @property
    def high(self) -> float:
        """Its upper end."""


class Line(Protocol):
    """What a chart needs of a domain or a task."""

    @property
    def name(self) -> str:
        """What the row is called."""

    @property
    def weight(self) -> float:
        """Share of the exam, 0 to 1."""

    @property
    def mastery(self) -> Mastery:
        """The estimate with its interval and count."""

    @property
    def is_measured(self) -> bool:
        """Whether there are enough answers for a figure."""


def mastery_chart(lines: Sequence[Line]) -> Markup:
    """Dot and 90 % interval for every line, as a wide and a narrow drawing.

    A line that is not measured yet has words instead of a dot.
    """
    return _wide(lines) + _narrow(lines)


def interval_strip(line: Line) -> Markup:
    """A line's dot and interval alone, as an ornament beside the figure that says the same.

    Nothing for a line that is not measured yet.
    """
    if not line.is_measured:
        return Markup()
    width, height, middle = 120, 20, 10
    parts = [
        element("line", "chart__axis", x1=4, y1=middle, x2=width - 4, y2=middle),
        estimate(line.mastery, left=4, width=width - 8, y=middle),
    ]
    return Markup(
        '<svg class="strip" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" '
        'focusable="false">{}</svg>'
    ).format(width, height, width, height, Markup("").join(parts))


def figure(line: Line) -> str:
    """`62 % ± 9 · 41 answers`, or why there is no figure yet."""
    count = line.mastery.responses
    answers = f"{count} answer{'' if count == 1 else 's'}"
    if not line.is_measured:
        return f"too early to say ({answers})"
    share, half = round(line.mastery.share * 100), round(line.mastery.half_width * 100)
    return f"{share} % ± {half} · {answers}"


def _wide(lines: Sequence[Line]) -> Markup:
    """Name to the left of the plot, figure to its right, one row a line."""
    left, width, top = 272, 240, 30
    y, parts = top, []
    for n, line in enumerate(lines):
        name = name_lines(line.name, left - 16, most=3)
        row = max(64, LINE * len(name) + 28)
        middle = y + row // 2
        parts.append(label(name, _weight(line), y=middle - LINE * len(name) // 2 + 5))
        parts.append(_row(line, left=left, width=width, y=middle, hue=n))
        if line.is_measured:
            parts.append(text(figure(line), "chart__figure", x=left + width + 24, y=middle + 5))
        y += row
    axes = [axis(left, width, top), grid(left, width, top - 8, y)]
    return _chart("wide", 720, y + 10, lines, axes + parts)


def _narrow(lines: Sequence[Line]) -> Markup:
    """Name and figure above the plot, for a phone."""
    left, width, y = 6, 316, 30
    parts = [axis(left, width, y)]
    for n, line in enumerate(lines):
        name = name_lines(line.name, left + width)
        note = f"{_weight(line)} · {figure(line)}" if line.is_measured else _weight(line)
        parts.append(label(name, note, y=y + 30))
        y += LINE * len(name)
        parts.append(grid(left, width, y + 40, y + 64))
        parts.append(_row(line, left=left, width=width, y=y + 52, hue=n))
        y += 74
    return _chart("narrow", 330, y + 10, lines, parts)


def name_lines(name: str, width: float, *, most: int = 2) -> list[str]:
    """A row's name in at most so many lines of this width."""
    return wrapped(name, width, lines=most, size=BOLD)


def label(name: Sequence[str], note: str, *, y: float) -> Markup:
    """The lines of a row's name, the first on the baseline `y`, and its note beneath them."""
    drawn = [text(line, "chart__name", x=0, y=y + LINE * n) for n, line in enumerate(name)]
    return Markup("").join([*drawn, text(note, "chart__note", x=0, y=y + LINE * len(name))])


def _chart(
    variant: str, width: int, height: int, lines: Sequence[Line], parts: Sequence[Markup]
) -> Markup:
    described = "; ".join(f"{line.name}, {_weight(line)}: {figure(line)}" for line in lines)
    return Markup(
        '<svg class="chart chart--{variant}" viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="chart-{variant}-title" '
        'aria-describedby="chart-{variant}-desc">'
        '<title id="chart-{variant}-title">Mastery by domain, 0 to 100 %, '
        "with 90 % intervals</title>"
        '<desc id="chart-{variant}-desc">{described}.</desc>{parts}</svg>'
    ).format(
        variant=variant,
        width=width,
        height=height,
        described=described,
        parts=Markup("").join(parts),
    )


def grid(left: int, width: int, top: int, bottom: int) -> Markup:
    """Lines down from the ticks."""
    return Markup("").join(
        element("line", "chart__grid", x1=x, y1=top, x2=x, y2=bottom)
        for x in (left + width * tick / 100 for tick in TICKS)
    )


def axis(left: int, width: int, top: int) -> Markup:
    """What the ticks say, 0 to 100 %."""
    parts = []
    for tick in TICKS:
        x = left + width * tick / 100
        anchor = {0: "start", 100: "end"}.get(tick, "middle") if left < 20 else "middle"
        label = f"{tick} %" if tick in (0, 100) else str(tick)
        parts.append(text(label, "chart__tick", x=x, y=top - 14, anchor=anchor))
    return Markup("").join(parts)


def _row(line: Line, *, left: int, width: int, y: int, hue: int) -> Markup:
    if not line.is_measured:
        return text(figure(line), "chart__early", x=left + width / 2, y=y + 5, anchor="middle")
    return Markup('<g class="hue-{}">{}</g>').format(
        hue % 4 + 1, estimate(line.mastery, left=left, width=width, y=y)
    )


def estimate(found: Interval, *, left: int, width: int, y: int) -> Markup:
    """Dot and interval."""
    low, dot, high = (left + width * v for v in (found.low, found.share, found.high))
    return Markup("").join(
        (
            element("line", "chart__interval", x1=low, y1=y, x2=high, y2=y),
            element("line", "chart__end", x1=low, y1=y - 6, x2=low, y2=y + 6),
            element("line", "chart__end", x1=high, y1=y - 6, x2=high, y2=y + 6),
            element("circle", "chart__dot", cx=dot, cy=y, r=6),
        )
    )


def _weight(line: Line) -> str:
    return f"{round(line.weight * 100)} % of the exam"
