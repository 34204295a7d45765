"""What was measured, against what was to be reached, and how it looks in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with what it should be at most, or at least; goal None where there is none.

    n: how many measurements, learners or responses it rests on. low, high: its 95 % interval,
    None where there is none.
    """

    name: str
    value: float
    unit: str
    goal: float | None = None
    n: int = 1
    low: float | None = None
    high: float | None = None
    is_goal_least: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.is_goal_least else self.value <= self.goal


@dataclass(slots=True)
class Section:
    """A part of the report. The rows are the measurements as they came; notes say how."""

    title: str
    notes: list[str] = field(default_factory=list)
    header: tuple[str, ...] = ()
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of repeated measurements: least, median, 99th percentile, and how many."""

    least: float
    p50: float
    p99: float
    n: int


def timing(seconds: Sequence[float]) -> Timing:
    """Summary of some durations."""
    least, p50, p99 = np.percentile(np.array(seconds) * 1000, [0, 50, 99])
    return Timing(float(least), float(p50), float(p99), len(seconds))


def section_text(section: Section) -> str:
    """One part of the report as Markdown."""
    lines = [f"## {section.title}", "", *section.notes]
    if section.figures:
        header = ("what", "measured", "95 % interval", "goal", "n", "met")
        lines += ["", *_table(header, [_figure_row(figure) for figure in section.figures])]
    if section.rows:
        lines += ["", *_table(section.header, section.rows)]
    return "\n".join(lines)


def _figure_row(figure: Figure) -> tuple[str, ...]:
    # shares and probabilities, which have no unit, need more digits than times
    decimals = 2 if figure.unit else 4

    def shown(value: float) -> str:
        return f"{_number(value, decimals)} {figure.unit}".strip()

    sign = "≥" if figure.is_goal_least else "≤"
    goal = "–" if figure.goal is None else f"{sign} {shown(figure.goal)}"
    between = "–"
    if figure.low is not None and figure.high is not None:
        between = f"{_number(figure.low, decimals)} to {_number(figure.high, decimals)}"
    met = {True: "met", False: "**missed**", None: "–"}[figure.is_met]
    return figure.name, shown(figure.value), between, goal, f"{figure.n:,}", met


def _table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[str]:
    def line(cells: Sequence[Any]) -> str:
        shown = (_number(cell) if isinstance(cell, float) else str(cell) for cell in cells)
        return f"| {' | '.join(shown)} |"

    return [line(header), "|" + "---|" * len(header), *(line(row) for row in rows)]


def _number(value: float, decimals: int = 2) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.{decimals}f}" if abs(value) < 100 else f"{value:,.0f}"
