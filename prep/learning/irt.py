"""Item response theory: chances, and what a response tells, over what is not known.

One response has probability c + (1 - c) / (1 + exp(-a (theta - b))) of being right (Birnbaum's
three-parameter logistic model, in Lord & Novick 1968). Here theta - b, the gap, is never known
exactly: it is a normal variable. The logistic curve is written as a mixture of normal curves,
whose integrals over a normal variable have a closed form (Monahan & Stefanski 1992, in Handbook
of the Logistic Distribution); the mixture is within 0.00005 of it everywhere.
"""

from math import erfc, exp, pi, sqrt

from prep.learning.abilities import Belief, Evidence
from prep.learning.items import ItemParameters

MIXTURE = ((0.16246083, 0.36400752), (0.58505466, 0.57767677), (0.25248451, 0.90773105))
"""Weight and slope of each normal curve, fitted to the least largest error."""

_FLOOR = 1e-12
_LEAST_CHANCE = 1e-300
_SQRT_HALF = sqrt(0.5)
_NORMAL_PEAK = 1 / sqrt(2 * pi)


def response_probability(gap_mean: float, gap_variance: float, parameters: ItemParameters) -> float:
    """Expected probability, 0 to 1, of a right answer.

    `gap_mean` and `gap_variance` describe theta - b on the logit scale.
    """
    knowing = 0.0
    for weight, slope in MIXTURE:
        steepness = parameters.discrimination * slope
        z = steepness * gap_mean / sqrt(1 + steepness * steepness * gap_variance)
        knowing += weight * 0.5 * erfc(-z * _SQRT_HALF)
    # the weights sum to 1 up to rounding only, and the log refuses more than 1
    return min(1.0, parameters.guessing + (1 - parameters.guessing) * knowing)


def response_evidence(ability: Belief, parameters: ItemParameters, *, is_correct: bool) -> Evidence:
    """What one response tells about an ability that was believed to be so before it.

    Assumed-density update: the evidence that moves the belief to the mean and variance of the
    exact posterior, the item's uncertain difficulty included. A lucky guess may leave the exact
    posterior wider than the belief was; the evidence then moves the mean alone.
    """
    mean, variance = ability
    gap_mean = mean - parameters.difficulty
    gap_variance = variance + parameters.difficulty_sd * parameters.difficulty_sd
    gradient, curvature = _log_likelihood(gap_mean, gap_variance, parameters, is_correct)
    precision = max(0.0, -curvature / (1 + variance * curvature))
    return Evidence(precision, mean * precision + gradient * (1 + variance * precision))


def posterior_gap(
    gap_mean: float, gap_variance: float, parameters: ItemParameters, *, is_correct: bool
) -> tuple[float, float]:
    """Mean and variance of theta - b after one response."""
    gradient, curvature = _log_likelihood(gap_mean, gap_variance, parameters, is_correct)
    variance = gap_variance + gap_variance * gap_variance * curvature
    return gap_mean + gap_variance * gradient, max(_FLOOR, variance)


def _log_likelihood(
    gap_mean: float, gap_variance: float, parameters: ItemParameters, is_correct: bool
) -> tuple[float, float]:
    """First and second derivative, by the gap's mean, of the log chance of this response.

    They are all that a posterior needs: its mean is the prior's plus variance times the first,
    its variance the prior's plus variance squared times the second.
    """
    discrimination, guessing = parameters.discrimination, parameters.guessing
    floor = guessing if is_correct else 0.0
    if not is_correct:
        gap_mean = -gap_mean
    chance = gradient = curvature = 0.0
    for weight, slope in MIXTURE:
        steepness = discrimination * slope
        steepness /= sqrt(1 + steepness * steepness * gap_variance)
        z = steepness * gap_mean
        density = weight * steepness * exp(-0.5 * z * z)
        chance += weight * erfc(-z * _SQRT_HALF)
        gradient += density
        curvature -= density * steepness * z
    chance = max(_LEAST_CHANCE, floor + (1 - guessing) * 0.5 * chance)
    scale = (1 - guessing) * _NORMAL_PEAK / chance
    gradient *= scale
    return gradient if is_correct else -gradient, curvature * scale - gradient * gradient
