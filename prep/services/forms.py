"""Forms for mock exams: one that ships with the bank, or one assembled for this learner.

No form holds an item that the learner was shown before.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from sqlalchemy.orm import Session

from prep.errors import ShortPool
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.ordering import Form
from prep.learning.assembly.outline import FULL, kinds_of, rules_for
from prep.learning.assembly.pool import FormItem
from prep.learning.assembly.rules import FormRules, section_sizes
from prep.learning.assembly.shortages import Shortages
from prep.learning.blueprint import ExamBlueprint
from prep.services.exam_pools import ExamPool, get_exam_pool
from prep.services.form_rows import PlacedSection, minutes_for, placed_sections, save_form
from prep.services.seeds import rng_for
from prep.storage.exams import list_attempts
from prep.storage.forms import FormRow, list_shipped_forms
from prep.storage.met_items import list_met_exam_items

LARGEST_SEED = 2**31 - 1
_KEPT: dict[tuple[object, ...], tuple[str, ...]] = {}
_KEEP_AT_MOST = 256


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One kind of mock exam that a learner may choose.

    sections: at their sizes; those of case sets may come out a few questions smaller.
    shortages: why it cannot be given, in sentences; empty when it can.
    is_instead_of_full: whether the questions that it leaves are too few for a full exam, which
    could be given now.
    """

    kind: str
    name: str
    questions: int
    minutes: float
    sections: tuple[PlacedSection, ...]
    shortages: tuple[str, ...]
    is_instead_of_full: bool = False


def form_for(
    db: Session, learner_id: int, certification_id: str, kind: str, *, now: datetime
) -> FormRow:
    """A form of a kind that is new to the learner; the caller holds the learner's lock.

    A shipped one where there is one left. A fresh one spares the items of those if it can.
    Raises InvalidInput for an unknown kind, and ShortPool with what the pool lacks.
    """
    pool = get_exam_pool(db, certification_id)
    rules = rules_for(pool.blueprint, kind)
    met = list_met_exam_items(db, learner_id, certification_id)
    unmet = _unmet_forms(db, certification_id, met)
    for row, _ in unmet:
        if row.kind == kind:
            return row
    number = len(list_attempts(db, learner_id, certification_id))
    identity = ("form", learner_id, certification_id, kind, number)
    seed = int(rng_for(*identity).integers(LARGEST_SEED))
    return save_form(
        db,
        uuid5(NAMESPACE_URL, repr((*identity, now))),
        _fresh(pool, rules, seed, met, spared=set().union(*(items for _, items in unmet))),
        rules,
        pool.blueprint,
        pool.versions,
        now=now,
        certification_id=certification_id,
        name=None,
        seed=seed,
    )


def form_rng(certification_id: str, kind: str, seed: int) -> np.random.Generator:
    """The generator behind a form's seed."""
    return rng_for("form", certification_id, kind, seed)


def available_forms(db: Session, learner_id: int, certification_id: str) -> tuple[FormChoice, ...]:
    """Every kind of mock exam, and whether the learner can be given one now.

    What costs an assembly to find out is kept per bank version.
    """
    pool = get_exam_pool(db, certification_id)
    met = frozenset(list_met_exam_items(db, learner_id, certification_id))
    shipped = {row.kind for row, _ in _unmet_forms(db, certification_id, met)}
    choices = [
        _choice(pool, kind, () if kind in shipped else _shortages(pool, kind, met))
        for kind in kinds_of(pool.blueprint)
    ]
    full, *smaller = choices
    if full.shortages:
        return tuple(choices)
    unmet = [item for item in pool.items if item.id not in met]
    return (full, *(_beside_full(pool.blueprint, choice, unmet) for choice in smaller))


def _beside_full(
    blueprint: ExamBlueprint, choice: FormChoice, unmet: Sequence[FormItem]
) -> FormChoice:
    """The choice with whether what it leaves is too little for a full exam, by counting."""
    taken = {quota.name: quota.low for quota in rules_for(blueprint, choice.kind).quotas}
    is_short = any(
        sum(map(quota.counts, unmet)) - taken.get(quota.name, 0) < quota.low
        for quota in rules_for(blueprint, FULL).quotas
    )
    return replace(choice, is_instead_of_full=is_short and not choice.shortages)


def _choice(pool: ExamPool, kind: str, shortages: tuple[str, ...]) -> FormChoice:
    rules = rules_for(pool.blueprint, kind)
    in_cases = rules.cases.most_items if rules.cases else 0
    sizes = section_sizes(rules, in_cases, rules.questions - in_cases)
    return FormChoice(
        kind=kind,
        name=rules.name,
        questions=rules.questions,
        minutes=minutes_for(pool.blueprint, rules.questions),
        sections=placed_sections(rules, list(sizes.values())),
        shortages=shortages,
    )


def _shortages(pool: ExamPool, kind: str, met: frozenset[str]) -> tuple[str, ...]:
    key = (pool.key, kind, met)
    if key not in _KEPT:
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        rules = rules_for(pool.blueprint, kind)
        found = _assembled(pool, rules, 0, met)
        _KEPT[key] = found.sentences if isinstance(found, Shortages) else ()
    return _KEPT[key]


def _unmet_forms(
    db: Session, certification_id: str, met: Set[str]
) -> list[tuple[FormRow, set[str]]]:
    """The shipped forms of which the learner has seen nothing, with the ids of their items."""
    shipped = list_shipped_forms(db, certification_id)
    return [(row, items) for row, items in shipped if met.isdisjoint(items)]


def _fresh(pool: ExamPool, rules: FormRules, seed: int, met: Set[str], *, spared: Set[str]) -> Form:
    """A form without what the learner met, and without what is to be spared where that works."""
    found = _assembled(pool, rules, seed, met | spared)
    if isinstance(found, Shortages) and not met >= spared:
        found = _assembled(pool, rules, seed, met)
    if isinstance(found, Shortages):
        raise ShortPool(found.sentences)
    return found


def _assembled(pool: ExamPool, rules: FormRules, seed: int, excluded: Set[str]) -> Form | Shortages:
    rng = form_rng(pool.certification_id, rules.kind, seed)
    return assemble(pool.items, rules, excluded=frozenset(excluded), rng=rng)
