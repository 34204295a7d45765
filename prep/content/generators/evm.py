"""Earned value: variances and indices at a status date."""

from dataclasses import dataclass

import numpy as np

from prep.content.generators.base import (
    NUMERIC,
    Draft,
    Family,
    Number,
    Slip,
    between,
    one_of,
    rounded,
    shown,
)
from prep.content.generators.scenes import PREDICTIVE

INDEX_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Aspect:
    """Cost or schedule, and the figure in USD that earned value is held against."""

    name: str
    base_name: str
    base: int


@dataclass(frozen=True, slots=True)
class Status:
    """Budget at completion, planned value, earned value and actual cost, in USD."""

    bac: int
    pv: int
    ev: int
    ac: int

    def aspects(self, rng: np.random.Generator) -> tuple[Aspect, Aspect]:
        """The one that is asked about, drawn, and the other one."""
        both = (
            Aspect("cost", "actual cost", self.ac),
            Aspect("schedule", "planned value", self.pv),
        )
        return both if rng.integers(2) else both[::-1]

    def sentence(self) -> str:
        """The four figures in the order in which a stem gives them."""
        return (
            f"The budget at completion is {self.bac:,} USD. At the status date planned value is "
            f"{self.pv:,}, earned value is {self.ev:,} and actual cost is {self.ac:,}."
        )


def draw_status(rng: np.random.Generator) -> Status:
    """A project between a quarter and two thirds complete, off plan by up to 30 percent."""
    bac = between(rng, 200_000, 2_000_000, 20_000)
    ev = int(rounded(bac * between(rng, 25, 65) / 100, 1000))
    pv = int(rounded(ev * between(rng, 78, 128) / 100, 1000))
    ac = int(rounded(ev * between(rng, 78, 130) / 100, 1000))
    return Status(bac, pv, ev, ac)


def variance(rng: np.random.Generator) -> Draft:
    """Cost or schedule variance with its sign, in USD."""
    s = draw_status(rng)
    own, other = s.aspects(rng)
    value = s.ev - own.base
    return Draft(
        f"{one_of(rng, PREDICTIVE)} {s.sentence()} What is the {own.name} variance at this date, "
        "in whole USD and with its sign?",
        Number(
            value,
            "USD",
            f"The {own.name} variance is earned value minus {own.base_name}: {s.ev:,} - "
            f"{own.base:,} = {value:,} USD. The project is {_verdict(own, value)} by "
            f"{abs(value):,} USD. The other two figures play no part in this one.",
            _variance_slips(s, own, other),
        ),
        "Both variances start from earned value, the budgeted worth of the work that is done. Take "
        "actual cost away and you see whether that work cost more than it was worth; take planned "
        "value away and you see whether less was done than planned. A minus sign is bad news in "
        "both. Spending against plan alone says neither, because money can be saved by doing "
        f"nothing. If the question had asked for the {other.name} variance, the answer would be "
        f"{s.ev - other.base:,} USD.",
        "Earned value comes first: minus actual cost for cost, minus planned value for schedule.",
    )


def _verdict(aspect: Aspect, value: int) -> str:
    if aspect.name == "cost":
        return "over cost" if value < 0 else "under cost"
    return "behind plan" if value < 0 else "ahead of plan"


def _variance_slips(s: Status, own: Aspect, other: Aspect) -> tuple[Slip, ...]:
    return (
        Slip(
            own.base - s.ev,
            "inverse-index",
            f"This takes earned value from {own.base_name}, so that the sign is turned round. "
            "Earned value comes first, and a minus sign then means trouble.",
        ),
        Slip(
            s.ev - other.base,
            "cost-v-schedule",
            f"This is the {other.name} variance, {s.ev - other.base:,}. Both begin with earned "
            f"value, but the {own.name} variance takes {own.base_name} from it.",
        ),
        Slip(
            s.pv - s.ac,
            "reports-the-past",
            f"This compares planned value with actual cost, {s.pv:,} - {s.ac:,}. It leaves "
            "out the work that was done, which earned value measures.",
        ),
    )


def index(rng: np.random.Generator) -> Draft:
    """Cost or schedule performance index, to two decimals."""
    s = draw_status(rng)
    own, other = s.aspects(rng)
    value = _ratio(s.ev, own.base)
    side, news = ("above", "good") if value > 1 else ("below", "bad")
    return Draft(
        f"{one_of(rng, PREDICTIVE)} {s.sentence()} What is the {own.name} performance index at "
        "this date, rounded to two decimals?",
        Number(
            value,
            "index",
            f"The {own.name} performance index is earned value divided by {own.base_name}: "
            f"{s.ev:,} / {own.base:,} = {shown(value, INDEX_STEP)}. Each unit of {own.base_name} "
            f"brought {shown(value, INDEX_STEP)} units of work, so the news is {news}: the index "
            f"lies {side} one.",
            _index_slips(s, own, other),
            INDEX_STEP,
            INDEX_STEP / 2,
        ),
        "An index answers how much planned worth of work came for each unit of money spent, or for "
        "each unit of work planned. Earned value stands above the line in both. Divide by actual "
        "cost to judge cost, and by planned value to judge the schedule. One means as planned, and "
        "below one is worse than planned. The budget at completion has no place in either. If the "
        f"question had asked for the {other.name} performance index, the answer would be "
        f"{shown(_ratio(s.ev, other.base), INDEX_STEP)}.",
        "Both indices have earned value on top; below one is worse than planned.",
    )


def _ratio(top: float, bottom: float) -> float:
    return rounded(top / bottom, INDEX_STEP)


def _index_slips(s: Status, own: Aspect, other: Aspect) -> tuple[Slip, ...]:
    return (
        Slip(
            _ratio(own.base, s.ev),
            "inverse-index",
            f"This divides {own.base_name} by earned value, {own.base:,} / {s.ev:,}. Work goes on "
            "top, so that an index above one means better than planned.",
        ),
        Slip(
            _ratio(s.ev, other.base),
            "cost-v-schedule",
            f"This is the {other.name} performance index, {s.ev:,} / {other.base:,}. The "
            f"{own.name} index has {own.base_name} below the line.",
        ),
        Slip(
            _ratio(other.base, s.ev),
            "inverse-index",
            f"This turns the {other.name} index upside down, {other.base:,} / {s.ev:,}. The "
            f"{own.name} index is earned value over {own.base_name}.",
        ),
        Slip(
            _ratio(s.ac, s.pv),
            "reports-the-past",
            f"This divides actual cost by planned value, {s.ac:,} / {s.pv:,}. Spending against "
            "plan leaves out the work that was done.",
        ),
        Slip(
            _ratio(s.ev, s.bac),
            "wrong-baseline",
            f"This is the share of the whole project that is done, {s.ev:,} / {s.bac:,}. It "
            f"says how far the work is, and not how it compares with {own.base_name}.",
        ),
    )


VARIANCE = Family("evm-variance", variance, (NUMERIC,))
INDEX = Family("evm-index", index)
