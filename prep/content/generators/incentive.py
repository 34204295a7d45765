"""Fixed-price-incentive contracts: what the buyer pays, and where the seller carries it all."""

from dataclasses import dataclass

import numpy as np

from prep.content.generators.base import Draft, Family, Number, Slip, between, one_of, rounded
from prep.content.generators.scenes import PREDICTIVE

SHARES = (60, 70, 75, 80)
"""The buyer's share of a deviation from target cost, in percent."""


@dataclass(frozen=True, slots=True)
class Contract:
    """Target cost, target profit and ceiling price in USD; the buyer's share in percent."""

    cost: int
    profit: int
    ceiling: int
    share: int

    @property
    def price(self) -> int:
        """Target price."""
        return self.cost + self.profit

    @property
    def total_assumption(self) -> float:
        """Cost from which on the seller carries every further unit."""
        return self.cost + (self.ceiling - self.price) * 100 / self.share

    def sentence(self) -> str:
        """The terms in the order in which a stem gives them."""
        return (
            f"A supplier works on a fixed-price-incentive contract: target cost {self.cost:,} USD, "
            f"target profit {self.profit:,}, ceiling price {self.ceiling:,}. Deviations from the "
            f"target cost are shared {self.share} percent buyer, {100 - self.share} percent seller."
        )


def _contract(rng: np.random.Generator) -> Contract:
    """Ceilings lie 10 to 40 percent of the target cost above the target price."""
    cost = between(rng, 200_000, 1_200_000, 20_000)
    profit = cost * between(rng, 6, 14) // 100
    share = one_of(rng, SHARES)
    room = int(rounded(cost * between(rng, 10, 40) / 100, 6000))
    return Contract(cost, profit, cost + profit + room, share)


def total_assumption(rng: np.random.Generator) -> Draft:
    """The point of total assumption."""
    c = _contract(rng)
    room = c.ceiling - c.price
    value = rounded(c.total_assumption, 1000)
    asked = Number(
        value,
        "USD",
        f"The target price is {c.cost:,} + {c.profit:,} = {c.price:,}, and {room:,} is left to the "
        f"ceiling. The buyer pays {c.share} percent of an overrun, so that room is used up by "
        f"{room:,} / {c.share / 100:g} = {rounded(room * 100 / c.share):,}. Added to the target "
        f"cost, that is about {value:,} USD.",
        _assumption_slips(c),
        1000,
        1000,
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} {c.sentence()} From which total cost on does the seller carry "
        "every further dollar alone, to the nearest thousand USD?",
        asked,
        "Below the ceiling both sides share an overrun, so both have a reason to save. The buyer's "
        "payments stop growing when the price reaches the ceiling; the cost at which this happens "
        "is the point of total assumption. It is target cost plus the room between target price "
        "and ceiling, divided by the buyer's share. Beyond it a seller may cut corners or put "
        "forward claims, so the buyer should watch for costs that come near. If the ceiling were "
        f"{10_000:,} USD higher, the point would move up by {rounded(1_000_000 / c.share):,}.",
        "Target cost plus the room to the ceiling divided by the buyer's share.",
    )


def _assumption_slips(c: Contract) -> tuple[Slip, ...]:
    room, seller = c.ceiling - c.price, 100 - c.share
    return (
        Slip(
            rounded(c.cost + room * 100 / seller, 1000),
            "contract-risk-reversed",
            f"This divides the room of {room:,} by the seller's {seller} percent. The buyer's "
            f"payments reach the ceiling, so the buyer's {c.share} percent counts.",
        ),
        Slip(
            c.ceiling,
            "wrong-baseline",
            f"This is the ceiling price of {c.ceiling:,}. A price includes profit; the point "
            "of total assumption is a cost.",
        ),
        Slip(
            rounded(c.cost + (c.ceiling - c.cost) * 100 / c.share, 1000),
            "double-count",
            f"This takes the room from the target cost of {c.cost:,} up to the ceiling. The "
            f"target profit of {c.profit:,} is part of the price already.",
        ),
        Slip(
            rounded(c.cost + room * c.share / 100, 1000),
            "inverse-index",
            f"This multiplies the room of {room:,} by the buyer's {c.share} percent. The room "
            "is what the buyer may pay, so it is divided by that share.",
        ),
        Slip(
            c.price,
            "plan-is-fixed",
            f"This is the target price of {c.price:,}. Above it the buyer goes on paying a "
            "share until the ceiling is reached.",
        ),
        Slip(
            c.cost,
            "plan-is-fixed",
            f"This is the target cost of {c.cost:,}. The first overrun is shared, and the "
            "seller does not carry all of it.",
        ),
    )


def final_price(rng: np.random.Generator) -> Draft | None:
    """What the buyer pays for an actual cost above or below target, or up to the ceiling."""
    c = _contract(rng)
    percent = between(rng, 16, 32) * one_of(rng, (1, 1, -1))
    over = int(rounded(c.cost * percent / 100, 1000))
    actual = c.cost + over
    shared = c.price + over * c.share / 100
    value = rounded(min(shared, c.ceiling), 100)
    capped = shared > c.ceiling
    return Draft(
        f"{one_of(rng, PREDICTIVE)} {c.sentence()} The work is accepted, and its actual cost, "
        f"which the buyer has audited, is {actual:,} USD. What does the buyer pay in all, to the "
        "nearest hundred USD?",
        Number(
            value,
            "USD",
            _price_working(c, over, capped, value),
            _price_slips(c, actual, capped),
            100,
            100,
        ),
        "Under a fixed-price-incentive contract the final price is the target price, moved by the "
        "buyer's share of what the cost is above or below target, and never more than the ceiling. "
        "Savings lower the price and leave part of the gain with the seller; overruns raise it "
        "until the ceiling stops them. So work out the shared price first and compare it with the "
        f"ceiling of {c.ceiling:,} afterwards. If the actual cost had met the target, the buyer "
        f"would pay {c.price:,} USD.",
        "Target price plus the buyer's share of the deviation, but no more than the ceiling.",
    )


def _price_working(c: Contract, over: int, capped: bool, value: float) -> str:
    part = rounded(abs(over) * c.share / 100)
    kind, sign = ("overrun", "+") if over > 0 else ("saving", "-")
    end = (
        f"This is above the ceiling, so the buyer pays the ceiling, {c.ceiling:,} USD."
        if capped
        else f"That is {value:,} USD and below the ceiling of {c.ceiling:,}."
    )
    return (
        f"The {kind} is {abs(over):,}, and the buyer's {c.share} percent of it is {part:,}. The "
        f"target price of {c.cost:,} + {c.profit:,} = {c.price:,} gives {c.price:,} {sign} "
        f"{part:,}. {end}"
    )


def _price_slips(c: Contract, actual: int, capped: bool) -> tuple[Slip, ...]:
    over, seller = actual - c.cost, 100 - c.share
    limit = (
        Slip(
            rounded(c.price + over * c.share / 100, 100),
            "contract-risk-reversed",
            f"This shares the deviation of {abs(over):,} without end. The ceiling of "
            f"{c.ceiling:,} stops the price, and the seller carries the rest.",
        )
        if capped
        else Slip(
            c.ceiling,
            "wrong-baseline",
            f"This is the ceiling of {c.ceiling:,}. It is a limit and is paid only when the "
            "shared price would pass it.",
        )
    )
    return (
        Slip(
            rounded(c.price + over * seller / 100, 100),
            "contract-risk-reversed",
            f"This applies the seller's {seller} percent to the deviation of {abs(over):,}. The "
            f"price moves by the buyer's {c.share} percent.",
        ),
        Slip(
            actual + c.profit,
            "contract-risk-reversed",
            f"This pays all cost and the target profit of {c.profit:,}, as in a cost-plus "
            "contract. Here deviations are shared and the ceiling binds.",
        ),
        Slip(
            c.price,
            "plan-is-fixed",
            f"This is the target price of {c.price:,}. It would be right for a firm fixed price, "
            "while here the deviation is shared.",
        ),
        limit,
        Slip(
            rounded(actual + over * c.share / 100, 100),
            "double-count",
            f"This adds the buyer's share of the deviation to the actual cost of {actual:,}, which "
            "holds the deviation already, and forgets the profit.",
        ),
        Slip(
            actual,
            "ignores-work-done",
            f"This repays the actual cost of {actual:,}. The price starts from target cost plus "
            "target profit.",
        ),
    )


TOTAL_ASSUMPTION = Family("total-assumption", total_assumption)
FINAL_PRICE = Family("incentive-price", final_price)
