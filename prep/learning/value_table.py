"""The value of a memory so many days before the exam, under a price for study time.

Backward recursion from exam day (Bellman 1957) over a grid of stability and difficulty: just
after a review, the next one comes after some gap of days or never; its outcome is uncertain, its
seconds have a price. Values are recall on exam day less the price of the reviews on the way.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from fsrs import Rating

from prep.learning.memory_arrays import Floats, Whole, next_memory, retrievability

PRICE_LEVELS = 0.0003 * 1.3 ** np.arange(20)
"""Prices of a second of study on the last day, in recall of one concept."""

PRICE_POWER = 0.3
"""How the price rises towards the exam: days left ** -PRICE_POWER."""

_LOG_STABILITIES = np.linspace(np.log(0.05), np.log(2000), 44)
_DIFFICULTIES = np.linspace(1, 10, 7)
_GAP_GROWTH = 1.12


@dataclass(frozen=True, slots=True)
class StudyTime:
    """How long an answer takes, in seconds, and the chance that it is guessed right."""

    seconds_right: float
    seconds_wrong: float
    guessing: float

    def expected_seconds(self, recall: Floats) -> Floats:
        """Seconds that a review is expected to take at such a chance of recall."""
        wrong = (1 - recall) * (1 - self.guessing)
        return self.seconds_right + (self.seconds_wrong - self.seconds_right) * wrong


@dataclass(frozen=True, slots=True)
class Place:
    """Memories as corners of the grid's cells: four states each, with their shares."""

    states: Whole
    shares: Floats

    def of_every(self, step: int) -> "Place":
        """Those of every so many rows."""
        return Place(self.states[:, ::step], self.shares[:, ::step])


@dataclass(frozen=True, slots=True)
class ValueTable:
    """values: price levels × days left × states. price_shape: price by days left, 1 on the last.

    time: what it was made for.
    """

    values: Floats
    price_shape: Floats
    time: StudyTime

    def value(self, level: Whole, days_left: Whole, place: Place) -> Floats:
        """Values of memories, each at its price level and days left; the three broadcast."""
        _, days, states = self.values.shape
        corners = self.values.ravel()[(level * days + days_left) * states + place.states]
        return np.asarray((corners * place.shares).sum(axis=0))


def locate(stability: Floats, difficulty: Floats) -> Place:
    """Where memories stand on the grid; those outside stand on its edge."""
    across = _position(np.log(stability), _LOG_STABILITIES)
    along = _position(difficulty, _DIFFICULTIES)
    row, column = across.astype(np.int64), along.astype(np.int64)
    right, up = across - row, along - column
    state = row * len(_DIFFICULTIES) + column
    below = len(_DIFFICULTIES)
    return Place(
        np.stack([state, state + 1, state + below, state + below + 1]),
        np.stack([(1 - right) * (1 - up), (1 - right) * up, right * (1 - up), right * up]),
    )


@cache
def value_table(days: int, time: StudyTime) -> ValueTable:
    """The values up to so many days before the exam. Made once; takes about a second."""
    stability, difficulty = (
        grid.ravel() for grid in np.meshgrid(np.exp(_LOG_STABILITIES), _DIFFICULTIES, indexing="ij")
    )
    shape = np.maximum(np.arange(days + 1), 1.0) ** -PRICE_POWER
    values = np.zeros((len(PRICE_LEVELS), days + 1, len(stability)))
    gaps = [_gap(stability, difficulty, gap, time) for gap in _gap_days(days)]
    for days_left in range(days + 1):
        best = np.broadcast_to(retrievability(stability, days_left), values[:, 0].shape)
        for gap in gaps:
            if gap.days >= days_left:
                break
            best = np.maximum(best, gap.value(values, days_left, shape))
        values[:, days_left] = best
    return ValueTable(values, shape, time)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A review so many days after the last one, for every state of the grid."""

    days: int
    seconds: Floats
    outcomes: Whole
    chances: Floats

    def value(self, values: Floats, days_left: int, shape: Floats) -> Floats:
        then = days_left - self.days
        after = values[:, then]
        expected = sum(
            chance * after[:, state]
            for state, chance in zip(self.outcomes, self.chances, strict=True)
        )
        return np.asarray(expected - np.outer(PRICE_LEVELS * shape[then], self.seconds))


def _gap(stability: Floats, difficulty: Floats, days: int, time: StudyTime) -> _Gap:
    recall = retrievability(stability, days)
    good, again = (
        locate(*next_memory(stability, difficulty, days, rating))
        for rating in (Rating.Good, Rating.Again)
    )
    return _Gap(
        days,
        time.expected_seconds(recall),
        np.concatenate([good.states, again.states]),
        np.concatenate([recall * good.shares, (1 - recall) * again.shares]),
    )


def _gap_days(most: int) -> list[int]:
    """1, 2, 3 and on, ever more coarsely."""
    days = [1]
    while days[-1] < most:
        days.append(max(days[-1] + 1, round(days[-1] * _GAP_GROWTH)))
    return days


def _position(values: Floats, grid: Floats) -> Floats:
    """Fractional index on an even grid, within it."""
    index = (values - grid[0]) / (grid[1] - grid[0])
    return np.asarray(np.clip(index, 0, len(grid) - 1 - 1e-9))
