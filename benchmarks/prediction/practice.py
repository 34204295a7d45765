"""Practice logs: Prep's state and layer beside Elo, logistic regression and pyBKT."""

import time
from collections.abc import Callable
from functools import partial
from subprocess import TimeoutExpired

import numpy as np

from benchmarks.prediction import data, output, peers
from benchmarks.prediction.data import Log
from benchmarks.prediction.features import History
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
from benchmarks.prediction.output import OURS, Predictions
from benchmarks.prediction.tracing import Trace
from benchmarks.report import Figure, Section
from prep.learning import layer
from prep.learning.layer import Layer

GOALS = {
    "assistments09": (0.793, 0.508),
    "spanish": (0.868, 0.372),
    "ednet164": (0.700, 0.583),
}
NAMES = tuple(GOALS)
STATE = "Prep, the state alone"
MOST_STATE, MOST_ALL = 10.0, 100.0
"""Goals for the microseconds that one response takes."""

FLATNESS = 1.2

TIMED_RESPONSES = 5_000
LONG_HISTORY = 20_000
REPEATS = 5


def section(name: str) -> Section:
    """Predict one data set, fold by fold, and measure. Raises Missing for data or a peer."""
    log: Log = getattr(data, name)()
    held_out: list[Log] = []
    parts: dict[str, list[np.ndarray]] = {}
    notes: list[str] = []
    timed = None
    for fold, train, test in log.splits():
        of_peers = _of_peers(name, train, test, notes)
        model, top, penalty = fitted(train)
        ours = {
            OURS: _p(layer.logits(top, featured(test, model)[0])),
            STATE: _p(traced(test, model)[:, 0]),
        }
        for title, p in (ours | of_peers).items():
            parts.setdefault(title, []).append(p)
        held_out.append(test)
        notes.append(f"Fold {fold}: trained on {len(train.item):,} responses, penalty {penalty:g}.")
        timed = test, model, top
        print(name, notes[-1], flush=True)
    predictions = Predictions(
        data=name,
        learner=np.concatenate([part.learner for part in held_out]),
        correct=np.concatenate([part.correct for part in held_out]),
        fold=np.concatenate([part.fold for part in held_out]),
        models={title: np.concatenate(p) for title, p in parts.items()},
        goals=GOALS[name],
        notes=notes,
    )
    return output.section(predictions, costs(*timed) if timed else [])


def fitted(train: Log) -> tuple[Model, Layer, float]:
    """Model, layer and penalty from training learners."""
    habits = habits_fitted(train)
    top, penalty = layer_fitted(train, habits)
    return with_companions(items_fitted(train, habits), train), top, penalty


def costs(test: Log, model: Model, top: Layer) -> list[Figure]:
    """Processor microseconds a response: the least of some repeats."""
    some = test.rows(np.arange(min(TIMED_RESPONSES, len(test.item))))
    rows, n = [list(answers) for answers in learners(some)], len(some.item)

    def state() -> None:
        for answers in rows:
            _trace(Trace(model.habits), answers, model)

    def everything() -> None:
        for answers in rows:
            _explain(History(Trace(model.habits)), answers, model, top)

    return [
        Figure("state: predict and update", _least(state, n), "µs", MOST_STATE, n),
        Figure("with layer and shares", _least(everything, n), "µs", MOST_ALL, n),
        Figure(
            "state after 18,000 answers / after 2,000",
            _growth([answer for answers in rows for answer in answers], model),
            "×",
            FLATNESS,
            LONG_HISTORY,
        ),
    ]


def _growth(answers: list[tuple[int, int, int]], model: Model) -> float:
    """How much longer the last tenth of one long history takes than the second tenth."""
    history = (answers * (1 + LONG_HISTORY // len(answers)))[:LONG_HISTORY]
    tenths = np.array_split(np.array(history), 10)

    def seconds() -> list[float]:
        trace = Trace(model.habits)
        return [_seconds(partial(_trace, trace, part.tolist(), model)) for part in tenths]

    least = np.array([seconds() for _ in range(REPEATS)]).min(axis=0)
    return float(least[-1] / least[1])


def _of_peers(name: str, train: Log, test: Log, notes: list[str]) -> dict[str, np.ndarray]:
    """What the peers say; one that takes too long gets a note in place of figures."""
    found = {
        "Elo": peers.elo(train, test),
        "logistic regression": peers.logistic_regression(train, test),
    }
    if name == NAMES[0]:
        try:
            found["pyBKT"] = peers.bayesian_knowledge_tracing(train, test)
        except TimeoutExpired as late:
            notes.append(f"pyBKT was stopped after {late.timeout:.0f} s, without figures.")
    return found


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
