"""Item response theory: chances and information, integrated over what is not known.

One response has probability c + (1 - c) / (1 + exp(-a (theta - b))) of being right (Birnbaum's
three-parameter logistic model, in Lord & Novick 1968). Here theta - b is never known exactly:
it is a normal variable, and the integrals over it are 21-point Gauss-Hermite sums.
"""

import numpy as np

from prep.learning.items import ItemParameters

_NODES, _RAW_WEIGHTS = np.polynomial.hermite_e.hermegauss(21)
_WEIGHTS = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()
_FLOOR = 1e-12


def response_probability(gap_mean: float, gap_variance: float, parameters: ItemParameters) -> float:
    """Expected probability, 0 to 1, of a right answer.

    `gap_mean` and `gap_variance` describe theta - b on the logit scale.
    """
    # the weights sum to 1 up to rounding only, and the log refuses more than 1
    return min(1.0, float(_WEIGHTS @ _p_right(_grid(gap_mean, gap_variance), parameters)))


def posterior_gap(
    gap_mean: float, gap_variance: float, parameters: ItemParameters, *, is_correct: bool
) -> tuple[float, float]:
    """Mean and variance of theta - b after one response, by moment matching.

    The closed form is not accurate enough where there is a guessing floor.
    """
    grid = _grid(gap_mean, gap_variance)
    right = _p_right(grid, parameters)
    joint = _WEIGHTS * (right if is_correct else 1 - right)
    joint = joint / max(_FLOOR, float(joint.sum()))
    mean = float(joint @ grid)
    return mean, max(_FLOOR, float(joint @ (grid - mean) ** 2))


def expected_information(gap_mean: float, gap_variance: float, parameters: ItemParameters) -> float:
    """Fisher information that a response is expected to give about theta, 0 or more."""
    p = _p_right(_grid(gap_mean, gap_variance), parameters)
    above = (p - parameters.guessing) / (1 - parameters.guessing)
    slope = parameters.discrimination * (1 - parameters.guessing) * above * (1 - above)
    return float(_WEIGHTS @ (slope**2 / np.maximum(_FLOOR, p * (1 - p))))


def _grid(mean: float, variance: float) -> np.ndarray:
    return np.asarray(mean + np.sqrt(variance) * _NODES)


def _p_right(gap: np.ndarray, parameters: ItemParameters) -> np.ndarray:
    logistic = 1 / (1 + np.exp(-parameters.discrimination * gap))
    return np.asarray(parameters.guessing + (1 - parameters.guessing) * logistic)
