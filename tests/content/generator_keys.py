"""Keys of generated questions found again by another road: from what a learner reads, by hand.

Each function gets a draft and gives what its key must be: the number, or the text with which the
right decision begins. Sums are exact fractions, networks are tried path by path and day by day,
money and sprints are counted month by month. Nothing of the generators is used.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist
from typing import Any

from prep.content.generators.base import Draft

Figure = Mapping[str, Any]


def numbers(text: str) -> list[Fraction]:
    """Every number of a text, in order."""
    return [Fraction(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?(?<!,)", text)]


def round_half_up(value: Fraction, step: str = "1") -> Fraction:
    """Half away from zero to a multiple of `step`."""
    units = Decimal((value / Fraction(step)).numerator) / (value / Fraction(step)).denominator
    return int(units.quantize(Decimal(1), ROUND_HALF_UP)) * Fraction(step)


def evm_variance(draft: Draft) -> Fraction:
    _, pv, ev, ac = numbers(draft.stem)
    return ev - (ac if "cost variance" in draft.stem else pv)


def evm_index(draft: Draft) -> Fraction:
    _, pv, ev, ac = numbers(draft.stem)
    return round_half_up(ev / (ac if "cost performance" in draft.stem else pv), "0.01")


def evm_forecast(draft: Draft) -> Fraction:
    """Every unit of work that is left is paid at the price that the outlook promises."""
    bac, pv, ev, ac = numbers(draft.stem)
    price = Fraction(1)
    if "efficiency is expected to last" in draft.stem:
        price = ac / ev
    elif "both cost and schedule" in draft.stem:
        price = ac / ev * pv / ev
    rest = (bac - ev) * price
    if "remaining work cost" in draft.stem:
        return round_half_up(rest, "1000")
    return round_half_up(ac + rest - (bac if "exceed the budget" in draft.stem else 0), "1000")


def evm_to_complete(draft: Draft) -> str:
    bac, ac, ev, *limits = numbers(draft.stem)
    needed = (bac - ev) / (bac - ac)
    step = sum(needed > limit for limit in limits)
    action = ("Keep the plan", "Cut overtime", "Trim the scope", "Reset the budget")[step]
    return f"{action}, as the rest must reach {float(round_half_up(needed, '0.01')):.2f}"


def rows(draft: Draft) -> list[list[str]]:
    return draft.stimulus["table"]["rows"]


def pert_path(draft: Draft) -> Fraction:
    chain = [row for row in rows(draft) if not row[0].startswith("Manual")]
    total = sum(Fraction(int(a) + 4 * int(b) + int(c), 6) for _, a, b, c in chain)
    return round_half_up(total, "0.1")


def pert_promise(draft: Draft) -> str:
    path = NormalDist(0, 0)
    for _, *estimates in rows(draft):
        a, b, c = map(int, estimates)
        path += NormalDist((a + 4 * b + c) / 6, (c - a) / 6)
    wanted = path.mean + 2 * path.stdev
    slots = numbers(draft.stem)[:4]
    return f"Day {min(slot for slot in slots if slot >= wanted)},"


def starts(figure: Figure, late: Mapping[str, int], durations: Mapping[str, int]) -> dict[str, int]:
    """When each activity starts; `late` ones wait that many days longer than they need to."""
    begun: dict[str, int] = {}
    for activity in figure["activities"]:  # in the order of the file, predecessors come first
        name = activity["id"]
        ready = max((begun[before] + durations[before] for before in activity["after"]), default=0)
        begun[name] = ready + late.get(name, 0)
    return begun


def durations_of(figure: Figure) -> dict[str, int]:
    return {a["id"]: a["duration"] for a in figure["activities"]}


def end(figure: Figure, durations: Mapping[str, int], late: Mapping[str, int] | None = None) -> int:
    begun = starts(figure, late or {}, durations)
    return max(begun[name] + durations[name] for name in begun)


def network_duration(draft: Draft) -> int:
    figure = draft.stimulus["figure"]
    return end(figure, durations_of(figure))


def network_float(draft: Draft) -> int:
    """The activity is made later and later until the date that the question guards moves."""
    figure = draft.stimulus["figure"]
    name, durations = re.search(r"activity (\w) slip", draft.stem)[1], durations_of(figure)
    planned, late = starts(figure, {}, durations), 0
    while True:
        late += 1
        moved = starts(figure, {name: late}, durations)
        if "whole work" in draft.stem:
            holds = end(figure, durations, {name: late}) == end(figure, durations)
        else:
            holds = all(moved[other] == planned[other] for other in planned if other != name)
        if not holds:
            return late - 1


def network_crash(draft: Draft) -> str:
    figure = draft.stimulus["figure"]
    durations = durations_of(figure)
    prices = {}
    for name, most, price in rows(draft):
        shorter = {**durations, name: durations[name] - min(2, int(most))}
        if end(figure, shorter) == end(figure, durations) - 2:
            prices[name] = int(price.replace(",", ""))
    return f"Activity {min(prices, key=prices.get)},"


def emv_reserve(draft: Draft) -> Fraction:
    total = Fraction(0)
    for _, status, chance, effect in rows(draft):
        sign = {"costs": 1, "saves": -1}[effect.split()[0]]
        total += sign * numbers(chance)[0] / 100 * numbers(effect)[0] * (status == "open")
    return total


def decision_tree(draft: Draft) -> str:
    nodes = draft.stimulus["figure"]["nodes"]

    def worth(node: Figure) -> Fraction:
        behind = [n for n in nodes if n.get("on") == node["id"]]
        rest = sum(Fraction(str(n.get("probability", 0))) * worth(n) for n in behind)
        return node.get("value", 0) + rest

    best = max((n for n in nodes if n.get("on") == "D"), key=worth)
    return f"{best['branch']}, for {-best['value']} thousand"


def net_present_value(draft: Draft) -> str:
    factor = 1 + numbers(draft.stem)[0] / 100
    values = {}
    for name, *amounts in rows(draft):
        outlay, first, second, third = map(int, amounts)
        values[name] = ((third / factor + second) / factor + first) / factor - outlay
    return f"{max(values, key=values.get)},"


def payback(draft: Draft) -> int:
    setup, wait, saving, running = map(int, numbers(draft.stem))
    balance, month = -setup, 0
    while balance < 0:
        month += 1
        balance += (saving - running) if month > wait else 0
    return month


def benefit_cost(draft: Draft) -> Fraction:
    benefits, setup, running = numbers(draft.stem)
    return round_half_up(benefits / (setup + running), "0.01")


def channels(draft: Draft) -> int:
    now, added = map(int, numbers(draft.stem))
    pairs = [len(list(combinations(range(people), 2))) for people in (now, now + added)]
    return pairs[1] - pairs[0]


def velocity_release(draft: Draft) -> str:
    today, backlog, *figures = numbers(draft.stem)
    velocities, growth, weeks = figures[:4], figures[4], figures[5:]
    sprints = 0
    while backlog > 0:
        sprints += 1
        backlog += growth - sum(velocities) / 4
    assert today + 2 * sprints in weeks
    return f"Week {today + 2 * sprints},"


def littles_law(draft: Draft) -> Fraction:
    """Items that leave while one item passes through: as many as there may be before it."""
    _, _, a_week, days = numbers(draft.stem)
    return a_week / 5 * days


def weighted_scoring(draft: Draft) -> str:
    table = draft.stimulus["table"]
    totals = dict.fromkeys(table["head"][2:], Fraction(0))
    for row in table["rows"]:
        for name, score in zip(totals, row[2:], strict=True):
            totals[name] += numbers(row[1])[0] / 100 * int(score)
    return f"{max(totals, key=totals.get)},"


def make_or_buy(draft: Draft) -> str:
    users, months = map(int, numbers(draft.stem))
    costs = {}
    for name, *prices in rows(draft):
        once, monthly, per_user = (int(price.replace(",", "")) for price in prices)
        costs[name] = once + sum(monthly + users * per_user for _ in range(months))
    return f"{min(costs, key=costs.get)},"


def total_assumption(draft: Draft) -> Fraction:
    """The lowest cost at which the buyer pays the ceiling, found by halving."""
    target, profit, ceiling, buyer, _ = map(int, numbers(draft.stem))

    def hundredfold_price(cost: int) -> int:
        return 100 * (target + profit) + (cost - target) * buyer

    costs = range(target, 3 * ceiling)
    return round_half_up(
        Fraction(costs[bisect_left(costs, 100 * ceiling, key=hundredfold_price)]), "1000"
    )


def incentive_price(draft: Draft) -> Fraction:
    """Seen from the seller: cost plus the profit that is left, as far as the ceiling allows."""
    target, profit, ceiling, _, seller, actual = numbers(draft.stem)
    price = actual + profit - (actual - target) * seller / 100
    return round_half_up(min(price, ceiling), "100")


def control_limits(draft: Draft) -> Fraction:
    mean, deviation, _ = numbers(draft.stem)
    return mean + 3 * deviation * (1 if "upper control limit" in draft.stem else -1)


def control_chart(draft: Draft) -> str:
    """The chart is read case by case until one of the two rules of the plan speaks."""
    figure = draft.stimulus["figure"]
    sides = ""
    for case, value in enumerate(figure["values"], start=1):
        sides += "+" if value > figure["mean"] else "-"
        outside = not figure["lower_limit"] <= value <= figure["upper_limit"]
        if outside or sides.endswith(("+" * 7, "-" * 7)):
            return f"After case {case}, which took {value:.1f} minutes"
    return "Not so far"


KEYS: dict[str, Callable[[Draft], Fraction | int | str]] = {
    "evm-variance": evm_variance,
    "evm-index": evm_index,
    "evm-forecast": evm_forecast,
    "evm-to-complete": evm_to_complete,
    "pert-path": pert_path,
    "pert-promise": pert_promise,
    "network-duration": network_duration,
    "network-float": network_float,
    "network-crash": network_crash,
    "emv-reserve": emv_reserve,
    "decision-tree": decision_tree,
    "net-present-value": net_present_value,
    "payback": payback,
    "benefit-cost": benefit_cost,
    "channels": channels,
    "velocity-release": velocity_release,
    "littles-law": littles_law,
    "weighted-scoring": weighted_scoring,
    "make-or-buy": make_or_buy,
    "total-assumption": total_assumption,
    "incentive-price": incentive_price,
    "control-limits": control_limits,
    "control-chart": control_chart,
}
