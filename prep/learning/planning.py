"""What is a review worth today, when the exam is on a given day and minutes are few?

Every second of study has a price. Under a price, concepts can be planned one by one: the value
of a memory so many days before the exam is the recall that it leads to on exam day, less the
price of the reviews on the way, each put on its best day. `ValueTable` holds these values.
A review today is worth what it adds, compared with the best later review or none. The price is
the one at which the plan of all concepts just fills the minutes that are left: the minimum of
the Lagrangian dual (Bertsekas, "Nonlinear Programming", chapter 6). It rises towards the exam as
days left ** -PRICE_POWER, which fits the prices found day by day.
"""

from dataclasses import dataclass

import numpy as np

from prep.learning.memory_arrays import (
    KNOWN_STABILITY_DAYS,
    Floats,
    Whole,
    memory_outcomes,
    retrievability,
)
from prep.learning.value_table import (
    PRICE_LEVELS,
    Place,
    StudyTime,
    ValueTable,
    locate,
    value_table,
)

MOST_DAYS = 120
"""Planning looks no further ahead: what is later weighs little on today's choice."""

KNOWN_ELAPSED_DAYS = 30
"""How long ago, at first sight, a concept was last used by somebody who knows it already."""

ANSWER_TIME = StudyTime(seconds_right=25, seconds_wrong=50, guessing=0.25)
"""What an answer takes: a wrong one twice as long, for its feedback is read. Only the ratio
matters, so that one table serves questions of every length."""

PRICE_MARGIN = 1.4
"""Raises the price above the dual's: not every later review will find room on its best day."""

_LATER_DAYS = (1, 2, 4, 7, 12, 20, 33, 55, 90)
"""Days from now on which a later review is considered."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """What planning knows of some concepts; all arrays have one element a concept.

    stability (days), difficulty (1 to 10), elapsed_days: the FSRS memory; NaN if never met.
    chance_known: that a concept never met is known already, 0 to 1.
    weight: its share of the exam. alike: how many such concepts there are (never met ones of
    a task need one element only). learner: whose it is, counted from 0, for many plans at once.
    """

    stability: Floats
    difficulty: Floats
    elapsed_days: Floats
    chance_known: Floats
    weight: Floats
    alike: Floats
    learner: Whole


@dataclass(frozen=True, slots=True)
class Outlook:
    """The reviews that each concept may have: today's first, then later ones.

    unreviewed: recall on exam day without any. Of the reviews, arrays days × concepts: recall,
    seconds, and where memory stands after success and after failure. days_left is a column.
    """

    concepts: Concepts
    table: ValueTable
    unreviewed: Floats
    days_left: Whole
    recall: Floats
    seconds: Floats
    recalled: Place
    failed: Place

    def net_values(self, level: Whole, *, every: int = 1) -> Floats:
        """Value of each review less its price, of every so many days."""
        days, recall = self.days_left[::every], self.recall[::every]
        success = self.table.value(level, days, self.recalled.of_every(every))
        failure = self.table.value(level, days, self.failed.of_every(every))
        price = PRICE_LEVELS[level] * self.table.price_shape[days]
        value = recall * success + (1 - recall) * failure
        return np.asarray(value - price * self.seconds[::every])


def exam_table() -> ValueTable:
    """The table for every learner with an exam date. Made once; takes about a second."""
    return value_table(MOST_DAYS, ANSWER_TIME)


def outlook(concepts: Concepts, days_left: int, table: ValueTable) -> Outlook:
    """What may happen to each concept in the days left, today included.

    Raises ValueError unless the days left are from 1 to as many as the table has.
    """
    most = len(table.price_shape) - 1
    if not 1 <= days_left <= most:
        raise ValueError(f"days left must be from 1 to {most}, not {days_left}")
    later = np.array([[0], *([days] for days in _LATER_DAYS if days < days_left)])
    elapsed = concepts.elapsed_days + later
    recall = retrievability(concepts.stability, elapsed)
    recall = np.where(np.isnan(recall), concepts.chance_known, recall)
    outcomes = memory_outcomes(concepts.stability, concepts.difficulty, elapsed)
    recalled, failed = (locate(*memory) for memory in outcomes)
    return Outlook(
        concepts,
        table,
        _unreviewed(concepts, days_left),
        days_left - later,
        recall,
        table.time.expected_seconds(recall),
        recalled,
        failed,
    )


def gain_per_second(ahead: Outlook, price: Floats) -> Floats:
    """Share of the exam that a review today adds per second, over the best later one or none.

    `price` is each learner's, in the same unit: a review above it is worth today's minutes.
    """
    concepts, seconds = ahead.concepts, ahead.seconds[0]
    level = _level(concepts, price)
    net = ahead.net_values(level)
    paid = PRICE_LEVELS[level] * ahead.table.price_shape[ahead.days_left[0]] * seconds
    later = np.max(net[1:], axis=0, initial=0.0)
    gain = net[0] + paid - np.maximum(later, ahead.unreviewed)
    return np.asarray(concepts.weight * gain / seconds)


def fitting_price(ahead: Outlook, seconds_a_day: float, learners: int = 1) -> Floats:
    """Each learner's price of a second on the last day, at which the plan fills the time left.

    `seconds_a_day` is the mean over all days left, days without study included. Where not even
    the concepts never met fit into the time once, the price is the highest: no later review is
    then counted on, and the gain is that of today's review alone.
    """
    concepts, table = ahead.concepts, ahead.table
    unit = float(np.average(concepts.weight, weights=concepts.alike))
    days_left = int(ahead.days_left[0, 0])
    seconds = seconds_a_day * np.sum(table.price_shape[1 : days_left + 1])
    share = concepts.weight * concepts.alike

    def dual(step: Whole) -> Floats:
        price = unit * PRICE_LEVELS[step]
        net = ahead.net_values(_level(concepts, price), every=2)
        best = np.maximum(net.max(axis=0), ahead.unreviewed)
        return np.bincount(concepts.learner, share * best, learners) + price * seconds

    low = np.zeros(learners, np.int64)
    high = np.full(learners, len(PRICE_LEVELS) - 1)
    while np.any(low < high):
        middle = (low + high) // 2
        falls = dual(np.minimum(middle + 1, high)) < dual(middle)
        low, high = np.where(falls, middle + 1, low), np.where(falls, high, middle)
        low = np.minimum(low, high)
    never_met = np.isnan(concepts.stability) * concepts.alike * ahead.seconds[0]
    too_much = np.bincount(concepts.learner, never_met, learners) > seconds_a_day * days_left
    return np.where(too_much, unit * PRICE_LEVELS[-1], PRICE_MARGIN * unit * PRICE_LEVELS[low])


def _level(concepts: Concepts, price: Floats) -> Whole:
    """The table's price level of each concept: in recall per second, not exam share."""
    ratio = np.log(price[concepts.learner] / concepts.weight / PRICE_LEVELS[0])
    step = np.log(PRICE_LEVELS[1] / PRICE_LEVELS[0])
    nearest = np.clip(np.rint(ratio / step), 0, len(PRICE_LEVELS) - 1)
    return np.asarray(nearest, np.int64)


def _unreviewed(concepts: Concepts, days: int) -> Floats:
    """Chance of recall so many days from now without a review."""
    met = retrievability(concepts.stability, concepts.elapsed_days + days)
    known = retrievability(KNOWN_STABILITY_DAYS, KNOWN_ELAPSED_DAYS + days)
    return np.where(np.isnan(met), concepts.chance_known * known, met)
