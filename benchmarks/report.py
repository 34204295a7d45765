"""What was measured, against what was to be reached, as Markdown and as JSON."""

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the most that it should be; None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    n: int = 1

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        return None if self.goal is None else self.value <= self.goal


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


def write(sections: Sequence[Section], *, command: str, folder: Path = FOLDER) -> None:
    """Write results.md and results.json."""
    facts = machine()
    text = _markdown(sections, facts, command)
    (folder / "results.md").write_text(text)
    document = {"command": command, "machine": facts, "sections": [_plain(s) for s in sections]}
    (folder / "results.json").write_text(json.dumps(document, indent=1) + "\n")
    print(text)


def machine() -> dict[str, str]:
    """When and where this was measured. The load is that of the last minute, our own included."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else "?"),
        "load": f"{os.getloadavg()[0]:.1f}",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _plain(section: Section) -> dict[str, Any]:
    figures = [asdict(figure) | {"met": figure.is_met} for figure in section.figures]
    return asdict(section) | {"figures": figures}


def _markdown(sections: Sequence[Section], facts: dict[str, str], command: str) -> str:
    figures = [figure for section in sections for figure in section.figures]
    missed = [figure.name for figure in figures if figure.is_met is False]
    lines = [
        "# What was measured",
        "",
        f"`{command}`: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + ".",
        "Every goal is the most that a figure should be. Other work on the machine slows all "
        "times, short ones less: read the ratios, and the least times beside the medians.",
        "",
        f"**Missed: {'; '.join(missed)}.**" if missed else "**All goals were met.**",
    ]
    for section in sections:
        lines += ["", section_text(section)]
    return "\n".join(lines) + "\n"


def section_text(section: Section) -> str:
    """One part of the report as Markdown."""
    lines = [f"## {section.title}", "", *section.notes]
    if section.figures:
        rows = [_figure_row(figure) for figure in section.figures]
        lines += ["", *_table(("what", "measured", "goal", "n", "met"), rows)]
    if section.rows:
        lines += ["", *_table(section.header, section.rows)]
    return "\n".join(lines)


def _figure_row(figure: Figure) -> tuple[str, ...]:
    goal = "–" if figure.goal is None else f"≤ {_number(figure.goal)} {figure.unit}".strip()
    met = {True: "met", False: "**missed**", None: "–"}[figure.is_met]
    measured = f"{_number(figure.value)} {figure.unit}".strip()
    return figure.name, measured, goal, f"{figure.n:,}", met


def _table(header: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> list[str]:
    def line(cells: Sequence[Any]) -> str:
        return (
            "| " + " | ".join(_number(c) if isinstance(c, float) else str(c) for c in cells) + " |"
        )

    return [line(header), "|" + "---|" * len(header), *(line(row) for row in rows)]


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
