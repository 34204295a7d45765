"""A plot of means with their intervals, as SVG text."""

from collections.abc import Sequence
from html import escape

LEFT, WIDTH, ROW, TOP, RIGHT = 190, 420, 28, 60, 90
STEP = 0.05


def score_plot(title: str, points: Sequence[tuple[str, float, float]]) -> str:
    """One row a point (name, mean, half width of its interval), means between 0 and 1.

    The axis covers the points in steps of 0.05. Raises ValueError without points.
    """
    if not points:
        raise ValueError("a plot needs a point")
    low, high = _axis(points)
    height = TOP + ROW * len(points) + 30

    def x(value: float) -> float:
        return LEFT + (value - low) / (high - low) * WIDTH

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + RIGHT} {height}" '
        f'role="img" font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<text x="12" y="24" font-size="15">{escape(title)}</text>',
    ]
    for n in range(round((high - low) / STEP) + 1):
        at = x(low + n * STEP)
        parts += [
            f'<line x1="{at:.1f}" y1="{TOP - 8}" x2="{at:.1f}" y2="{height - 30}" stroke="#ddd"/>',
            f'<text x="{at:.1f}" y="{TOP - 14}" text-anchor="middle" fill="#555">'
            f"{low + n * STEP:.2f}</text>",
        ]
    for n, (name, mean, half) in enumerate(points):
        y = TOP + ROW * n + ROW // 2
        parts += [
            f'<text x="{LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(name)}</text>',
            f'<line x1="{x(mean - half):.1f}" y1="{y}" x2="{x(mean + half):.1f}" y2="{y}" '
            'stroke="#0b5394" stroke-width="2"/>',
            f'<circle cx="{x(mean):.1f}" cy="{y}" r="4" fill="#0b5394"/>',
            f'<text x="{LEFT + WIDTH + 10}" y="{y + 4}">{mean:.3f} ± {half:.3f}</text>',
        ]
    parts.append(
        f'<text x="{LEFT}" y="{height - 8}" fill="#555">Recall on exam day, weighted by the '
        "blueprint; 95 % intervals</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _axis(points: Sequence[tuple[str, float, float]]) -> tuple[float, float]:
    """Multiples of the step around all intervals."""
    low = min(mean - half for _, mean, half in points)
    high = max(mean + half for _, mean, half in points)
    return int(low / STEP) * STEP, (int(high / STEP) + 1) * STEP
