"""A learner's best reviews of one concept under prices, by one who knows the learner's memory.

Backward recursion from exam day (Bellman 1957) over a grid of FSRS memories, just after a review
on each day: the next review comes on any later day or never. The values are never too low, for
the grid is optimistic:

- A memory between the grid's points counts as the more stable and the easier one, one above the
  grid as never forgotten.
- Stability after a review counts as the highest that any less stable memory would reach. (It
  rises with stability for all usual parameters; this is the guard.) So more stable is never worse.
- Difficulty eases a little at every recall; here it eases so every day, as if recalled.

Rounding in single precision adds or takes less than 1e-5.
"""

from dataclasses import dataclass

import numpy as np
from fsrs import Rating

from prep.learning.memory_arrays import Floats, FsrsParameters, Whole, next_memory, retrievability
from prep.learning.simulation.setting import expected_seconds

HARDEST = 11.7
EASE_DAYS = 5
"""For so many days the same difficulty is used, that of the last of them."""


class Grid:
    """Stabilities and difficulties, evenly spaced in logarithms.

    stability_step: of the logarithm of days. difficulty_step: of the logarithm of HARDEST less
    difficulty, so that points are closer where stability hardly grows.
    """

    def __init__(self, stability_step: float, difficulty_step: float) -> None:
        self.stabilities = np.exp(np.arange(np.log(0.05), np.log(3000), stability_step))
        easiness = np.arange(np.log(HARDEST - 1), np.log(0.75), -difficulty_step)
        self.difficulties = HARDEST - np.exp(easiness)
        self.states = len(self.stabilities) * len(self.difficulties)

    def state(self, stability: Floats, column: Whole) -> Whole:
        """The state of the next higher stability, at so many steps of difficulty."""
        row = np.searchsorted(self.stabilities, stability)
        row = np.minimum(row, len(self.stabilities) - 1)
        return np.asarray(row * len(self.difficulties) + column)


COARSE, FINE = Grid(0.08, 0.12), Grid(0.024, 0.024)
"""To look for prices, and to say what they prove; fewer than 65,536 states."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is best under some prices, in each state just after a review on each day.

    values: days × states × levels: recall on exam day less what later reviews cost.
    next_day: alike: the day of the next review, exam day for none.
    """

    values: Floats
    next_day: Whole


@dataclass(frozen=True, slots=True)
class _Review:
    """For each state, after some gap: chance of recall, and the state after either outcome."""

    recall: Floats
    recalled: Whole
    failed: Whole


class Schedules:
    """Memories of a learner with such parameters; exam day is day `days`, the first is 0.

    A state is stability × difficulty. The state of difficulty x means, on day d, at least what
    x becomes by d recalls. Time and storage grow with the square of the days.
    """

    def __init__(self, parameters: FsrsParameters, days: int, grid: Grid) -> None:
        self._parameters = parameters
        self._grid = grid
        self._days = days
        slope = np.asarray(parameters.first_difficulty_slope)
        at_easy = np.exp(slope * (Rating.Easy - Rating.Again))
        self._easiest = np.asarray(parameters.first_difficulty) - at_easy + 1
        self._recall = [self._recall_after(gap) for gap in range(days + 1)]
        self._reviews = {
            (start, gap): self._review(start, gap)
            for start in range(0, days, EASE_DAYS)
            for gap in range(1, days - start)
        }

    def state(self, stability: Floats, difficulty: Floats, day: int) -> Whole:
        """Where memories stand just after a review on a day."""
        eased = self._easiest + (difficulty - self._easiest) / self._ease(day)
        column = np.searchsorted(self._grid.difficulties, eased, side="right") - 1
        return self._grid.state(stability, np.maximum(column, 0))

    def plan(self, prices: Floats) -> Plan:
        """The best reviews; prices: days × levels, of a second, in recall."""
        shape = (self._days, self._grid.states, prices.shape[1])
        values = np.empty(shape, np.float32)
        next_day = np.full(shape, self._days, np.int16)
        for day in reversed(range(self._days)):
            values[day] = self._recall[self._days - day][:, None]
            for then in range(day + 1, self._days):
                review = self.review(day, then)
                gain = _outcome(review, values[then])
                gain -= expected_seconds(review.recall)[:, None] * prices[then].astype(np.float32)
                is_better = gain > values[day]
                np.copyto(values[day], gain, where=is_better)
                next_day[day][is_better] = then
        return Plan(values, next_day)

    def seconds_used(self, plan: Plan, reviewed: Floats) -> Floats:
        """Expected seconds of each day's later reviews.

        reviewed: days × states × levels, how many concepts come there by their first review; the
        later ones are added to it.
        """
        seconds = np.zeros(self._days)
        for day in range(self._days):
            states, levels = np.nonzero(reviewed[day])
            count, thens = reviewed[day, states, levels], plan.next_day[day, states, levels]
            for then in np.unique(thens[thens < self._days]):
                chosen = thens == then
                review, level, number = self.review(day, then), levels[chosen], count[chosen]
                state = states[chosen]
                recall = review.recall[state]
                seconds[then] += number @ expected_seconds(recall)
                np.add.at(reviewed[then], (review.recalled[state], level), number * recall)
                np.add.at(reviewed[then], (review.failed[state], level), number * (1 - recall))
        return seconds

    def review(self, day: int, then: int) -> _Review:
        """A review on day `then`, when the last one was on `day`."""
        return self._reviews[day - day % EASE_DAYS, then - day]

    def _review(self, start: int, gap: int) -> _Review:
        """Holds for EASE_DAYS days of the last review from `start` on."""
        eased = self._ease(start + EASE_DAYS - 1)
        difficulty = np.clip(
            self._easiest + (self._grid.difficulties - self._easiest) * eased, 1, 10
        )
        good, again = (
            next_memory(self._grid.stabilities[:, None], difficulty, gap, rating, self._parameters)
            for rating in (Rating.Good, Rating.Again)
        )
        rows = [np.maximum.accumulate(stability, axis=0) for stability in (good[0], again[0])]
        # a recall eases no more than the days since then do, so that the column stays
        recalled = self._grid.state(rows[0], np.arange(len(self._grid.difficulties)))
        failed = self.state(rows[1], again[1], start + gap)
        return _Review(
            self._recall[gap], recalled.ravel().astype(np.uint16), failed.ravel().astype(np.uint16)
        )

    def _recall_after(self, gap: int) -> Floats:
        recall = retrievability(self._grid.stabilities, gap, self._parameters)
        recall[-1] = 1.0
        return np.repeat(recall, len(self._grid.difficulties)).astype(np.float32)

    def _ease(self, days: int) -> Floats:
        """What is left, after so many recalls, of the distance to the easiest difficulty."""
        return np.asarray((1 - np.asarray(self._parameters.difficulty_reversion)) ** days)


def _outcome(review: _Review, values: Floats) -> Floats:
    """Expected value of a review: states × levels."""
    failed = values.take(review.failed, axis=0)
    gain = values.take(review.recalled, axis=0)
    gain -= failed
    gain *= review.recall[:, None]
    gain += failed
    return gain
