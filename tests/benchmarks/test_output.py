"""Held-out predictions as a section: ours against the goals, peers beside it."""

import numpy as np

from benchmarks.prediction.output import OURS, Predictions, section
from benchmarks.report import Figure


def test_goals_are_for_ours_and_every_model_has_a_row() -> None:
    rng = np.random.default_rng(4)
    p = rng.uniform(0.1, 0.9, 800)
    found = Predictions(
        "toy",
        learner=np.arange(800) // 10,
        correct=(rng.random(800) < p).astype(int),
        fold=np.arange(800) // 10 % 2,
        models={OURS: p, "coin": np.full(800, 0.5)},
        goals=(0.6, 0.6),
    )
    cost = Figure("state", 7.0, "µs", 10.0)
    part = section(found, [cost])
    auc, loss, calibration, last = part.figures
    assert auc.is_met
    assert loss.is_met
    assert calibration.is_met
    assert last is cost
    assert auc.low < auc.value < auc.high
    assert [row[:2] for row in part.rows] == [(OURS, f"{auc.value:.4f}"), ("coin", "0.5000")]
    assert auc.n == 800
