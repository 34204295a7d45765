"""Kinds of memory, and how much an answer says about them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.memory_presets import PRESETS, MemoryPreset, chance_recalled
from prep.learning.tap_trust import FIRST_SUMS, tap_ratio, tap_sums

ONE = np.array([1.0])
chances = st.floats(0.01, 0.99)


@given(chances)
def test_a_wrong_answer_was_not_recalled(recall: float) -> None:
    assert chance_recalled(recall * ONE, np.array([False]), 1.0, 0.25)[0] == 0


@given(chances)
def test_a_right_answer_raises_the_chance(recall: float) -> None:
    after = chance_recalled(recall * ONE, np.array([True]), 1.0, 0.25)[0]
    assert recall < after < 1


@pytest.mark.parametrize("preset", PRESETS)
def test_the_surer_the_recall_the_stabler_the_memory(preset: MemoryPreset) -> None:
    for stability in (np.nan, 4.0):
        after = [
            preset.after(stability * ONE, 5 * ONE, 6 * ONE, share * ONE)[0][0]
            for share in (0.0, 0.5, 1.0)
        ]
        assert after[0] < after[1] < after[2]


def test_at_first_sight_it_is_either_known_before_or_just_learned() -> None:
    preset = PRESETS[0]
    stability, _ = preset.after(np.nan * ONE, np.nan * ONE, np.nan * ONE, ONE)
    assert stability[0] == pytest.approx(preset.known_stability)


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
