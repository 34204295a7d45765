"""All benchmarks, or one: adds to results.json and makes results.md from it anew."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping

from benchmarks import (
    assembly,
    calibration,
    diagnostic,
    durability,
    exam_durability,
    scheduling,
    speed,
)
from benchmarks.missing import Missing
from benchmarks.prediction import sets
from benchmarks.readiness import sets as readiness
from benchmarks.report import Section, section_text
from benchmarks.results import PARTS, keep_only, save

Measure = Callable[[], Iterator[Section]]


def measures(chosen: argparse.Namespace) -> Mapping[str, Measure]:
    """By name of the part, what measures it; sections come as they are done."""
    effort = speed.QUICK if chosen.quick else speed.FULL if chosen.full else speed.NORMAL
    kills, seconds = (20, 240.0) if chosen.quick else (durability.KILLS, durability.SECONDS)
    kills = kills if chosen.kills is None else chosen.kills
    troubles = exam_durability.TROUBLES if chosen.kills is None and not chosen.quick else kills
    return {
        "speed": lambda: iter(speed.sections(effort)),
        "durability": lambda: _durability(kills, troubles, seconds),
        "prediction": sets.sections,
        "scheduling": lambda: scheduling.sections(is_full=chosen.full),
        "diagnostic": lambda: iter([diagnostic.section()]),
        "calibration": calibration.sections,
        "assembly": assembly.sections,
        "readiness": readiness.sections,
    }


def _durability(kills: int, troubles: int, seconds: float) -> Iterator[Section]:
    yield durability.section(kills=kills, seconds=seconds)
    yield exam_durability.section(troubles=troubles, seconds=exam_durability.SECONDS)


def measured(part: str, measure: Measure, *, command: str) -> str | None:
    """Measure one part and save each section when it is done; what was missing, if anything.

    Sections that a part has no longer go; where something is missing, earlier ones stay.
    """
    titles = set()
    try:
        for section in measure():
            save(part, section, command=command)
            titles.add(section.title)
            print(f"\n{section_text(section)}", flush=True)
    except Missing as missing:
        return f"{part}: {missing}"
    keep_only(part, titles)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="default: all")
    parser.add_argument("--quick", action="store_true", help="less speed and durability")
    parser.add_argument(
        "--full", action="store_true", help="rebuild 1,000,000 responses; all plans; hours"
    )
    parser.add_argument("--kills", type=int, help="kills on each database; the default takes long")
    chosen = parser.parse_args()
    command = shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]])
    known = measures(chosen)
    failures = [
        failure
        for part in chosen.only or PARTS
        if (failure := measured(part, known[part], command=command)) is not None
    ]
    if failures:
        sys.exit("\n".join(["\nNot measured, for something is missing:", *failures]))


if __name__ == "__main__":
    main()
