"""Practice logs: Prep's state and layer beside Elo, logistic regression and pyBKT."""

import time
from collections.abc import Callable

import numpy as np

from benchmarks.prediction import data, output, peers
from benchmarks.prediction.data import Log
from benchmarks.prediction.fitting import (
    Model,
    featured,
    habits_fitted,
    items_fitted,
    layer_fitted,
    learners,
    traced,
    with_companions,
)
from benchmarks.prediction.output import OURS, Predictions, Report, Row
from prep.learning import layer
from prep.learning.features import History
from prep.learning.layer import Layer
from prep.learning.tracing import Trace

GOALS = {
    "assistments09": (0.793, 0.508),
    "spanish": (0.868, 0.372),
    "ednet164": (0.700, 0.583),
}
NAMES = tuple(GOALS)
STATE = "Prep, the state alone"
MOST_STATE, MOST_ALL = 10.0, 100.0
"""Goals for the microseconds that one response takes."""

TIMED_RESPONSES = 5_000
LONG_HISTORY = 20_000
REPEATS = 5


def report(name: str) -> Report:
    """Predict one data set, fold by fold, and measure."""
    log: Log = getattr(data, name)()
    held_out: list[Log] = []
    parts: dict[str, list[np.ndarray]] = {}
    notes, timed = [], None
    for fold, train, test in log.splits():
        model, top, penalty = fitted(train)
        found = {OURS: _p(layer.logits(top, featured(test, model)[0]))}
        found |= {STATE: _p(traced(test, model)[:, 0])}
        found |= {title: peer(train, test) for title, peer in _peers(name).items()}
        for title, p in found.items():
            parts.setdefault(title, []).append(p)
        held_out.append(test)
        notes.append(f"Fold {fold}: trained on {len(train.item):,} responses, penalty {penalty:g}.")
        timed = test, model, top
        print(name, notes[-1], flush=True)
    predictions = Predictions(
        name,
        *(np.concatenate([getattr(part, key) for part in held_out]) for key in _KEYS),
        {title: np.concatenate(p) for title, p in parts.items()},
        GOALS[name],
        notes,
    )
    measured = output.report(predictions)
    measured.rows += costs(name, *timed) if timed else []
    return measured


def fitted(train: Log) -> tuple[Model, Layer, float]:
    """Model, layer and penalty from training learners."""
    habits = habits_fitted(train)
    top, penalty = layer_fitted(train, habits)
    return with_companions(items_fitted(train, habits), train), top, penalty


def costs(name: str, test: Log, model: Model, top: Layer) -> list[Row]:
    """Processor microseconds a response: the least of some repeats."""
    some = test.rows(np.arange(min(TIMED_RESPONSES, len(test.item))))
    rows = [list(answers) for answers in learners(some)]
    one = [answer for answers in rows for answer in answers]
    one = (one * (1 + LONG_HISTORY // len(one)))[:LONG_HISTORY]

    def early_and_late() -> tuple[float, float]:
        trace, tenth = Trace(model.habits), LONG_HISTORY // 10
        times = [
            _seconds(lambda part=one[n : n + tenth]: _trace(trace, part, model))
            for n in range(0, LONG_HISTORY, tenth)
        ]
        return times[1], times[-1]

    def state() -> None:
        for answers in rows:
            _trace(Trace(model.habits), answers, model)

    def everything() -> None:
        for answers in rows:
            _explain(History(Trace(model.habits)), answers, model, top)

    n = len(some.item)
    pairs = np.array([early_and_late() for _ in range(REPEATS)]).min(axis=0)
    return [
        output.cost(name, "state: predict and update, µs", _least(state, n), MOST_STATE, n),
        output.cost(name, "with layer and shares, µs", _least(everything, n), MOST_ALL, n),
        output.cost(
            name, "state after 18,000 answers / after 2,000, ×", float(pairs[1] / pairs[0]), 1.2, n
        ),
    ]


_KEYS = ("learner", "correct", "fold")


def _peers(name: str) -> dict[str, Callable[[Log, Log], np.ndarray]]:
    usual = {"Elo": peers.elo, "logistic regression": peers.logistic_regression}
    return usual | ({"pyBKT": peers.bayesian_knowledge_tracing} if name == NAMES[0] else {})


def _trace(trace: Trace, answers: list[tuple[int, int, int]], model: Model) -> None:
    for skill, item, correct in answers:
        outlook = trace.outlook(skill, item, model.about(item, skill).difficulty)
        trace.absorb(skill, item, outlook, is_correct=correct == 1)


def _explain(
    history: History, answers: list[tuple[int, int, int]], model: Model, top: Layer
) -> None:
    for skill, item, correct in answers:
        facts = model.about(item, skill)
        outlook = history.trace.outlook(skill, item, facts.difficulty)
        top.shares(history.features(skill, item, facts, outlook, model.companions))
        history.note(skill, item, facts, outlook, is_correct=correct == 1)


def _least(work: Callable[[], None], responses: int) -> float:
    return min(_seconds(work) for _ in range(REPEATS)) / responses * 1e6


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _p(logits: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-logits)))
