"""What the answers of a check say by themselves, against what was predicted of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from prep.learning.composites import INTERVAL_Z


@dataclass(frozen=True, slots=True)
class CheckEvidence:
    """Right answers among n, and how many were predicted, each just before it was given.

    half_width: how far the number of right answers falls from the prediction by chance alone,
    nine times in ten.
    """

    right: int
    n: int
    expected: float
    half_width: float

    @property
    def is_surprising(self) -> bool:
        """Whether chance alone seldom brings so many, or so few."""
        return abs(self.right - self.expected) > self.half_width


def check_evidence(answers: Sequence[tuple[bool, float]]) -> CheckEvidence | None:
    """The evidence of answers, each with its predicted probability, 0 to 1; None without any.

    The number of right answers is a sum of independent draws (Poisson binomial): its variance is
    the sum of p (1 - p), its interval that of a normal distribution widened by half an answer,
    because answers come whole.
    """
    if not answers:
        return None
    variance = sum(p * (1 - p) for _, p in answers)
    return CheckEvidence(
        right=sum(is_correct for is_correct, _ in answers),
        n=len(answers),
        expected=sum(p for _, p in answers),
        half_width=INTERVAL_Z * sqrt(variance) + 0.5,
    )
