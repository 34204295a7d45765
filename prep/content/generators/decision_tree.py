"""Decision trees: which branch has the highest expected monetary value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prep.content.generators.base import (
    SINGLE,
    Choice,
    Decision,
    Draft,
    Family,
    are_apart,
    between,
    one_of,
    rivals,
    shown,
    some_of,
)
from prep.content.generators.scenes import PREDICTIVE


@dataclass(frozen=True, slots=True)
class Way:
    """One branch of a decision: its price now, and a good and a poor result, in thousand USD."""

    name: str
    price: int
    percent: int
    good: int
    poor: int

    @property
    def gross(self) -> float:
        """Expected result before the price."""
        return (self.percent * self.good + (100 - self.percent) * self.poor) / 100

    @property
    def net(self) -> float:
        """Expected monetary value."""
        return self.gross - self.price

    @property
    def likeliest(self) -> int:
        """The more likely result, less the price."""
        return (self.good if self.percent > 50 else self.poor) - self.price


WAYS = (
    "Build in-house", "Buy a package", "Extend the old one", "Hire a partner", "Join a consortium",
    "Lease a service", "Open a pilot site", "Rent capacity",
)  # fmt: skip


def tree(rng: np.random.Generator) -> Draft | None:
    """Which branch of a decision tree has the highest expected monetary value."""
    ways = _ways(rng)
    best = max(ways, key=lambda way: way.net)
    if not are_apart([way.net for way in ways]) or min(way.net for way in ways) <= 0:
        return None
    slips = _tree_slips(ways, best)
    if len(slips) < len(ways) - 1:
        return None
    choices = tuple(
        Choice(f"{way.name}, for {way.price} thousand", *slips.get(way, (_best(best, ways), None)))
        for way in ways
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The decision tree shows four ways to provide one service, with "
        "prices to be paid now and results that depend on demand, in thousand USD. The owner has "
        "many such decisions to take and goes by expected monetary value. Which way should be "
        "chosen?",
        Decision(choices),
        "Work a decision tree from right to left: at each chance, weight the results by their "
        "probabilities and add; then take off what the branch costs; at the decision, keep the "
        "best. Expected value lets large and unlikely results count for what they are worth, which "
        "neither the likeliest result nor the best one does. It suits an owner who faces many such "
        "decisions. If one poor result could ruin the owner, the branch with the least to lose "
        f"could be preferred to “{best.name}”.",
        "Weight results by their chances, take off the price, and keep the best branch.",
        {"figure": _figure(ways)},
    )


TEMPTATIONS = (
    ((20, 50), (20, 30, 70), (40, 90), (60, 160)),
    ((60, 140), (20, 25, 30), (40, 120), (400, 600)),
    ((150, 240), (60, 65, 70, 75), (120, 200), (150, 320)),
    ((60, 120), (40, 60, 65, 70), (80, 180), (150, 320)),
)
"""Ranges of price, chance in percent, poor result, and what the good one brings beyond it: a cheap
way, a brilliant but unlikely one, a dear one and a plain one. Any of them may turn out best."""


def _ways(rng: np.random.Generator) -> list[Way]:
    order = rng.permutation(len(TEMPTATIONS))
    names = some_of(rng, WAYS, len(TEMPTATIONS))
    return [_way(rng, name, *TEMPTATIONS[int(n)]) for name, n in zip(names, order, strict=True)]


def _way(
    rng: np.random.Generator,
    name: str,
    price: tuple[int, int],
    percents: tuple[int, ...],
    poor: tuple[int, int],
    gain: tuple[int, int],
) -> Way:
    low = between(rng, *poor, 10)
    high = low + between(rng, *gain, 10)
    return Way(name, between(rng, *price, 10), one_of(rng, percents), high, low)


def _best(best: Way, ways: Sequence[Way]) -> str:
    rest = sorted((way.net for way in ways if way is not best), reverse=True)
    return (
        f"Its results are worth {best.percent} % of {best.good} plus {100 - best.percent} % of "
        f"{best.poor} = {_thousands(best.gross)}. Less the price of {best.price}, that is "
        f"{_thousands(best.net)} thousand USD, the highest of the four; the next best comes to "
        f"{_thousands(rest[0])}."
    )


def _tree_slips(ways: Sequence[Way], best: Way) -> dict[Way, tuple[str, str]]:
    """Why each other way may tempt, by the rule that would pick it; fewer if some tempt nobody."""
    tempting = (
        (
            min(ways, key=lambda way: way.price),
            "It has the lowest price. Its expected value, {}, is below the best, which more than "
            "earns its higher price.",
            "lowest-price-wins",
        ),
        (
            max(ways, key=lambda way: way.good),
            "It has the best single result. That comes with a chance below one and a price, and "
            "its expected value is {}.",
            "good-news-only",
        ),
        (
            max(ways, key=lambda way: way.gross),
            "Its expected result is the highest before the price. The price belongs to the "
            "branch, and with it the expected value is {}.",
            "response-is-free",
        ),
        (
            max(ways, key=lambda way: way.likeliest),
            "Its more likely result, less the price, is the highest. The other result counts with "
            "its own chance, and the expected value is {}.",
            "single-point-estimate",
        ),
    )
    return rivals(best, tempting, lambda way: f"{_thousands(way.net)} thousand USD")


def _thousands(value: float) -> str:
    return shown(value, 0.1).removesuffix(".0")


def _figure(ways: Sequence[Way]) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = [{"id": "D", "type": "decision"}]
    for n, way in enumerate(ways, start=1):
        nodes += [
            {"id": f"C{n}", "type": "chance", "on": "D", "branch": way.name, "value": -way.price},
            _end(f"G{n}", f"C{n}", "high demand", way.percent, way.good),
            _end(f"P{n}", f"C{n}", "low demand", 100 - way.percent, way.poor),
        ]
    return {
        "kind": "decision_tree",
        "title": "Four ways, their prices and results",
        "unit": "thousand USD",
        "nodes": nodes,
    }


def _end(node_id: str, on: str, branch: str, percent: int, value: int) -> dict[str, Any]:
    return {
        "id": node_id,
        "type": "end",
        "on": on,
        "branch": branch,
        "probability": percent / 100,
        "value": value,
    }


TREE = Family("decision-tree", tree, (SINGLE,))
