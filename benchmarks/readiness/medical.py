"""Forecasts for real candidates: the score on half of an exam from answers to the other half.

Items are fitted to training candidates; those who are forecast were never looked at. Abilities
have latent dimensions here (benchmarks.prediction.latent), for nobody named the exam's tasks; the
distribution of the score is the product's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from benchmarks.missing import peer
from benchmarks.prediction import data
from benchmarks.prediction.latent import (
    LatentItem,
    LatentState,
    average_learner,
    projected,
    updated,
)
from benchmarks.prediction.latent_fitting import fitted_items
from benchmarks.prediction.measures import calibration_floor
from benchmarks.readiness.judging import brier_cells, brier_figure, covers
from benchmarks.readiness.opinions import naive_distribution, normal_distribution
from benchmarks.report import Section
from prep.learning.information import JointAbilities, MeasuredItems, variance_reductions
from prep.learning.score_distribution import (
    ItemGaps,
    ScoreDistribution,
    chances_of,
    distribution_of,
)

NAME = "exam_medical"
CHECKPOINTS = (10, 20, 40, 50)
PRACTISED = 50
DIMENSIONS = 6
"""What training candidates choose in all folds (see Prediction: exam_medical)."""
CUTS = (0.50, 0.55, 0.60, 0.65)
CUT = 0.55
"""The goals do not name their cut; at this one percent correct comes closest to its figure there,
0.123 after 20 answers."""
GOALS = {20: 0.100, 40: 0.081}
OURS = "Prep"
GRID = np.linspace(-5, 5, 101)


class Judged:
    """Scores of all candidates, and every forecast of them by name and number of answers."""

    def __init__(self) -> None:
        self.scores: list[float] = []
        self.forecasts: dict[tuple[str, int], list[ScoreDistribution]] = defaultdict(list)

    def chances(self, name: str, answers: int, cut: float) -> np.ndarray:
        """Chance of this score or better, for every candidate."""
        return np.array([s.p_at_least(cut) for s in self.forecasts[name, answers]])

    def reached(self, cut: float) -> np.ndarray:
        """1.0 for every candidate with this score or better."""
        return (np.array(self.scores) >= cut).astype(float)

    def coverage(self, name: str, answers: int) -> float:
        """Share of the scores in their 90 % intervals."""
        pairs = zip(self.forecasts[name, answers], self.scores, strict=True)
        return float(np.mean([covers(forecast, score) for forecast, score in pairs]))


def section() -> Section:
    """Brier scores and coverage on the medical exam. Raises Missing for data or girth."""
    judged = _judged()
    part = Section(
        f"Readiness: {NAME}",
        [
            f"{len(judged.scores):,} candidates in 5 folds, none of them fitted on: the score on "
            f"{PRACTISED} items from answers to others, both drawn at random for each. *Chosen*: "
            "the answered items are picked by the rule of the diagnostic. Brier score of the "
            "chance of the cut or better with its 95 % interval; calibration error over 15 bins, "
            "its floor beside it.",
        ],
        header=("answers", "cut", "forecast", "Brier", "95 %", "calibration error", "its floor"),
    )
    for answers, cut in product(CHECKPOINTS, CUTS):
        reached = judged.reached(cut)
        for name in dict.fromkeys(name for name, _ in judged.forecasts):
            p = judged.chances(name, answers, cut)
            floor = calibration_floor(p, rng=np.random.default_rng(0))
            case = (str(answers), f"{cut:g}", name)
            part.rows.append((*case, *brier_cells(p, reached), f"{floor:.4f}"))
    for answers, goal in GOALS.items():
        p, reached = judged.chances(OURS, answers, CUT), judged.reached(CUT)
        part.figures.append(brier_figure(f"{answers} answers, cut {CUT:g}", p, reached, goal))
    coverages = (f"{judged.coverage(OURS, n):.3f} after {n}" for n in CHECKPOINTS)
    part.notes.append(f"90 % intervals of {OURS} cover {', '.join(coverages)} answers.")
    return part


def _judged() -> Judged:
    exam, judged = data.exam(NAME), Judged()
    for fold in range(data.FOLDS):
        held_out = exam.fold == fold
        items = fitted_items(exam.answers[~held_out], dimensions=DIMENSIONS)
        girth = _girth_items(exam.answers[~held_out])
        for answers, order in zip(exam.answers[held_out], exam.order[held_out], strict=True):
            _judge(judged, items, girth, answers, order)
    return judged


def _judge(
    judged: Judged,
    items: Sequence[LatentItem],
    girth: Mapping[str, np.ndarray],
    answers: np.ndarray,
    order: np.ndarray,
) -> None:
    """Add one candidate."""
    practised, asked = order[:PRACTISED], order[PRACTISED:]
    judged.scores.append(float(answers[asked].mean()))
    chosen = _chosen(items, answers, practised, asked)
    states = zip(_states(items, answers, practised), chosen, strict=True)
    for n, (at_random, by_rule) in enumerate(states, start=1):
        if n in CHECKPOINTS:
            forecasts = {
                OURS: _forecast(at_random, items, asked),
                f"{OURS}, chosen": _forecast(by_rule, items, asked),
                "percent correct": naive_distribution(
                    int(answers[practised[:n]].sum()), n, len(asked)
                ),
                "girth 2PL, normal": _girth_forecast(girth, answers, practised[:n], asked),
            }
            for name, forecast in forecasts.items():
                judged.forecasts[name, n].append(forecast)


def _states(
    items: Sequence[LatentItem], answers: np.ndarray, positions: Sequence[int]
) -> Iterator[LatentState]:
    state = average_learner(DIMENSIONS)
    for position in positions:
        state = _after(state, items[position], answers[position])
        yield state


def _chosen(
    items: Sequence[LatentItem], answers: np.ndarray, practised: np.ndarray, asked: np.ndarray
) -> Iterator[LatentState]:
    """The same, but next comes what is expected to tell most of the score."""
    state, left = average_learner(DIMENSIONS), list(practised)
    loadings, easiness, guessing = _arrays(items, range(len(items)))
    weights = np.zeros(len(items))
    weights[asked] = 1.0
    while left:
        logits = JointAbilities(
            loadings @ state.mean + easiness, loadings @ state.covariance @ loadings.T
        )
        nothing, one = np.zeros(len(left)), np.ones(len(left))
        pool = MeasuredItems(np.array(left), nothing, nothing, one, guessing[left])
        best = left.pop(int(np.argmax(variance_reductions(logits, pool, weights))))
        state = _after(state, items[best], answers[best])
        yield state


def _after(state: LatentState, item: LatentItem, answer: float) -> LatentState:
    return updated(state, item, projected(state, item), is_correct=answer == 1)


def _forecast(
    state: LatentState, items: Sequence[LatentItem], asked: np.ndarray
) -> ScoreDistribution:
    loadings, easiness, guessing = _arrays(items, asked)
    gaps = ItemGaps(
        mean=loadings @ state.mean + easiness,
        factors=loadings @ np.linalg.cholesky((state.covariance + state.covariance.T) / 2),
        own_variance=np.zeros(len(asked)),
        discrimination=np.ones(len(asked)),
        guessing=guessing,
    )
    return distribution_of(chances_of(gaps))


def _arrays(
    items: Sequence[LatentItem], positions: Sequence[int] | np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Loadings (m, K), easiness (m,) and guessing floors (m,)."""
    chosen = [items[n] for n in positions]
    return (
        np.array([item.loadings for item in chosen]),
        np.array([item.easiness for item in chosen]),
        np.array([item.curve.guessing for item in chosen]),
    )


def _girth_items(training: np.ndarray) -> Mapping[str, np.ndarray]:
    found = peer("girth").twopl_mml(training.T.astype(int))
    return {name: np.asarray(found[name]) for name in ("Discrimination", "Difficulty")}


def _girth_forecast(
    found: Mapping[str, np.ndarray], answers: np.ndarray, seen: np.ndarray, asked: np.ndarray
) -> ScoreDistribution:
    """Posterior mean and deviation of one ability on a grid, and the normal approximation."""
    slope, difficulty = found["Discrimination"], found["Difficulty"]
    right = 1 / (1 + np.exp(-slope[seen, None] * (GRID - difficulty[seen, None])))
    is_right = answers[seen, None] == 1
    log_belief = np.log(np.where(is_right, right, 1 - right)).sum(axis=0) - GRID**2 / 2
    belief = np.exp(log_belief - log_belief.max())
    belief /= belief.sum()
    mean = float(belief @ GRID)
    error = float(np.sqrt(belief @ (GRID - mean) ** 2))
    return normal_distribution(mean, error, slope[asked], difficulty[asked], 0.0)
