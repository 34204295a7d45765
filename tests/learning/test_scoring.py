"""Levels of a domain: where they begin, and how likely each one is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.errors import InvalidInput
from prep.learning.score_distribution import ScoreDistribution, distribution_of
from prep.learning.scoring import domain_level, level_probabilities

NAMES = ("Above Target", "Target", "Below Target", "Needs Improvement")


def spread(*chances: float) -> ScoreDistribution:
    return distribution_of(np.array(chances)[:, None])


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1.0, "Above Target"),
        (40 / 50, "Above Target"),
        (39 / 50, "Target"),
        (13 / 20, "Target"),
        (12 / 20, "Below Target"),
        (0.5, "Below Target"),
        (0.49, "Needs Improvement"),
        (0.0, "Needs Improvement"),
    ],
)
def test_a_level_begins_at_its_floor(score: float, level: str) -> None:
    assert domain_level(score, NAMES) == level


@given(st.lists(st.floats(0, 1), min_size=1, max_size=25))
def test_levels_have_the_probability_of_the_scores_that_make_them(chances: list[float]) -> None:
    score = spread(*chances)
    by_score = dict.fromkeys(NAMES, 0.0)
    for right, probability in enumerate(score.probabilities):
        level = domain_level(right / score.items, NAMES)
        assert level is not None
        by_score[level] += probability
    assert level_probabilities(score, NAMES) == pytest.approx(by_score, abs=1e-9)


def test_an_issuer_without_levels_has_none() -> None:
    assert domain_level(0.9, ()) is None
    assert level_probabilities(spread(0.5), ()) == {}


def test_another_number_of_levels_is_refused() -> None:
    with pytest.raises(InvalidInput, match="name 4 levels") as refused:
        domain_level(0.9, ("Pass", "Fail"))
    assert refused.value.field == "result.domain_levels"
    with pytest.raises(InvalidInput, match="name 4 levels"):
        level_probabilities(spread(0.5), NAMES[:3])
