import numpy as np
import pytest

from prep.learning.check_evidence import check_evidence


def test_without_answers_there_is_no_evidence() -> None:
    assert check_evidence([]) is None


def test_it_counts_right_answers_against_what_was_expected() -> None:
    found = check_evidence([(True, 0.5), (True, 0.5), (False, 0.5), (True, 0.5)])

    assert found is not None
    assert (found.right, found.n, found.expected) == (3, 4, 2.0)
    assert found.half_width == pytest.approx(1.645 * 1.0 + 0.5)  # variance 4 * 0.25
    assert not found.is_surprising


@pytest.mark.parametrize("is_correct", [True, False])
def test_nine_answers_against_the_odds_are_more_than_chance(is_correct: bool) -> None:
    found = check_evidence([(is_correct, 0.3 if is_correct else 0.7)] * 9)

    assert found is not None
    assert found.is_surprising


def test_true_predictions_are_seldom_called_a_surprise() -> None:
    rng = np.random.default_rng(7)
    surprises = 0
    for _ in range(2_000):
        chances = rng.uniform(0.2, 0.95, size=int(rng.integers(1, 10)))
        found = check_evidence([(bool(rng.random() < p), float(p)) for p in chances])
        assert found is not None
        surprises += found.is_surprising
    assert surprises / 2_000 < 0.1
