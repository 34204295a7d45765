"""What the product infers from answers, for many learners at once.

Memory states, what was known before, and how far taps are to be believed: the same rules as in
`memory.remembered` and `replay.absorb`, which a test holds against these.
"""

import numpy as np

from prep.learning.memory_arrays import (
    Flags,
    Floats,
    chance_recalled,
    memory_between,
    memory_outcomes,
    retrievability,
)
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import DOMAIN_WEIGHTS, GUESSING
from prep.learning.tap_trust import FIRST_SUMS, tap_ratio, tap_sums

KNOWN_BEFORE = (3.5, 10.0)
"""Belief about each domain at first: so many concepts known in so many."""


class AnswerMemory:
    """Memory of all learners, arrays learners × concepts; NaN for what was never met."""

    def __init__(self, scenario: Scenario) -> None:
        learners = scenario.setting.learners
        self.stability = np.full(scenario.shape, np.nan)
        self.difficulty = self.stability.copy()
        self.last_day = self.stability.copy()
        self._domains = scenario.domains
        self._known = np.full((learners, len(DOMAIN_WEIGHTS)), KNOWN_BEFORE[0])
        self._first_answers = np.full(self._known.shape, KNOWN_BEFORE[1])
        self._taps = np.tile(FIRST_SUMS, (learners, 1, 1))

    @property
    def chance_known(self) -> Floats:
        """Learners × domains: that a concept never met is known already."""
        return np.asarray(self._known / self._first_answers)

    def learn(self, answers: Answers) -> None:
        """Take in a day's answers, each at most one a concept."""
        at = answers.learners, answers.concepts
        domains = self._domains[answers.concepts]
        elapsed = answers.day - self.last_day[at]
        is_first = np.isnan(elapsed)
        known = self.chance_known[answers.learners, domains]
        recall = np.where(is_first, known, retrievability(self.stability[at], elapsed))
        recalled = chance_recalled(recall, answers.right, self._tap_ratio(answers), GUESSING)
        outcomes = memory_outcomes(self.stability[at], self.difficulty[at], elapsed)
        self.stability[at], self.difficulty[at] = memory_between(*outcomes, recalled)
        self.last_day[at] = answers.day
        firsts = answers.learners[is_first], domains[is_first]
        np.add.at(self._first_answers, firsts, 1)
        np.add.at(self._known, firsts, recalled[is_first])
        self._count_taps(answers, recall)

    def _tap_ratio(self, answers: Answers) -> Floats:
        if answers.sure is None:
            return np.ones(len(answers.right))
        return tap_ratio(self._taps[answers.learners], answers.sure)

    def _count_taps(self, answers: Answers, recall: Floats) -> None:
        if answers.sure is None:
            return
        right: Flags = answers.right
        recalled = chance_recalled(recall[right], right[right], 1.0, GUESSING)
        added = tap_sums(answers.sure[right], recalled)
        np.add.at(self._taps, answers.learners[right], added)
