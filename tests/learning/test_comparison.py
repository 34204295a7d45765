"""Comparison: a change inside the noise is not called one, with simulated learners too."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.ability_tree import MasteryState
from prep.learning.comparison import Difference, difference, error_correlation
from prep.learning.composites import Mastery, overall_mastery, task_mastery
from tests.learning.learners import LAYOUT, WEIGHTS, Habits, practised

TASK_ID = LAYOUT.task_ids[0]
TASK_WEIGHTS = dict(zip(LAYOUT.task_ids, WEIGHTS, strict=True))


def mastery(share: float, half_width: float, responses: int = 10) -> Mastery:
    return Mastery(share, share - half_width, share + half_width, responses)


def test_a_wide_difference_between_sure_estimates_is_clear() -> None:
    found = difference(mastery(0.40, 0.08), mastery(0.70, 0.06, 16))

    assert found.share_change == pytest.approx(0.30)
    assert found.half_width == pytest.approx((0.08**2 + 0.06**2 - 0.08 * 0.06) ** 0.5)
    assert found.is_clear


def test_a_fall_can_be_clear_too() -> None:
    assert difference(mastery(0.70, 0.06), mastery(0.40, 0.08, 30)).is_clear


def test_a_difference_inside_the_noise_is_not_clear() -> None:
    assert not difference(mastery(0.48, 0.11), mastery(0.56, 0.10, 16)).is_clear
    assert not Difference(share_change=0.1, half_width=0.1).is_clear


def test_the_more_answers_lie_between_the_less_the_errors_share() -> None:
    found = [error_correlation(answers) for answers in (-3, 0, 50, 150, 10_000)]

    assert found[:4] == [0.5, 0.5, 0.5, 0.25]
    assert found[4] < 0.01


@given(
    shares=st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.9)),
    halves=st.tuples(st.floats(0.01, 0.1), st.floats(0.01, 0.1)),
    answers=st.integers(0, 1000),
)
def test_going_back_is_the_same_change_with_the_other_sign(
    shares: tuple[float, float], halves: tuple[float, float], answers: int
) -> None:
    before, after = mastery(shares[0], halves[0], 0), mastery(shares[1], halves[1], answers)
    there, back = difference(before, after), difference(after, before)

    assert there.share_change == -back.share_change
    assert there.half_width >= min(halves) / 2
    assert there.half_width <= halves[0] + halves[1]


def measured(state: MasteryState) -> dict[str, Mastery]:
    return {
        "task": task_mastery(state, LAYOUT, TASK_ID),
        "overall": overall_mastery(state, LAYOUT, TASK_WEIGHTS),
    }


def claims(learners: int, answers: tuple[int, int], learning: float) -> dict[str, np.ndarray]:
    """Shares of simulated learners for whom a rise and a fall are called clear.

    answers: before the first moment, and before the second. learning: logits an answer.
    """
    found: dict[str, list[tuple[bool, bool]]] = {"task": [], "overall": []}
    for seed in range(learners):
        before, after = (measured(state_after(seed, n, learning)) for n in answers)
        for name, pairs in found.items():
            one = difference(before[name], after[name])
            is_rise = one.share_change > 0
            pairs.append((one.is_clear and is_rise, one.is_clear and not is_rise))
    return {name: np.mean(pairs, axis=0) for name, pairs in found.items()}


def state_after(seed: int, answers: int, learning: float) -> MasteryState:
    """A seed stands for one learner, whose first answers are the same however many follow."""
    habits = Habits(answers, learning=learning)
    return practised(np.random.default_rng(seed), habits)[0]


@pytest.mark.parametrize("answers", [(40, 60), (100, 200), (200, 400)])
def test_learners_who_stay_as_they_are_are_seldom_said_to_change(answers: tuple[int, int]) -> None:
    for rises, falls in claims(60, answers, learning=0.0).values():
        assert rises <= 0.1
        assert falls <= 0.1


def test_learners_who_improve_are_found_and_never_said_to_fall() -> None:
    found = claims(60, (200, 400), learning=0.005)

    assert found["overall"][0] > 0.6
    assert found["task"][0] > found["task"][1]
    assert found["overall"][1] == 0
