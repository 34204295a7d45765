"""Earned value: what the project will cost, and what the rest of it must reach."""

import numpy as np

from prep.content.generators.base import (
    SINGLE,
    Decision,
    Draft,
    Family,
    Number,
    Slip,
    banded,
    between,
    choice,
    cuts,
    one_of,
    rounded,
    shown,
)
from prep.content.generators.evm import INDEX_STEP, Status, draw_status
from prep.content.generators.scenes import PREDICTIVE

TYPICAL, ONE_OFF, BOTH = "typical", "one-off", "both"
OUTLOOK = {
    TYPICAL: "The causes of the cost deviation remain, so its efficiency is expected to last.",
    ONE_OFF: "One event caused the cost deviation, and the rest should cost what was budgeted.",
    BOTH: "The end date is fixed, so both cost and schedule efficiency will shape the rest.",
}
MONEY_STEP = 1000
INDEX_ROUNDING = 0.005
"""What an index rounded to two decimals can move a forecast by, as a share."""
LEAST_REST, MOST_REST = 0.9, 1.6
"""Efficiencies to complete that a charter can reasonably have a rule for."""


def forecast(rng: np.random.Generator) -> Draft | None:
    """Estimate at completion, estimate to complete or overrun, by the cause of the deviation."""
    s = draw_status(rng)
    cause = one_of(rng, tuple(OUTLOOK))
    estimates = {name: _estimate(s, name) for name in OUTLOOK}
    measures = {"estimate at completion": 0, "estimate to complete": s.ac, "overrun": s.bac}
    measure = one_of(rng, tuple(measures))
    less = measures[measure]
    values = {name: rounded(value - less, MONEY_STEP) for name, value in estimates.items()}
    if min(values.values()) <= 0:
        return None
    slips = [
        Slip(values[name], "wrong-eac", f"{_ASSUMES[name]} {_WHY_NOT[cause]}")
        for name in OUTLOOK
        if name != cause
    ]
    return Draft(
        f"{one_of(rng, PREDICTIVE)} {s.sentence()} {OUTLOOK[cause]} {_QUESTION[measure]}",
        Number(
            values[cause],
            "USD",
            f"{_working(s, cause, estimates[cause])} {_from_estimate(s, measure, values[cause])}",
            (*slips, *_other_slips(s, less)),
            MONEY_STEP,
            rounded(values[cause] * INDEX_ROUNDING, 100),
        ),
        "There is no single formula for the final cost; the cause of the deviation decides. If it "
        "will last, divide the budget by the cost index. If it was one event, add the remaining "
        "work at its budget to what was spent. If a fixed date makes delay expensive too, divide "
        "the remaining work by both indices. To complete means from now on, at completion means in "
        "all. Look for the sentence that says what is expected of the rest. With a cause of "
        f"another kind, the estimate at completion could be {_others(estimates, cause)} USD.",
        "The cause of the deviation decides which forecast holds.",
    )


def _estimate(s: Status, cause: str) -> float:
    """Estimate at completion under one assumption about the rest of the work."""
    efficiency = {ONE_OFF: 1.0, TYPICAL: s.ev / s.ac, BOTH: s.ev / s.ac * s.ev / s.pv}[cause]
    return s.ac + (s.bac - s.ev) / efficiency


_ASSUMES = {
    TYPICAL: "This assumes that the cost efficiency so far lasts.",
    ONE_OFF: "This assumes that the rest of the work costs what was budgeted.",
    BOTH: "This assumes that cost and schedule efficiency together shape the rest.",
}
_WHY_NOT = {
    TYPICAL: "The causes remain and no date is fixed, so the cost index alone applies.",
    ONE_OFF: "The event is over, so the remaining work counts at its budget.",
    BOTH: "The fixed end date brings both indices in, so this one is not enough.",
}
_QUESTION = {
    "estimate at completion": "What is the estimate at completion, to the nearest thousand USD?",
    "estimate to complete": "What will the remaining work cost, to the nearest thousand USD?",
    "overrun": "By how much will the final cost exceed the budget, to the nearest thousand USD?",
}


def _working(s: Status, cause: str, estimate: float) -> str:
    rest = s.bac - s.ev
    total = shown(rounded(estimate, MONEY_STEP))
    cpi, spi = shown(s.ev / s.ac, 0.001), shown(s.ev / s.pv, 0.001)
    return {
        TYPICAL: f"The cost index is {s.ev:,} / {s.ac:,} = {cpi}, and it lasts. The whole budget "
        f"at this rate, {s.bac:,} / {cpi}, comes to about {total}.",
        ONE_OFF: f"The rest is worth {s.bac:,} - {s.ev:,} = {rest:,} and costs just that. With "
        f"the {s.ac:,} spent, the final cost is {total}.",
        BOTH: f"The indices are {cpi} for cost and {spi} for schedule. The remaining {rest:,} "
        f"divided by both, plus the {s.ac:,} spent, comes to about {total}.",
    }[cause]


def _from_estimate(s: Status, measure: str, value: float) -> str:
    return {
        "estimate at completion": "This is the forecast of all cost, the past included.",
        "estimate to complete": f"Less the {s.ac:,} already spent, {value:,} is still to come.",
        "overrun": f"Against the budget of {s.bac:,} that is {value:,} too much.",
    }[measure]


def _other_slips(s: Status, less: float) -> list[Slip]:
    """Slips that are not about the cause; `less` is what the measure takes off the estimate."""
    inverted = s.bac * s.ev / s.ac
    slips = [
        Slip(
            rounded(s.ac + s.bac - less, MONEY_STEP),
            "ignores-work-done",
            f"This counts the whole budget of {s.bac:,} as still to be spent. Work worth "
            f"{s.ev:,} is done and need not be paid for again.",
        ),
        Slip(
            rounded(s.bac - less, MONEY_STEP),
            "plan-is-fixed",
            f"This holds on to the budget of {s.bac:,}. A forecast starts from the work that is "
            "done and the money that it took.",
        ),
        Slip(
            rounded(inverted - less, MONEY_STEP),
            "inverse-index",
            f"This multiplies the budget by the cost index, {s.ev:,} / {s.ac:,}. Low efficiency "
            "raises the forecast, so the budget is divided by it.",
        ),
    ]
    return [slip for slip in slips if slip.value > 0]


def _others(estimates: dict[str, float], cause: str) -> str:
    rest = (rounded(value, MONEY_STEP) for name, value in estimates.items() if name != cause)
    return " or ".join(f"{value:,}" for value in rest)


def to_complete(rng: np.random.Generator) -> Draft | None:
    """A decision by the to-complete performance index for the budget."""
    bac = between(rng, 200_000, 2_000_000, 20_000)
    ev = int(rounded(bac * between(rng, 25, 65) / 100, 1000))
    ac = int(rounded(ev * between(rng, 92, 135) / 100, 1000))
    if ac >= bac or not LEAST_REST < (bac - ev) / (bac - ac) < MOST_REST:
        return None
    outcomes = banded(rng, *_rest_and_slips(bac, ev, ac))
    if outcomes is None:
        return None
    limits = [shown(cut, INDEX_STEP) for cut in cuts([o.value for o in outcomes], INDEX_STEP)]
    choices = (
        choice(outcome, f"{step}, as the rest must reach {shown(outcome.value, INDEX_STEP)}")
        for outcome, step in zip(outcomes, _STEPS, strict=True)
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} Of {bac:,} USD, {ac:,} is spent; finished work is worth "
        f"{ev:,}. The charter goes by the cost efficiency that the rest must reach to end within "
        f"budget: up to {limits[0]}, the plan stays; up to {limits[1]}, overtime is cut; up to "
        f"{limits[2]}, scope is trimmed; above that, the budget is reset. What should the project "
        "manager do?",
        Decision(tuple(choices)),
        "The efficiency that the rest must reach is remaining work divided by remaining money. It "
        "looks forward, while the cost index looks back, and the two belong side by side: the "
        "wider the gap between them, the less a promise to hold the budget is worth. A rule can "
        "tie steps to this figure, so that small gaps are closed by saving and large ones are put "
        f"openly to whoever owns the budget. If the work done were worth {ac:,}, as much as it "
        "cost, the rest would have to reach exactly 1.00.",
        "Remaining work over remaining money shows whether a budget can still be held.",
    )


_STEPS = ("Keep the plan", "Cut overtime", "Trim the scope", "Reset the budget")


def _rest_and_slips(bac: int, ev: int, ac: int) -> tuple[Slip, list[Slip]]:
    def slip(top: int, bottom: int, misconception: str, reason: str) -> Slip:
        value = rounded(top / bottom, INDEX_STEP)
        figures = f"{top:,} / {bottom:,} = {shown(value, INDEX_STEP)}"
        return Slip(value, misconception, reason.format(figures))

    rest, money = bac - ev, bac - ac
    key = slip(
        rest,
        money,
        "",
        f"Work worth {bac:,} - {ev:,} = {rest:,} remains, and {bac:,} - {ac:,} = {money:,} is "
        "left to pay for it. So the rest must reach {}, and the charter names the step for that "
        "range. The efficiency so far answers another question.",
    )
    return key, [
        slip(
            ev,
            ac,
            "reports-the-past",
            "This is the efficiency so far, {}. The charter goes by what the remaining work must "
            "reach with the money that is left.",
        ),
        slip(
            money,
            rest,
            "inverse-index",
            "This divides the money left by the work left, {}. Work goes on top: value for each "
            "unit of money.",
        ),
        slip(
            ac,
            ev,
            "inverse-index",
            "This is what each unit of work has cost so far, {}. It looks back and is turned "
            "round; the charter asks about the rest.",
        ),
        slip(
            bac,
            money,
            "ignores-work-done",
            "This asks the money left to pay for the whole project, {}. Work that is finished "
            "need not be earned again.",
        ),
        slip(
            bac,
            rest,
            "wrong-baseline",
            "This sets the whole budget against the work left, {}. Part of that budget is spent, "
            "so only the remaining money counts.",
        ),
        slip(
            rest,
            bac,
            "wrong-baseline",
            "This is the share of the work that is left, {}. An efficiency needs the remaining "
            "money below the line, and not the whole budget.",
        ),
    ]


FORECAST = Family("evm-forecast", forecast)
TO_COMPLETE = Family("evm-to-complete", to_complete, (SINGLE,))
