"""An additive logistic layer: named features, each with a curve of its own, and nothing else.

The logit of a right answer is a constant plus one piecewise linear curve for each feature (a
generalised additive model; Hastie and Tibshirani 1986). As the curves only add, each one's value
is its feature's share in the prediction, in logits, and can be shown as it is.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

KNOTS = 7
OUTERMOST = 0.005
"""The first and last knot leave this share of the data outside; curves are flat beyond."""

LEAST_WEIGHT = 1e-4
"""Least p (1 - p) in a Newton step: a saturated probability must not divide by zero."""

LEAST_PENALTY = 0.1
STEPS = 15
CLOSE = 1e-3
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Curve:
    """Logits over one feature: linear between knots (ascending), flat outside."""

    knots: tuple[float, ...]
    values: tuple[float, ...]

    def __call__(self, x: float) -> float:
        """The logits that a feature's value adds."""
        right = bisect_right(self.knots, x)
        if right == 0:
            return self.values[0]
        if right == len(self.knots):
            return self.values[-1]
        low, high = self.knots[right - 1], self.knots[right]
        start, end = self.values[right - 1], self.values[right]
        return start + (end - start) * (x - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Layer:
    """A fitted layer: a constant, and a curve for each named feature."""

    constant: float
    curves: Mapping[str, Curve]

    def shares(self, features: Mapping[str, float]) -> dict[str, float]:
        """What each feature adds to the logit. Raises KeyError for a missing feature."""
        return {name: curve(features[name]) for name, curve in self.curves.items()}

    def logit(self, features: Mapping[str, float]) -> float:
        """Logit of the probability of a right answer."""
        return self.constant + sum(self.shares(features).values())


def fitted(
    features: np.ndarray, correct: np.ndarray, names: Sequence[str], *, penalty: float, start: str
) -> Layer:
    """Fit by penalised maximum likelihood, Newton steps.

    features: (n, m), one column a name. correct: (n,), 0 or 1. start: name of the feature that is
    a logit already. The penalty weighs squared steps between a curve's neighbouring knots, taken
    off a straight line of slope 1 for `start` and off a flat one for all others: with a large
    penalty the layer is that logit itself.

    What each curve adds (that of `start`: to its logit) is 0 on average over the data, so that a
    share says how an answer differs from the others, and the constant what they have in common.
    """
    knots = [_knots(column) for column in features.T]
    ends = np.cumsum([1, *(len(k) for k in knots)])
    origin = np.zeros(ends[-1])
    first = list(names).index(start)
    origin[ends[first] : ends[first + 1]] = knots[first]
    inverse_prior = _penalties(ends, penalty)
    weights = origin.copy()
    for _ in range(STEPS):
        gradient, curvature = _derivatives(features, correct, knots, weights)
        gradient -= inverse_prior @ (weights - origin)
        step = np.linalg.solve(curvature + inverse_prior, gradient)
        weights = weights + step
        if np.abs(step).max() < CLOSE:
            break
    constant, curves = float(weights[0]), {}
    for name, x, k, a, b in zip(names, features.T, knots, ends, ends[1:], strict=False):
        common = float(np.mean(np.interp(x, k, weights[a:b]) - (x if name == start else 0)))
        constant += common
        curves[name] = Curve(tuple(k.tolist()), tuple((weights[a:b] - common).tolist()))
    return Layer(constant, curves)


def logits(layer: Layer, features: np.ndarray) -> np.ndarray:
    """Logits (n,) for features (n, m), columns in the layer's order of names."""
    columns = zip(features.T, layer.curves.values(), strict=True)
    return np.asarray(layer.constant + sum(np.interp(x, c.knots, c.values) for x, c in columns))


def _knots(column: np.ndarray) -> np.ndarray:
    """Places of the knots: quantiles, and all values where there are few."""
    values = np.unique(column)
    if len(values) > KNOTS:
        shares = np.linspace(OUTERMOST, 1 - OUTERMOST, KNOTS)
        values = np.unique(np.quantile(column, shares, method="nearest"))
    return values.astype(float)


def _derivatives(
    features: np.ndarray, correct: np.ndarray, knots: Sequence[np.ndarray], weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Gradient (k,) and negative curvature (k, k) of the log likelihood."""
    gradient, curvature = np.zeros(len(weights)), np.zeros((len(weights), len(weights)))
    for begin in range(0, len(features), ROWS_AT_ONCE):
        rows = slice(begin, begin + ROWS_AT_ONCE)
        basis = _basis(features[rows], knots)
        p = 1 / (1 + np.exp(-np.clip(basis @ weights, -30, 30)))
        gradient += basis.T @ (correct[rows] - p)
        weighed = basis * np.sqrt(np.maximum(p * (1 - p), LEAST_WEIGHT))[:, None]
        curvature += weighed.T @ weighed
    return gradient, curvature


def _basis(features: np.ndarray, knots: Sequence[np.ndarray]) -> np.ndarray:
    """Columns: 1, then for each feature and knot the share of that knot (a hat function)."""
    hats = [np.ones((len(features), 1))]
    for x, places in zip(features.T, knots, strict=True):
        corners = np.eye(len(places))
        hats.append(np.stack([np.interp(x, places, corner) for corner in corners], axis=1))
    return np.hstack(hats)


def _penalties(ends: np.ndarray, penalty: float) -> np.ndarray:
    """The quadratic penalty's matrix: steps within each curve, and a little on every value."""
    matrix = LEAST_PENALTY * np.eye(int(ends[-1]))
    matrix[0, 0] = 1e-6
    for begin, end in pairwise(ends):
        steps = np.diff(np.eye(end - begin), axis=0)
        matrix[begin:end, begin:end] += penalty * steps.T @ steps
    return matrix
