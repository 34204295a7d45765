"""Expected monetary value: a reserve for the risks of a register."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from prep.content.generators.base import (
    Draft,
    Family,
    Number,
    Slip,
    between,
    one_of,
    some_of,
)
from prep.content.generators.scenes import PREDICTIVE

THREATS = (
    "A permit comes late", "A supplier fails", "Old cables need replacing", "Test data is faulty",
    "The crane is delayed", "The licence gets dearer", "The room floods", "Two experts leave",
)  # fmt: skip
CHANCES = (
    "A grant is awarded", "Spare parts can be reused", "The vendor grants a rebate",
    "Travel proves needless",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Risk:
    """An uncertain event: its chance in percent and what it would cost or save, in USD."""

    name: str
    percent: int
    effect: int

    @property
    def value(self) -> int:
        """Chance times effect."""
        return self.percent * self.effect // 100


def reserve(rng: np.random.Generator) -> Draft | None:
    """A contingency reserve from open threats and one opportunity; one more risk is closed."""
    *threats, closed = (_risk(rng, name, 10, 60, 120) for name in some_of(rng, THREATS, 4))
    chance = _risk(rng, one_of(rng, CHANCES), 4, 24, 60)
    exposure = sum(risk.value for risk in threats)
    value = exposure - chance.value
    if chance.value * 10 < exposure or value < 4000:
        return None
    rows = [(risk, "open", "costs") for risk in threats]
    rows.append((chance, "open", "saves"))
    rows.insert(int(rng.integers(len(rows))), (closed, "closed", "costs"))
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The table is its risk register. Closed risks did not occur and "
        "cannot occur any more. The finance plan sets the contingency reserve to the expected "
        "monetary value of all open risks, opportunities included. How large should the reserve "
        "be, in whole USD?",
        Number(
            value,
            "USD",
            "Chance times effect gives "
            + " + ".join(f"{risk.value:,}" for risk in threats)
            + f" = {exposure:,} for the open threats. The opportunity takes {chance.value:,} off. "
            f"The reserve is {exposure:,} - {chance.value:,} = {value:,} USD; the closed risk "
            "needs no money.",
            _reserve_slips(threats, chance, closed, value),
        ),
        "The expected monetary value of a risk is its chance times its effect, and a reserve for a "
        "list of risks is their sum. Opportunities count with the opposite sign, since they save "
        "money. Take only what can still happen: closed risks are past. The sum is an average over "
        "many projects, and no single risk will ever cost just its expected value; it is the pool "
        f"that makes sense of it. If the closed risk were reopened, {closed.value:,} USD would be "
        "added.",
        "A reserve is the sum of chance times effect over open risks, opportunities taken off.",
        {"table": _register(rows)},
    )


def _risk(rng: np.random.Generator, name: str, low: int, high: int, most: int) -> Risk:
    effect = between(rng, low, most) * 1000
    return Risk(name, between(rng, 10, high, 5), effect)


def _register(rows: Sequence[tuple[Risk, str, str]]) -> dict[str, Any]:
    return {
        "caption": "Risk register",
        "head": ["Risk", "Status", "Chance", "Effect"],
        "rows": [
            [risk.name, status, f"{risk.percent} %", f"{verb} {risk.effect:,} USD"]
            for risk, status, verb in rows
        ],
    }


def _reserve_slips(
    threats: Sequence[Risk], chance: Risk, closed: Risk, value: int
) -> tuple[Slip, ...]:
    exposure, sure = value + chance.value, sum(risk.effect for risk in threats)
    largest = max(threats, key=lambda risk: risk.value)
    return (
        Slip(
            exposure,
            "risk-means-threat",
            f"This is the sum of the threats, {exposure:,}. The opportunity is open as well and "
            f"takes {chance.value:,} off.",
        ),
        Slip(
            exposure + chance.value,
            "risk-means-threat",
            f"This adds the opportunity's {chance.value:,} to the threats. An opportunity saves "
            "money, so it counts with the opposite sign.",
        ),
        Slip(
            value + closed.value,
            "risk-is-issue",
            f"This includes {closed.value:,} for the closed risk. It can no longer occur, so that "
            "its chance is nil.",
        ),
        Slip(
            sure - chance.effect,
            "single-point-estimate",
            f"This nets the full effects, {sure:,} less {chance.effect:,}. It treats what may "
            "happen as certain and leaves the chances out.",
        ),
        Slip(
            largest.value,
            "everything-is-critical",
            f"This covers the largest expected loss, {largest.value:,}, and no other. The plan "
            "asks for all open risks together.",
        ),
        Slip(
            value - closed.value,
            "risk-is-issue",
            f"This takes {closed.value:,} off, as if the closed risk set money free a second time. "
            "It has no part in the sum of open risks.",
        ),
        Slip(
            value - chance.value,
            "double-count",
            f"This takes the opportunity's {chance.value:,} off twice. It is one open risk and "
            "counts once.",
        ),
    )


RESERVE = Family("emv-reserve", reserve)
