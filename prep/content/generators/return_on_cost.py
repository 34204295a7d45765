"""Payback, and the ratio of benefits to costs."""

import numpy as np

from prep.content.generators.base import (
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

RATIO_STEP = 0.01


def payback(rng: np.random.Generator) -> Draft | None:
    """Months until a system with running costs has paid its set-up back."""
    saving, running = between(rng, 6, 30) * 1000, between(rng, 1, 10) * 1000
    months, wait = between(rng, 8, 40), between(rng, 2, 6)
    net = saving - running
    if net <= running or running * 6 < saving:
        return None
    setup, value = net * months, wait + months
    asked = Number(
        value,
        "months",
        f"Each month of use brings {saving:,} - {running:,} = {net:,} USD net. The set-up of "
        f"{setup:,} needs {setup:,} / {net:,} = {months} such months. They begin after {wait} "
        f"months of set-up, so the money is back after {wait} + {months} = {value} months.",
        _payback_slips(setup, wait, saving, running),
    )
    return Draft(
        f"{one_of(rng, PREDICTIVE)} A further proposal would cost {setup:,} USD to set up, paid "
        f"today. After {wait} months of set-up it would save {saving:,} USD in each month, and "
        f"running it would cost {running:,} USD in each month of use. Interest is left out. How "
        "many months from today will it take until the proposal has paid for itself?",
        asked,
        "Payback is the time until the net savings equal what was put in. Use the net saving: what "
        "comes in less what it costs to run. Count from the moment at which the money goes out, "
        "so that months without savings belong in the sum. The measure is easy to explain and "
        "useful where money is tight, but it ignores interest and all that comes afterwards. If "
        f"the savings began at once, the answer would be {months} months.",
        "Divide the outlay by the net saving, and add the time before savings begin.",
    )


def _payback_slips(setup: int, wait: int, saving: int, running: int) -> tuple[Slip, ...]:
    net = saving - running
    months, gross = setup // net, rounded(setup / saving)
    return (
        Slip(
            months,
            "ignores-dependency",
            f"This is {setup:,} / {net:,}, counted from the first month of use. The {wait} "
            "months of set-up bring nothing and come before.",
        ),
        Slip(
            wait + gross,
            "response-is-free",
            f"This divides the set-up by the full saving of {saving:,}. Running the system "
            f"costs {running:,} a month, and the net saving pays back.",
        ),
        Slip(
            gross,
            "response-is-free",
            f"This is {setup:,} / {saving:,}, rounded. It leaves out both the running cost "
            f"and the {wait} months before any saving.",
        ),
        Slip(
            2 * wait + months,
            "double-count",
            f"This counts the {wait} months of set-up twice. They pass once, before the "
            "savings begin.",
        ),
        Slip(
            wait + rounded(setup / (net - running)),
            "double-count",
            f"This takes the running cost of {running:,} off twice. It is paid once a month.",
        ),
        Slip(
            wait + rounded((setup + 12 * running) / net),
            "double-count",
            f"This adds a year of running cost to the set-up. That cost is already taken off "
            f"the saving of {saving:,} a month.",
        ),
    )


def benefit_cost(rng: np.random.Generator) -> Draft:
    """The ratio of benefits to costs from present values."""
    setup, running = between(rng, 80, 400, 10) * 1000, between(rng, 30, 240, 10) * 1000
    cost = setup + running
    benefit = int(rounded(cost * between(rng, 70, 260) / 100, 1000))
    value = rounded(benefit / cost, RATIO_STEP)
    side, verdict = ("above", "more") if value > 1 else ("at or below", "no more")
    return Draft(
        f"{one_of(rng, PREDICTIVE)} A further proposal is still to be decided. In today's money "
        f"its benefits over the whole life are {benefit:,} USD, its set-up costs {setup:,} and its "
        f"running costs {running:,}. What is its ratio of benefits to costs, rounded to two "
        "decimals?",
        Number(
            value,
            "index",
            f"All costs are {setup:,} + {running:,} = {cost:,} USD. Benefits of {benefit:,} "
            f"divided by that give {shown(value, RATIO_STEP)}. Each unit of cost brings so much "
            f"benefit, and {side} one the proposal earns {verdict} than it takes.",
            _ratio_slips(benefit, setup, running),
            RATIO_STEP,
            RATIO_STEP / 2,
        ),
        "The benefit-cost ratio sets all benefits over the life of a proposal against all its "
        "costs, both in today's money. Above one it earns more than it takes. Set-up and running "
        "costs both stand below the line. The ratio compares proposals of different size when "
        "money is short; which of two large ones adds more wealth is a question for the net "
        f"present value, here {benefit - cost:,} USD. If running costs fell to zero, the ratio "
        f"would rise to {shown(benefit / setup, RATIO_STEP)}.",
        "All benefits over all costs, both in today's money; above one it pays.",
    )


def _ratio_slips(benefit: int, setup: int, running: int) -> tuple[Slip, ...]:
    cost = setup + running
    slips = (
        _ratio_slip(
            cost,
            benefit,
            "inverse-index",
            "This divides costs by benefits, {}. Benefits go on top, so that a higher figure is "
            "better.",
        ),
        _ratio_slip(
            benefit,
            setup,
            "response-is-free",
            "This leaves the running cost out, {}. Costs of the whole life belong below the line.",
        ),
        _ratio_slip(
            benefit - cost,
            cost,
            "double-count",
            "This takes the costs off above the line and divides by them below, {}. That is a "
            "return on cost, and not the ratio.",
        ),
        _ratio_slip(
            benefit - running,
            setup,
            "unit-slip",
            "This takes the running cost off the benefits instead of adding it to the costs, {}. "
            "The ratio sets all benefits against all costs.",
        ),
        _ratio_slip(
            benefit,
            running,
            "sunk-cost",
            "This leaves the set-up out, {}, as if it were already spent. The decision is still "
            "open, so it counts.",
        ),
        _ratio_slip(
            setup,
            benefit,
            "inverse-index",
            "This divides the set-up alone by the benefits, {}. All costs count, and they stand "
            "below the line.",
        ),
    )
    return tuple(slip for slip in slips if slip.value > 0)


def _ratio_slip(top: int, bottom: int, misconception: str, reason: str) -> Slip:
    value = rounded(top / bottom, RATIO_STEP)
    return Slip(value, misconception, reason.format(f"{top:,} / {bottom:,}"))


PAYBACK = Family("payback", payback)
BENEFIT_COST = Family("benefit-cost", benefit_cost)
