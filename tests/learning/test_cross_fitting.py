"""Cross-fitting: finds what is there, is not taken in by noise, and counts learners as learners."""

import numpy as np
import pytest

from prep.learning.cross_fitting import Answers, fitted_layer, held_out
from prep.learning.prediction_features import CORE, NAMES

LEARNERS, EACH = 40, 60


def drawn(seed: int, *, effect: float = 0.0, learner_effect: float = 0.0) -> Answers:
    """Answers that the core predicts rightly but for an effect of lapses, and of the learner."""
    rng = np.random.default_rng(seed)
    n = LEARNERS * EACH
    features = rng.normal(size=(n, len(NAMES)))
    learner = np.repeat(np.arange(LEARNERS), EACH)
    own = rng.normal(0, learner_effect, LEARNERS)[learner]
    logits = features[:, 0] + effect * features[:, NAMES.index("lapses")] + own
    is_correct = (rng.random(n) < 1 / (1 + np.exp(-logits))).astype(int)
    return Answers(features, is_correct, learner)


@pytest.mark.parametrize("seed", range(5))
def test_an_effect_that_is_there_is_kept(seed: int) -> None:
    found = held_out(drawn(seed, effect=0.8))
    assert found.improves
    assert found.low < found.gain < found.high
    assert found.gain == pytest.approx(found.core_loss - found.layer_loss)
    assert (found.learners, found.responses) == (LEARNERS, LEARNERS * EACH)


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_not_taken_for_something(seed: int) -> None:
    assert not held_out(drawn(seed)).improves


def test_a_learner_is_predicted_without_having_been_seen() -> None:
    """Answers that follow the learner alone, and a feature that names them: no use for others."""
    answers = drawn(1, learner_effect=3.0)
    answers.features[:, NAMES.index("answers")] = answers.learner
    seen = fitted_layer(answers)
    assert np.ptp(seen.curves["answers"].values) > 0.5
    assert not held_out(answers).improves


def test_answers_of_one_learner_are_not_so_many_witnesses() -> None:
    independent = drawn(2, effect=0.5)
    alone = held_out(independent)
    copied = held_out(  # every answer three times: no more is known
        Answers(
            *(
                np.repeat(part, 3, axis=0)
                for part in (independent.features, independent.is_correct, independent.learner)
            )
        )
    )
    assert copied.high - copied.low > 0.8 * (alone.high - alone.low)


def test_the_layer_bends_where_the_answers_do() -> None:
    found = fitted_layer(drawn(3, effect=1.0))
    lapses = found.curves["lapses"]
    assert lapses(1.5) > 0.8 > -0.8 > lapses(-1.5)
    assert found.curves[CORE](1.0) == pytest.approx(1.0, abs=0.4)
