"""A world that forgets by the power law of practice (Pavlik and Anderson 2005, ACT-R).

Each study leaves a trace that decays as a power of time, the faster the more active the concept
was just then: activation = shift + log(sum of weight × t^-d), d = a + c × (sum just before).
"""

import numpy as np

from prep.learning.memory_arrays import Flags, Floats, Whole
from prep.learning.simulation.setting import Population, logistic

UNITS_PER_DAY = 86400 * 0.025
LEAST_DAYS = 0.5
THRESHOLD = -0.704
WEIGHT_RECALLED, WEIGHT_FAILED = 1.15, 0.9
KNOWN_STUDIES = (-200.0, -90.0, -40.0)


class ActrWorld:
    """Traces of all studies: `_day`, `_decay`, `_weight` are learners × concepts × studies."""

    def __init__(self, population: Population, rng: np.random.Generator) -> None:
        learners, concepts = population.shape
        self._base_decay = 0.177 * np.exp(rng.normal(0, 0.15, learners))
        self._decay_slope = 0.217 * np.exp(rng.normal(0, 0.2, learners))
        self._noise = 0.255 * np.exp(rng.normal(0, 0.15, learners))
        learner_shift = np.log(3) + rng.normal(0, 0.25, (learners, 1))
        noise = rng.normal(0, 0.15, population.shape)
        self._shift = learner_shift - 0.25 * population.difficulty + noise
        self._count = np.zeros(population.shape, np.int64)
        self._day = np.zeros((learners, concepts, 8), np.float32)
        self._decay = np.zeros_like(self._day)
        self._weight = np.zeros_like(self._day)
        known, concepts_known = np.nonzero(population.known)
        for day in KNOWN_STUDIES:
            self.study(known, concepts_known, np.ones(len(known), bool), day)

    def recall(self, learners: Whole, concepts: Whole, day: float) -> Floats:
        """Chance of recall of each learner's concept on a day; 0 for what was never met."""
        return self._recall(learners, concepts, self._strength(learners, concepts, day))

    def study(self, learners: Whole, concepts: Whole, recalled: Flags, day: float) -> None:
        """Leave a trace."""
        count = self._count[learners, concepts]
        if count.size and count.max() == self._day.shape[2]:
            self._make_room()
        at = learners, concepts, count
        self._day[at] = day
        self._weight[at], self._decay[at] = self._trace(learners, concepts, recalled, day)
        self._count[learners, concepts] += 1

    def recall_if_studied(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float, *, later: float
    ) -> Floats:
        """Chance of recall on a later day after one study on `day` that went so."""
        weight, decay = self._trace(learners, concepts, recalled, day)
        trace = weight * _units(later - day) ** -decay
        return self._recall(learners, concepts, self._strength(learners, concepts, later) + trace)

    def _recall(self, learners: Whole, concepts: Whole, strength: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            activation = self._shift[learners, concepts] + np.log(strength)
        return logistic((activation - THRESHOLD) / self._noise[learners])

    def _trace(
        self, learners: Whole, concepts: Whole, recalled: Flags, day: float
    ) -> tuple[Floats, Floats]:
        """Weight and decay of what a study leaves: heavier after success."""
        strength = self._strength(learners, concepts, day)
        decay = self._base_decay[learners] + self._decay_slope[learners] * strength
        return np.where(recalled, WEIGHT_RECALLED, WEIGHT_FAILED), np.minimum(decay, 1.0)

    def _strength(self, learners: Whole, concepts: Whole, day: float) -> Floats:
        at = learners, concepts
        traces = self._weight[at] * _units(day - self._day[at]) ** -self._decay[at]
        return np.asarray(traces.sum(axis=-1), float)

    def _make_room(self) -> None:
        for name in ("_day", "_decay", "_weight"):
            full = getattr(self, name)
            setattr(self, name, np.concatenate([full, np.zeros_like(full)], axis=2))


def _units(days: Floats | float) -> Floats:
    """Time in the units of the model, at least half a day."""
    return np.maximum(days, LEAST_DAYS) * UNITS_PER_DAY
