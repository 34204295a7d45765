"""A plot of means with their intervals, as SVG text; it follows the reader's light or dark."""

from collections.abc import Sequence
from html import escape

LEFT, PLOT, ROW, TOP, RIGHT, BOTTOM = 176, 400, 30, 78, 134, 46
WIDTH = LEFT + PLOT + RIGHT
MOST_TICKS = 9

_STYLE = """
svg { color-scheme: light dark; font: 13px system-ui, sans-serif; }
.ground { fill: #fffefb; } text { fill: #23201b; } .muted { fill: #605a50; }
.grid { stroke: #e0dbd1; } .mark { fill: #605a50; stroke: #605a50; }
.ours .mark { fill: #0b5f63; stroke: #0b5f63; } .ours text, .title { font-weight: 600; }
.interval { stroke-width: 2; } .number { font-variant-numeric: tabular-nums; }
@media (prefers-color-scheme: dark) {
.ground { fill: #22211e; } text { fill: #ece8e0; } .muted { fill: #b1aa9f; }
.grid { stroke: #3b3834; } .mark { fill: #b1aa9f; stroke: #b1aa9f; }
.ours .mark { fill: #74cbc7; stroke: #74cbc7; }
}
"""


def score_plot(title: str, points: Sequence[tuple[str, float, float]], ours: str) -> str:
    """One row a point (name, mean, half width of its interval), means between 0 and 1.

    The axis covers all intervals in even steps; the row called `ours` stands out. Raises
    ValueError without points.
    """
    if not points:
        raise ValueError("a plot needs a point")
    ticks = _ticks(points)
    low, high = ticks[0], ticks[-1]
    bottom = TOP + ROW * len(points)

    def x(value: float) -> float:
        return round(LEFT + (value - low) / (high - low) * PLOT, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + BOTTOM}" '
        f'width="{WIDTH}" height="{bottom + BOTTOM}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        f'<text class="title" x="20" y="32">{escape(title)}</text>',
        *(_tick(x(tick), tick, bottom) for tick in ticks),
    ]
    for n, (name, mean, half) in enumerate(points):
        y = TOP + ROW * n + ROW // 2
        parts.append(
            f'<g class="{"ours" if name == ours else "rival"}">'
            f'<text x="{LEFT - 14}" y="{y + 4}" text-anchor="end">{escape(name)}</text>'
            f'<path class="mark interval" d="M{x(mean - half)} {y}H{x(mean + half)}"/>'
            f'<circle class="mark" cx="{x(mean)}" cy="{y}" r="4"/>'
            f'<text class="number" x="{LEFT + PLOT + 14}" y="{y + 4}">{mean:.3f} ± {half:.3f}'
            "</text></g>"
        )
    parts.append(
        f'<text class="muted" x="{LEFT}" y="{bottom + 28}">Recall on exam day, weighted by the '
        "blueprint; 95 % intervals</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _tick(x: float, value: float, bottom: int) -> str:
    return (
        f'<path class="grid" d="M{x} {TOP - 6}V{bottom}"/>'
        f'<text class="muted" x="{x}" y="{TOP - 14}" text-anchor="middle">{value:.2f}</text>'
    )


def _ticks(points: Sequence[tuple[str, float, float]]) -> list[float]:
    """Multiples of a round step around all intervals."""
    low = min(mean - half for _, mean, half in points)
    high = max(mean + half for _, mean, half in points)
    step = next(step for step in (0.02, 0.05, 0.1, 0.2) if (high - low) / step <= MOST_TICKS - 2)
    first, last = int(low // step), int(high // step) + 1
    return [round(n * step, 2) for n in range(first, last + 1)]
