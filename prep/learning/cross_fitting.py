"""Whether a fitted layer predicts learners it has not seen better than its starting point does."""

from dataclasses import dataclass

import numpy as np

from prep.learning import layer
from prep.learning.layer import Layer
from prep.learning.prediction_features import CORE, NAMES

GROUPS = 5
PENALTY = 30.0
"""A curve's step from knot to knot is expected to be about 0.2 logits, 1 / its root. A smaller one
lost more where there was nothing to find, and gained less in a few thousand simulated answers."""

Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class Answers:
    """What a layer is fitted to, one row an answer.

    features: (n, m), in the order of `NAMES`. is_correct: (n,), 0 or 1. learner: (n,), whose
    answer it is, numbered from 0 on.
    """

    features: np.ndarray
    is_correct: np.ndarray
    learner: np.ndarray


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Mean log loss an answer (nats) for learners that the fit had not seen.

    gain: of the layer over the core; low, high: its 95 % interval, over learners.
    """

    learners: int
    responses: int
    core_loss: float
    layer_loss: float
    gain: float
    low: float
    high: float

    @property
    def improves(self) -> bool:
        """Whether the layer is better by more than the noise."""
        return self.low > 0


def fitted_layer(answers: Answers) -> Layer:
    """The layer that all answers ask for."""
    return layer.fitted(answers.features, answers.is_correct, NAMES, penalty=PENALTY, start=CORE)


def held_out(answers: Answers) -> HeldOut:
    """Predict each fifth of the learners by a layer fitted to the other four.

    The interval is that of a ratio of sums over learners, each with all their answers: answers
    of one learner are alike and do not count as so many witnesses (linearised ratio estimator;
    Cochran, Sampling Techniques, 1977, section 6.4). Needs two learners a group.
    """
    core = _loss(answers.features[:, NAMES.index(CORE)], answers.is_correct)
    moved = np.empty_like(core)
    for group in range(GROUPS):
        is_held = answers.learner % GROUPS == group
        found = fitted_layer(_chosen(answers, ~is_held))
        there = _chosen(answers, is_held)
        moved[is_held] = _loss(layer.logits(found, there.features), there.is_correct)
    gains = np.bincount(answers.learner, core - moved)
    counts = np.bincount(answers.learner)
    learners = len(counts)
    gain = float(gains.sum() / counts.sum())
    spread = np.sum((gains - gain * counts) ** 2) * learners / (learners - 1)
    margin = Z_95 * float(np.sqrt(spread) / counts.sum())
    return HeldOut(
        learners=learners,
        responses=len(core),
        core_loss=float(core.mean()),
        layer_loss=float(moved.mean()),
        gain=gain,
        low=gain - margin,
        high=gain + margin,
    )


def _loss(logits: np.ndarray, is_correct: np.ndarray) -> np.ndarray:
    """Log loss of each answer."""
    return np.asarray(np.logaddexp(0, logits) - is_correct * logits)


def _chosen(answers: Answers, rows: np.ndarray) -> Answers:
    return Answers(answers.features[rows], answers.is_correct[rows], answers.learner[rows])
