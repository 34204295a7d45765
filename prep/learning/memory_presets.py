"""A few kinds of memory, one of which a learner's own answers choose.

All are FSRS-6 with other parameters. They were fitted to simulated learners of the three worlds
of `simulation`, drawn for that purpose alone. Which of them predicts a learner's answers best is
known after some hundred answers; until then the first one, fitted to all worlds, is used.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from fsrs import Rating
from numpy.typing import ArrayLike

from prep.learning.memory_arrays import (
    DEFAULTS,
    KNOWN_STABILITY_DAYS,
    Flags,
    Floats,
    FsrsParameters,
    first_memory,
    next_memory,
    retrievability,
)

HEAD_START = 4.0
"""Log likelihood by which another preset must beat the first one."""


@dataclass(frozen=True, slots=True)
class MemoryPreset:
    """A kind of memory: the parameters of forgetting and growth.

    known_stability, known_difficulty: of a concept that was known before it was first asked.
    """

    parameters: FsrsParameters
    known_stability: float
    known_difficulty: float

    def after(
        self,
        stability: Floats,
        difficulty: Floats,
        elapsed_days: Floats,
        recalled: Floats,
    ) -> tuple[Floats, Floats]:
        """Memory after answers; stability is NaN at first sight.

        `recalled` is the chance, 0 to 1, that the answer came from memory: 0 for a wrong one, 1
        for one that was surely no guess. In between, the memory stands between those after
        Good and after Again, on the scale of log stability.
        """
        high, low = self.outcomes(stability, difficulty, elapsed_days)
        mixed = high[0] ** recalled * low[0] ** (1 - recalled)
        return mixed, recalled * high[1] + (1 - recalled) * low[1]

    def outcomes(
        self, stability: Floats, difficulty: Floats, elapsed_days: Floats
    ) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """Memory, stability and difficulty, if an answer is recalled and if it is not."""
        is_new = np.isnan(stability)
        good = next_memory(stability, difficulty, elapsed_days, Rating.Good, self.parameters)
        again = next_memory(stability, difficulty, elapsed_days, Rating.Again, self.parameters)
        first = first_memory(Rating.Again, self.parameters)
        known = self.known_stability, self.known_difficulty
        return (
            (np.where(is_new, known[0], good[0]), np.where(is_new, known[1], good[1])),
            (np.where(is_new, first[0], again[0]), np.where(is_new, first[1], again[1])),
        )

    def recall(self, stability: ArrayLike, elapsed_days: ArrayLike) -> Floats:
        """Retrievability, 0 to 1; NaN for what was never met."""
        return retrievability(stability, elapsed_days, self.parameters)


def chance_recalled(
    recall: Floats, is_right: Flags, tap_ratio: Floats | float, guessing: float
) -> Floats:
    """Chance, 0 to 1, that an answer came from memory (Bayes' rule).

    `recall` is the chance of recall before the answer. `tap_ratio` says how many times likelier
    the tap of confidence is after a guess than after recall; 1 without a tap.
    """
    guessed = guessing * (1 - recall) * tap_ratio
    return np.where(is_right, recall / np.maximum(recall + guessed, 1e-12), 0.0)


def _fitted(
    first: float, known_stability: float, known_difficulty: float, **fitted: float
) -> MemoryPreset:
    """The default parameters but for the fitted ones; `first` is the stability when new."""
    changed: dict[str, Any] = {"first_stability": (first, *DEFAULTS.first_stability[1:]), **fitted}
    parameters = replace(DEFAULTS, **changed)
    return MemoryPreset(parameters, known_stability, known_difficulty)


STANDARD = MemoryPreset(DEFAULTS, KNOWN_STABILITY_DAYS, known_difficulty=1.0)
"""FSRS-6 as it comes."""

PRESETS = (
    _fitted(
        first=0.141,
        known_stability=26.6,
        known_difficulty=8.15,
        first_difficulty=4.161,
        first_difficulty_slope=0.042,
        difficulty_step=2.043,
        growth=2.082,
        growth_saturation=0.239,
        growth_spacing=0.564,
        lapse=1.104,
        lapse_difficulty=0.162,
        lapse_stability=0.279,
        lapse_spacing=2.165,
        decay=0.209,
    ),
    _fitted(
        first=0.204,
        known_stability=244.0,
        known_difficulty=6.44,
        first_difficulty=1.264,
        first_difficulty_slope=0.001,
        difficulty_step=1.899,
        growth=1.787,
        growth_saturation=0.104,
        growth_spacing=0.371,
        lapse=1.399,
        lapse_difficulty=0.001,
        lapse_stability=0.205,
        lapse_spacing=1.978,
        decay=0.205,
    ),
    _fitted(
        first=0.258,
        known_stability=90.6,
        known_difficulty=1.00,
        first_difficulty=1.000,
        first_difficulty_slope=0.339,
        difficulty_step=2.342,
        growth=2.347,
        growth_saturation=0.322,
        growth_spacing=0.647,
        lapse=2.843,
        lapse_difficulty=0.020,
        lapse_stability=0.303,
        lapse_spacing=0.929,
        decay=0.172,
    ),
    _fitted(
        first=0.079,
        known_stability=6.2,
        known_difficulty=9.57,
        first_difficulty=1.774,
        first_difficulty_slope=0.217,
        difficulty_step=0.691,
        growth=1.569,
        growth_saturation=0.219,
        growth_spacing=0.470,
        lapse=1.267,
        lapse_difficulty=0.023,
        lapse_stability=0.225,
        lapse_spacing=0.690,
        decay=0.193,
    ),
)
"""Fitted to all three simulated worlds together, and to the FSRS, ACT-R and DASH worlds alone."""
