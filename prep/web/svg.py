"""Elements of SVG drawings. Coordinates are in units of the viewBox; colours come by class."""

from collections.abc import Iterable

from markupsafe import Markup, escape

Point = tuple[float, float]
"""x and y."""


def element(name: str, css: str, **coordinates: float) -> Markup:
    """An empty element, such as a line, a circle or a rect."""
    attributes = " ".join([f'{key}="{value:.5g}"' for key, value in coordinates.items()])
    # pages draw hundreds of these, and Markup.format takes ten times as long
    return Markup(f'<{name} class="{escape(css)}" {attributes}/>')  # noqa: S704 - numbers


def text(content: str, css: str, *, x: float, y: float, anchor: str = "start") -> Markup:
    """A line of text on the baseline `y`; `anchor` is start, middle or end."""
    place = f'x="{x:.5g}" y="{y:.5g}" text-anchor="{escape(anchor)}"'
    return Markup(f'<text class="{escape(css)}" {place}>{escape(content)}</text>')  # noqa: S704


def polyline(points: Iterable[Point], css: str) -> Markup:
    """Straight lines from point to point."""
    return Markup('<polyline class="{}" points="{}"/>').format(css, _spelt(points))


def polygon(points: Iterable[Point], css: str) -> Markup:
    """The area inside the points."""
    return Markup('<polygon class="{}" points="{}"/>').format(css, _spelt(points))


def group(css: str, parts: Iterable[Markup]) -> Markup:
    """Several elements under one class."""
    return Markup('<g class="{}">{}</g>').format(css, Markup("").join(parts))


def _spelt(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.5g},{y:.5g}" for x, y in points)
