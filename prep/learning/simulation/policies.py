"""The policies by name."""

from collections.abc import Callable
from functools import partial

from prep.learning.simulation.interval_policies import FixedRetention, Order, Sm2
from prep.learning.simulation.planned_policies import Greedy, Planned
from prep.learning.simulation.reference_policy import GreedyTrueState
from prep.learning.simulation.running import Policy, Scenario
from prep.learning.simulation.setting import CONCEPTS
from prep.learning.simulation.simple_policies import (
    MissedFirst,
    Random,
    RoundRobin,
    WeakestDomainFirst,
)

OURS = "ours"
KNOWING = "greedy-true-state"
PolicyMaker = Callable[[Scenario], Policy]

POLICIES: dict[str, PolicyMaker] = {
    "random": Random,
    "round-robin": RoundRobin,
    "missed-first": MissedFirst,
    "weakest-domain-first": WeakestDomainFirst,
    "sm2": Sm2,
    "fsrs": FixedRetention,
    "greedy": Greedy,
    OURS: Planned,
    KNOWING: GreedyTrueState,
}
"""All but the last, KNOWING, know only what a learner's answers show."""

RETENTIONS = (0.75, 0.8, 0.85, 0.9, 0.95)
NEW_A_DAY = (10, 20, 40, CONCEPTS)


def fixed_retention_grid() -> dict[str, PolicyMaker]:
    """The 60 settings of FSRS at a fixed retention from which hindsight may choose the best."""
    return {
        f"fsrs {retention:.0%}, {new} new a day, {order.value}": partial(
            FixedRetention, retention=retention, new_a_day=new, order=order
        )
        for retention in RETENTIONS
        for new in NEW_A_DAY
        for order in Order
    }
