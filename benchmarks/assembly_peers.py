"""Peers of the assembly: filling task by task, and the same programme on scipy's solver."""

from collections.abc import Sequence

import numpy as np

from benchmarks.missing import peer
from prep.learning.assembly.assembling import admitted
from prep.learning.assembly.pool import FormItem, Unit, are_at_odds
from prep.learning.assembly.rows import apart_rows, pool_rows, quota_rows
from prep.learning.assembly.rules import FormRules, Quota


def greedy_units(
    pool: Sequence[FormItem], rules: FormRules, rng: np.random.Generator
) -> list[Unit]:
    """Case sets at random, then every task filled from a shuffled pool, enemies kept apart.

    Approach, types, concepts and difficulty come as they fall.
    """
    units = admitted(pool, rules, ())
    shuffled = [units[n] for n in rng.permutation(len(units))]
    chosen = [unit for unit in shuffled if unit.is_case][: rules.cases.sets if rules.cases else 0]
    single = [unit for unit in shuffled if not unit.is_case]
    tasks = [quota for quota in rules.quotas if quota.attribute == "task_id"]
    for bound in ("low", "high"):
        for quota in tasks:
            _fill(chosen, single, quota, getattr(quota, bound), rules.questions)
    return chosen


def _fill(chosen: list[Unit], single: Sequence[Unit], quota: Quota, wanted: int, most: int) -> None:
    """Items of a task, until it has as many as wanted or the form is full."""
    has = sum(quota.counts(item) for unit in chosen for item in unit.items)
    room = most - sum(len(unit.items) for unit in chosen)
    taken = {unit.items[0].id for unit in chosen}
    for unit in single:
        if has >= wanted or room <= 0:
            return
        if quota.counts(unit.items[0]) and unit.items[0].id not in taken and _fits(unit, chosen):
            chosen.append(unit)
            has, room = has + 1, room - 1


def scipy_units(
    pool: Sequence[FormItem], rules: FormRules, rng: np.random.Generator
) -> list[Unit] | None:
    """The same rows for scipy.optimize.milp; None where it finds none.

    Raises Missing without scipy.
    """
    optimize = peer("scipy.optimize")
    units = admitted(pool, rules, ())
    comparable = [item for unit in units for item in unit.items]
    rows = [
        *quota_rows(units, rules),
        *pool_rows(units, comparable, rules),
        *apart_rows(units),
    ]
    bounds = optimize.LinearConstraint(
        np.array([row.coefficients for row in rows]),
        np.array([row.low for row in rows]),
        np.array([row.high for row in rows]),
    )
    found = optimize.milp(
        rng.random(len(units)),
        integrality=np.ones(len(units)),
        bounds=optimize.Bounds(0, 1),
        constraints=bounds,
        options={"mip_rel_gap": 0.01},
    )
    return None if found.x is None else [units[n] for n in np.flatnonzero(found.x > 0.5)]


def _fits(unit: Unit, chosen: Sequence[Unit]) -> bool:
    items = [item for one in chosen for item in one.items]
    return not any(are_at_odds(unit.items[0], item) for item in items)
