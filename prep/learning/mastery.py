"""What a learner can do: a Gaussian posterior over a tree of abilities, one answer at a time.

Learners change: practice brings them on, each at a pace of their own, and certainty wears off with
every answer and every day. How evidence runs through the tree stands in `ability_tree`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import sqrt
from typing import NamedTuple

from prep.learning.ability_tree import (
    CONCEPT_VARIANCE,
    DOMAIN_VARIANCE,
    GENERAL,
    GENERAL_VARIANCE,
    TASK_VARIANCE,
    Descent,
    MasteryState,
    Step,
    descended,
    inform,
)
from prep.learning.blueprint import ExamBlueprint
from prep.learning.irt import response_evidence, response_probability
from prep.learning.items import ItemParameters

GAIN_PER_ANSWER = 0.0025
LARGEST_GAIN = 8.0
"""Logits that an explained answer adds to all abilities of an average learner at first, and that
practice adds to them at most: 0.8 logits in 340 answers."""


class Source(NamedTuple):
    """Answers below one node, and their weight, 0 to 1, in an estimate further down."""

    answers: int
    weight: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """An ability on the logit scale (0 = half of the typical items) with its uncertainty."""

    value: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class MasteryLayout:
    """Where the tasks of a blueprint stand: its ids in order, and each task's domain by index.

    paths: for each task the steps down to it.
    """

    domain_ids: tuple[str, ...]
    task_ids: tuple[str, ...]
    parents: tuple[int, ...]
    paths: Mapping[str, tuple[Step, ...]] = field(repr=False)

    def path(self, task_id: str, concept_id: str | None = None) -> tuple[Step, ...]:
        """The steps down to a task, or to a concept of it.

        Raises KeyError for a task of another blueprint.
        """
        path = self.paths[task_id]
        if concept_id is None:
            return path
        return (*path, (f"{path[-1][0]}/{concept_id}", CONCEPT_VARIANCE))


def layout_of(blueprint: ExamBlueprint) -> MasteryLayout:
    """The layout for a blueprint."""
    placed = [(n, d.id, t.id) for n, d in enumerate(blueprint.domains) for t in d.tasks]
    return MasteryLayout(
        domain_ids=tuple(domain.id for domain in blueprint.domains),
        task_ids=tuple(task_id for _, _, task_id in placed),
        parents=tuple(n for n, _, _ in placed),
        paths={
            task_id: (
                (GENERAL, GENERAL_VARIANCE),
                (domain_id, DOMAIN_VARIANCE),
                (f"{domain_id}/{task_id}", TASK_VARIANCE),
            )
            for _, domain_id, task_id in placed
        },
    )


def prior() -> MasteryState:
    """What is believed of a learner who has not answered anything."""
    return MasteryState({}, (0.0, 0.0), 0.0, None, 0)


def descent(
    state: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    concept_id: str | None = None,
    now: datetime,
) -> Descent:
    """Down the tree at `now`, just before an answer on a concept of a task.

    Without a concept the answer is about the task as a whole. Raises KeyError for a task of
    another blueprint.
    """
    return descended(drifted(state, now=now), layout.path(task_id, concept_id))


def probability(before: Descent, parameters: ItemParameters) -> float:
    """Probability, 0 to 1, that an unseen item is answered right by ability."""
    mean, variance = before.ability
    gap_variance = variance + parameters.difficulty_sd * parameters.difficulty_sd
    return response_probability(mean - parameters.difficulty, gap_variance, parameters)


def updated(
    before: Descent, parameters: ItemParameters, *, is_correct: bool, is_explained: bool = True
) -> MasteryState:
    """The posterior after one first-exposure response.

    Practice is expected to have taught something only where answers are explained.
    """
    state = before.state
    precision, information = response_evidence(before.ability, parameters, is_correct=is_correct)
    nodes = dict(state.nodes)
    growth = inform(nodes, before, precision, information)
    gained = state.gained
    if is_explained:
        gained += GAIN_PER_ANSWER * (1 - gained / LARGEST_GAIN)
    return MasteryState(nodes, growth, gained, state.began_at, state.day)


def drifted(state: MasteryState, *, now: datetime) -> MasteryState:
    """The state at `now`: people learn and forget unseen, so all evidence wears off by days.

    Without any, the prior is believed again. A clock that goes back changes nothing.
    """
    if state.began_at is None:
        return state._replace(began_at=now, day=0)
    day = (now - state.began_at).days
    return state if day <= state.day else state._replace(day=day)


def task_ability(state: MasteryState, layout: MasteryLayout, task_id: str) -> Estimate:
    """Ability in one task."""
    mean, variance = descended(state, layout.path(task_id)).ability
    return Estimate(mean, sqrt(variance))


def sources(before: Descent) -> tuple[Source, ...]:
    """What the ability that an answer is about rests on, root first.

    A node's mean is its parent's times the share that it passes on, plus what its own evidence
    says. The weights and the prior's sum to 1.
    """
    found: list[Source] = []
    weight = 1.0
    for *_, answers, share, _ in reversed(before.passed):
        found.append(Source(answers, weight * (1 - share)))
        weight *= share
    return tuple(reversed(found))
