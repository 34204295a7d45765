"""How much an answer says of memory, and how much a tap of confidence does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.memory_arrays import (
    KNOWN_STABILITY_DAYS,
    chance_recalled,
    memory_between,
    memory_outcomes,
)
from prep.learning.tap_trust import (
    FIRST_SUMS,
    FIRST_TAPS,
    one_tap_ratio,
    tap_ratio,
    tap_sums,
    with_tap,
)

chances = st.floats(0.01, 0.99)


@given(chances)
def test_a_wrong_answer_was_not_recalled(recall: float) -> None:
    assert chance_recalled(recall, False, 1.0, 0.25) == 0


@given(chances)
def test_a_right_answer_raises_the_chance(recall: float) -> None:
    assert recall < chance_recalled(recall, True, 1.0, 0.25) < 1


@given(chances)
def test_what_cannot_be_guessed_was_recalled(recall: float) -> None:
    assert chance_recalled(recall, True, 1.0, 0.0) == 1


@pytest.mark.parametrize("stability", [np.nan, 4.0])
def test_the_surer_the_recall_the_stabler_the_memory(stability: float) -> None:
    outcomes = memory_outcomes(stability, 5.0, 6.0)
    after = [float(memory_between(*outcomes, share)[0]) for share in (0.0, 0.5, 1.0)]
    assert after == sorted(set(after))


def test_at_first_sight_it_is_either_known_before_or_just_learned() -> None:
    known, learned = memory_outcomes(np.nan, np.nan, np.nan)
    assert known[0] == KNOWN_STABILITY_DAYS
    assert learned[0] < 1


def test_an_unsure_tap_speaks_for_a_guess_and_a_sure_one_against() -> None:
    sums = np.stack([FIRST_SUMS, FIRST_SUMS])
    unsure, sure = tap_ratio(sums, np.array([False, True]))
    assert unsure > 1 > sure


def test_taps_at_random_are_soon_not_believed() -> None:
    rng = np.random.default_rng(1)
    sums = FIRST_SUMS.copy()
    for _ in range(60):
        recall, is_sure = rng.uniform(0.05, 1, 40), rng.random(40) < 0.5
        recalled = chance_recalled(recall, np.ones(40, bool), 1.0, 0.25)
        sums += tap_sums(is_sure, recalled).sum(axis=0)
    both = tap_ratio(np.stack([sums, sums]), np.array([False, True]))
    assert both == pytest.approx([1, 1], abs=0.35)


@given(st.lists(st.tuples(st.booleans(), chances), max_size=60), st.booleans())
def test_one_learner_at_a_time_gives_the_figures_of_many(
    answers: list[tuple[bool, float]], is_sure: bool
) -> None:
    taps, sums = FIRST_TAPS, FIRST_SUMS.copy()
    for sure, chance in answers:
        taps = with_tap(taps, is_sure=sure, chance_recalled=chance)
        sums += tap_sums(np.array([sure]), np.array([chance]))[0]
    assert np.array(taps) == pytest.approx(sums)
    together = tap_ratio(sums[None], np.array([is_sure]))[0]
    assert one_tap_ratio(taps, is_sure=is_sure) == pytest.approx(together)
