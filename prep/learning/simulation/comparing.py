"""What came out: means with 95 % intervals, and paired differences between policies."""

from dataclasses import dataclass

import numpy as np

from prep.learning.memory_arrays import Floats

NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over n learners with the half width of its 95 % interval."""

    mean: float
    half_width: float
    n: int


def estimate(scores: Floats) -> Estimate:
    """Mean of one figure per learner; the half width is 0 for one learner."""
    n = len(scores)
    spread = float(scores.std(ddof=1)) if n > 1 else 0.0
    return Estimate(float(scores.mean()), NORMAL_95 * spread / np.sqrt(n), n)


def paired(scores: Floats, others: Floats) -> Estimate:
    """How much higher `scores` are, learner by learner, than `others` of the same learners."""
    return estimate(scores - others)
