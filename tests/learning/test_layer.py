"""The additive layer: finds curves, adds up, shrinks to the state, survives saturation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning import layer
from prep.learning.layer import Curve, Layer

NAMES = ["state", "useful", "idle"]


def draw(n: int = 6000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    features = rng.normal(size=(n, 3))
    logits = 0.8 * features[:, 0] + np.abs(features[:, 1]) - 0.5
    return features, (rng.random(n) < 1 / (1 + np.exp(-logits))).astype(int)


def test_it_finds_a_bent_curve_and_leaves_an_idle_feature_flat() -> None:
    found = layer.fitted(*draw(), NAMES, penalty=3.0, start="state")
    bent, idle = found.curves["useful"], found.curves["idle"]
    assert bent(-2) > bent(0) + 1
    assert bent(2) > bent(0) + 1
    assert np.ptp(idle.values) < 0.5


def test_a_large_penalty_leaves_the_state_alone() -> None:
    features, correct = draw()
    found = layer.fitted(features, correct, NAMES, penalty=1e9, start="state")
    inner = np.abs(features).max(axis=1) < 2
    gaps = np.diff(layer.logits(found, features[inner]) - features[inner, 0])
    assert np.abs(gaps).max() < 0.01


def test_the_shares_and_the_constant_are_the_logit() -> None:
    features, correct = draw(500)
    found = layer.fitted(features, correct, NAMES, penalty=3.0, start="state")
    one = dict(zip(NAMES, features[7].tolist(), strict=True))
    assert found.logit(one) == pytest.approx(found.constant + sum(found.shares(one).values()))
    assert found.logit(one) == pytest.approx(layer.logits(found, features)[7])


def test_a_missing_feature_is_refused() -> None:
    found = Layer(0.0, {"state": Curve((0.0, 1.0), (0.0, 1.0))})
    with pytest.raises(KeyError):
        found.logit({"other": 1.0})


def test_trap_4_saturated_probabilities_do_not_break_the_fit() -> None:
    x = np.linspace(-60, 60, 400)
    features, correct = np.stack([x, x, x], axis=1), (x > 0).astype(int)
    found = layer.fitted(features, correct, NAMES, penalty=3.0, start="state")
    p = 1 / (1 + np.exp(-np.clip(layer.logits(found, features), -50, 50)))
    assert np.isfinite(p).all()
    assert ((p > 0.5) == (correct == 1)).mean() > 0.97


@given(st.floats(-5, 5))
def test_a_curve_is_linear_between_its_knots_and_flat_outside(x: float) -> None:
    curve = Curve((-1.0, 0.0, 2.0), (0.5, -1.0, 3.0))
    assert curve(x) == pytest.approx(np.interp(x, curve.knots, curve.values))


def test_shares_are_told_from_the_average_answer() -> None:
    features, correct = draw()
    found = layer.fitted(features, correct, NAMES, penalty=3.0, start="state")
    shares = [found.shares(dict(zip(NAMES, row, strict=True))) for row in features.tolist()]
    for n, name in enumerate(NAMES):
        origin = features[:, n].mean() if name == "state" else 0.0
        assert np.mean([share[name] for share in shares]) == pytest.approx(origin, abs=1e-9)
