"""results.json, which every run adds to or replaces parts of, and results.md, made from it."""

import json
import os
import platform
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.report import Figure, Section, section_text

FOLDER = Path(__file__).parent
PARTS = (
    "speed",
    "durability",
    "prediction",
    "scheduling",
    "diagnostic",
    "calibration",
    "assembly",
    "readiness",
)
"""One for each script, in the order of the report."""

NOT_MEASURED = (
    "`make run` on a fresh machine (goal: 60 s to the first page): it downloads packages, so that "
    "it measures the network; time it by hand.",
    "`make test` (goal: 10 minutes on 2 cores): it says how long it took.",
)


@dataclass(frozen=True, slots=True)
class Result:
    """A section with the part that it belongs to, and how, when and where it was measured."""

    part: str
    command: str
    machine: dict[str, str]
    section: Section


def save(part: str, section: Section, *, command: str, folder: Path = FOLDER) -> None:
    """Put a section into both files, in place of the part's earlier one of the same title."""
    results = load(folder)
    result = Result(part, command, machine(), section)
    earlier = [n for n, one in enumerate(results) if _key(one) == _key(result)]
    if earlier:
        results[earlier[0]] = result
    else:
        results.append(result)
    _write(results, folder)


def keep_only(part: str, titles: Collection[str], *, folder: Path = FOLDER) -> None:
    """Drop sections of a part that it no longer has."""
    results = load(folder)
    kept = [one for one in results if one.part != part or one.section.title in titles]
    _write(kept, folder)


def load(folder: Path = FOLDER) -> list[Result]:
    """All that has been measured so far."""
    path = folder / "results.json"
    return [_result(**plain) for plain in json.loads(path.read_text())] if path.exists() else []


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


def markdown(results: Sequence[Result]) -> str:
    """The report."""
    missed = [
        f"{result.section.title}: {figure.name}"
        for result in results
        for figure in result.section.figures
        if figure.is_met is False
    ]
    lines = [
        "# What was measured",
        "",
        "Other work on the machine slows all times, short ones less: read the ratios, and the "
        "least times beside the medians. Every section names its command and its day.",
        "",
        "**Missed:**" if missed else "**All goals were met.**",
        *([""] if missed else []),
        *(f"- {name}" for name in missed),
    ]
    for result in results:
        lines += ["", section_text(result.section), "", _origin(result)]
    lines += ["", "## Not measured", "", *(f"- {what}" for what in NOT_MEASURED)]
    measured = {result.part for result in results if result.section.figures}
    lines += [
        f"- {part.capitalize()}: no figures yet; `python -m benchmarks --only {part}`."
        for part in PARTS
        if part not in measured
    ]
    return "\n".join(lines) + "\n"


def _origin(result: Result) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in result.machine.items())
    return f"`{result.command}`: {facts}."


def _key(result: Result) -> tuple[str, str]:
    return result.part, result.section.title


def _write(results: list[Result], folder: Path) -> None:
    results = sorted(results, key=lambda result: PARTS.index(result.part))
    document = json.dumps([_plain(result) for result in results], indent=1)
    (folder / "results.json").write_text(document + "\n")
    (folder / "results.md").write_text(markdown(results))


def _plain(result: Result) -> dict[str, Any]:
    plain = asdict(result)
    for entry, figure in zip(plain["section"]["figures"], result.section.figures, strict=True):
        entry["met"] = figure.is_met
    return plain


def _result(*, section: dict[str, Any], **rest: Any) -> Result:
    figures = [
        Figure(**{name: value for name, value in entry.items() if name != "met"})
        for entry in section["figures"]
    ]
    return Result(**rest, section=Section(**(section | {"figures": figures})))


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
