"""Networks of activities: what their dates follow from. Links are finish to start, without lags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from prep.content.generators.base import between
from prep.learning.precedence import levels

SHAPES: tuple[Mapping[str, Sequence[str]], ...] = (
    {"A": "", "B": "A", "C": "A", "D": "B", "E": "C", "F": "BC", "G": "DF", "H": "EG"},
    {"A": "", "B": "", "C": "A", "D": "AB", "E": "B", "F": "C", "G": "DE", "H": "FG"},
    {"A": "", "B": "A", "C": "A", "D": "A", "E": "BC", "F": "D", "G": "CD", "H": "EFG"},
    {"A": "", "B": "A", "C": "A", "D": "B", "E": "B", "F": "C", "G": "DE", "H": "EF"},
)
"""Every activity with the ones that come right before it; one letter each."""


@dataclass(frozen=True)
class Network:
    """Durations in days and links; days count from 0, so that an activity of 3 days ends at 3."""

    after: Mapping[str, Sequence[str]]
    duration: Mapping[str, int]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The activities, each behind everything that it comes after."""
        level = levels(self.after)
        return tuple(sorted(level, key=lambda name: (level[name], name)))

    @cached_property
    def earliest_finish(self) -> dict[str, int]:
        """By the forward pass."""
        finish: dict[str, int] = {}
        for name in self.order:
            start = max((finish[before] for before in self.after[name]), default=0)
            finish[name] = start + self.duration[name]
        return finish

    @cached_property
    def latest_finish(self) -> dict[str, int]:
        """By the backward pass, for the earliest end of the whole."""
        finish: dict[str, int] = {}
        for name in reversed(self.order):
            starts = (finish[n] - self.duration[n] for n in self.successors(name))
            finish[name] = min(starts, default=self.total)
        return finish

    @property
    def total(self) -> int:
        """Duration of the whole."""
        return max(self.earliest_finish.values())

    def successors(self, name: str) -> tuple[str, ...]:
        """What comes right after an activity."""
        return tuple(n for n in self.order if name in self.after[n])

    def total_float(self, name: str) -> int:
        """How far the activity can slip before the whole ends later."""
        return self.latest_finish[name] - self.earliest_finish[name]

    def free_float(self, name: str) -> int:
        """How far it can slip before another activity starts later than it could."""
        starts = (self.earliest_finish[n] - self.duration[n] for n in self.successors(name))
        return min(starts, default=self.total) - self.earliest_finish[name]

    def earliest_start(self, name: str) -> int:
        """Days from the start of the whole."""
        return self.earliest_finish[name] - self.duration[name]

    def latest_start(self, name: str) -> int:
        """Days from the start of the whole."""
        return self.latest_finish[name] - self.duration[name]

    def critical_path(self) -> tuple[str, ...]:
        """The activities without total float, in order. One path where there is but one."""
        return tuple(name for name in self.order if self.total_float(name) == 0)

    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Every way from an activity without predecessors to one without successors."""
        ends = [name for name in self.order if not self.successors(name)]
        return tuple(path for end in ends for path in self._ways_to(end))

    def _ways_to(self, name: str) -> tuple[tuple[str, ...], ...]:
        if not self.after[name]:
            return ((name,),)
        return tuple((*way, name) for before in self.after[name] for way in self._ways_to(before))

    def length(self, path: Sequence[str]) -> int:
        """Days that a path takes."""
        return sum(self.duration[name] for name in path)

    def shortened(self, name: str, days: int) -> "Network":
        """The network with one activity this many days shorter."""
        return Network(self.after, {**self.duration, name: self.duration[name] - days})

    def figure(self, title: str) -> dict[str, Any]:
        """The network diagram as a bank file spells it."""
        activities = [
            {"id": name, "duration": self.duration[name], "after": list(self.after[name])}
            for name in self.after
        ]
        return {"kind": "network", "title": title, "unit": "days", "activities": activities}


def draw_network(rng: np.random.Generator, shortest: int, longest: int) -> Network | None:
    """One of the shapes with drawn durations; None unless just one path is critical."""
    after = SHAPES[int(rng.integers(len(SHAPES)))]
    network = Network(after, {name: between(rng, shortest, longest) for name in after})
    longest_paths = [p for p in network.paths() if network.length(p) == network.total]
    return network if len(longest_paths) == 1 else None


def plus(network: Network, path: Sequence[str]) -> str:
    """The durations of a path as a sum: `4 + 6 + 3`."""
    return " + ".join(str(network.duration[name]) for name in path)


def arrows(path: Sequence[str]) -> str:
    """A path as texts name it: `A-C-F`."""
    return "-".join(path)
