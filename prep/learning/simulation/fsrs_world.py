"""A world that forgets by FSRS-6, with parameters that differ between learners."""

import numpy as np
from fsrs import Rating, Scheduler

from prep.learning.memory_arrays import (
    Flags,
    Floats,
    FsrsParameters,
    Whole,
    first_memory,
    next_memory,
    parameters_from,
    retrievability,
)
from prep.learning.simulation.setting import Population

KNOWN_SINCE_DAYS = 30.0
_SPREADS = {9: 0.2, 13: 0.2, 14: 0.2, 10: 0.25, 11: 0.25, 20: 0.45}
"""Standard deviation of the logarithm of parameters that are multiplied."""


class FsrsWorld:
    """Memory states of all learners; parameters are one row a learner."""

    def __init__(self, population: Population, rng: np.random.Generator) -> None:
        learners, _ = population.shape
        self._w = _perturbed_parameters(learners, rng)
        first = parameters_from(tuple(self._w))
        stability, difficulty = first_memory(np.full((learners, 1), Rating.Again), first)
        noise = rng.normal(0, 0.4, population.shape)
        self._first_stability = stability * np.exp(noise - 0.3 * population.difficulty)
        self._first_difficulty = np.clip(difficulty + 1.2 * population.difficulty, 1, 10)
        self.met = population.known.copy()
        self.stability = np.exp(rng.normal(np.log(120), 0.8, population.shape))
        self.difficulty = rng.uniform(2, 6, population.shape)
        self.last_day = np.full(population.shape, -KNOWN_SINCE_DAYS)

    def parameters(self, learners: Whole) -> FsrsParameters:
        """The parameters of some learners."""
        return parameters_from(tuple(w[learners, 0] for w in self._w))

    def recall(self, learners: Whole, concepts: Whole, day: float) -> Floats:
        """Chance of recall of each learner's concept on a day; 0 for what was never met."""
        at = learners, concepts
        elapsed = day - self.last_day[at]
        remembered = retrievability(self.stability[at], elapsed, self.parameters(learners))
        return np.where(self.met[at], remembered, 0.0)

    def study(self, learners: Whole, concepts: Whole, recalled: Flags, day: float) -> None:
        """What a study does to memory. The first one of a new concept counts as a lapse."""
        at = learners, concepts
        self.stability[at], self.difficulty[at] = self.studied(learners, concepts, recalled, day)
        self.last_day[at] = day
        self.met[at] = True

    def recall_if_studied(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float, *, later: float
    ) -> Floats:
        """Chance of recall on a later day after one study on `day` that went so."""
        stability, _ = self.studied(learners, concepts, recalled, day)
        return retrievability(stability, later - day, self.parameters(learners))

    def studied(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float
    ) -> tuple[Floats, Floats]:
        """Stability and difficulty after a study on a day that went so."""
        at = learners, concepts
        stability, difficulty = next_memory(
            self.stability[at],
            self.difficulty[at],
            day - self.last_day[at],
            np.where(recalled, Rating.Good, Rating.Again),
            self.parameters(learners),
        )
        met = self.met[at]
        return (
            np.where(met, stability, self._first_stability[at]),
            np.where(met, difficulty, self._first_difficulty[at]),
        )


def _perturbed_parameters(learners: int, rng: np.random.Generator) -> list[Floats]:
    """The default parameters with each learner's deviations, each a column of learners."""
    w = [np.full((learners, 1), value) for value in Scheduler().parameters]
    deviation = rng.normal(0, 0.5, (learners, 1)) + rng.normal(0, 0.25, (learners, 4))
    first = np.sort(np.hstack(w[:4]) * np.exp(deviation), axis=1)
    w[:4] = [first[:, [n]] for n in range(4)]
    w[4] = w[4] + rng.normal(0, 0.5, (learners, 1))
    w[8] = w[8] + rng.normal(0, 0.3, (learners, 1))
    for n, spread in _SPREADS.items():
        w[n] = w[n] * np.exp(rng.normal(0, spread, (learners, 1)))
    w[20] = np.clip(w[20], 0.1, 0.8)
    return w
