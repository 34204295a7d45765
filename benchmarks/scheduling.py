"""What to ask next, in three simulated worlds: `python -m benchmarks.scheduling`.

All policies meet the same learners and the same luck, drawn from SEED; the presets and constants
of the planner were fitted on learners of other seeds. `--full` adds the grid of minutes and days
and the 60 settings of FSRS chosen in hindsight; it takes hours.
"""

import argparse
from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.report import Figure, Section, section_text
from prep.learning.memory_arrays import Floats
from prep.learning.simulation.comparing import estimate, paired
from prep.learning.simulation.policies import OURS, POLICIES, PolicyMaker, fixed_retention_grid
from prep.learning.simulation.running import WORLDS, exam_scores
from prep.learning.simulation.setting import Setting, Taps
from prep.services.seeds import rng_for

SEED = 1
LEARNERS = 300
KNOWING = "greedy-true-state"
UNTUNED = tuple(name for name in POLICIES if name not in (OURS, KNOWING))
ANKI = "fsrs"
RECALL_GOALS = {
    Taps.PERFECT: (0.932, 0.930, 0.757),
    Taps.NOISY: (0.920, 0.915, 0.750),
    Taps.NONE: (0.911, 0.912, 0.752),
}
LEAD_GOALS = {"10 minutes a day": (0.12, 0.07), "30 % of days missed": (0.10, 0.07)}
"""Over Anki's default in the FSRS and ACT-R worlds."""
FULL_GRID = [(minutes, days) for minutes in (5, 10, 20, 40) for days in (14, 30, 60, 120)]
WORLD_NAMES = ("fsrs", "actr", "dash")


def section(learners: int = LEARNERS, *, is_full: bool = False) -> Section:
    """The table of policies, the goals, and with `is_full` every minutes and days."""
    part = Section(
        "What to ask next",
        [
            f"{learners} simulated learners a world, paired; half widths of 95 % intervals. "
            "Recall on exam day, weighted by the blueprint, in percent; *lead* is ours less the "
            "policy's, learner by learner.",
        ],
        header=("scenario", "world", "policy", "recall", "±", "lead of ours", "±"),
    )
    for taps in Taps:
        _taps_rows(part, Setting(learners, taps=taps))
    scenarios = {
        "10 minutes a day": Setting(learners, minutes=10),
        "30 % of days missed": Setting(learners, missed=0.3),
    }
    for name, setting in scenarios.items():
        _lead_rows(part, name, setting)
    if is_full:
        _full_rows(part, learners)
    return part


def _taps_rows(part: Section, setting: Setting) -> None:
    names = POLICIES if setting.taps is Taps.NONE else (OURS, "greedy", KNOWING)
    goals = RECALL_GOALS.get(setting.taps, (None, None, None))
    for world, goal in zip(WORLD_NAMES, goals, strict=True):
        scores = _scores(world, setting, {name: POLICIES[name] for name in names})
        _add(part, f"20 minutes, taps {setting.taps}", world, scores)
        if goal is not None:
            what = f"forgotten on exam day, {world} world, taps {setting.taps}"
            part.figures.append(_figure(what, 1 - scores[OURS], 1 - goal))
        if setting.taps is Taps.RANDOM:
            without = _scores(world, Setting(setting.learners), {OURS: POLICIES[OURS]})[OURS]
            what = f"lost by random taps, {world} world"
            part.figures.append(_figure(what, without - scores[OURS], 0.003))


def _lead_rows(part: Section, name: str, setting: Setting) -> None:
    for world in WORLD_NAMES:
        scores = _scores(world, setting, {n: POLICIES[n] for n in (OURS, *UNTUNED)})
        _add(part, name, world, scores)
        if world != "dash":
            least = LEAD_GOALS[name][WORLD_NAMES.index(world)]
            what = f"lead of Anki's default, {world} world, {name}"
            part.figures.append(_figure(what, scores[ANKI] - scores[OURS], -least))


def _full_rows(part: Section, learners: int) -> None:
    """The best untuned policy, and the best of 60 settings chosen in hindsight, against ours."""
    for world in WORLD_NAMES:
        for minutes, days in FULL_GRID:
            setting = Setting(learners, days, minutes)
            where = f"{world} world, {minutes} minutes, {days} days"
            scores = _scores(world, setting, {n: POLICIES[n] for n in (OURS, *UNTUNED)})
            _add(part, f"{minutes} minutes, {days} days", world, scores)
            best = max(UNTUNED, key=lambda name: scores[name].mean())
            ahead = scores[best] - scores[OURS]
            part.figures.append(_figure(f"lead of {best}, {where}", ahead, 0.003))
            tuned = _scores(world, setting, fixed_retention_grid())
            hindsight = max(tuned, key=lambda name: tuned[name].mean())
            ahead = tuned[hindsight] - scores[OURS]
            part.figures.append(_figure(f"lead of {hindsight}, {where}", ahead, 0.008))


def _scores(world: str, setting: Setting, policies: Mapping[str, PolicyMaker]) -> dict[str, Floats]:
    assert world in WORLDS
    found = {}
    for name, policy in policies.items():
        print(f"{world}: {name}, {setting}", flush=True)
        found[name] = exam_scores(world, policy, setting, rng_for("simulation", world, SEED))
    return found


def _add(part: Section, scenario: str, world: str, scores: Mapping[str, Floats]) -> None:
    for name, values in scores.items():
        score, lead = estimate(values), paired(scores[OURS], values)
        row = (100 * score.mean, 100 * score.half_width, 100 * lead.mean, 100 * lead.half_width)
        part.rows.append((scenario, world, name, *(float(np.round(x, 2)) for x in row)))


def _figure(name: str, values: Floats, most: float) -> Figure:
    """A mean in percent, with its interval in the name, against the most that it should be."""
    found = estimate(values)
    label = f"{name} (± {100 * found.half_width:.2f})"
    return Figure(label, 100 * found.mean, "%", round(100 * most, 2), n=found.n)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling", description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--full", action="store_true", help="all minutes and days; hours")
    chosen = parser.parse_args(arguments)
    print(section_text(section(chosen.learners, is_full=chosen.full)))


if __name__ == "__main__":
    main()
