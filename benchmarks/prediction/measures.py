"""How good are probabilities: AUC, log loss, calibration error, and intervals over learners."""

from collections.abc import Callable

import numpy as np

BINS = 15
DRAWS = 1000
RESAMPLES = 400
LEAST = 1e-6
"""Log loss takes no probability below this, or above 1 minus this, for what it says."""

Measure = Callable[[np.ndarray, np.ndarray, np.ndarray], float]
"""Of (probabilities, outcomes, weights), each (n,)."""


def auc(p: np.ndarray, correct: np.ndarray, weights: np.ndarray) -> float:
    """Chance that a random right answer has the higher probability than a random wrong one.

    Ties count one half. 0.5 is chance, 1 perfect.
    """
    order = np.argsort(p, kind="stable")
    sorted_p, right = p[order], (weights * correct)[order]
    wrong = (weights * (1 - correct))[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_p[1:] > sorted_p[:-1]]))
    right, wrong = np.add.reduceat(right, starts), np.add.reduceat(wrong, starts)
    below = np.cumsum(wrong) - wrong / 2
    return float(right @ below / (right.sum() * wrong.sum()))


def log_loss(p: np.ndarray, correct: np.ndarray, weights: np.ndarray) -> float:
    """Mean negative log likelihood in nats; 0 is perfect."""
    p = np.clip(p, LEAST, 1 - LEAST)
    losses = -np.where(correct == 1, np.log(p), np.log1p(-p))
    return float(weights @ losses / weights.sum())


def calibration_error(p: np.ndarray, correct: np.ndarray) -> float:
    """Expected calibration error over 15 bins of equal mass, 0 to 1."""
    order = np.argsort(p, kind="stable")
    gaps = (correct - p)[order]
    return float(sum(abs(part.sum()) for part in np.array_split(gaps, BINS)) / len(p))


def calibration_floor(p: np.ndarray, *, rng: np.random.Generator) -> float:
    """The calibration error that true probabilities stay under in 95 of 100 samples.

    Outcomes are drawn from the probabilities themselves, so that nothing but chance is left.
    """
    p = np.sort(p)
    starts = np.cumsum([0, *(len(part) for part in np.array_split(p, BINS))])[:-1]
    errors = [
        np.abs(np.add.reduceat((rng.random(len(p)) < p) - p, starts)).sum() / len(p)
        for _ in range(DRAWS)
    ]
    return float(np.quantile(errors, 0.95))


def mean_over_folds(
    measure: Measure,
    p: np.ndarray,
    correct: np.ndarray,
    fold: np.ndarray,
    weights: np.ndarray | None = None,
) -> float:
    """A measure within each fold, and the mean of these."""
    weights = np.ones(len(p)) if weights is None else weights
    parts = [fold == f for f in np.unique(fold)]
    return float(np.mean([measure(p[m], correct[m], weights[m]) for m in parts]))


def interval(
    measure: Measure,
    p: np.ndarray,
    correct: np.ndarray,
    fold: np.ndarray,
    learner: np.ndarray,
    *,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """A 95 % bootstrap interval of the mean over folds, learners being drawn within folds."""
    names, number = np.unique(learner, return_inverse=True)
    of_learner = np.zeros(len(names), dtype=np.int64)
    of_learner[number] = fold
    groups = [np.flatnonzero(of_learner == f) for f in np.unique(fold)]
    values = []
    for _ in range(RESAMPLES):
        counts = np.zeros(len(names))
        for group in groups:
            counts[group] = np.bincount(
                rng.integers(len(group), size=len(group)), minlength=len(group)
            )
        values.append(mean_over_folds(measure, p, correct, fold, counts[number]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
