"""Three-point estimates: what a path takes on average, and what can be promised."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from prep.content.generators.base import (
    SINGLE,
    Decision,
    Draft,
    Family,
    Number,
    Slip,
    banded,
    between,
    choice,
    one_of,
    rounded,
    shown,
    some_of,
)
from prep.content.generators.scenes import PREDICTIVE

TASKS = (
    "Access rights", "Cabling", "Data check", "Design", "Installation", "Migration", "Permits",
    "Procurement", "Rehearsal", "Set-up", "Survey", "Training",
)  # fmt: skip
DAY_STEP = 0.1
PARALLEL = "Manual (beside the others)"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Optimistic, most likely and pessimistic duration of a task, in days."""

    task: str
    low: int
    likely: int
    high: int

    @property
    def mean(self) -> float:
        """The beta approximation (low + 4 likely + high) / 6."""
        return (self.low + 4 * self.likely + self.high) / 6

    @property
    def deviation(self) -> float:
        """Its standard deviation, (high - low) / 6."""
        return (self.high - self.low) / 6


def path_mean(rng: np.random.Generator) -> Draft:
    """The expected duration of tasks that follow one another."""
    *path, beside = _estimates(rng, tasks=between(rng, 3, 4) + 1)
    beside = Estimate(PARALLEL, beside.low, beside.likely, beside.high)
    mean = rounded(sum(e.mean for e in path), DAY_STEP)
    means = " + ".join(shown(e.mean, DAY_STEP) for e in path)
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The table holds three estimates of each task. The tasks follow "
        "one another in this order; the manual is written beside them and is ready long before. "
        "With the usual beta (PERT) weights, how many days will the chain of tasks take on "
        "average, to one decimal?",
        Number(
            mean,
            "days",
            f"Each task takes low plus four times likely plus high, divided by six: {means} = "
            f"{shown(mean, DAY_STEP)} days. Means of tasks in a row may be added. The manual runs "
            "beside them and is no part of the chain.",
            _mean_slips(path, beside, mean),
            DAY_STEP,
            DAY_STEP,
        ),
        "A three-point estimate keeps the doubt that a single number hides. The beta weighting "
        "counts the most likely value four times and each extreme once, and divides by six, so "
        "that a long tail moves the mean without ruling it. Means of tasks that follow one another "
        "can be added; tasks that run beside the chain and end earlier are left out. If the manual "
        "had to be ready before the chain could start, its mean of "
        f"{shown(beside.mean, DAY_STEP)} days would be added too.",
        "Low plus four times likely plus high, divided by six; add the means along the chain.",
        {"table": _table([*path, beside])},
    )


def _estimates(rng: np.random.Generator, tasks: int) -> list[Estimate]:
    """Tasks with a likely duration of 5 to 20 days and a tail that is longer on one side."""
    names = some_of(rng, TASKS, tasks)
    is_late = bool(rng.integers(4))  # three times in four it is the late side
    found = []
    for name in names:
        likely = between(rng, 12, 20) if not is_late else between(rng, 5, 15)
        short = between(rng, 1, 2)
        long = short + between(rng, 3, 9, 3)  # so that means end in .0 or .5
        if is_late:
            found.append(Estimate(name, likely - short, likely, likely + long))
        else:
            found.append(Estimate(name, likely - long, likely, likely + short))
    return found


def _table(estimates: Sequence[Estimate]) -> dict[str, Any]:
    return {
        "caption": "Estimates in days",
        "head": ["Task", "Optimistic", "Most likely", "Pessimistic"],
        "rows": [[e.task, str(e.low), str(e.likely), str(e.high)] for e in estimates],
    }


def _mean_slips(path: Sequence[Estimate], beside: Estimate, mean: float) -> tuple[Slip, ...]:
    return (
        Slip(
            rounded(sum((e.low + e.likely + e.high) / 3 for e in path), DAY_STEP),
            "three-point-equal-weight",
            "This takes the plain average of the three estimates of each task. The beta weighting "
            "counts the most likely value four times and divides by six.",
        ),
        Slip(
            sum(e.likely for e in path),
            "single-point-estimate",
            "This adds the most likely values and nothing else. The tails are not of equal length, "
            "so that the mean lies away from the most likely value.",
        ),
        Slip(
            rounded(sum((e.low + e.high) / 2 for e in path), DAY_STEP),
            "averages-hide-variance",
            "This takes the middle between the two extremes of each task. The most likely value, "
            "which has most of the weight, is left out.",
        ),
        Slip(
            rounded(mean + beside.mean, DAY_STEP),
            "ignores-dependency",
            f"This adds {shown(beside.mean, DAY_STEP)} days for the manual. It is written beside "
            "the chain and holds nothing up.",
        ),
        Slip(
            sum(e.low for e in path),
            "good-news-only",
            "This adds the optimistic values. All tasks going as well as they can is the least "
            "likely course, and not the average one.",
        ),
    )


def promise(rng: np.random.Generator) -> Draft | None:
    """Which of four slots a path can promise: its mean plus two standard deviations."""
    path = _estimates(rng, tasks=4)
    outcomes = banded(rng, *_promise_and_slips(path))
    if outcomes is None or not _is_robust(outcomes):
        return None
    slots = [math.ceil(outcome.value) for outcome in outcomes]
    choices = (
        choice(outcome, f"Day {slot}, for a need of {shown(outcome.value, DAY_STEP)} days")
        for outcome, slot in zip(outcomes, slots, strict=True)
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The table shows three estimates of each task on the critical "
        f"path. Cutover slots begin at the end of days {slots[0]}, {slots[1]}, {slots[2]} and "
        f"{slots[3]}. The sponsor wants the earliest that leaves the path its mean plus two "
        "standard deviations by beta (PERT) weights, tasks being independent. Which slot should "
        "be booked?",
        Decision(tuple(choices)),
        "The mean of a path is what it takes in an average run, and late runs are about as "
        "frequent as early ones. A promise needs a margin. Variances of independent tasks add up; "
        "deviations do not, since it is unlikely that all tasks run late together. So square each "
        "deviation, add, and take the root. Two deviations above the mean are kept in about 97 "
        "runs of 100. If the sponsor accepted an even chance, the mean alone would decide; a "
        f"wish for every last tail to fit would ask for more than day {slots[-1]}.",
        "Add variances along a path, take the root, and promise the mean plus a margin.",
        {"table": _table(path)},
    )


def _is_robust(outcomes: Sequence[Slip]) -> bool:
    """Whether each slot fits one outcome only, and the key's however people round on the way."""
    fits = all(math.ceil(low.value) < high.value for low, high in pairwise(outcomes))
    key = next(outcome.value for outcome in outcomes if not outcome.misconception)
    return fits and abs(key - round(key)) >= DAY_STEP


def _promise_and_slips(path: Sequence[Estimate]) -> tuple[Slip, list[Slip]]:
    mean, likely = sum(e.mean for e in path), sum(e.likely for e in path)
    variance = sum(e.deviation**2 for e in path)
    deviation, added = math.sqrt(variance), sum(e.deviation for e in path)
    m, d = shown(mean, DAY_STEP), shown(deviation, 0.01)

    def slip(value: float, misconception: str, reason: str) -> Slip:
        return Slip(rounded(value, DAY_STEP), misconception, reason)

    key = slip(
        mean + 2 * deviation,
        "",
        f"The means add up to {m} days. The squared deviations add up to "
        f"{shown(variance, 0.01)}, whose root is {d}. Mean plus twice the root is "
        f"{shown(rounded(mean + 2 * deviation, DAY_STEP), DAY_STEP)} days, and this is the "
        "earliest slot that leaves so much.",
    )
    return key, [
        slip(
            mean,
            "single-point-estimate",
            f"This books the mean of {m} days itself. The path overruns its mean in about half of "
            "all runs, so the margin is missing.",
        ),
        slip(
            mean + deviation,
            "unit-slip",
            f"This adds one standard deviation of {d} days. The sponsor asked for two, and one "
            "leaves about one run in six too late.",
        ),
        slip(
            likely,
            "three-point-equal-weight",
            f"This adds the most likely values, {likely} days, as if both tails were equally "
            "long. The weighted mean and the margin are missing.",
        ),
        slip(
            mean + 2 * added,
            "double-count",
            f"This adds the deviations of the tasks, {shown(added, DAY_STEP)} days, before "
            "doubling. Independent tasks do not all run late together, so variances are added.",
        ),
        slip(
            mean + 2 * variance,
            "unit-slip",
            f"This doubles the sum of the variances, {shown(variance, DAY_STEP)}, without taking "
            "the root. A variance is in squared days and cannot be added to days.",
        ),
        slip(
            sum(e.high for e in path),
            "double-count",
            "This adds all the pessimistic values. All tasks at their worst together is far less "
            "likely than the margin that was asked for.",
        ),
    ]


PATH_MEAN = Family("pert-path", path_mean)
PROMISE = Family("pert-promise", promise, (SINGLE,))
