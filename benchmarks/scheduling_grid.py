"""Is any policy ahead of ours, with few or many minutes and days?

`python -m benchmarks.scheduling_grid --learners 60 --output FILE.jsonl` measures every policy and
60 settings of FSRS in 48 scenarios. Each scenario is a line of the file as soon as it is done;
those that are there already are not measured again: delete the file when the code has changed.
60 learners take about half an hour of one core.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.report import Figure, Section, section_text
from prep.learning.memory_arrays import Floats
from prep.learning.simulation.comparing import Estimate, estimate, paired
from prep.learning.simulation.policies import KNOWING, OURS, POLICIES, fixed_retention_grid
from prep.learning.simulation.running import WORLDS, exam_scores
from prep.learning.simulation.setting import Setting
from prep.services.seeds import rng_for

SEED = 1
LEARNERS = 60
MINUTES = (5, 10, 20, 40)
DAYS = (14, 30, 60, 120)
UNTUNED = tuple(name for name in POLICIES if name not in (OURS, KNOWING))
HINDSIGHT = fixed_retention_grid()
UNTUNED_MOST, HINDSIGHT_MOST = 0.003, 0.008
"""How far an untuned policy, and the best setting in hindsight, may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world, minutes a day, days to the exam, and how many learners are simulated."""

    world: str
    minutes: int
    days: int
    learners: int

    def __str__(self) -> str:
        return f"{self.world} world, {self.minutes} minutes, {self.days} days"


@dataclass(frozen=True, slots=True)
class Rival:
    """The strongest of some policies, and how far it is ahead of ours."""

    name: str
    ahead: Estimate


Scores = Mapping[str, Floats]
"""By policy: each learner's expected score on exam day."""


def section(learners: int = LEARNERS, file: Path | None = None) -> Section:
    """The strongest rivals in each scenario, and the worst case of each world."""
    found = dict(measurements(learners, file))
    part = Section(
        "What to ask next: few and many minutes and days",
        [
            f"{learners} simulated learners a world, paired, no taps; recall on exam day, weighted "
            "by the blueprint, in percent, with half widths of 95 % intervals. *Ahead* is how far "
            f"the strongest of {len(UNTUNED)} policies without settings, and the strongest of "
            f"{len(HINDSIGHT)} settings of FSRS chosen in hindsight for the scenario, is ahead of "
            "ours. The strongest of many is partly the luckiest: these leads are a little high.",
        ],
        header=(
            *("world", "minutes", "days", "ours", "±"),
            *("strongest", "ahead", "±", "in hindsight", "ahead", "±"),
        ),
    )
    for world in WORLDS:
        inside = [scenario for scenario in found if scenario.world == world]
        for scenario in inside:
            part.rows.append(_row(scenario, found[scenario]))
        for names, most in ((UNTUNED, UNTUNED_MOST), (HINDSIGHT, HINDSIGHT_MOST)):
            rivals = {scenario: strongest(found[scenario], tuple(names)) for scenario in inside}
            worst = max(rivals, key=lambda scenario: rivals[scenario].ahead.mean)
            part.figures.append(_figure(worst, rivals[worst], most))
    return part


def measurements(learners: int, file: Path | None) -> Iterator[tuple[Scenario, Scores]]:
    """Every scenario: from the file where it is there, else measured and added to it."""
    known = {} if file is None else _load(file)
    wanted = [
        Scenario(world, minutes, days, learners)
        for days in DAYS
        for minutes in MINUTES
        for world in WORLDS
    ]
    for n, scenario in enumerate(wanted, start=1):
        if scenario not in known:
            print(f"{n} of {len(wanted)}: {scenario}", file=sys.stderr, flush=True)
            known[scenario] = scores(scenario)
            if file is not None:
                _add(file, scenario, known[scenario])
        yield scenario, known[scenario]


def scores(scenario: Scenario) -> Scores:
    """Ours, its untuned rivals and those of hindsight, on the same learners with the same luck."""
    setting = Setting(scenario.learners, scenario.days, scenario.minutes)
    policies = {name: POLICIES[name] for name in (OURS, *UNTUNED)} | HINDSIGHT
    return {
        name: exam_scores(
            scenario.world, policy, setting, rng_for("simulation", scenario.world, SEED)
        )
        for name, policy in policies.items()
    }


def strongest(found: Scores, names: Sequence[str]) -> Rival:
    """Of the policies named, the one with the highest mean."""
    best = max(names, key=lambda name: found[name].mean())
    return Rival(best, paired(found[best], found[OURS]))


def _row(scenario: Scenario, found: Scores) -> tuple[str | float, ...]:
    rivals = [strongest(found, UNTUNED), strongest(found, tuple(HINDSIGHT))]
    return (
        *(scenario.world, scenario.minutes, scenario.days, *_percent(estimate(found[OURS]))),
        *(cell for rival in rivals for cell in (rival.name, *_percent(rival.ahead))),
    )


def _percent(found: Estimate) -> tuple[float, float]:
    return round(100 * found.mean, 2), round(100 * found.half_width, 2)


def _figure(scenario: Scenario, rival: Rival, most: float) -> Figure:
    mean, half = 100 * rival.ahead.mean, 100 * rival.ahead.half_width
    name = f"furthest ahead of ours: {rival.name}, {scenario}"
    return Figure(name, mean, "%", round(100 * most, 2), rival.ahead.n, mean - half, mean + half)


def _add(file: Path, scenario: Scenario, found: Scores) -> None:
    rounded = {name: np.round(values, 6).tolist() for name, values in found.items()}
    with file.open("a") as lines:
        lines.write(json.dumps({"scenario": asdict(scenario), "scores": rounded}) + "\n")


def _load(file: Path) -> dict[Scenario, Scores]:
    return dict(map(_read, file.read_text().splitlines())) if file.exists() else {}


def _read(line: str) -> tuple[Scenario, Scores]:
    entry = json.loads(line)
    found = {name: np.array(values) for name, values in entry["scores"].items()}
    return Scenario(**entry["scenario"]), found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling_grid")
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--output", type=Path, help="keep each scenario in this file")
    chosen = parser.parse_args()
    print(section_text(section(chosen.learners, chosen.output)))


if __name__ == "__main__":
    main()
