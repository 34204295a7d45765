"""What next? Which items to practise now, and why each was chosen.

One item a concept, an unseen sibling before any repeat. What each concept is worth is in `worth`;
here the minutes are filled, by exam date or without one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from prep.learning.composites import Mastery
from prep.learning.interleaving import interleaved
from prep.learning.items import PoolItem
from prep.learning.memory import MemoryState, retrievability
from prep.learning.replay import Exposure
from prep.learning.standings import Learner, Outline, Standings, days_since, standings_of
from prep.learning.worth import (
    one_leech,
    ranked,
    shared_out,
    worth_by_exam,
    worth_of_keeping,
    worth_of_measuring,
)

DUE_SHARE = 0.6
"""Without an exam date: largest share of the minutes for reviews while anything else waits."""

MEASURING_SHARE = 0.2
"""With an exam date: share of the minutes for tasks with too few answers, while there are any."""


class Reason(StrEnum):
    """Why an item was chosen."""

    DUE = "due"
    EXAM = "exam"
    LEECH = "leech"
    WEAKEST = "weakest"
    UNMEASURED = "unmeasured"
    NEW = "new"
    DIAGNOSTIC = "diagnostic"
    REQUESTED = "requested"
    CHECK = "check"


Figures = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Selected:
    """A chosen item with its reason and the figures that the reason's sentence names."""

    item: PoolItem
    reason: Reason
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The exam, from today: its date, the days until then, and the study days among them.

    Both counts have today in them and are 1 or more.
    """

    exam_on: date
    days: int
    study_days: int


def select_quiz(
    pool: Sequence[PoolItem],
    learner: Learner,
    outline: Outline,
    *,
    minutes: float,
    horizon: Horizon | None,
    now: datetime,
    rng: np.random.Generator,
) -> list[Selected]:
    """Today's quiz, in order of asking; empty only when the pool is.

    Takes at most one item a concept, at most one concept that is missed again and again, and
    stops before the minutes run out, though it always holds one item. However much has faded,
    the quiz gets no longer. Concepts answered since yesterday are used only to fill up.
    `horizon` is None without an exam date.
    """
    if not pool:
        return []
    items = [queue[0] for queue in _queues(pool, learner.exposures, rng).values()]
    standings = standings_of(items, pool, learner, outline, now=now)
    telling: list[int] = []
    if horizon is None:
        places = _by_keeping(standings, minutes)
    else:
        telling = _telling(standings, MEASURING_SHARE * minutes)
        places = _by_exam(standings, telling, horizon, minutes)
    chosen = [_selected(standings, place, horizon, now, place in telling) for place in places]
    return _ordered(chosen, rng)


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
    queues = _queues(pool, exposures, rng)
    turns = [
        (turn, float(rng.random()), item)
        for queue in queues.values()
        for turn, item in enumerate(queue)
    ]
    chosen = [item for _, _, item in sorted(turns, key=lambda t: t[:2])[:count]]
    return _ordered([Selected(item, Reason.REQUESTED) for item in chosen], rng)


def _by_keeping(standings: Standings, minutes: float) -> list[int]:
    """Without a date: fading concepts first up to their share, then what is weak or new."""
    worth = worth_of_keeping(standings)
    allowed = one_leech(worth, standings)
    rested, due = allowed & standings.is_rested, standings.is_due
    fading = ranked(worth, rested & due)
    first = _fitting(fading, standings, DUE_SHARE * minutes)
    others = shared_out(worth, rested & ~due, standings)
    tired = shared_out(worth, allowed & ~rested, standings)
    return _fitting([*first, *others, *fading[len(first) :], *tired], standings, minutes)


def _by_exam(
    standings: Standings, telling: Sequence[int], horizon: Horizon, minutes: float
) -> list[int]:
    """With a date: what tells most of the learner, then what adds most to the score that day."""
    seconds_a_day = minutes * 60 * horizon.study_days / horizon.days
    worth = worth_by_exam(standings, horizon.days, seconds_a_day)
    allowed = one_leech(worth, standings)
    allowed[telling] = False
    rested = ranked(worth, allowed & standings.is_rested)
    tired = ranked(worth, allowed & ~standings.is_rested)
    return _fitting([*telling, *rested, *tired], standings, minutes)


def _telling(standings: Standings, minutes: float) -> list[int]:
    """First answers on tasks with too few of them, as many as fit into the minutes."""
    waiting = standings.is_rested & ~standings.is_leech
    among = waiting & standings.is_unseen & ~standings.is_measured
    found = shared_out(worth_of_measuring(standings), among, standings)
    return _fitting(found, standings, minutes)


def _fitting(places: Sequence[int], standings: Standings, minutes: float) -> list[int]:
    """The first of them, as many as fit into the minutes and at least one."""
    ends = np.cumsum(standings.seconds[list(places)])
    return list(places[: max(1, int(np.searchsorted(ends, minutes * 60, side="right")))])


def _selected(
    standings: Standings, place: int, horizon: Horizon | None, now: datetime, is_telling: bool
) -> Selected:
    """The item at a place with the reason why its concept's turn has come."""
    item, memory = standings.items[place], standings.memories[place]
    known = standings.tasks[place].mastery
    if memory is None or is_telling:
        reason = Reason.UNMEASURED if is_telling or not known.responses else Reason.NEW
        return Selected(item, reason, _task_figures(known))
    if standings.is_leech[place]:
        figures = {"missed": float(memory.lapses), "answers": float(memory.reviews)}
        return Selected(item, Reason.LEECH, figures)
    if horizon or standings.is_due[place]:
        reason = Reason.EXAM if horizon else Reason.DUE
        return Selected(item, reason, _memory_figures(memory, horizon, now))
    reason = Reason.WEAKEST if standings.is_measured[place] else Reason.UNMEASURED
    return Selected(item, reason, _task_figures(known))


def _task_figures(known: Mastery) -> Figures:
    return {
        "mastery": known.share,
        "half_width": known.half_width,
        "responses": float(known.responses),
    }


def _memory_figures(memory: MemoryState, horizon: Horizon | None, now: datetime) -> Figures:
    figures: dict[str, float | str] = {
        "days_ago": days_since(memory, now),
        "recall": retrievability(memory, now=now),
    }
    if horizon:
        figures["exam_on"] = horizon.exam_on.isoformat()
        exam = now + timedelta(days=horizon.days)
        figures["recall_on_exam"] = retrievability(memory, now=exam)
    return figures


def _queues(
    pool: Sequence[PoolItem], exposures: Mapping[str, Exposure], rng: np.random.Generator
) -> dict[str, list[PoolItem]]:
    """By concept: unseen items in random order, then seen ones, longest ago first.

    The concepts stand in random order too.
    """
    shuffled = [pool[n] for n in rng.permutation(len(pool)).tolist()]
    seen = [item for item in shuffled if item.id in exposures]
    seen.sort(key=lambda item: exposures[item.id].last_at)
    queues: dict[str, list[PoolItem]] = {}
    for item in (*(i for i in shuffled if i.id not in exposures), *seen):
        queues.setdefault(item.concept_id, []).append(item)
    return queues


def _ordered(chosen: Sequence[Selected], rng: np.random.Generator) -> list[Selected]:
    """Random, but with tasks and concepts taking turns."""
    shuffled = [chosen[int(n)] for n in rng.permutation(len(chosen))]
    return interleaved(
        shuffled, topic=lambda s: s.item.task_id, subtopic=lambda s: s.item.concept_id
    )
