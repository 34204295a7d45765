"""Control charts: what the points of a process ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from prep.content.generators.base import (
    SINGLE,
    Choice,
    Decision,
    Draft,
    Family,
    between,
    one_of,
    rounded,
    shown,
)
from prep.content.generators.control_limits import SIGMAS, STEP
from prep.content.generators.scenes import PREDICTIVE

RUN = 7
POINTS = 16


def reaction(rng: np.random.Generator) -> Draft | None:
    """After which point a control chart calls for a search, if after any."""
    pattern = one_of(rng, tuple(PATTERNS))
    mean, deviation = between(rng, 40, 90), between(rng, 20, 50) / 10
    values = PATTERNS[pattern](rng, mean, deviation)
    chart = Chart(mean, deviation, tuple(values), rounded(mean + deviation))
    if not chart.shows(pattern):
        return None
    choices = _moments(chart, pattern)
    order = rng.permutation(len(choices))
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The control chart shows how many minutes a repeated step took, "
        f"case by case. The customer wishes for at most {chart.wish} minutes. The quality plan "
        "calls for a search after a point outside the control limits, or as soon as seven in a row "
        "lie on one side of the mean. When should the team begin a search for a special cause?",
        Decision(tuple(choices[int(n)] for n in order)),
        "A process always varies. Points inside the limits without a pattern are ordinary "
        "variation, and reacting to them one by one makes a steady process worse. A point outside, "
        "or seven in a row on one side of the mean, is too unlikely to be chance, so something has "
        "changed and is worth finding. What the customer wishes for is a separate question: if "
        "ordinary variation misses it, the process itself has to be improved. If the next point "
        f"lay above {shown(chart.upper, STEP)} minutes, that point would call for a search.",
        "React to points outside the limits and to runs of seven; leave ordinary variation alone.",
        {"figure": chart.figure()},
    )


@dataclass(frozen=True)
class Chart:
    """Points of a process in minutes. `wish` is the most that the customer would like."""

    mean: int
    deviation: float
    values: tuple[float, ...]
    wish: float

    @property
    def upper(self) -> float:
        """The upper control limit."""
        return rounded(self.mean + SIGMAS * self.deviation, STEP)

    @property
    def lower(self) -> float:
        """The lower control limit."""
        return rounded(self.mean - SIGMAS * self.deviation, STEP)

    @cached_property
    def extreme(self) -> int:
        """Number, from 1, of the point that is furthest from the mean."""
        return 1 + max(range(POINTS), key=lambda n: abs(self.values[n] - self.mean))

    @cached_property
    def outside(self) -> list[int]:
        """Numbers of the points outside the limits."""
        found = enumerate(self.values, start=1)
        return [n for n, value in found if not self.lower <= value <= self.upper]

    @cached_property
    def runs(self) -> list[int]:
        """For every point, how many in a row up to it lie on its side of the mean."""
        lengths: list[int] = []
        for n, value in enumerate(self.values):
            goes_on = n > 0 and (value > self.mean) == (self.values[n - 1] > self.mean)
            lengths.append(lengths[-1] + 1 if goes_on else 1)
        return lengths

    @cached_property
    def run_end(self) -> int:
        """Number of the point that ends the longest run, or completes the first of seven."""
        longest = min(max(self.runs), RUN)
        return 1 + self.runs.index(longest)

    @cached_property
    def wish_missed(self) -> int:
        """Number of the first point above the customer's wish; 0 when there is none."""
        return next((n for n, v in enumerate(self.values, start=1) if v > self.wish), 0)

    def at(self, number: int) -> str:
        """The value of a point."""
        return shown(self.values[number - 1], STEP)

    def shows(self, pattern: str) -> bool:
        """Whether this pattern and no other can be seen, and the points asked for differ."""
        signals = {BEYOND: len(self.outside), SHIFTED: max(self.runs) >= RUN}
        if any(bool(found) != (pattern == name) for name, found in signals.items()):
            return False
        asked = {self.extreme, self.run_end, self.wish_missed}
        if pattern == SHIFTED:
            run = set(range(self.run_end - RUN + 1, self.run_end))
            if run & asked or self.runs.count(RUN) > 1:
                return False
        return len(asked) == 3 and 0 not in asked

    def figure(self) -> dict[str, Any]:
        """The control chart as a bank file spells it."""
        return {
            "kind": "control",
            "title": "Minutes taken, case by case",
            "x_axis": "Case",
            "y_axis": "Minutes",
            "values": list(self.values),
            "mean": self.mean,
            "upper_limit": self.upper,
            "lower_limit": self.lower,
        }


CALM, BEYOND, SHIFTED = "calm", "beyond", "shifted"


def _calm(rng: np.random.Generator, mean: int, deviation: float) -> list[float]:
    # Nobody shall have to guess on which side of the mean or of a limit a point lies.
    offsets = rng.integers(4, 23, POINTS) * (2 * rng.integers(2, size=POINTS) - 1) / 10
    return [rounded(mean + offset * deviation, STEP) for offset in offsets]


def _beyond(rng: np.random.Generator, mean: int, deviation: float) -> list[float]:
    values = _calm(rng, mean, deviation)
    far = between(rng, 33, 38) / 10 * deviation * (1 if rng.integers(2) else -1)
    values[between(rng, 4, POINTS - 2)] = rounded(mean + far, STEP)
    return values


def _shifted(rng: np.random.Generator, mean: int, deviation: float) -> list[float]:
    values, first = _calm(rng, mean, deviation), between(rng, 3, POINTS - RUN)
    sign = 1 if rng.integers(2) else -1
    for n in range(first, first + RUN):
        values[n] = rounded(mean + sign * abs(values[n] - mean), STEP)
    return values


PATTERNS: dict[str, Callable[[np.random.Generator, int, float], list[float]]] = {
    CALM: _calm,
    BEYOND: _beyond,
    SHIFTED: _shifted,
}


def _moments(chart: Chart, pattern: str) -> tuple[Choice, ...]:
    """Furthest point, longest run, first miss of the wish, and no point at all."""
    low, high = shown(chart.lower, STEP), shown(chart.upper, STEP)
    longest, extreme, run_end = max(chart.runs), chart.extreme, chart.run_end
    key = {
        BEYOND: f"Case {extreme} took {chart.at(extreme)} minutes, outside the limits of {low} and "
        f"{high}. So far out ordinary variation hardly ever goes, and the plan calls for a search "
        f"at once. The longest run on one side of the mean has {longest} points, and the wish of "
        "the customer is no limit.",
        SHIFTED: f"With case {run_end}, seven in a row lie on one side of the mean of {chart.mean} "
        f"minutes. All points are inside {low} and {high}, but such a run is too unlikely to be "
        "chance, so the plan calls for a search. Single high points are ordinary here.",
        CALM: f"All points lie between {low} and {high}, and the longest run on one side of the "
        f"mean has {longest} points, fewer than seven. Nothing calls for a search. The cases above "
        f"{chart.wish} minutes show that the process itself would have to be improved.",
    }[pattern]
    slips = {
        BEYOND: (
            f"Case {extreme} lies furthest from the mean, at {chart.at(extreme)} minutes. It is "
            f"still inside {low} and {high}, where ordinary variation takes a point now and then.",
            "act-before-facts",
        ),
        SHIFTED: (
            f"Case {run_end} ends the longest run on one side of the mean, {longest} points. The "
            "plan asks for seven, and shorter runs come about by chance.",
            "chart-misread",
        ),
        "wish": (
            f"Case {chart.wish_missed} is the first above the wish of {chart.wish} minutes. A "
            "wish is no control limit: it does not tell whether the process has changed.",
            "wrong-baseline",
        ),
        CALM: (
            f"The average looks as usual, and few points are far from {chart.mean} minutes. One of "
            "the two signals of the plan has occurred, and waiting lets its trace grow cold.",
            "averages-hide-variance",
        ),
    }
    texts = {
        BEYOND: f"After case {extreme}, which took {chart.at(extreme)} minutes",
        SHIFTED: f"After case {run_end}, which took {chart.at(run_end)} minutes",
        "wish": f"After case {chart.wish_missed}, which took {chart.at(chart.wish_missed)} minutes",
        CALM: f"Not so far, within limits of {low} and {high}",
    }
    return tuple(
        Choice(text, key) if name == pattern else Choice(text, *slips[name])
        for name, text in texts.items()
    )


REACTION = Family("control-chart", reaction, (SINGLE,))
