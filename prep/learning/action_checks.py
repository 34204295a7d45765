"""Checking an exercise that was done at work: on which days, and with which questions.

Three short sittings, spread over about a week, so that they ask for what stayed and not for what
is fresh in mind. Only questions never seen before measure it.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from math import ceil

import numpy as np

from prep.learning.ability_tree import CONCEPT_VARIANCE, MasteryState
from prep.learning.composites import joint_task_abilities
from prep.learning.information import JointAbilities, measured_items, variance_reductions
from prep.learning.items import PoolItem
from prep.learning.mastery import drifted
from prep.learning.selection import Reason, Selected
from prep.learning.standings import Learner, Outline

CHECK_AFTER_DAYS = (1, 3, 7)
"""How many days after documenting each sitting falls due at the earliest."""

MOST_QUESTIONS = 3
"""Unseen questions of a sitting, at most."""

KEPT_A_SITTING = 2
"""Unseen questions that daily quizzes leave for each sitting ahead: enough to tell something."""

REPEATS = 2
"""Questions of a sitting where the task has no unseen ones left."""


def check_days(documented_on: date, study_days: Sequence[int]) -> tuple[date, ...]:
    """When each sitting falls due: on study days (ISO weekdays), each later than the one before."""
    days: list[date] = []
    for after in CHECK_AFTER_DAYS:
        earliest = documented_on + timedelta(days=after)
        if days:
            earliest = max(earliest, days[-1] + timedelta(days=1))
        days.append(next_study_day(earliest, study_days))
    return tuple(days)


def moved_days(
    begun_on: date, later_days: Sequence[date], study_days: Sequence[int]
) -> tuple[date, ...]:
    """When the later sittings fall due once one has begun, perhaps late: never on its own day."""
    moved: list[date] = []
    last = begun_on
    for due_on in later_days:
        last = due_on if due_on > last else next_study_day(last + timedelta(days=1), study_days)
        moved.append(last)
    return tuple(moved)


def next_study_day(earliest: date, study_days: Sequence[int]) -> date:
    """The first study day from a date on; the date itself where no day is one."""
    week = (earliest + timedelta(days=n) for n in range(7))
    return next((day for day in week if day.isoweekday() in study_days), earliest)


def choose_check(
    pool: Sequence[PoolItem],
    learner: Learner,
    outline: Outline,
    task_id: str,
    *,
    sittings_left: int,
    now: datetime,
) -> list[Selected]:
    """The questions of one sitting, in order of asking; empty only if the task has none at all.

    Unseen ones whose answers are expected to tell most of the task; siblings of a concept stand
    back while there are others, and scarce questions are shared among the sittings left. Where
    every question was seen, those seen longest ago are asked again, and `figures` says so with
    `days_ago`. The same learner at the same moment gets the same questions.
    """
    of_task = [item for item in pool if item.task_id == task_id]
    unseen = [item for item in of_task if item.id not in learner.exposures]
    if not unseen:
        return _seen_longest_ago(of_task, learner, now)
    count = min(MOST_QUESTIONS, ceil(len(unseen) / max(1, sittings_left)))
    telling = _by_information(unseen, drifted(learner.mastery, now=now), outline, task_id)
    return [Selected(item, Reason.CHECK) for item in _apart(telling)[:count]]


def kept_for_checks(
    pool: Sequence[PoolItem], seen: Set[str], sittings_ahead: Mapping[str, int]
) -> set[str]:
    """Ids of the unseen items that checks ahead need, so that daily quizzes leave them alone.

    sittings_ahead: by task, how many sittings are still to come. Of a concept's items the last by
    id are kept, in turn with the task's other concepts.
    """
    kept: set[str] = set()
    for task_id, sittings in sittings_ahead.items():
        unseen = [item for item in pool if item.task_id == task_id and item.id not in seen]
        unseen.sort(key=lambda item: item.id, reverse=True)
        kept |= {item.id for item in _apart(unseen)[: KEPT_A_SITTING * sittings]}
    return kept


def _seen_longest_ago(items: Sequence[PoolItem], learner: Learner, now: datetime) -> list[Selected]:
    ordered = sorted(items, key=lambda item: (learner.exposures[item.id].last_at, item.id))
    return [
        Selected(
            item,
            Reason.CHECK,
            {"days_ago": float((now - learner.exposures[item.id].last_at).days)},
        )
        for item in ordered[:REPEATS]
    ]


def _by_information(
    items: Sequence[PoolItem], mastery: MasteryState, outline: Outline, task_id: str
) -> list[PoolItem]:
    """The item whose answer tells most of the task's ability first; ties go to the smaller id."""
    layout = outline.layout
    abilities = JointAbilities(*joint_task_abilities(mastery, layout))
    place = layout.task_ids.index(task_id)
    weights = np.zeros(len(layout.task_ids))
    weights[place] = 1.0
    ordered = sorted(items, key=lambda item: item.id)
    arrays = measured_items(
        [item.parameters for item in ordered],
        [place] * len(ordered),
        concept_variance=CONCEPT_VARIANCE,
    )
    worth = variance_reductions(abilities, arrays, weights)
    return [ordered[int(n)] for n in np.argsort(-worth, kind="stable")]


def _apart(items: Sequence[PoolItem]) -> list[PoolItem]:
    """The same order, but the second item of a concept after the first of every other."""
    turns: dict[str, int] = {}
    placed = []
    for item in items:
        turns[item.concept_id] = turns.get(item.concept_id, -1) + 1
        placed.append((turns[item.concept_id], item))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]
