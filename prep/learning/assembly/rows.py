"""The rules of a form over the units of a pool, as rows of an integer programme."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from prep.learning.assembly.pool import FormItem, Unit
from prep.learning.assembly.rules import FormRules, Quota
from prep.learning.memory_arrays import Floats


@dataclass(frozen=True, slots=True)
class Row:
    """low <= coefficients · chosen <= high, where `chosen` is 0 or 1 for each unit.

    name: what it is about, in sentences.
    """

    name: str
    coefficients: Floats
    low: float
    high: float


def quota_rows(units: Sequence[Unit], rules: FormRules) -> list[Row]:
    """The rows that count: one for each quota, and one for the case sets."""
    rows = [
        Row(quota.name, _counts(units, quota), float(quota.low), float(quota.high))
        for quota in rules.quotas
    ]
    if rules.cases:
        are_cases = np.array([float(unit.is_case) for unit in units])
        rows.insert(1, Row("Case sets", are_cases, rules.cases.sets, rules.cases.sets))
    return rows


def pool_rows(units: Sequence[Unit], pool: Sequence[FormItem], rules: FormRules) -> list[Row]:
    """The rows that depend on what else is in the pool: shares of concepts, and the difficulty."""
    quotas = [quota for quota in rules.quotas if quota.attribute == "task_id"]
    rows = [row for quota in quotas for row in _concept_rows(units, quota)]
    return [*rows, _difficulty_row(units, pool, rules)]


def apart_rows(units: Sequence[Unit]) -> list[Row]:
    """At most one unit of every template, and of every two enemies."""
    groups: dict[str, list[int]] = defaultdict(list)
    by_id = {item_id: n for n, unit in enumerate(units) for item_id in unit.ids}
    pairs = set()
    for n, unit in enumerate(units):
        for template in unit.templates:
            groups[template].append(n)
        pairs |= {frozenset((n, by_id[enemy])) for enemy in unit.enemies & by_id.keys()}
    several = [group for group in groups.values() if len(group) > 1]
    together = [*several, *sorted(sorted(pair) for pair in pairs if len(pair) > 1)]
    return [
        Row("", np.bincount(group, minlength=len(units)).astype(float), -math.inf, 1.0)
        for group in together
    ]


def concept_cap(available: Sequence[int], fewest: int, most: int) -> int:
    """Most items of one concept in a task, given how many each of its concepts has.

    The even share of the task's `most` items, rounded up; more where the pool could otherwise not
    supply the task's `fewest`.
    """
    cap = math.ceil(most / len(available))
    while sum(min(cap, count) for count in available) < min(fewest, sum(available)):
        cap += 1
    return cap


def _counts(units: Sequence[Unit], quota: Quota) -> Floats:
    return np.array([float(sum(map(quota.counts, unit.items))) for unit in units])


def _concept_rows(units: Sequence[Unit], quota: Quota) -> Iterator[Row]:
    """None for concepts that have too few items to exceed their share."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        for item in filter(quota.counts, unit.items):
            places[item.concept_id].append(n)
    if not places:
        return
    cap = concept_cap([len(mine) for mine in places.values()], quota.low, quota.high)
    for concept_id, mine in sorted(places.items()):
        if len(mine) > cap:
            counts = np.bincount(mine, minlength=len(units)).astype(float)
            yield Row(f"{quota.name} · {concept_id}", counts, -math.inf, cap)


def _difficulty_row(units: Sequence[Unit], pool: Sequence[FormItem], rules: FormRules) -> Row:
    """How far the form's mean difficulty may be from the pool's, in logits."""
    mean = float(np.mean([item.difficulty for item in pool])) if pool else 0.0
    above = np.array([sum(item.difficulty - mean for item in unit.items) for unit in units])
    most = rules.difficulty_tolerance
    return Row("Mean difficulty over the pool's", above / rules.questions, -most, most)
