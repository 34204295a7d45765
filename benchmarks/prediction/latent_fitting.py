"""How the items of an exam load on latent dimensions, found in the answers of training candidates.

Variational expectation maximisation. In turn: a normal belief about every candidate's abilities
given the items, then the most probable items given these beliefs, then the spread of the items'
parameters given the items (empirical Bayes), so that few candidates give cautious loadings. All
expectations over abilities are Gauss-Hermite sums along each item's logit. A right answer is
known or guessed; the share that was guessed gives the floors (the three-parameter model as a
mixture, San Martin, del Pino & De Boeck 2006, Applied Psychological Measurement 30).
"""

from dataclasses import dataclass

import numpy as np

from benchmarks.prediction.latent import LatentItem, latent_item

ITERATIONS = 40

FLOOR_STRENGTH = 20.0
"""Wrong-or-guessed answers that the average floor of the exam counts for in each item's floor."""

_FIRST_FLOOR = 0.1
_SMALLEST_FLOOR = 0.005
_SMALLEST_VARIANCE = 0.001
_NODES, _RAW_WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_WEIGHTS = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """right, wrong: (candidates, items), 1.0 where so, else 0.0; both 0.0 where missing."""

    right: np.ndarray
    wrong: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Items:
    """All items: weights (J, K + 1), loadings and last the easiness; floors (J,)."""

    weights: np.ndarray
    floors: np.ndarray

    @property
    def loadings(self) -> np.ndarray:
        return self.weights[:, :-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Normal prior of an item's weights: mean and variance, each (K + 1,).

    Only the first dimension has a mean: it is what all items have in common. The others share
    one variance.
    """

    mean: np.ndarray
    variance: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """Normal beliefs about abilities: means (N, K), covariances (N, K, K)."""

    means: np.ndarray
    covariances: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Slopes:
    """Of the expected log likelihood in each logit: gradient and information, (N, J).

    not_known: expected chance that the answer was not known, 0 where it is missing.
    """

    gradient: np.ndarray
    information: np.ndarray
    not_known: np.ndarray


def fitted_items(answers: np.ndarray, *, dimensions: int) -> tuple[LatentItem, ...]:
    """The items of an exam, in the order of the columns.

    `answers` is (candidates, items): 1 right, 0 wrong, NaN missing. Abilities have a standard
    normal prior in every dimension. Deterministic.
    """
    known = _Answers((answers == 1).astype(float), (answers == 0).astype(float))
    items = _first_items(known, dimensions)
    spread = _first_spread(items)
    candidates = _average_candidates(len(answers), dimensions)
    for _ in range(ITERATIONS):
        candidates = _believed(known, items, candidates)
        items, uncertainty = _most_probable(known, items, candidates, spread)
        spread = _estimated_spread(items, uncertainty)
    return tuple(
        latent_item(weights[:-1].copy(), easiness=float(weights[-1]), guessing=float(floor))
        for weights, floor in zip(items.weights, items.floors, strict=True)
    )


def _first_items(answers: _Answers, dimensions: int) -> _Items:
    """Principal components of the standardised answers, and the logits of the shares right."""
    shares = (answers.right.sum(axis=0) + 1) / ((answers.right + answers.wrong).sum(axis=0) + 2)
    deviations = answers.right * (1 - shares) - answers.wrong * shares
    standardised = deviations / np.sqrt(shares * (1 - shares))
    _, sizes, axes = np.linalg.svd(standardised, full_matrices=False)
    # a correlation becomes a slope on the logit scale when multiplied by about 2
    loadings = 2 * axes[:dimensions].T * sizes[:dimensions] / np.sqrt(len(deviations))
    loadings[:, 0] *= np.sign(loadings[:, 0].sum())
    easiness = np.log(shares / (1 - shares))
    return _Items(np.column_stack([loadings, easiness]), np.full(len(shares), _FIRST_FLOOR))


def _first_spread(items: _Items) -> _Spread:
    variance = np.full(items.weights.shape[1], 0.1)
    variance[0], variance[-1] = 0.3, 2.0
    return _Spread(_common(items), variance)


def _average_candidates(number: int, dimensions: int) -> _Candidates:
    return _Candidates(np.zeros((number, dimensions)), np.tile(np.eye(dimensions), (number, 1, 1)))


def _believed(answers: _Answers, items: _Items, before: _Candidates) -> _Candidates:
    """One natural-gradient step of the beliefs about all candidates."""
    slopes = _slopes(answers, items, before)
    loadings, (number, dimensions) = items.loadings, before.means.shape
    precision = slopes.information @ _squares(loadings).reshape(len(loadings), -1)
    precision = precision.reshape(number, dimensions, dimensions) + np.eye(dimensions)
    covariances = np.linalg.inv(precision)
    gradient = slopes.gradient @ loadings - before.means
    steps = (covariances @ gradient[:, :, None])[:, :, 0]
    return _Candidates(before.means + steps, covariances)


def _most_probable(
    answers: _Answers, before: _Items, candidates: _Candidates, spread: _Spread
) -> tuple[_Items, np.ndarray]:
    """One Fisher-scoring step of all items, and the variances of their weights (J, K + 1)."""
    slopes = _slopes(answers, before, candidates)
    (number, dimensions), size = candidates.means.shape, len(spread.mean)
    features = np.column_stack([candidates.means, np.ones(number)])
    doubt = np.zeros((number, size, size))
    doubt[:, :dimensions, :dimensions] = candidates.covariances
    doubts = (slopes.information.T @ doubt.reshape(number, -1)).reshape(-1, size, size)
    squares = _squares(features).reshape(number, -1)
    precision = doubts + (slopes.information.T @ squares).reshape(-1, size, size)
    covariance = np.linalg.inv(precision + np.diag(1 / spread.variance))
    gradient = slopes.gradient.T @ features - (doubts @ before.weights[:, :, None])[:, :, 0]
    gradient -= (before.weights - spread.mean) / spread.variance
    weights = before.weights + (covariance @ gradient[:, :, None])[:, :, 0]
    items = _Items(weights, _floors(answers, before, slopes))
    return items, np.diagonal(covariance, axis1=1, axis2=2)


def _floors(answers: _Answers, before: _Items, slopes: _Slopes) -> np.ndarray:
    """Share of right answers among those not known, drawn towards the exam's average floor."""
    average = max(_SMALLEST_FLOOR, float(before.floors.mean()))
    guessed = (slopes.not_known * answers.right).sum(axis=0)
    not_known = slopes.not_known.sum(axis=0)
    return np.asarray((guessed + FLOOR_STRENGTH * average) / (not_known + FLOOR_STRENGTH))


def _estimated_spread(items: _Items, uncertainty: np.ndarray) -> _Spread:
    """The prior under which these items, uncertain as they are, are most probable."""
    mean = _common(items)
    variance = ((items.weights - mean) ** 2 + uncertainty).mean(axis=0)
    if len(variance) > 2:
        variance[1:-1] = variance[1:-1].mean()
    return _Spread(mean, np.maximum(variance, _SMALLEST_VARIANCE))


def _common(items: _Items) -> np.ndarray:
    mean = items.weights.mean(axis=0)
    mean[1:-1] = 0.0
    return np.asarray(mean)


def _slopes(answers: _Answers, items: _Items, candidates: _Candidates) -> _Slopes:
    """Expectations over each candidate's belief, by quadrature along each item's logit."""
    loadings = items.loadings
    mean = candidates.means @ loadings.T + items.weights[:, -1]
    squares = _squares(loadings).reshape(len(loadings), -1)
    deviation = np.sqrt(candidates.covariances.reshape(len(mean), -1) @ squares.T)
    total = _Slopes(np.zeros_like(mean), np.zeros_like(mean), answers.wrong.copy())
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        _add(total, answers, items.floors, mean + node * deviation, float(weight))
    return total


def _add(
    total: _Slopes, answers: _Answers, floors: np.ndarray, logit: np.ndarray, weight: float
) -> None:
    """Add one node of the quadrature, in place: these arrays are the largest of the fit."""
    knows = 1 / (1 + np.exp(-logit))
    right = floors + (1 - floors) * knows
    given_right = knows / right
    answered = answers.right + answers.wrong
    total.gradient[:] += weight * given_right * (answers.right - answered * right)
    total.information[:] += weight * answered * (1 - floors) * knows * given_right * (1 - knows)
    total.not_known[:] += weight * answers.right * (1 - given_right)


def _squares(rows: np.ndarray) -> np.ndarray:
    """Outer product of every row with itself."""
    return np.asarray(rows[:, :, None] * rows[:, None, :])
