"""Held-out predictions as a section of the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.prediction import measures
from benchmarks.report import Figure, Section

OURS = "Prep"
"""Name of the model that the goals are for; every other one is a peer."""

SEED = 20261122

HEADER = ("model", "AUC", "95 %", "log loss", "95 %", "calibration error", "its floor")


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Held-out responses of one data set, and what each model said before it saw them.

    learner, correct (0 or 1), fold: (n,). models: probabilities (n,) by name, Prep's among them.
    goals: least AUC, most log loss. notes: sentences on how it was done.
    """

    data: str
    learner: np.ndarray
    correct: np.ndarray
    fold: np.ndarray
    models: Mapping[str, np.ndarray]
    goals: tuple[float, float]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """A measure's mean over folds with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How good one model is. floor: the calibration error that chance alone explains."""

    auc: Score
    log_loss: Score
    calibration: float
    floor: float


def introduction() -> Section:
    """What the sections of all data sets have in common."""
    return Section(
        "Will this answer be right?",
        [
            "Each response is predicted from that learner's earlier ones; all that is fitted comes "
            "from training learners. AUC and log loss: mean over folds, with a 95 % bootstrap "
            "interval over learners. Calibration error: 15 bins of equal mass, all held-out "
            "responses together; its floor is the 95th percentile of what chance alone gives true "
            "probabilities, and the goal for ours. Times are of the processor, in microseconds a "
            "response."
        ],
    )


def section(found: Predictions, costs: Sequence[Figure]) -> Section:
    """Every model of a data set, Prep against its goals, and what a response costs."""
    rng = np.random.default_rng(SEED)
    qualities = {name: _quality(found, name, rng) for name in found.models}
    learners = len(np.unique(found.learner))
    return Section(
        f"Prediction: {found.data}",
        [f"{learners:,} learners held out.", *found.notes],
        HEADER,
        [_row(name, quality) for name, quality in qualities.items()],
        [*_figures(qualities[OURS], found.goals, len(found.correct)), *costs],
    )


def _quality(found: Predictions, model: str, rng: np.random.Generator) -> Quality:
    p, correct, fold = found.models[model], found.correct, found.fold

    def score(measure: measures.Measure) -> Score:
        low, high = measures.interval(measure, p, correct, fold, found.learner, rng=rng)
        return Score(measures.mean_over_folds(measure, p, correct, fold), low, high)

    return Quality(
        score(measures.auc),
        score(measures.log_loss),
        measures.calibration_error(p, correct),
        measures.calibration_floor(p, rng=rng),
    )


def _figures(ours: Quality, goals: tuple[float, float], n: int) -> list[Figure]:
    auc, loss = ours.auc, ours.log_loss
    return [
        Figure("AUC", auc.value, "", goals[0], n, auc.low, auc.high, is_goal_least=True),
        Figure("log loss", loss.value, "", goals[1], n, loss.low, loss.high),
        Figure("calibration error", ours.calibration, "", ours.floor, n),
    ]


def _row(model: str, quality: Quality) -> tuple[str, ...]:
    cells = [model]
    for score in (quality.auc, quality.log_loss):
        cells += [f"{score.value:.4f}", f"{score.low:.4f} to {score.high:.4f}"]
    return (*cells, f"{quality.calibration:.4f}", f"{quality.floor:.4f}")
