"""Policies with due dates: SM-2, and FSRS at a fixed retention, as flashcard programs use them."""

from enum import StrEnum

import numpy as np
from fsrs import Rating

from prep.learning.memory_arrays import DEFAULTS, Floats, first_memory, next_memory
from prep.learning.simulation.running import Answers, Scenario

NEW_A_DAY = 20


class Order(StrEnum):
    """Where new concepts stand among the due ones."""

    REVIEWS_FIRST = "reviews first"
    MIXED = "mixed"
    NEW_FIRST = "new first"


class _DueDates:
    """Due concepts, most overdue first, and some new ones a day in the given order."""

    def __init__(self, scenario: Scenario, *, new_a_day: int, order: Order) -> None:
        shape = scenario.shape
        self._last_day = np.full(shape, -1.0)
        self._interval = np.zeros(shape)
        self._met = np.zeros(shape, bool)
        self._new_a_day = new_a_day
        self._order = order

    def priorities(self, day: int) -> Floats:
        """Minus infinity for what is not due and for new concepts above the day's number."""
        due = self._met & (day - self._last_day >= self._interval)
        place = np.cumsum(~self._met, axis=1)
        new = ~self._met & (place <= self._new_a_day)
        urgency = np.where(due, day - self._last_day - self._interval, -np.inf)
        review_place = _places(urgency)
        if self._order is Order.MIXED:
            due_count, new_count = due.sum(axis=1), new.sum(axis=1)
            place = place / (new_count[:, None] + 1)
            review_place = review_place / (due_count[:, None] + 1)
        head_start = {Order.REVIEWS_FIRST: 1e6, Order.MIXED: 0.0, Order.NEW_FIRST: -1e6}
        asked = np.where(due, head_start[self._order] - review_place, -np.inf)
        return np.where(new, -place, asked)


class Sm2(_DueDates):
    """SuperMemo 2 (Wozniak 1990): intervals of 1, 6, then times the ease of the concept."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario, new_a_day=NEW_A_DAY, order=Order.MIXED)
        self._ease = np.full(self._met.shape, 2.5)
        self._streak = np.zeros(self._met.shape)

    def learn(self, answers: Answers) -> None:
        """Right is quality 4, right but unsure 3, wrong 2."""
        at = answers.learners, answers.concepts
        unsure = np.zeros_like(answers.right) if answers.sure is None else ~answers.sure
        quality = np.where(answers.right, np.where(unsure, 3, 4), 2)
        streak = np.where(answers.right, self._streak[at] + 1, 0)
        ease = self._ease[at] + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02)
        longer = np.round(self._interval[at] * self._ease[at])
        self._interval[at] = np.select([streak <= 1, streak == 2], [1, 6], longer)
        self._ease[at] = np.maximum(1.3, ease)
        self._streak[at] = streak
        self._met[at] = True
        self._last_day[at] = answers.day


class FixedRetention(_DueDates):
    """FSRS-6 with its default parameters: due when recall falls to the wished retention."""

    def __init__(
        self,
        scenario: Scenario,
        *,
        retention: float = 0.9,
        new_a_day: int = NEW_A_DAY,
        order: Order = Order.MIXED,
    ) -> None:
        super().__init__(scenario, new_a_day=new_a_day, order=order)
        self._retention = retention
        self._stability = np.ones(self._met.shape)
        self._difficulty = np.ones(self._met.shape)

    def learn(self, answers: Answers) -> None:
        """Wrong is Again, right is Good, right but unsure is Hard."""
        at = answers.learners, answers.concepts
        unsure = np.zeros_like(answers.right) if answers.sure is None else ~answers.sure
        ratings = np.where(answers.right, np.where(unsure, Rating.Hard, Rating.Good), Rating.Again)
        first = first_memory(ratings)
        elapsed = answers.day - self._last_day[at]
        later = next_memory(self._stability[at], self._difficulty[at], elapsed, ratings)
        self._stability[at] = np.where(self._met[at], later[0], first[0])
        self._difficulty[at] = np.where(self._met[at], later[1], first[1])
        factor = DEFAULTS.forgetting_factor
        shape = (self._retention ** (-1 / np.asarray(DEFAULTS.decay)) - 1) / factor
        self._interval[at] = np.maximum(1, np.round(self._stability[at] * shape))
        self._met[at] = True
        self._last_day[at] = answers.day


def _places(urgency: Floats) -> Floats:
    """1 for the most urgent concept of each learner, and so on."""
    places = np.empty(urgency.shape)
    counted = np.arange(1.0, urgency.shape[1] + 1)
    np.put_along_axis(places, np.argsort(-urgency, axis=1), counted[None, :], axis=1)
    return places
