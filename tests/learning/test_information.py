"""Expected gains in certainty: against sums over both answers, and what must lower them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.information import JointAbilities, measured_items, variance_reductions
from prep.learning.items import ItemParameters

BELIEF = JointAbilities(np.array([0.4, -0.8]), np.array([[0.9, 0.5], [0.5, 1.1]]))
COMPOSITE = np.array([0.6, 0.4])

parameters = st.builds(
    ItemParameters,
    difficulty=st.floats(-3, 3),
    difficulty_sd=st.floats(0, 1.5),
    discrimination=st.floats(0.3, 2.5),
    guessing=st.floats(0, 0.5),
)


def reduction(
    item: ItemParameters,
    measures: int = 0,
    weights: np.ndarray = COMPOSITE,
    belief: JointAbilities = BELIEF,
) -> float:
    """What an answer to one item is expected to take from the variance."""
    items = measured_items([item], [measures], concept_variance=0.0)
    return float(variance_reductions(belief, items, weights)[0])


def by_enumeration(item: ItemParameters, measures: int) -> float:
    """The same from the definition: a fine grid over theta - b, and both posteriors."""
    mean = BELIEF.mean[measures] - item.difficulty
    variance = BELIEF.covariance[measures, measures] + item.difficulty_sd**2
    gap = mean + np.sqrt(variance) * np.linspace(-9, 9, 20_001)
    prior = np.exp(-((gap - mean) ** 2) / (2 * variance))
    right = item.guessing + (1 - item.guessing) / (1 + np.exp(-item.discrimination * gap))
    kept = 0.0
    for likelihood in (right, 1 - right):
        posterior = prior * likelihood / (prior * likelihood).sum()
        centre = posterior @ gap
        kept += (prior @ likelihood) / prior.sum() * (posterior @ (gap - centre) ** 2)
    shared = (BELIEF.covariance @ COMPOSITE)[measures]
    return float((shared / variance) ** 2 * (variance - kept))


@given(parameters, st.integers(0, 1))
def test_it_is_the_expected_fall_of_the_posterior_variance(
    item: ItemParameters, measures: int
) -> None:
    assert reduction(item, measures) == pytest.approx(
        by_enumeration(item, measures), rel=0.01, abs=1e-3
    )


@given(parameters, st.integers(0, 1))
def test_it_lies_between_nothing_and_all_that_is_not_known(
    item: ItemParameters, measures: int
) -> None:
    known = BELIEF.standard_error(COMPOSITE) ** 2
    assert 0 <= reduction(item, measures) < known


@given(parameters)
def test_a_difficulty_that_is_not_known_makes_an_answer_tell_less(item: ItemParameters) -> None:
    item = replace(item, difficulty=float(BELIEF.mean[0]))
    vaguer = replace(item, difficulty_sd=item.difficulty_sd + 0.5)
    assert reduction(vaguer) < reduction(item)


@given(parameters)
def test_guessing_makes_an_answer_tell_less(item: ItemParameters) -> None:
    assert reduction(replace(item, guessing=item.guessing + 0.2)) < reduction(item)


def test_an_answer_tells_about_other_abilities_by_what_they_share() -> None:
    item = ItemParameters(difficulty=0.0)
    own, other = (reduction(item, 0, weights) for weights in np.eye(2))
    shared = BELIEF.covariance[0, 1] / BELIEF.covariance[0, 0]
    assert other == pytest.approx(own * shared**2)


def test_a_concept_of_its_own_blurs_what_an_answer_tells_of_the_ability() -> None:
    item = ItemParameters(difficulty=0.4, difficulty_sd=0.3)
    through = measured_items([item], [0], concept_variance=0.2)
    as_doubt = replace(item, difficulty_sd=(0.3**2 + 0.2) ** 0.5)
    assert float(variance_reductions(BELIEF, through, COMPOSITE)[0]) == pytest.approx(
        reduction(as_doubt)
    )


def test_many_items_are_judged_as_each_alone() -> None:
    items = [ItemParameters(difficulty=d, guessing=0.2) for d in (-1.0, 0.0, 2.0)]
    together = measured_items(items, [0, 1, 0], concept_variance=0.0)
    assert variance_reductions(BELIEF, together, COMPOSITE) == pytest.approx(
        [reduction(item, at) for item, at in zip(items, (0, 1, 0), strict=True)]
    )
