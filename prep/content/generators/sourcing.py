"""Choosing where something comes from: weighted scoring, and make or buy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

VENDORS = (
    "Adler", "Bova", "Castel", "Dorano", "Elkin", "Farro", "Gantz", "Helios", "Ivaro", "Juno",
    "Kessel", "Lumen", "Morava", "Norda", "Orbis", "Pavo",
)  # fmt: skip
CRITERIA = ("Function", "Support", "Security", "References")
WEIGHTS = ((40, 30, 20, 10), (45, 25, 20, 10), (50, 20, 15, 15), (40, 25, 25, 10))
SCORE_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Vendor:
    """A bidder: price in thousand USD and a score from 1 to 10 for each criterion."""

    name: str
    price: int
    scores: tuple[int, ...]

    def weighted(self, weights: Sequence[int]) -> float:
        """Mean score by weights in percent."""
        return sum(w * s for w, s in zip(weights, self.scores, strict=True)) / 100


def scoring(rng: np.random.Generator) -> Draft | None:
    """Which of four vendors has the highest weighted score."""
    order = [int(n) for n in rng.permutation(len(CRITERIA))]
    drawn = one_of(rng, WEIGHTS)
    weights = tuple(drawn[n] for n in order)
    vendors = _bidders(rng, weights)
    totals = {vendor: vendor.weighted(weights) for vendor in vendors}
    best = max(vendors, key=totals.__getitem__)
    if not are_apart(list(totals.values())):
        return None
    slips = _scoring_slips(vendors, best, weights)
    if len(slips) < len(vendors) - 1:
        return None
    choices = tuple(
        Choice(
            f"{v.name}, whose bid is {v.price} thousand USD",
            *slips.get(v, (_best_score(v, weights, totals), None)),
        )
        for v in vendors
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} Four vendors have bid, and every price lies within the budget. "
        "The published rule awards the contract to the highest weighted score of the table. Which "
        "vendor should be chosen?",
        Decision(choices),
        "Weighted scoring turns several wishes into one figure: multiply each score by the weight "
        "of its criterion and add. The weights are agreed before the bids are opened, so that no "
        "criterion can grow in importance when a favourite is strong in it. Plain sums treat all "
        "criteria alike, and a top mark in one of them does not make up for weak ones elsewhere. "
        "Price counts only as far as the rule says. If price had been one of the criteria, its "
        f"score would have been weighted too, and {best.name} might not have won.",
        "Multiply scores by agreed weights, add, and let the rule decide.",
        {"table": _score_table(vendors, weights)},
    )


def _bidders(rng: np.random.Generator, weights: Sequence[int]) -> list[Vendor]:
    """Four bidders; those whose scores tempt nobody are the cheapest and the dearest."""
    scored = [
        Vendor(name, 0, tuple(map(int, rng.integers(3, 11, len(CRITERIA)))))
        for name in some_of(rng, VENDORS, 4)
    ]
    heaviest = weights.index(max(weights))
    strong = {
        max(scored, key=lambda v: v.weighted(weights)).name,
        max(scored, key=lambda v: sum(v.scores)).name,
        max(scored, key=lambda v: v.scores[heaviest]).name,
    }
    prices = sorted(between(rng, 60, 160, 2) for _ in scored)
    by_strength = sorted(scored, key=lambda v: v.name in strong)
    ranked = dict(zip((v.name for v in by_strength), (0, 3, 1, 2), strict=True))
    return [replace(v, price=prices[ranked[v.name]]) for v in scored]


def _best_score(best: Vendor, weights: Sequence[int], totals: dict[Vendor, float]) -> str:
    terms = " + ".join(f"{w} x {s}" for w, s in zip(weights, best.scores, strict=True))
    second = sorted(totals.values())[-2]
    return (
        f"Weight times score gives {terms} = {sum_of(best, weights)} in percent, or "
        f"{shown(totals[best], SCORE_STEP)} points. That is the highest of the four; the next "
        f"best reaches {shown(second, SCORE_STEP)}. Prices have no weight in the rule, and this "
        f"one, {best.price} thousand, is within the budget."
    )


def sum_of(vendor: Vendor, weights: Sequence[int]) -> int:
    """Weight in percent times score, added up."""
    return sum(w * s for w, s in zip(weights, vendor.scores, strict=True))


def _scoring_slips(
    vendors: Sequence[Vendor], best: Vendor, weights: Sequence[int]
) -> dict[Vendor, tuple[str, str]]:
    heaviest = weights.index(max(weights))
    tempting = (
        (
            min(vendors, key=lambda v: v.price),
            "It is the cheapest bid, and price matters to most buyers. All prices are within the "
            "budget, the rule gives price no weight, and the weighted score is {}.",
            "lowest-price-wins",
        ),
        (
            max(vendors, key=lambda v: sum(v.scores)),
            "Its plain sum of scores is the highest. The criteria do not count alike, and with "
            "their weights the score is {}.",
            "averages-hide-variance",
        ),
        (
            max(vendors, key=lambda v: v.scores[heaviest]),
            f"It is the strongest in {CRITERIA[heaviest].lower()}, which weighs most. The other "
            "criteria count as well, and the weighted score is {}.",
            "local-optimum",
        ),
        (
            max(vendors, key=lambda v: v.price),
            "It is the dearest bid, which can look like quality. The rule goes by scores, and "
            "the weighted score is {}.",
            "detail-is-quality",
        ),
    )
    return rivals(best, tempting, lambda v: f"{shown(v.weighted(weights), SCORE_STEP)} points")


def _score_table(vendors: Sequence[Vendor], weights: Sequence[int]) -> dict[str, Any]:
    return {
        "caption": "Scores from 1 to 10",
        "head": ["Criterion", "Weight", *(v.name for v in vendors)],
        "rows": [
            [criterion, f"{weights[n]} %", *(str(v.scores[n]) for v in vendors)]
            for n, criterion in enumerate(CRITERIA)
        ],
    }


@dataclass(frozen=True, slots=True)
class Source:
    """A way to get a service: USD once, USD a month, and USD a month for each user."""

    name: str
    once: int
    monthly: int
    per_user: int

    def cost(self, users: int, months: int) -> int:
        """Cost of the whole period."""
        return self.once + months * (self.monthly + users * self.per_user)


def make_or_buy(rng: np.random.Generator) -> Draft | None:
    """Which of four sources costs least over the period of use."""
    users, months = between(rng, 40, 300, 10), one_of(rng, (18, 24, 30, 36, 48))
    sources = _sources(rng)
    costs = {source: source.cost(users, months) for source in sources}
    best = min(sources, key=costs.__getitem__)
    if not are_apart(list(costs.values())):
        return None
    slips = _source_slips(sources, best, users, months)
    if len(slips) < len(sources) - 1:
        return None
    choices = tuple(
        Choice(
            f"{s.name}, for {s.once:,} USD at the start",
            *slips.get(s, (_cheapest(s, costs, users, months), None)),
        )
        for s in sources
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} It also needs a reporting service for {users} users over "
        f"{months} months, after which the service ends without any remaining value. The table "
        "shows four sources that meet the requirements equally well; the lowest cost of the whole "
        "period decides. Which source should be taken?",
        Decision(choices),
        "Make-or-buy compares what each source costs over the time of use, with everything that is "
        "paid once, by the month and by the user. Sources with much to pay at the start win when "
        "there are many users or months, and those that charge by use win when there are few. So "
        "work out the total for the volume that is expected, and check how far it may be off "
        "before another source is cheaper. If the service were needed for a single month, "
        f"“{min(sources, key=lambda s: s.cost(users, 1)).name}” would cost least.",
        "Compare the cost of the whole period at the expected volume.",
        {"table": _source_table(sources)},
    )


TARIFFS = (
    (("Build it in-house", "Extend the old one"), (120_000, 300_000), (400, 900), (3, 6)),
    (("Buy a site licence", "Take a flat rate"), (10_000, 60_000), (2500, 8000), (0, 2)),
    (("Rent by the seat", "Subscribe by user"), (0, 0), (400, 1500), (15, 40)),
    (("Hire a partner", "Lease a service"), (30_000, 90_000), (100, 300), (8, 20)),
)
"""Names, and ranges of what is paid once, by the month, and by the month and user. Any of the four
may turn out cheapest."""


def _sources(rng: np.random.Generator) -> list[Source]:
    return [_source(rng, *TARIFFS[int(n)]) for n in rng.permutation(len(TARIFFS))]


def _source(
    rng: np.random.Generator,
    names: tuple[str, ...],
    once: tuple[int, int],
    monthly: tuple[int, int],
    per_user: tuple[int, int],
) -> Source:
    return Source(
        one_of(rng, names),
        between(rng, *once, 5000),
        between(rng, *monthly, 100),
        between(rng, *per_user),
    )


def _cheapest(best: Source, costs: dict[Source, int], users: int, months: int) -> str:
    second = sorted(costs.values())[1]
    return (
        f"Over {months} months it costs {best.once:,} + {months} x ({best.monthly:,} + {users} x "
        f"{best.per_user}) = {costs[best]:,} USD, the least of the four. The next source comes to "
        f"{second:,}. Single prices mislead, because once, month and user all add to the total."
    )


def _source_slips(
    sources: Sequence[Source], best: Source, users: int, months: int
) -> dict[Source, tuple[str, str]]:
    tempting = (
        (
            min(sources, key=lambda s: s.once),
            "It asks for the least at the start. The months of use add up, and over the whole "
            "period it costs {}.",
            "lowest-price-wins",
        ),
        (
            min(sources, key=lambda s: s.per_user),
            "Its price for each user is the lowest. What is paid once and by the month counts as "
            "well, and over the whole period it costs {}.",
            "local-optimum",
        ),
        (
            min(sources, key=lambda s: s.monthly),
            "Its monthly charge is the lowest. The charge for each user comes on top, and over "
            "the whole period it costs {}.",
            "local-optimum",
        ),
        (
            min(sources, key=lambda s: s.monthly + users * s.per_user),
            "It costs least in each month of use. What is paid at the start has to be added, and "
            "over the whole period it costs {}.",
            "sunk-cost",
        ),
    )
    return rivals(best, tempting, lambda s: f"{s.cost(users, months):,} USD")


def _source_table(sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "caption": "Four sources, prices in USD",
        "head": ["Source", "Once", "A month", "A month for each user"],
        "rows": [[s.name, f"{s.once:,}", f"{s.monthly:,}", str(s.per_user)] for s in sources],
    }


SCORING = Family("weighted-scoring", scoring, (SINGLE,))
MAKE_OR_BUY = Family("make-or-buy", make_or_buy, (SINGLE,))
