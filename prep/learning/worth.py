"""What a question on each concept is worth now, per second: with an exam date, and without one."""

from collections import Counter

import numpy as np
from fsrs import Rating

from prep.learning.memory_arrays import (
    KNOWN_STABILITY_DAYS,
    first_memory,
    next_memory,
    retrievability,
)
from prep.learning.standings import Flags, Floats, Standings


def worth_of_keeping(standings: Standings) -> Floats:
    """Worth per second without an exam date: the task's exam share times what is missing.

    Missing is recall for a concept that has faded, certainty for a task never asked, and mastery
    for all others.
    """
    missing = np.where(standings.responses == 0, 2 * standings.half_width, 1 - standings.mastery)
    missing = np.where(standings.is_due, 1 - standings.recall, missing)
    return np.asarray(standings.weight * missing / standings.seconds)


def worth_by_exam(standings: Standings, days: int) -> Floats:
    """Worth per second with an exam date: what a review now adds to the score expected that day.

    A concept never met may be known already. For one that was met, memory counts only where
    reasoning alone would fail.
    """
    new = standings.is_new
    p_known = np.where(new, standings.chance_known, standings.recall)
    stability = np.where(new, KNOWN_STABILITY_DAYS, standings.stability)
    days_ago = np.where(new, KNOWN_STABILITY_DAYS, standings.days_ago)
    left_alone = retrievability(stability, days_ago + days)
    gain = -np.where(new, p_known, 1.0) * left_alone
    for rating, chance in ((Rating.Good, p_known), (Rating.Again, 1 - p_known)):
        first = KNOWN_STABILITY_DAYS if rating is Rating.Good else first_memory(rating)[0]
        later, _ = next_memory(stability, standings.difficulty, days_ago, rating)
        gain += chance * retrievability(np.where(new, first, later), days)
    needed = np.where(new, 1.0, 1 - standings.chance_known)
    share = standings.weight / standings.tasks_concepts * needed
    return np.asarray(share * gain / standings.seconds)


def worth_of_measuring(standings: Standings) -> Floats:
    """Worth per second of a first answer: the task's exam share times what is uncertain of it."""
    return np.asarray(standings.weight * standings.half_width / standings.seconds)


def ranked(worth: Floats, among: Flags) -> list[int]:
    """The places of some concepts, the most worth first; equals keep their order."""
    order = np.argsort(-worth, kind="stable")
    return [int(place) for place in order[among[order]]]


def shared_out(worth: Floats, among: Flags, standings: Standings) -> list[int]:
    """The same, ranked so that tasks share the quiz in proportion to their worth.

    The n-th concept of a task counts 1 / n (D'Hondt's divisors): one task cannot take it all.
    """
    taken: Counter[str] = Counter()
    divided = np.zeros(len(worth))
    for place in ranked(worth, among):
        task_id = standings.items[place].task_id
        taken[task_id] += 1
        divided[place] = worth[place] / taken[task_id]
    return ranked(divided, among)


def one_leech(worth: Floats, standings: Standings) -> Flags:
    """All concepts but those missed again and again, and of these the one of most worth.

    More of the same does not help there, so that a quiz holds one of them at most.
    """
    leeches = np.flatnonzero(standings.is_leech)
    allowed = ~standings.is_leech
    if len(leeches):
        rested = standings.is_rested
        allowed[max(leeches, key=lambda place: (rested[place], worth[place]))] = True
    return allowed
