"""What a question on each concept is worth now, per second: with an exam date, and without one."""

from collections import Counter

import numpy as np

from prep.learning.composites import Mastery
from prep.learning.planning import (
    ANSWER_TIME,
    MOST_DAYS,
    Concepts,
    exam_table,
    fitting_price,
    gain_per_second,
    outlook,
)
from prep.learning.standings import Flags, Floats, Standings


def at_stake(weight: float, mastery: Mastery) -> float:
    """What raising a task to full mastery could add: its exam share times what is not mastered.

    weight: the task's share of the exam, 0 to 1; so is what comes out.
    """
    return weight * (1 - mastery.share)


def worth_of_keeping(standings: Standings) -> Floats:
    """Worth per second without an exam date: the task's exam share times what is missing.

    Missing is recall for a concept that has faded, certainty for a task never asked, and mastery
    for all others.
    """
    missing = np.where(standings.responses == 0, 2 * standings.half_width, 1 - standings.mastery)
    missing = np.where(standings.is_due, 1 - standings.recall, missing)
    return np.asarray(standings.weight * missing / standings.seconds)


def worth_by_exam(standings: Standings, days: int, seconds_a_day: float) -> Floats:
    """Worth per second with an exam date: the planner's gain in score on that day.

    A concept never met may be known already. `seconds_a_day` is the mean over all days left,
    today included, days without study too.
    """
    concepts = Concepts(
        stability=standings.stability,
        difficulty=standings.difficulty,
        elapsed_days=standings.days_ago,
        chance_known=standings.chance_known,
        weight=standings.weight / standings.tasks_concepts,
        alike=np.ones(len(standings.items)),
        learner=np.zeros(len(standings.items), np.int64),
    )
    ahead = outlook(concepts, min(days, MOST_DAYS), exam_table())
    pace = float(np.mean(standings.seconds)) / ANSWER_TIME.seconds_right
    price = fitting_price(ahead, seconds_a_day / pace)
    return gain_per_second(ahead, price) * ANSWER_TIME.seconds_right / standings.seconds


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
