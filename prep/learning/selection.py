"""What next? Which items to practise now, and why each was chosen.

One candidate per concept, an unseen sibling before any repeat. Fading concepts come first, up
to a share of the minutes; the rest goes to what is weak, unmeasured or new, by blueprint weight.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial

import numpy as np

from prep.learning.interleaving import interleaved
from prep.learning.items import PoolItem
from prep.learning.mastery import Mastery, MasteryLayout, MasteryState, drifted, task_mastery
from prep.learning.memory import DESIRED_RETENTION, MemoryState, retrievability
from prep.learning.replay import Exposure

DUE_SHARE = 0.6
"""Largest share of the minutes that reviews take while anything else waits."""

MEASURED_FROM = 8
"""First answers from which an estimate counts as measured; fewer where the pool has fewer."""


class Reason(StrEnum):
    """Why an item was chosen."""

    DUE = "due"
    WEAKEST = "weakest"
    UNMEASURED = "unmeasured"
    NEW = "new"
    DIAGNOSTIC = "diagnostic"
    REQUESTED = "requested"


@dataclass(frozen=True, slots=True)
class Selected:
    """A chosen item with its reason and the figures that the reason's sentence names."""

    item: PoolItem
    reason: Reason
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learner:
    """What a choice may know of the learner.

    memories: by concept id. exposures: by item id.
    """

    mastery: MasteryState
    memories: Mapping[str, MemoryState]
    exposures: Mapping[str, Exposure]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a choice must know of the exam: task weights (sum 1) and where tasks stand."""

    layout: MasteryLayout
    task_weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Candidate:
    chosen: Selected
    value: float
    rested: bool


def select_quiz(
    pool: Sequence[PoolItem],
    learner: Learner,
    outline: Outline,
    *,
    minutes: float,
    now: datetime,
    rng: np.random.Generator,
) -> list[Selected]:
    """Today's quiz, in order of asking; empty only when the pool is.

    Takes at most one item a concept and stops before the minutes run out, though it always
    holds one item. Concepts answered since yesterday are used only to fill up.
    """
    mastery = drifted(learner.mastery, outline.layout, now=now)
    items_by_task = Counter(item.task_id for item in pool)
    candidates = [
        _candidate(
            item,
            learner,
            outline,
            task_mastery(mastery, outline.layout, item.task_id),
            now,
            tasks_items=items_by_task[item.task_id],
        )
        for siblings in _by_concept(pool).values()
        for item in _siblings_in_order(siblings, learner.exposures, rng)[:1]
    ]
    budget = minutes * 60
    rested = [c for c in candidates if c.rested]
    due = _ranked([c for c in rested if c.chosen.reason is Reason.DUE])
    others = _shared_out([c for c in rested if c.chosen.reason is not Reason.DUE])
    tired = _shared_out([c for c in candidates if not c.rested])
    first = _take(due, DUE_SHARE * budget)
    filled = _take([*first, *others, *due[len(first) :], *tired], budget)
    return _ordered([c.chosen for c in filled], rng)


def is_measured(known: Mastery, pool_size: int) -> bool:
    """Whether an estimate rests on enough first answers, given how many its pool allows."""
    return known.responses >= min(MEASURED_FROM, max(1, pool_size))


def select_custom(
    pool: Sequence[PoolItem],
    exposures: Mapping[str, Exposure],
    *,
    count: int,
    rng: np.random.Generator,
) -> list[Selected]:
    """A quiz from a pool that the learner narrowed: unseen items first, then longest unseen.

    Concepts take turns, so that siblings stand apart while there are others.
    """
    queues = {
        concept: _siblings_in_order(siblings, exposures, rng)
        for concept, siblings in _by_concept(pool).items()
    }
    turns = [
        (turn, float(rng.random()), item)
        for queue in queues.values()
        for turn, item in enumerate(queue)
    ]
    chosen = [item for _, _, item in sorted(turns, key=lambda t: t[:2])[:count]]
    return _ordered([Selected(item, Reason.REQUESTED) for item in chosen], rng)


def _candidate(
    item: PoolItem,
    learner: Learner,
    outline: Outline,
    known: Mastery,
    now: datetime,
    *,
    tasks_items: int,
) -> _Candidate:
    """The concept's turn: its item, why it is worth asking, and how much.

    Worth is the exam share of the task times what is missing: recall for a fading concept,
    certainty for a task never asked, mastery for all others.
    """
    weight = outline.task_weights[item.task_id]
    memory = learner.memories.get(item.concept_id)
    chosen = partial(Selected, item, figures=_task_figures(known))
    if not known.responses:
        return _Candidate(chosen(Reason.UNMEASURED), weight * 2 * known.half_width, True)
    to_gain = weight * (1 - known.share)
    if memory is None:
        return _Candidate(chosen(Reason.NEW), to_gain, True)
    recall = retrievability(memory, now=now)
    days = (now - memory.last_review_at).days
    if recall < DESIRED_RETENTION:
        figures = {"days_ago": float(days), "recall": recall}
        return _Candidate(Selected(item, Reason.DUE, figures), weight * (1 - recall), days >= 1)
    reason = Reason.WEAKEST if is_measured(known, tasks_items) else Reason.UNMEASURED
    return _Candidate(chosen(reason), to_gain, days >= 1)


def _task_figures(known: Mastery) -> dict[str, float]:
    return {
        "mastery": known.share,
        "half_width": known.half_width,
        "responses": float(known.responses),
    }


def _by_concept(pool: Sequence[PoolItem]) -> dict[str, list[PoolItem]]:
    concepts: dict[str, list[PoolItem]] = {}
    for item in pool:
        concepts.setdefault(item.concept_id, []).append(item)
    return concepts


def _siblings_in_order(
    siblings: Sequence[PoolItem], exposures: Mapping[str, Exposure], rng: np.random.Generator
) -> list[PoolItem]:
    """Unseen items in random order, then seen ones, longest ago first."""
    shuffled = [siblings[int(n)] for n in rng.permutation(len(siblings))]
    unseen = [item for item in shuffled if item.id not in exposures]
    seen = [item for item in shuffled if item.id in exposures]
    return unseen + sorted(seen, key=lambda item: exposures[item.id].last_at)


def _ranked(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    return sorted(candidates, key=lambda c: -c.value / c.chosen.item.seconds)


def _shared_out(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Ranked so that tasks share the quiz in proportion to their worth.

    The n-th concept of a task counts 1 / n (D'Hondt's divisors): one task cannot take it all.
    """
    places: Counter[str] = Counter()
    shares: list[tuple[float, _Candidate]] = []
    for candidate in _ranked(candidates):
        item = candidate.chosen.item
        places[item.task_id] += 1
        shares.append((candidate.value / item.seconds / places[item.task_id], candidate))
    return [candidate for _, candidate in sorted(shares, key=lambda share: -share[0])]


def _take(candidates: Sequence[_Candidate], seconds: float) -> list[_Candidate]:
    """The first candidates, as many as fit into the time and at least one."""
    taken: list[_Candidate] = []
    spent = 0.0
    for candidate in candidates:
        spent += candidate.chosen.item.seconds
        if taken and spent > seconds:
            break
        taken.append(candidate)
    return taken


def _ordered(chosen: Sequence[Selected], rng: np.random.Generator) -> list[Selected]:
    """Random, but with tasks and concepts taking turns."""
    shuffled = [chosen[int(n)] for n in rng.permutation(len(chosen))]
    return interleaved(
        shuffled, topic=lambda s: s.item.task_id, subtopic=lambda s: s.item.concept_id
    )
