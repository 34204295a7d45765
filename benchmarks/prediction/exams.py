"""Exams: every answer of a candidate predicted from the earlier ones, in a seeded random order."""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.prediction import data, measures, output, peers
from benchmarks.prediction.data import Exam, Log
from benchmarks.prediction.girth_peer import two_parameter
from benchmarks.prediction.latent import LatentItem, average_learner, p_correct, projected, updated
from benchmarks.prediction.latent_fitting import fitted_items
from benchmarks.report import Figure, Section

GOALS = {
    "exam_medical": (0.820, 0.516),
    "exam_spisa": (0.757, 0.570),
    "exam_sat12": (0.827, 0.500),
}
NAMES = tuple(GOALS)
COST_GOAL = 10.0
"""Most microseconds for one prediction and one update."""

DIMENSIONS = (1, 2, 4, 6)
"""Among these the training candidates choose."""
INNER_FOLDS, ENOUGH_JUDGED = 4, 20_000
"""Parts of the training candidates that judge in turn, until so many responses are judged."""

TIMED_CANDIDATES = 50
REPEATS = 15


def section(name: str) -> Section:
    """Measure one exam. Raises Missing for data or a peer."""
    exam = data.exam(name)
    ours, girth, elo = (np.full(exam.answers.shape, np.nan) for _ in range(3))
    chosen = []
    for number in range(data.FOLDS):
        held_out = exam.fold == number
        training, answers, order = exam.answers[~held_out], exam.answers[held_out], exam.order
        girth[held_out] = two_parameter(training, answers, order[held_out])
        chosen.append(_dimensions(training, order[~held_out]))
        items = fitted_items(training, dimensions=chosen[-1])
        ours[held_out] = predicted(items, answers, order[held_out])
        rated = held_out[:, None] & ~np.isnan(_in_order(exam))
        elo[rated] = peers.elo(_log(exam, ~held_out), _log(exam, held_out))
    models = {output.OURS: ours, "girth 2PL": girth, "Elo": elo}
    cost = _cost(items, answers, order[held_out])
    return output.section(_predictions(name, exam, models, chosen), [cost])


def predicted(items: Sequence[LatentItem], answers: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Prep's probabilities (candidates, items), in the order of asking."""
    return np.array(
        [list(_sitting(items, *pair)) for pair in zip(answers, order, strict=True)], dtype=float
    )


def _sitting(
    items: Sequence[LatentItem], answers: np.ndarray, order: np.ndarray
) -> Iterator[float]:
    """One candidate's probabilities, each before its answer is taken in."""
    state = average_learner(len(items[0].loadings))
    for position, answer in zip(order.tolist(), answers[order].tolist(), strict=True):
        item = items[position]
        projection = projected(state, item)
        yield p_correct(projection, item)
        if answer == answer:  # not NaN
            state = updated(state, item, projection, is_correct=answer == 1)


def _dimensions(training: np.ndarray, order: np.ndarray) -> int:
    """How many dimensions predict inner held-out training candidates with the least log loss.

    Inner folds are judged until enough responses are.
    """
    part = np.arange(len(training)) % INNER_FOLDS
    judged, losses = 0, np.zeros(len(DIMENSIONS))
    for number in range(INNER_FOLDS):
        if judged >= ENOUGH_JUDGED:
            break
        judges = part == number
        losses += [_loss(training, order, judges, dimensions) for dimensions in DIMENSIONS]
        judged += training[judges].size
    return DIMENSIONS[int(np.argmin(losses))]


def _loss(training: np.ndarray, order: np.ndarray, judges: np.ndarray, dimensions: int) -> float:
    """Log loss on the judges when all others are fitted."""
    items = fitted_items(training[~judges], dimensions=dimensions)
    p = predicted(items, training[judges], order[judges])
    right = np.take_along_axis(training, order, axis=1)[judges]
    asked = ~np.isnan(right)
    return measures.log_loss(p[asked], right[asked], np.ones(asked.sum()))


def _predictions(
    name: str, exam: Exam, models: dict[str, np.ndarray], chosen: list[int]
) -> output.Predictions:
    right = _in_order(exam)
    asked = ~np.isnan(right)
    candidate = np.nonzero(asked)[0]
    return output.Predictions(
        data=name,
        learner=candidate,
        correct=right[asked].astype(np.int64),
        fold=exam.fold[candidate],
        models={model: p[asked] for model, p in models.items()},
        goals=GOALS[name],
        notes=[
            f"Items in random order by seed {data.SEED}, 5 folds by candidate. Latent dimensions "
            f"chosen on training candidates, by fold: {', '.join(map(str, chosen))}."
        ],
    )


def _in_order(exam: Exam) -> np.ndarray:
    """Answers (candidates, items), in the order of asking."""
    return np.take_along_axis(exam.answers, exam.order, axis=1)


def _log(exam: Exam, chosen: np.ndarray) -> Log:
    """The answers of some candidates as a log, in the order of asking."""
    right = _in_order(exam)
    candidate, turn = np.nonzero(~np.isnan(right) & chosen[:, None])
    item = exam.order[candidate, turn]
    correct = right[candidate, turn].astype(np.int64)
    return Log(candidate, item, exam.domain[item], correct, exam.fold[candidate])


def _cost(items: Sequence[LatentItem], answers: np.ndarray, order: np.ndarray) -> Figure:
    """Time of one prediction with its update: median candidate, each at its best of repeats."""
    sample = list(zip(answers[:TIMED_CANDIDATES], order[:TIMED_CANDIDATES], strict=True))
    seconds = np.empty((REPEATS, len(sample)))
    for repeat in range(REPEATS):
        for number, pair in enumerate(sample):
            start = time.process_time()
            for _ in _sitting(items, *pair):
                pass
            seconds[repeat, number] = time.process_time() - start
    each = float(np.median(seconds.min(axis=0))) / len(items) * 1e6
    responses = len(sample) * len(items)
    return Figure("state: predict and update", each, "µs", COST_GOAL, responses)
