"""How items behave, estimated from first answers and shrunk to what their authors expected.

Each first answer comes with a normal belief about the ability that it measures, held before the
answer was seen. No answer therefore counts for its own ability, and abilities need not be
estimated along with the items. What is not known of the ability is integrated out: with
t = pi a^2 v / 8, the logistic curve over a normal ability with mean m and variance v is close to
the same curve at (m - b) / sqrt(1 + t) (MacKay 1992, "The evidence framework applied to
classification networks", Neural Computation 4).
"""

from dataclasses import dataclass, replace

import numpy as np

FEWEST_ANSWERS = 30
"""First answers below which the author's figures stand."""

DIFFICULTY_SD = 1.0
"""How far, on the logit scale, true difficulties lie from what their authors expected."""
LOG_DISCRIMINATION_SD = 0.4
"""Spread of the natural logarithm of discriminations, whose middle is 1."""

_ITERATIONS = 30
_CLOSE_ENOUGH = 1e-5
_LONGEST_STEP = 1.0
_LARGEST_LOGIT = 30.0

_NODES, _RAW_WEIGHTS = np.polynomial.hermite_e.hermegauss(5)
_LOG_WEIGHT = dict(zip(_NODES, np.log(_RAW_WEIGHTS) + _NODES**2 / 2, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class FirstAnswers:
    """First answers of learners to items, one entry an answer.

    item: position of the item, 0 to the number of items less one. ability_mean, ability_variance:
    belief about the ability before the answer, on the logit scale. is_correct: True or False.
    """

    item: np.ndarray
    ability_mean: np.ndarray
    ability_variance: np.ndarray
    is_correct: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class ItemPriors:
    """What is known of the items before any answer, one entry an item.

    difficulty: the author's figure, on the logit scale. guessing: chance of a blind guess.
    """

    difficulty: np.ndarray
    guessing: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class ItemEstimates:
    """Estimates, one entry an item.

    difficulty with its standard deviation; discrimination, with the standard deviation of its
    natural logarithm; responses: how many first answers they rest on.
    """

    difficulty: np.ndarray
    difficulty_sd: np.ndarray
    discrimination: np.ndarray
    log_discrimination_sd: np.ndarray
    responses: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """Gradient and information of the log likelihood in difficulty b and log discrimination s."""

    b: np.ndarray
    s: np.ndarray
    bb: np.ndarray
    bs: np.ndarray
    ss: np.ndarray


def calibrated(answers: FirstAnswers, priors: ItemPriors) -> ItemEstimates:
    """The parameters to expect of every item, and how sure they are.

    The priors are normal: difficulty around the author's figure, log discrimination around 0.
    Without answers the estimates are the priors. Posterior means, not modes: few answers say
    little about how extreme an item is, so that modes lie too close to the middle.
    """
    b, s = priors.difficulty.astype(float), np.zeros(len(priors.difficulty))
    for _ in range(_ITERATIONS):
        known = _with_priors(_evidence(answers, priors.guessing, b, s), priors, b, s)
        determinant = known.bb * known.ss - known.bs**2
        step_b = _bounded((known.ss * known.b - known.bs * known.s) / determinant)
        step_s = _bounded((known.bb * known.s - known.bs * known.b) / determinant)
        b, s = b + step_b, s + step_s
        if max(np.abs(step_b).max(initial=0), np.abs(step_s).max(initial=0)) < _CLOSE_ENOUGH:
            break
    spread = np.sqrt(known.ss / determinant), np.sqrt(known.bb / determinant)
    return _expected(answers, priors, (b, s), spread)


def _expected(
    answers: FirstAnswers,
    priors: ItemPriors,
    mode: tuple[np.ndarray, np.ndarray],
    spread: tuple[np.ndarray, np.ndarray],
) -> ItemEstimates:
    """Posterior means and standard deviations, by quadrature on a grid around the mode.

    Adaptive Gauss-Hermite quadrature (Naylor and Smith 1982, Applied Statistics 31).
    """
    points = [(x, y) for x in _NODES for y in _NODES]
    b = np.array([mode[0] + x * spread[0] for x, _ in points])
    s = np.array([mode[1] + y * spread[1] for _, y in points])
    log_weight = np.array([_log_posterior(answers, priors, *at) for at in zip(b, s, strict=True)])
    log_weight += np.array([_LOG_WEIGHT[x] + _LOG_WEIGHT[y] for x, y in points])[:, None]
    weight = np.exp(log_weight - log_weight.max(axis=0))
    weight /= weight.sum(axis=0)
    mean_b, mean_s = (weight * b).sum(axis=0), (weight * s).sum(axis=0)
    return ItemEstimates(
        difficulty=mean_b,
        difficulty_sd=np.sqrt((weight * (b - mean_b) ** 2).sum(axis=0)),
        discrimination=np.exp(mean_s),
        log_discrimination_sd=np.sqrt((weight * (s - mean_s) ** 2).sum(axis=0)),
        responses=np.bincount(answers.item, minlength=len(priors.difficulty)),
    )


def _log_posterior(
    answers: FirstAnswers, priors: ItemPriors, b: np.ndarray, s: np.ndarray
) -> np.ndarray:
    """Logarithm of the posterior density of every item, up to a constant."""
    _, _, knows = _curve(answers, b, s)
    floor = priors.guessing[answers.item]
    right = floor + (1 - floor) * knows
    outcome = np.log(np.where(answers.is_correct, right, 1 - right))
    return np.asarray(
        np.bincount(answers.item, weights=outcome, minlength=len(b))
        - ((b - priors.difficulty) / DIFFICULTY_SD) ** 2 / 2
        - (s / LOG_DISCRIMINATION_SD) ** 2 / 2
    )


def _curve(
    answers: FirstAnswers, b: np.ndarray, s: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By answer: slope of the logit in the ability's mean, the logit, P(right without guessing).

    The logit is bounded, so that no probability is 0 or 1.
    """
    discrimination = np.exp(s)[answers.item]
    slope = discrimination / np.sqrt(1 + np.pi / 8 * discrimination**2 * answers.ability_variance)
    logit = slope * (answers.ability_mean - b[answers.item])
    logit = np.clip(logit, -_LARGEST_LOGIT, _LARGEST_LOGIT)
    return slope, logit, 1 / (1 + np.exp(-logit))


def _evidence(
    answers: FirstAnswers, guessing: np.ndarray, b: np.ndarray, s: np.ndarray
) -> _Evidence:
    """What the answers say at these parameters, summed by item."""
    item, items = answers.item, len(b)
    slope, logit, knows = _curve(answers, b, s)
    floor = guessing[item]
    right = floor + (1 - floor) * knows
    pull = (answers.is_correct - right) * knows / right
    information = (1 - floor) * knows**2 * (1 - knows) / right
    by_b, by_s = -slope, logit * (slope / np.exp(s)[item]) ** 2

    def summed(values: np.ndarray) -> np.ndarray:
        return np.bincount(item, weights=values, minlength=items)

    return _Evidence(
        b=summed(pull * by_b),
        s=summed(pull * by_s),
        bb=summed(information * by_b**2),
        bs=summed(information * by_b * by_s),
        ss=summed(information * by_s**2),
    )


def _with_priors(
    evidence: _Evidence, priors: ItemPriors, b: np.ndarray, s: np.ndarray
) -> _Evidence:
    return replace(
        evidence,
        b=evidence.b - (b - priors.difficulty) / DIFFICULTY_SD**2,
        s=evidence.s - s / LOG_DISCRIMINATION_SD**2,
        bb=evidence.bb + 1 / DIFFICULTY_SD**2,
        ss=evidence.ss + 1 / LOG_DISCRIMINATION_SD**2,
    )


def _bounded(step: np.ndarray) -> np.ndarray:
    """The step, shortened where it would leap past the answers."""
    return np.asarray(np.clip(step, -_LONGEST_STEP, _LONGEST_STEP))
