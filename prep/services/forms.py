"""Forms for mock exams: one that ships with the bank, or one assembled for this learner.

No form holds an item that the learner was shown before. While there is another way, no smaller
mock holds an item of the last full exam.
"""

from dataclasses import dataclass, replace
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
from prep.storage.banks import ItemVersionRow, list_item_versions
from prep.storage.exams import list_attempts
from prep.storage.forms import FormRow, list_form_versions, list_shipped_forms
from prep.storage.met_items import list_met_exam_items

LARGEST_SEED = 2**31 - 1
ANY_SEED = 0
"""For what is asked of every learner: whether there is a form at all does not hang on the seed."""
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


@dataclass(frozen=True, slots=True)
class NextForm:
    """What a form that is given now would ask, and what that leaves.

    versions: its items in order. full_exams: how many full exams without an item met before the
    learner could sit now, one after the other; full_exams_after: after this form.
    """

    versions: tuple[ItemVersionRow, ...]
    full_exams: int
    full_exams_after: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Who is given forms: what they met of the pool, and how many exams they have begun."""

    learner_id: int
    pool: ExamPool
    met: Items
    unmet: UnmetForms
    begun: int

    def identity(self, kind: str) -> tuple[object, ...]:
        """What tells the next fresh form of a kind from all others."""
        return ("form", self.learner_id, self.pool.certification_id, kind, self.begun)

    def seed(self, kind: str) -> int:
        """The seed of the next fresh form of a kind."""
        return int(rng_for(*self.identity(kind)).integers(LARGEST_SEED))

    def after(self, items: Items) -> "_Candidate":
        """The same after an exam of these items."""
        unmet = [(row, others) for row, others in self.unmet if others.isdisjoint(items)]
        return replace(self, met=self.met | items, unmet=unmet, begun=self.begun + 1)


def form_for(
    db: Session, learner_id: int, certification_id: str, kind: str, *, now: datetime
) -> FormRow:
    """A form of a kind that is new to the learner; the caller holds the learner's lock.

    A shipped one where there is one left. A fresh one spares the items of those as far as it can,
    and those of the last full exam to the end.
    Raises InvalidInput for an unknown kind, and ShortPool with what the pool lacks.
    """
    candidate = _candidate(db, learner_id, certification_id)
    pool = candidate.pool
    rules = rules_for(pool.blueprint, kind)
    if shipped := _shipped(candidate, kind):
        return shipped[0]
    found = _fresh(candidate, kind, candidate.seed(kind))
    if isinstance(found, Shortages):
        raise ShortPool(found.sentences)
    return save_form(
        db,
        uuid5(NAMESPACE_URL, repr((*candidate.identity(kind), now))),
        found,
        rules,
        pool.blueprint,
        pool.versions,
        now=now,
        certification_id=certification_id,
        name=None,
        seed=candidate.seed(kind),
    )


def next_form(db: Session, learner_id: int, certification_id: str, kind: str) -> NextForm | None:
    """The form of a kind that `form_for` would give now, which is not stored; None without one.

    Raises InvalidInput for an unknown kind.
    """
    candidate = _candidate(db, learner_id, certification_id)
    if shipped := _shipped(candidate, kind):
        versions = tuple(list_form_versions(db, shipped[0].id).values())
    else:
        found = _fresh(candidate, kind, candidate.seed(kind))
        if isinstance(found, Shortages):
            return None
        versions = _versions(db, candidate.pool, found)
    items = frozenset(version.item_id for version in versions)
    return NextForm(versions, _full_exams(candidate), _full_exams(candidate.after(items)))


def form_rng(certification_id: str, kind: str, seed: int) -> np.random.Generator:
    """The generator behind a form's seed."""
    return rng_for("form", certification_id, kind, seed)


def available_forms(db: Session, learner_id: int, certification_id: str) -> tuple[FormChoice, ...]:
    """Every kind of mock exam, and whether the learner can be given one now.

    What costs an assembly to find out is kept per bank version.
    """
    candidate = _candidate(db, learner_id, certification_id)
    return tuple(_choice(candidate, kind) for kind in kinds_of(candidate.pool.blueprint))


def _candidate(db: Session, learner_id: int, certification_id: str) -> _Candidate:
    met = frozenset(list_met_exam_items(db, learner_id, certification_id))
    shipped = list_shipped_forms(db, certification_id)
    return _Candidate(
        learner_id=learner_id,
        pool=get_exam_pool(db, certification_id),
        met=met,
        unmet=[(row, frozenset(items)) for row, items in shipped if met.isdisjoint(items)],
        begun=len(list_attempts(db, learner_id, certification_id)),
    )


def _choice(candidate: _Candidate, kind: str) -> FormChoice:
    rules = rules_for(candidate.pool.blueprint, kind)
    in_cases = rules.cases.most_items if rules.cases else 0
    sizes = section_sizes(rules, in_cases, rules.questions - in_cases)
    found = _items(candidate, kind, ANY_SEED)
    shortages, taken = (found.sentences, NO_ITEMS) if isinstance(found, Shortages) else ((), found)
    return FormChoice(
        kind=kind,
        name=rules.name,
        questions=rules.questions,
        minutes=minutes_for(candidate.pool.blueprint, rules.questions),
        sections=placed_sections(rules, list(sizes.values())),
        shortages=shortages,
        is_instead_of_full=kind != FULL and not taken.isdisjoint(_last_full(candidate)),
    )


def _shipped(candidate: _Candidate, kind: str) -> tuple[FormRow, Items] | None:
    """The first shipped form of a kind that is new to the candidate, with its items."""
    return next((pair for pair in candidate.unmet if pair[0].kind == kind), None)


def _items(candidate: _Candidate, kind: str, seed: int) -> Items | Shortages:
    """What a form of the kind takes now; items of the last full exam only if it must."""
    if shipped := _shipped(candidate, kind):
        return shipped[1]
    found = _fresh(candidate, kind, seed)
    return found if isinstance(found, Shortages) else frozenset(found.item_ids)


def _full_exams(candidate: _Candidate) -> int:
    """How many full exams the candidate could sit, one after the other."""
    found = _items(candidate, FULL, candidate.seed(FULL))
    return 0 if isinstance(found, Shortages) else 1 + _full_exams(candidate.after(found))


def _last_full(candidate: _Candidate) -> Items:
    """The items of a full exam that smaller mocks are to leave whole; none where there is none."""
    found = _items(candidate, FULL, ANY_SEED)
    return NO_ITEMS if isinstance(found, Shortages) else found


def _to_spare(candidate: _Candidate, kind: str) -> list[Items]:
    """What a fresh form leaves to others, the most important first: a full exam."""
    others = [items for _, items in candidate.unmet]
    if kind == FULL:
        return others
    last = _last_full(candidate)
    return [last, *(items for items in others if items != last)]


def _fresh(candidate: _Candidate, kind: str, seed: int) -> Form | Shortages:
    """A form without what was met; of what is to be spared it gives up the last first."""
    spared = _to_spare(candidate, kind)
    found = _assembled(candidate.pool, kind, seed, candidate.met.union(*spared))
    while isinstance(found, Shortages) and spared:
        spared.pop()
        found = _assembled(candidate.pool, kind, seed, candidate.met.union(*spared))
    return found


def _versions(db: Session, pool: ExamPool, form: Form) -> tuple[ItemVersionRow, ...]:
    """The items of a form that is not stored, in order."""
    ids = [(item_id, pool.versions[item_id]) for item_id in form.item_ids]
    found = {row.item_id: row for row in list_item_versions(db, ids)}
    return tuple(found[item_id] for item_id in form.item_ids)


def _assembled(pool: ExamPool, kind: str, seed: int, excluded: Items) -> Form | Shortages:
    key = (pool.key, kind, seed, excluded)
    if key not in _KEPT:
        while len(_KEPT) >= _KEEP_AT_MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        rng = form_rng(pool.certification_id, kind, seed)
        rules = rules_for(pool.blueprint, kind)
        _KEPT[key] = assemble(pool.items, rules, excluded=excluded, rng=rng)
    return _KEPT[key]
