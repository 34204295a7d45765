"""Critical path: duration, float, and which activity to shorten."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from prep.content.generators.base import (
    NUMERIC,
    OPTIONS,
    SINGLE,
    Choice,
    Decision,
    Draft,
    Family,
    Number,
    Slip,
    between,
    one_of,
)
from prep.content.generators.network import Network, arrows, draw_network, plus
from prep.content.generators.scenes import PREDICTIVE

DAYS_TO_WIN = 2


def duration(rng: np.random.Generator) -> Draft | None:
    """How long the whole network takes."""
    network = draw_network(rng, 2, 12)
    if network is None:
        return None
    by_length = sorted(network.paths(), key=network.length, reverse=True)
    critical, second, shortest = by_length[0], by_length[1], by_length[-1]
    most = sum(network.duration.values())
    asked = Number(
        network.total,
        "days",
        f"The longest way through the diagram is {arrows(critical)}, with {plus(network, critical)}"
        f" = {network.total} days. The next longest, {arrows(second)}, takes "
        f"{network.length(second)}. All paths have to be finished, so the longest decides.",
        (
            Slip(
                network.length(second),
                "chart-misread",
                f"This is {arrows(second)}, {plus(network, second)}. It is long, but "
                f"{arrows(critical)} takes {network.total} days and ends later.",
            ),
            Slip(
                network.length(shortest),
                "ignores-dependency",
                f"This is the shortest way, {arrows(shortest)}. An activity with several "
                "predecessors waits for the last of them, so short ways do not decide.",
            ),
            Slip(
                most,
                "double-count",
                f"This adds the durations of all activities, {most} days. Activities on different "
                "paths run at the same time.",
            ),
        ),
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The diagram shows its activities with durations in days; an "
        "activity starts as soon as all that lead to it are finished. What is the shortest "
        "duration of the whole work, in days?",
        asked,
        "The critical path is the longest way through a network, and it sets the shortest possible "
        "duration, because an activity waits for the last of its predecessors. List the paths, add "
        "up their durations and take the largest sum; or pass forward through the diagram and keep "
        "the latest finish wherever arrows meet. Adding everything up would be right if one crew "
        "did all activities one by one. If the critical path became "
        f"{network.total - network.length(second)} days shorter, {arrows(second)} would be just as "
        "long.",
        "The longest path through a network sets its duration.",
        {"figure": network.figure("Activities and durations")},
    )


def activity_float(rng: np.random.Generator) -> Draft | None:
    """Total or free float of an activity that has both, of different size."""
    network = draw_network(rng, 2, 14)
    if network is None:
        return None
    names = [n for n in network.after if 0 < network.free_float(n) < network.total_float(n)]
    if not names:
        return None
    name = one_of(rng, names)
    total, free = network.total_float(name), network.free_float(name)
    is_total = bool(rng.integers(2))
    value, other = (total, free) if is_total else (free, total)
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The diagram shows its activities with durations in days; an "
        "activity starts as soon as all that lead to it are finished. By how many days at most can "
        f"activity {name} slip "
        + (
            "so that the whole work still ends on its earliest date?"
            if is_total
            else "so that no other activity starts later than it could?"
        ),
        Number(
            value,
            "days",
            _float_working(network, name, is_total),
            _float_slips(network, name, other, is_total),
        ),
        "Total float protects the end of the whole work; free float protects the next activities. "
        "Total float is the latest finish less the earliest finish. Free float is the earliest "
        "start of the next activity, or the soonest of them, less the earliest finish. An activity "
        "that uses more than its free float pushes its successors, which may be bearable while "
        "total float lasts. So ask first which date must hold. If the question had named the other "
        f"date, the answer would be {other} days.",
        "Total float guards the end date, free float guards the next activity.",
        {"figure": network.figure("Activities and durations")},
    )


def _float_working(network: Network, name: str, is_total: bool) -> str:
    early, late = network.earliest_finish[name], network.latest_finish[name]
    if is_total:
        return (
            f"By the forward pass {name} ends at day {early} at the earliest, and the whole work "
            f"at day {network.total}. Going back from there, {name} has to end by day {late}. Its "
            f"total float is {late} - {early} = {late - early} days."
        )
    following = network.successors(name)
    start = early + network.free_float(name)
    return (
        f"By the forward pass {name} ends at day {early} at the earliest. The soonest start of "
        f"what follows ({', '.join(following)}) is day {start}, since other work holds it up "
        f"until then. Free float is {start} - {early} = {start - early} days."
    )


def _float_slips(network: Network, name: str, other: int, is_total: bool) -> tuple[Slip, ...]:
    duration = network.duration[name]
    longest_with = max((p for p in network.paths() if name in p), key=network.length)
    kind = "free" if is_total else "total"
    return (
        Slip(
            other,
            "free-vs-total-float",
            f"This is the {kind} float of {name}, {other} days. It protects "
            + ("the next activities" if is_total else "the end of the whole work")
            + ", and the question names the other date.",
        ),
        Slip(
            duration,
            "time-terms-mixed",
            f"This is the duration of {name}, {duration} days. Float is the room around an "
            "activity, and not the time that it takes.",
        ),
        Slip(
            network.total - duration,
            "double-count",
            f"This takes the {duration} days of {name} from the {network.total} of the whole. "
            "What comes before and after it needs part of that time.",
        ),
        Slip(
            network.latest_start(name),
            "time-terms-mixed",
            f"This is the latest day on which {name} can start, day {network.latest_start(name)}. "
            "Float is a number of days between two dates.",
        ),
        Slip(
            network.total - network.earliest_finish[name],
            "ignores-dependency",
            f"This takes the earliest finish of {name} from the end of the whole. The activities "
            f"behind it, in {arrows(longest_with)}, need part of those days.",
        ),
    )


def crash(rng: np.random.Generator) -> Draft | None:
    """Which activity to shorten so that the work ends two days sooner at the least cost."""
    network = draw_network(rng, 4, 14)
    if network is None or (roles := _crash_roles(rng, network)) is None:
        return None
    costs = _costs(rng, list(roles))
    key = next(name for name, role in roles.items() if role == KEY)
    limits = {name: 1 if role == SHORT else between(rng, 2, 3) for name, role in roles.items()}
    return Draft(
        f"{one_of(rng, PREDICTIVE)} The sponsor wants the whole work to end two days sooner than "
        "the diagram allows, at the least extra cost, and one activity is to be shortened. The "
        "table shows where that is possible. Durations are in days, and each activity starts as "
        "soon as all that lead to it are finished. Which activity should be shortened?",
        Decision(
            tuple(_crash_choice(network, name, roles[name], key, costs) for name in sorted(roles))
        ),
        "Only the critical path sets the end date, so shortening elsewhere spends money for "
        "nothing. On the critical path take the cheapest activity that can give what is needed, "
        "and look again after the change: once another path is as long, it has to be shortened "
        "too. Price alone misleads, since the cheapest day may lie beside the critical path or be "
        f"a single day. If two days could be won on {key} at a higher price than on another "
        "critical activity that can give both, the cheaper one would be shortened.",
        "Shorten the cheapest critical activity that gives the days, then look for a new critical "
        "path.",
        {
            "figure": network.figure("Activities and durations"),
            "table": _crash_table(costs, limits),
        },
    )


KEY, DEAR, SHORT, IDLE = "key", "dear", "short", "idle"


def _crash_roles(rng: np.random.Generator, network: Network) -> dict[str, str] | None:
    """Four activities by rising price: the key at a drawn place, and why others are not chosen.

    Dear ones cost more than the key and do as much; one that can give a single day is cheaper;
    idle ones lie beside the critical path. None when the network has too few of them.
    """
    names = [str(name) for name in rng.permutation(list(network.after))]
    critical = [name for name in names if network.total_float(name) == 0]
    idle = [(name, IDLE) for name in names if network.total_float(name) >= DAYS_TO_WIN]
    winning = [
        name
        for name in critical
        if network.shortened(name, DAYS_TO_WIN).total == network.total - DAYS_TO_WIN
    ]
    if len(winning) < 2 or len(critical) < 3:
        return None
    key, dear = winning[:2]
    short = next(name for name in critical if name not in (key, dear))
    rank = int(rng.integers(OPTIONS))
    cheaper = [(short, SHORT), *idle][:rank]
    rest = [role for role in idle if role not in cheaper]
    dearer = [(dear, DEAR), *rest][: OPTIONS - 1 - rank]
    roles = dict([*cheaper, (key, KEY), *dearer])
    return roles if len(roles) == OPTIONS else None


def _costs(rng: np.random.Generator, names: Sequence[str]) -> dict[str, int]:
    """USD for each day won, rising in this order by more than 5 %."""
    price, costs = between(rng, 1000, 2500, 100), {}
    for name in names:
        costs[name] = price
        price += between(rng, 400, 1500, 100)
    return costs


def _crash_table(costs: dict[str, int], limits: dict[str, int]) -> dict[str, Any]:
    return {
        "caption": "Where time can be bought",
        "head": ["Activity", "Days at most", "USD for each day"],
        "rows": [[name, str(limits[name]), f"{costs[name]:,}"] for name in sorted(costs)],
    }


def _crash_choice(
    network: Network, name: str, role: str, key: str, costs: dict[str, int]
) -> Choice:
    path, price = arrows(network.critical_path()), costs[key]
    text = f"Activity {name}, at {costs[name]:,} USD a day"
    if role == KEY:
        return Choice(
            text,
            f"The critical path is {path}, {network.total} days. {name} lies on it, can give both "
            f"days and costs {DAYS_TO_WIN} x {price:,} = {DAYS_TO_WIN * price:,} USD. No other "
            "path becomes the longest by it, and no activity that does as much is cheaper.",
        )
    reason, misconception = {
        DEAR: (
            f"{name} lies on the critical path {path} and can give both days, but at "
            f"{costs[name]:,} USD a day. {key} gives the same for {price:,}.",
            "everything-is-critical",
        ),
        SHORT: (
            f"{name} lies on the critical path {path} and is cheaper than {key}, yet it can give "
            "one day at most. The sponsor wants two from one activity.",
            "lowest-price-wins",
        ),
        IDLE: (
            f"{name} has a total float of {network.total_float(name)} days, since it lies beside "
            f"the critical path {path}. Shortening it leaves the end date where it is.",
            "crash-off-critical",
        ),
    }[role]
    return Choice(text, reason, misconception)


DURATION = Family("network-duration", duration, (NUMERIC,))
FLOAT = Family("network-float", activity_float, (NUMERIC,))
CRASH = Family("network-crash", crash, (SINGLE,))
