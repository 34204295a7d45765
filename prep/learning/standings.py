"""How a learner stands with every concept whose turn may come: as arrays, ready for a choice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from prep.learning.ability_tree import MasteryState
from prep.learning.composites import TYPICAL_ITEM, Mastery, concept_abilities, task_mastery
from prep.learning.irt import response_probability
from prep.learning.items import PoolItem
from prep.learning.mastery import MasteryLayout, drifted
from prep.learning.memory import DESIRED_RETENTION, MemoryState, is_leech
from prep.learning.memory_arrays import retrievability
from prep.learning.replay import Exposure

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MEASURED_FROM = 8
"""First answers from which an estimate counts as measured; fewer where the pool has fewer."""


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
class TaskStanding:
    """A task's exam share, 0 to 1, its mastery, and how many of its concepts have a turn."""

    weight: float
    mastery: Mastery
    is_measured: bool
    concepts: int


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """One item for each of n concepts, and what is known of them.

    memories: None for a concept never met. The others are arrays (n,):
    weight: exam share of the concept's task, 0 to 1. tasks_concepts: how many share it.
    mastery, half_width, responses: the task's mastery, half its interval, its first answers.
    is_measured: whether the task has answers enough. is_unseen: whether the item was never seen.
    is_leech: missed again and again.
    stability, difficulty, days_ago: memory, and whole days since; NaN for a concept never met.
    recall: probability, 0 to 1, of recall now; NaN likewise.
    chance_known: that a typical question on the concept is answered by reasoning alone.
    seconds: what the item is expected to take.
    """

    items: Sequence[PoolItem]
    tasks: Sequence[TaskStanding]
    memories: Sequence[MemoryState | None]
    weight: Floats
    tasks_concepts: Floats
    mastery: Floats
    half_width: Floats
    responses: Floats
    is_measured: Flags
    is_unseen: Flags
    is_leech: Flags
    stability: Floats
    difficulty: Floats
    days_ago: Floats
    recall: Floats
    chance_known: Floats
    seconds: Floats

    @property
    def is_new(self) -> Flags:
        """Which concepts were never met."""
        return np.isnan(self.stability)

    @property
    def is_rested(self) -> Flags:
        """Which concepts were not answered since yesterday."""
        return np.asarray(~(self.days_ago < 1))

    @property
    def is_due(self) -> Flags:
        """Which concepts have faded below the desired retention."""
        return np.asarray(self.recall < DESIRED_RETENTION)


def standings_of(
    items: Sequence[PoolItem],
    pool: Sequence[PoolItem],
    learner: Learner,
    outline: Outline,
    *,
    now: datetime,
) -> Standings:
    """The standings of the concepts of some items, one item a concept, out of a pool."""
    mastery = drifted(learner.mastery, now=now)
    by_task = _task_standings(items, pool, mastery, outline)
    tasks = [by_task[item.task_id] for item in items]
    memories = [learner.memories.get(item.concept_id) for item in items]
    stability = np.array([m.stability if m else np.nan for m in memories])
    days = np.array([days_since(m, now) if m else np.nan for m in memories])
    return Standings(
        items=items,
        tasks=tasks,
        memories=memories,
        weight=np.array([task.weight for task in tasks]),
        tasks_concepts=np.array([float(task.concepts) for task in tasks]),
        mastery=np.array([task.mastery.share for task in tasks]),
        half_width=np.array([task.mastery.half_width for task in tasks]),
        responses=np.array([float(task.mastery.responses) for task in tasks]),
        is_measured=np.array([task.is_measured for task in tasks]),
        is_unseen=np.array([item.id not in learner.exposures for item in items]),
        is_leech=np.array([m is not None and is_leech(m) for m in memories]),
        stability=stability,
        difficulty=np.array([m.memory_difficulty if m else np.nan for m in memories]),
        days_ago=days,
        recall=retrievability(stability, days),
        chance_known=_chance_known(items, mastery, outline.layout),
        seconds=np.array([item.seconds for item in items]),
    )


def is_measured(known: Mastery, pool_size: int) -> bool:
    """Whether an estimate rests on enough first answers, given how many its pool allows."""
    return known.responses >= min(MEASURED_FROM, max(1, pool_size))


def days_since(memory: MemoryState, now: datetime) -> float:
    """Whole days since the concept was last answered."""
    return float((now - memory.last_review_at).days)


def _task_standings(
    items: Sequence[PoolItem], pool: Sequence[PoolItem], mastery: MasteryState, outline: Outline
) -> dict[str, TaskStanding]:
    tasks_items = Counter(item.task_id for item in pool)
    tasks_concepts = Counter(item.task_id for item in items)
    standings = {}
    for task_id, count in tasks_items.items():
        known = task_mastery(mastery, outline.layout, task_id)
        standings[task_id] = TaskStanding(
            outline.task_weights[task_id],
            known,
            is_measured(known, count),
            tasks_concepts[task_id],
        )
    return standings


def _chance_known(
    items: Sequence[PoolItem], mastery: MasteryState, layout: MasteryLayout
) -> Floats:
    wanted = [(item.task_id, item.concept_id) for item in items]
    abilities = concept_abilities(mastery, layout, wanted)
    beliefs = zip(abilities.mean.tolist(), abilities.variance.tolist(), strict=True)
    return np.array([response_probability(*belief, TYPICAL_ITEM) for belief in beliefs])
