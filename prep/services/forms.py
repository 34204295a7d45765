"""Forms for mock exams: one that ships with the bank, or one assembled for this learner.

No form holds an item that the learner was shown before. While there is another way, no smaller
mock holds an item of the last full exam.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

import numpy as np
from sqlalchemy.orm import Session

from prep.errors import ShortPool
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.ordering import Form
from prep.learning.assembly.outline import FULL, kinds_of, rules_for
from prep.learning.assembly.rules import section_sizes
from prep.learning.assembly.shortages import Shortages
from prep.services.exam_pools import ExamPool, get_exam_pool
from prep.services.form_rows import PlacedSection, minutes_for, placed_sections, save_form
from prep.services.seeds import rng_for
from prep.storage.exams import list_attempts
from prep.storage.forms import FormRow, list_shipped_forms
from prep.storage.met_items import list_met_exam_items

LARGEST_SEED = 2**31 - 1
_KEPT: dict[tuple[object, ...], Form | Shortages] = {}
_KEEP_AT_MOST = 256

Items = frozenset[str]
"""Ids of items."""
NO_ITEMS: Items = frozenset()
UnmetForms = list[tuple[FormRow, Items]]
"""Shipped forms of which a learner has seen nothing, each with its items."""


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One kind of mock exam that a learner may choose.

    sections: at their sizes; those of case sets may come out a few questions smaller.
    shortages: why it cannot be given, in sentences; empty when it can.
    is_instead_of_full: whether it has to take questions of the last full exam.
    """

    kind: str
    name: str
    questions: int
    minutes: float
    sections: tuple[PlacedSection, ...]
    shortages: tuple[str, ...]
    is_instead_of_full: bool


def form_for(
    db: Session, learner_id: int, certification_id: str, kind: str, *, now: datetime
) -> FormRow:
    """A form of a kind that is new to the learner; the caller holds the learner's lock.

    A shipped one where there is one left. A fresh one spares the items of those as far as it can,
    and those of the last full exam to the end.
    Raises InvalidInput for an unknown kind, and ShortPool with what the pool lacks.
    """
    pool = get_exam_pool(db, certification_id)
    rules = rules_for(pool.blueprint, kind)
    met = frozenset(list_met_exam_items(db, learner_id, certification_id))
    unmet = _unmet_forms(db, certification_id, met)
    for row, _ in unmet:
        if row.kind == kind:
            return row
    number = len(list_attempts(db, learner_id, certification_id))
    identity = ("form", learner_id, certification_id, kind, number)
    seed = int(rng_for(*identity).integers(LARGEST_SEED))
    found = _fresh(pool, kind, seed, met, _to_spare(pool, kind, met, unmet))
    if isinstance(found, Shortages):
        raise ShortPool(found.sentences)
    return save_form(
        db,
        uuid5(NAMESPACE_URL, repr((*identity, now))),
        found,
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
    unmet = _unmet_forms(db, certification_id, met)
    return tuple(_choice(pool, kind, met, unmet) for kind in kinds_of(pool.blueprint))


def _choice(pool: ExamPool, kind: str, met: Items, unmet: UnmetForms) -> FormChoice:
    rules = rules_for(pool.blueprint, kind)
    in_cases = rules.cases.most_items if rules.cases else 0
    sizes = section_sizes(rules, in_cases, rules.questions - in_cases)
    found = _prospect(pool, kind, met, unmet)
    shortages, taken = (found.sentences, NO_ITEMS) if isinstance(found, Shortages) else ((), found)
    return FormChoice(
        kind=kind,
        name=rules.name,
        questions=rules.questions,
        minutes=minutes_for(pool.blueprint, rules.questions),
        sections=placed_sections(rules, list(sizes.values())),
        shortages=shortages,
        is_instead_of_full=kind != FULL and not taken.isdisjoint(_last_full(pool, met, unmet)),
    )


def _prospect(pool: ExamPool, kind: str, met: Items, unmet: UnmetForms) -> Items | Shortages:
    """What a form of the kind could take now; it takes of the last full exam only if it must."""
    for row, items in unmet:
        if row.kind == kind:
            return items
    found = _fresh(pool, kind, 0, met, _to_spare(pool, kind, met, unmet)[:1])
    return found if isinstance(found, Shortages) else frozenset(found.item_ids)


def _last_full(pool: ExamPool, met: Items, unmet: UnmetForms) -> Items:
    """The items of a full exam that smaller mocks are to leave whole; none where there is none."""
    found = _prospect(pool, FULL, met, unmet)
    return NO_ITEMS if isinstance(found, Shortages) else found


def _to_spare(pool: ExamPool, kind: str, met: Items, unmet: UnmetForms) -> list[Items]:
    """What a fresh form leaves to others, the most important first: a full exam."""
    others = [items for _, items in unmet]
    if kind == FULL:
        return others
    last = _last_full(pool, met, unmet)
    return [last, *(items for items in others if items != last)]


def _unmet_forms(db: Session, certification_id: str, met: Items) -> UnmetForms:
    """The shipped forms of which the learner has seen nothing, with the ids of their items."""
    shipped = list_shipped_forms(db, certification_id)
    return [(row, frozenset(items)) for row, items in shipped if met.isdisjoint(items)]


def _fresh(
    pool: ExamPool, kind: str, seed: int, met: Items, to_spare: Sequence[Items]
) -> Form | Shortages:
    """A form without what the learner met; of what is to be spared it gives up the last first."""
    found = _assembled(pool, kind, seed, met.union(*to_spare))
    if isinstance(found, Shortages) and to_spare:
        return _fresh(pool, kind, seed, met, to_spare[:-1])
    return found


def _assembled(pool: ExamPool, kind: str, seed: int, excluded: Items) -> Form | Shortages:
    key = (pool.key, kind, seed, excluded)
    if key not in _KEPT:
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        rng = form_rng(pool.certification_id, kind, seed)
        rules = rules_for(pool.blueprint, kind)
        _KEPT[key] = assemble(pool.items, rules, excluded=excluded, rng=rng)
    return _KEPT[key]
