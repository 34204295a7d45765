"""Abilities on dimensions that nobody named: a dense Gaussian state for exams of mixed content.

An item loads on K latent dimensions; the logit of knowing its answer is loadings @ abilities +
easiness (multidimensional logistic model, Reckase 2009, Multidimensional Item Response Theory,
chapter 4), and a guessing floor stands under it. What dimensions there are is found in training
responses (`latent_fitting`); the tree of `abilities` needs no such training.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from prep.learning.irt import posterior_gap, response_probability
from prep.learning.items import ItemParameters

_LEAST_VARIANCE = 1e-9


class LatentState(NamedTuple):
    """Normal belief about one learner's abilities.

    moments: (K, K + 1), the covariance and, as the last column, the mean. They share one array
    because one product with an item's loadings then gives all that the item asks of both.
    """

    moments: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """Expected abilities, (K,)."""
        return self.moments[:, -1]

    @property
    def covariance(self) -> np.ndarray:
        """Covariance of the abilities, (K, K)."""
        return self.moments[:, :-1]


@dataclass(frozen=True, slots=True, eq=False)
class LatentItem:
    """How an item behaves: loadings (K,) on the dimensions, and what they do not explain.

    easiness: logit of knowing the answer at average abilities. curve: the guessing floor over
    that logit; its difficulty is 0 and its discrimination 1.
    """

    loadings: np.ndarray
    easiness: float
    curve: ItemParameters


def latent_item(loadings: np.ndarray, *, easiness: float, guessing: float) -> LatentItem:
    """An item from its loadings (K,), easiness (logit) and guessing floor (0 to 0.5)."""
    curve = ItemParameters(difficulty=0.0, difficulty_sd=0.0, guessing=guessing)
    return LatentItem(loadings, easiness, curve)


def average_learner(dimensions: int) -> LatentState:
    """What is believed before any answer: independent standard normal abilities."""
    return LatentState(np.eye(dimensions, dimensions + 1))


class Projection(NamedTuple):
    """What a state says of one item.

    moments: loadings @ moments of the state, (K + 1,). logit, variance: mean and variance of the
    logit of knowing the answer.
    """

    moments: np.ndarray
    logit: float
    variance: float


def projected(state: LatentState, item: LatentItem) -> Projection:
    """What both the prediction and the update need: the costly part, to be done once."""
    moments = item.loadings.dot(state.moments)
    variance = float(moments[:-1].dot(item.loadings))
    return Projection(moments, float(moments[-1]) + item.easiness, variance)


def p_correct(projection: Projection, item: LatentItem) -> float:
    """Probability, 0 to 1, of a right answer."""
    return response_probability(projection.logit, projection.variance, item.curve)


def updated(
    state: LatentState, item: LatentItem, projection: Projection, *, is_correct: bool
) -> LatentState:
    """The belief after one response; `projection` is this state's on this item.

    Assumed-density update: mean and variance of the item's logit become those of the exact
    posterior, and one rank-one step carries them to all abilities. An item that loads on next to
    nothing teaches nothing.
    """
    moments, logit, variance = projection
    if variance < _LEAST_VARIANCE:
        return state
    mean_after, variance_after = posterior_gap(logit, variance, item.curve, is_correct=is_correct)
    step = moments * ((variance_after - variance) / (variance * variance))
    step[-1] = (mean_after - logit) / variance
    return LatentState(state.moments + moments[:-1, None].dot(step[None]))
