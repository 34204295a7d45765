"""What to ask next, in three simulated worlds: `python -m benchmarks.scheduling`.

All policies meet the same learners and the same luck, drawn from SEED; the constants of the
planner were chosen on learners of other seeds. `--full` adds the upper bound, a quarter of a
minute a learner, and all minutes and days (`benchmarks.scheduling_grid`), about half an hour.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from benchmarks import scheduling_grid
from benchmarks.report import Figure, Section, section_text
from prep.learning.memory_arrays import Floats
from prep.learning.simulation.bound import score_bounds
from prep.learning.simulation.comparing import estimate
from prep.learning.simulation.policies import KNOWING, OURS, POLICIES
from prep.learning.simulation.running import WORLDS, exam_scores
from prep.learning.simulation.setting import Setting, Taps
from prep.services.seeds import rng_for

SEED = 1
LEARNERS = 300
BOUND_LEARNERS = 24
ANKI = "fsrs"
RIVALS = tuple(name for name in POLICIES if name != KNOWING)
RECALL_GOALS = {
    Taps.PERFECT: {"fsrs": 0.932, "actr": 0.930, "dash": 0.757},
    Taps.NOISY: {"fsrs": 0.920, "actr": 0.915, "dash": 0.750},
    Taps.NONE: {"fsrs": 0.911, "actr": 0.912, "dash": 0.752},
}
LEAD_GOALS = {
    "10 minutes a day": {"fsrs": 0.12, "actr": 0.07},
    "30 % of days missed": {"fsrs": 0.10, "actr": 0.07},
}
"""Over Anki's default."""
RANDOM_TAPS_MOST = 0.003

Scores = dict[str, Floats]
"""By policy: each learner's expected score on exam day."""


def sections(learners: int = LEARNERS, *, is_full: bool = False) -> Iterator[Section]:
    """The table of policies with its goals; with `is_full` the bound and all minutes and days."""
    yield base_section(learners)
    if is_full:
        yield bound_section()
        yield scheduling_grid.section()


def base_section(learners: int) -> Section:
    """20 minutes a day for 60 days with every kind of taps, fewer minutes, and missed days."""
    part = Section(
        "What to ask next",
        [
            f"{learners} simulated learners a world, paired; 60 days, 20 minutes a day unless it "
            "says otherwise; half widths of 95 % intervals. Recall on exam day, weighted by the "
            "blueprint, in percent; *lead* is ours less the policy's, learner by learner.",
        ],
        header=("scenario", "world", "policy", "recall", "±", "lead of ours", "±"),
    )
    for world in WORLDS:
        without = _scores(world, Setting(learners), tuple(POLICIES))
        _add(part, "taps none", world, without)
        part.figures.append(_recall_figure(Taps.NONE, world, without))
        for taps in (Taps.PERFECT, Taps.NOISY, Taps.RANDOM):
            scores = _scores(world, Setting(learners, taps=taps), (OURS, "greedy"))
            _add(part, f"taps {taps}", world, scores)
            part.figures.append(
                _recall_figure(taps, world, scores)
                if taps in RECALL_GOALS
                else _random_taps_figure(world, without[OURS] - scores[OURS])
            )
        scenarios = zip(
            LEAD_GOALS,
            (Setting(learners, minutes=10), Setting(learners, missed=0.3)),
            strict=True,
        )
        for name, setting in scenarios:
            scores = _scores(world, setting, RIVALS)
            _add(part, name, world, scores)
            if world in LEAD_GOALS[name]:
                what = f"lead over Anki's default, {world} world, {name}"
                lead = scores[OURS] - scores[ANKI]
                part.figures.append(_at_least(LEAD_GOALS[name][world], what, lead))
    return part


def bound_section(learners: int = BOUND_LEARNERS) -> Section:
    """How near ours comes to what no policy can beat, in the FSRS world."""
    part = Section(
        "What to ask next: the upper bound",
        [
            f"{learners} simulated learners of the FSRS world, 60 days, 20 minutes a day, paired. "
            "The bound is a Lagrangian dual for a planner that knows every learner's true memory "
            "(`prep.learning.simulation.bound` says for which policies it holds); *share* is the "
            "policy's recall of the bound. The other worlds have none.",
        ],
        header=("policy", "taps", "recall", "±", "below the bound", "±", "share of the bound"),
    )
    print(f"the upper bound, {learners} learners", file=sys.stderr, flush=True)
    bound = score_bounds(Setting(learners), rng_for("simulation", "fsrs", SEED))
    part.rows.append(("upper bound", "–", *_percent(bound), 0.0, 0.0, 100.0))
    for name, taps in ((OURS, Taps.PERFECT), (OURS, Taps.NONE), (KNOWING, Taps.NONE)):
        scores = _scores("fsrs", Setting(learners, taps=taps), (name,))[name]
        share = float(np.round(100 * scores.mean() / bound.mean(), 1))
        part.rows.append((name, str(taps), *_percent(scores), *_percent(bound - scores), share))
    return part


def _scores(world: str, setting: Setting, names: Sequence[str]) -> Scores:
    found = {}
    for name in names:
        print(f"{world}: {name}, {setting}", file=sys.stderr, flush=True)
        rng = rng_for("simulation", world, SEED)
        found[name] = exam_scores(world, POLICIES[name], setting, rng)
    return found


def _add(part: Section, scenario: str, world: str, scores: Scores) -> None:
    for name, values in scores.items():
        row = scenario, world, name, *_percent(values), *_percent(scores[OURS] - values)
        part.rows.append(row)


def _percent(values: Floats) -> tuple[float, float]:
    found = estimate(values)
    return round(100 * found.mean, 2), round(100 * found.half_width, 2)


def _recall_figure(taps: Taps, world: str, scores: Scores) -> Figure:
    what = f"recall on exam day, {world} world, taps {taps}"
    return _at_least(RECALL_GOALS[taps][world], what, scores[OURS])


def _random_taps_figure(world: str, lost: Floats) -> Figure:
    return _at_most(RANDOM_TAPS_MOST, f"lost by random taps, {world} world", lost)


def _at_most(goal: float, name: str, values: Floats) -> Figure:
    """A mean over learners, in percent, that should be at most so much (a share)."""
    found = estimate(values)
    low, high = 100 * (found.mean - found.half_width), 100 * (found.mean + found.half_width)
    return Figure(name, 100 * found.mean, "%", round(100 * goal, 2), found.n, low, high)


def _at_least(goal: float, name: str, values: Floats) -> Figure:
    return replace(_at_most(goal, name, values), is_goal_least=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scheduling", description=__doc__)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    parser.add_argument("--full", action="store_true", help="the bound; all minutes and days")
    chosen = parser.parse_args()
    for part in sections(chosen.learners, is_full=chosen.full):
        print(f"{section_text(part)}\n", flush=True)


if __name__ == "__main__":
    main()
