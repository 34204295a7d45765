"""Net present value: which project is worth most in today's money."""

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
    rounded,
    shown,
    some_of,
)
from prep.content.generators.scenes import PREDICTIVE

PROJECTS = (
    "Alder", "Aspen", "Beech", "Birch", "Cedar", "Cypress", "Elm", "Hazel", "Juniper", "Larch",
    "Linden", "Maple", "Poplar", "Rowan", "Spruce", "Willow",
)  # fmt: skip
YEARS = 3
FACTOR_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Project:
    """An outlay now and a surplus at the end of each year, in thousand USD."""

    name: str
    outlay: int
    surplus: tuple[int, ...]

    def present_value(self, percent: int) -> float:
        """Net present value at a discount rate."""
        factor = 1 + percent / 100
        return sum(s / factor**n for n, s in enumerate(self.surplus, start=1)) - self.outlay

    @property
    def total(self) -> int:
        """Surplus less outlay, not discounted."""
        return sum(self.surplus) - self.outlay

    @property
    def payback(self) -> float:
        """Years until the surplus has paid the outlay back, evenly within a year; else infinite."""
        left = self.outlay
        for n, surplus in enumerate(self.surplus):
            if surplus >= left:
                return n + left / surplus
            left -= surplus
        return float("inf")

    @property
    def gain(self) -> float:
        """Undiscounted surplus for each unit of outlay."""
        return sum(self.surplus) / self.outlay


def present_value(rng: np.random.Generator) -> Draft | None:
    """Which of four projects has the highest net present value."""
    percent = one_of(rng, (8, 10, 12, 15))
    projects = _projects(rng)
    values = {project: project.present_value(percent) for project in projects}
    best = max(projects, key=values.__getitem__)
    if min(values.values()) <= 0 or not are_apart(list(values.values())):
        return None
    slips = _value_slips(projects, best, values)
    if len(slips) < len(projects) - 1:
        return None
    choices = tuple(
        Choice(
            f"{project.name}, with an outlay of {project.outlay} thousand",
            *slips.get(project, (_best(best, values, percent), None)),
        )
        for project in projects
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} There is room for one further project. The table gives the "
        "outlay today and the surplus at the end of each year, in thousand USD. The finance office "
        f"discounts at {percent} percent a year and wants the highest value in today's money. "
        "Which project should be funded?",
        Decision(choices),
        "Money later is worth less than money now, so each year's surplus is divided by one plus "
        "the rate, once for every year of waiting. Add the results and take off the outlay: that "
        "is the net present value, the amount by which the owner is better off today. Payback "
        "looks at speed and forgets what comes afterwards; a rate of return forgets the size. A "
        "plain total forgets time. If the owner had to have the money back as soon as possible, "
        f"the payback time could count for more than the value of {best.name}.",
        "Discount each year, take off the outlay, and prefer the highest sum in today's money.",
        {"table": _project_table(projects)},
    )


FLOWS = (
    ((160, 300), (130, 150), (65, 25, 10)),
    ((160, 300), (165, 195), (8, 22, 70)),
    ((50, 100), (150, 190), (34, 33, 33)),
    ((140, 260), (145, 175), (40, 35, 25)),
)
"""Ranges of the outlay, of the surplus in percent of it, and its shares by year: quick money, late
money, a small project and a plain one. Any of them may turn out best."""


def _projects(rng: np.random.Generator) -> list[Project]:
    order, names = rng.permutation(len(FLOWS)), some_of(rng, PROJECTS, len(FLOWS))
    return [_project(rng, name, *FLOWS[int(n)]) for name, n in zip(names, order, strict=True)]


def _project(
    rng: np.random.Generator,
    name: str,
    outlays: tuple[int, int],
    percents: tuple[int, int],
    shares: tuple[int, ...],
) -> Project:
    outlay = between(rng, *outlays, 10)
    surplus = outlay * between(rng, *percents) / 100
    return Project(name, outlay, tuple(int(rounded(surplus * share / 100)) for share in shares))


def _best(best: Project, values: dict[Project, float], percent: int) -> str:
    factor = shown(1 + percent / 100, FACTOR_STEP)
    terms = " + ".join(
        f"{surplus} / {factor}" + (f"^{n}" if n > 1 else "")
        for n, surplus in enumerate(best.surplus, start=1)
    )
    second = sorted(values.values())[-2]
    return (
        f"Discounted, its surplus is {terms} = {shown(values[best] + best.outlay, 0.1)}. Less the "
        f"outlay of {best.outlay}, the net present value is {shown(values[best], 0.1)} thousand "
        f"USD, the highest of the four. The next best comes to {shown(second, 0.1)}."
    )


def _value_slips(
    projects: Sequence[Project], best: Project, values: dict[Project, float]
) -> dict[Project, tuple[str, str]]:
    """Why each other project may tempt; fewer when some tempt nobody."""
    tempting = (
        (
            max(projects, key=lambda p: p.total),
            "It has the largest plain total. Much of that comes late, and discounted the net "
            "present value is {}.",
            "unit-slip",
        ),
        (
            min(projects, key=lambda p: p.payback),
            "It pays back soonest. Payback says nothing of what follows, and the net present "
            "value is {}.",
            "npv-vs-irr",
        ),
        (
            max(projects, key=lambda p: p.gain),
            "It returns most for each unit of outlay. A high rate on a small sum can be worth "
            "less, and the net present value is {}.",
            "npv-vs-irr",
        ),
        (
            min(projects, key=lambda p: p.outlay),
            "It asks for the smallest outlay. What counts is what the owner gains, and the net "
            "present value is {}.",
            "lowest-price-wins",
        ),
    )
    return rivals(best, tempting, lambda p: f"{shown(values[p], 0.1)} thousand USD")


def _project_table(projects: Sequence[Project]) -> dict[str, Any]:
    return {
        "caption": "Four projects, in thousand USD",
        "head": ["Project", "Outlay today", *(f"Year {n}" for n in range(1, YEARS + 1))],
        "rows": [[p.name, str(p.outlay), *map(str, p.surplus)] for p in projects],
    }


PRESENT_VALUE = Family("net-present-value", present_value, (SINGLE,))
