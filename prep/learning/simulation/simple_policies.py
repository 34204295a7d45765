"""Policies without a model of memory."""

import numpy as np

from prep.learning.memory_arrays import Floats
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import DOMAIN_WEIGHTS


class _Counting:
    """What all of them may need: when each concept was last asked, and what came of it."""

    def __init__(self, scenario: Scenario) -> None:
        shape = scenario.shape
        self._domains = scenario.domains
        self._last_day = np.full(shape, -1.0)
        self._missed = np.zeros(shape, bool)
        self._right = np.ones((shape[0], len(DOMAIN_WEIGHTS)))
        self._asked = np.full((shape[0], len(DOMAIN_WEIGHTS)), 2.0)
        self._tie = np.arange(shape[1])[None, :] / (2 * shape[1])

    def learn(self, answers: Answers) -> None:
        """Count the answers."""
        at = answers.learners, answers.concepts
        self._last_day[at] = answers.day
        self._missed[at] = ~answers.right
        domains = self._domains[answers.concepts]
        np.add.at(self._asked, (answers.learners, domains), 1)
        np.add.at(self._right, (answers.learners, domains), answers.right)


class Random(_Counting):
    """Any concept, each as likely as any other."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self._rng = scenario.rng

    def priorities(self, day: int) -> Floats:
        """Chance alone."""
        return self._rng.random(self._last_day.shape)


class RoundRobin(_Counting):
    """Whatever was asked longest ago; never asked comes first."""

    def priorities(self, day: int) -> Floats:
        """Days since it was asked."""
        return np.asarray(-self._last_day - self._tie)


class MissedFirst(_Counting):
    """What was last answered wrong, then as round-robin."""

    def priorities(self, day: int) -> Floats:
        """Missed concepts stand above all others."""
        return np.asarray(np.where(self._missed, 1e6, 0.0) - self._last_day - self._tie)


class WeakestDomainFirst(_Counting):
    """The domain with the lowest share of right answers, within it as round-robin."""

    def priorities(self, day: int) -> Floats:
        """Weak domains stand above strong ones."""
        weakness = 1 - (self._right / self._asked)[:, self._domains]
        return np.asarray(1e6 * weakness - self._last_day - self._tie)
