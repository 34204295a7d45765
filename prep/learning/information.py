"""How much would an answer tell? Expected gains in certainty, for many items at once.

An item is worth what its answer is expected to take from the variance of what one wants to know
(minimum expected posterior variance, van der Linden 1998, Psychometrika 63, 201-216). That
counts what Fisher information at a point estimate leaves out: the ability is not known yet, and
nor is the item's difficulty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from prep.learning.irt import MIXTURE
from prep.learning.items import ItemParameters

_FLOOR = 1e-12
_NORMAL_CDF = np.vectorize(NormalDist().cdf, otypes=[float])


@dataclass(frozen=True, slots=True, eq=False)
class JointAbilities:
    """A joint normal belief about n abilities, on the logit scale: mean (n,), covariance (n, n)."""

    mean: np.ndarray
    covariance: np.ndarray

    def standard_error(self, weights: np.ndarray) -> float:
        """Standard error of the weighted sum of the abilities; weights (n,)."""
        return float(np.sqrt(weights @ self.covariance @ weights))


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredItems:
    """m items as arrays (m,).

    measures: index of the ability that each one measures. own_variance: of all else that an
    answer depends on, such as what is not known of the difficulty. The other fields are those of
    ItemParameters.
    """

    measures: np.ndarray
    difficulty: np.ndarray
    own_variance: np.ndarray
    discrimination: np.ndarray
    guessing: np.ndarray


def measured_items(
    parameters: Sequence[ItemParameters], measures: Sequence[int], *, concept_variance: float
) -> MeasuredItems:
    """The arrays for items that measure these abilities, each through a concept of its own.

    concept_variance: of a concept's deviation from the ability.
    """
    return MeasuredItems(
        measures=np.array(measures, dtype=np.intp),
        difficulty=np.array([p.difficulty for p in parameters]),
        own_variance=np.array([p.difficulty_sd**2 for p in parameters]) + concept_variance,
        discrimination=np.array([p.discrimination for p in parameters]),
        guessing=np.array([p.guessing for p in parameters]),
    )


def variance_reductions(
    abilities: JointAbilities, items: MeasuredItems, weights: np.ndarray
) -> np.ndarray:
    """What an answer to each item is expected to take from the variance of a weighted sum: (m,).

    weights (n,): of the abilities in the sum; 1 for one ability asks about that alone.
    By the law of total variance it is the variance of the posterior mean over both answers: with
    P the chance of a right answer and P' its slope over the mean of theta - b, the posterior
    means are cov P' / P above and cov P' / (1 - P) below the mean now, cov being the covariance
    of the item's ability with the sum. So it is cov^2 P'^2 / (P (1 - P)).
    """
    gap_mean = abilities.mean[items.measures] - items.difficulty
    gap_variance = np.diag(abilities.covariance)[items.measures] + items.own_variance
    covariance = (abilities.covariance @ weights)[items.measures]
    chance, slope = _response_curve(gap_mean, gap_variance, items)
    return np.asarray((covariance * slope) ** 2 / np.maximum(_FLOOR, chance * (1 - chance)))


def _response_curve(
    gap_mean: np.ndarray, gap_variance: np.ndarray, items: MeasuredItems
) -> tuple[np.ndarray, np.ndarray]:
    """Chance of a right answer, and its slope over `gap_mean`, by the mixture that irt explains."""
    chance = np.zeros(len(gap_mean))
    slope = np.zeros(len(gap_mean))
    for weight, normal_slope in MIXTURE:
        steepness = items.discrimination * normal_slope
        steepness = steepness / np.sqrt(1 + steepness**2 * gap_variance)
        z = steepness * gap_mean
        chance += weight * _NORMAL_CDF(z)
        slope += weight * steepness * np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    knowing = 1 - items.guessing
    return items.guessing + knowing * chance, knowing * slope
