"""All benchmarks: writes benchmarks/results.md and results.json."""

import argparse

from benchmarks import durability, speed
from benchmarks.report import Section, write

NOT_MEASURED = Section(
    "Not measured",
    [
        "- `make run` on a fresh machine (goal: 60 s to the first page): it downloads packages, "
        "so that it measures the network; time it by hand.",
        "- Exam autosave and item calibration: this version has neither.",
        "- `make test` (goal: 10 minutes on 2 cores): it says how long it took.",
    ],
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="minutes instead of an hour")
    parser.add_argument("--full", action="store_true", help="also rebuild 1,000,000 responses")
    parser.add_argument("--kills", type=int, help="kills on each database; the default takes long")
    chosen = parser.parse_args()
    effort = speed.QUICK if chosen.quick else speed.FULL if chosen.full else speed.NORMAL
    kills, seconds = (20, 240.0) if chosen.quick else (durability.KILLS, durability.SECONDS)
    kills = kills if chosen.kills is None else chosen.kills
    parts = [*speed.sections(effort), durability.section(kills=kills, seconds=seconds)]
    options = "".join(
        f" --{name}" + ("" if given is True else f" {given}")
        for name, given in vars(chosen).items()
        if given
    )
    write([*parts, NOT_MEASURED], command=f"python -m benchmarks{options}")


if __name__ == "__main__":
    main()
