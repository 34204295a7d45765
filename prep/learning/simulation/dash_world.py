"""A world that forgets by counts in windows of time (DASH; Lindsey and others 2014)."""

import numpy as np

from prep.learning.memory_arrays import Flags, Floats, Whole
from prep.learning.simulation.setting import Population, logistic

WINDOWS = (1.0, 7.0, 30.0, np.inf)
STUDY_WEIGHTS = (0.2024, 0.1255, -0.1485, 0.0933)
SUCCESS_WEIGHTS = (0.5967, 0.6039, 0.572, 0.4801)
ONCE_STUDIED = 1.0


class DashWorld:
    """Days of all studies: `_day`, `_recalled` are learners × concepts × studies."""

    def __init__(self, population: Population, rng: np.random.Generator) -> None:
        learners, concepts = population.shape
        self._gap = population.ability - population.difficulty
        size = (learners, len(WINDOWS))
        self._study_weights: Floats = np.asarray(STUDY_WEIGHTS) * np.exp(rng.normal(0, 0.25, size))
        self._success_weights: Floats = np.asarray(SUCCESS_WEIGHTS) * np.exp(
            rng.normal(0, 0.25, size)
        )
        self._count = np.zeros(population.shape, np.int64)
        self._day = np.full((learners, concepts, 8), -np.inf, np.float32)
        self._recalled = np.zeros(self._day.shape, bool)

    def recall(self, learners: Whole, concepts: Whole, day: float) -> Floats:
        """Chance of recall of each learner's concept on a day."""
        at = learners, concepts
        return self._recall(learners, concepts, day - self._day[at], self._recalled[at])

    def study(self, learners: Whole, concepts: Whole, recalled: Flags, day: float) -> None:
        """Count a study, and a success when it was recalled."""
        count = self._count[learners, concepts]
        if count.size and count.max() == self._day.shape[2]:
            self._make_room()
        self._day[learners, concepts, count] = day
        self._recalled[learners, concepts, count] = recalled
        self._count[learners, concepts] += 1

    def recall_if_studied(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float, *, later: float
    ) -> Floats:
        """Chance of recall on a later day after one study on `day` that went so."""
        at = learners, concepts
        days = np.concatenate([self._day[at], np.full((*learners.shape, 1), day)], axis=-1)
        successes = np.concatenate([self._recalled[at], recalled[..., None]], axis=-1)
        return self._recall(learners, concepts, later - days, successes)

    def _recall(
        self, learners: Whole, concepts: Whole, age_days: Floats, recalled: Flags
    ) -> Floats:
        """Chance of recall after studies so many days ago, each recalled or not."""
        happened = np.isfinite(age_days)
        logit = self._gap[learners, concepts] + ONCE_STUDIED * happened.any(axis=-1)
        for n, window in enumerate(WINDOWS):
            inside = happened & (age_days <= window)
            studies, successes = inside.sum(axis=-1), (inside & recalled).sum(axis=-1)
            logit += self._study_weights[learners, n] * np.log1p(studies)
            logit += self._success_weights[learners, n] * np.log1p(successes)
        return logistic(logit)

    def _make_room(self) -> None:
        never = np.full_like(self._day, -np.inf)
        self._day = np.concatenate([self._day, never], axis=2)
        self._recalled = np.concatenate([self._recalled, np.zeros(never.shape, bool)], axis=2)
