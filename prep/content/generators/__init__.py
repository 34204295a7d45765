"""Generators of calculation items: families by the word that `family` has in a concept file.

A new family is one function here with its `Family`, and a line in this registry.
"""

from prep.content.generators.base import Family
from prep.content.generators.channels import CHANNELS
from prep.content.generators.control_chart import REACTION
from prep.content.generators.control_limits import LIMITS
from prep.content.generators.decision_tree import TREE
from prep.content.generators.evm import INDEX, VARIANCE
from prep.content.generators.evm_forecast import FORECAST, TO_COMPLETE
from prep.content.generators.flow import RELEASE, WIP_LIMIT
from prep.content.generators.incentive import FINAL_PRICE, TOTAL_ASSUMPTION
from prep.content.generators.pert import PATH_MEAN, PROMISE
from prep.content.generators.present_value import PRESENT_VALUE
from prep.content.generators.reserve import RESERVE
from prep.content.generators.return_on_cost import BENEFIT_COST, PAYBACK
from prep.content.generators.schedule import CRASH, DURATION, FLOAT
from prep.content.generators.sourcing import MAKE_OR_BUY, SCORING

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        VARIANCE,
        INDEX,
        FORECAST,
        TO_COMPLETE,
        PATH_MEAN,
        PROMISE,
        DURATION,
        FLOAT,
        CRASH,
        RESERVE,
        TREE,
        PRESENT_VALUE,
        PAYBACK,
        BENEFIT_COST,
        CHANNELS,
        RELEASE,
        WIP_LIMIT,
        SCORING,
        MAKE_OR_BUY,
        TOTAL_ASSUMPTION,
        FINAL_PRICE,
        LIMITS,
        REACTION,
    )
}
