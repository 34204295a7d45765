"""The traced state of one learner: exact where nothing fades, causal, bounded."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prediction.tracing import Difficulty, Habits, Outlook, Trace, probability

KNOWN = Difficulty(0.3, 0.2)
STEADFAST = Habits(
    general=1.0,
    skill=0.6,
    item=0.4,
    fade_general=0,
    fade_skill=0,
    wear_skill=0,
    fade_item=0,
    wear_item=0,
    skill_right=0,
    skill_wrong=0,
    item_right=0,
    item_wrong=0,
)
ANSWERS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), min_size=1, max_size=40
)


def outlooks(trace: Trace, answers: list[tuple[int, int, bool]]) -> list[Outlook]:
    found = []
    for skill, item, is_correct in answers:
        found.append(trace.outlook(skill, item, KNOWN))
        trace.absorb(skill, item, found[-1], is_correct=is_correct)
    return found


def dense(answers: list[tuple[int, int, bool]]) -> list[tuple[float, float]]:
    """The same steps on one dense normal: logit's mean and variance before every answer."""
    leaves = [(skill, item) for skill in range(4) for item in range(3)]
    same_skill = np.array([[a[0] == b[0] for b in leaves] for a in leaves])
    covariance = STEADFAST.general + STEADFAST.skill * same_skill
    covariance = covariance + STEADFAST.item * np.eye(len(leaves))
    mean, found = np.zeros(len(leaves)), []
    for skill, item, is_correct in answers:
        n = leaves.index((skill, item))
        gap, variance = mean[n] - KNOWN.mean, covariance[n, n] + KNOWN.variance
        found.append((gap, variance))
        scale = 1 / np.sqrt(1 + np.pi / 8 * variance)
        p = 1 / (1 + np.exp(-scale * gap))
        column = covariance[:, n].copy()
        mean = mean + column * scale * (is_correct - p)
        covariance = covariance - np.outer(column, column) * scale**2 * p * (1 - p)
    return found


@given(ANSWERS)
def test_without_fading_the_tree_is_the_dense_normal(answers: list[tuple[int, int, bool]]) -> None:
    found = [(one.mean, one.variance) for one in outlooks(Trace(STEADFAST), answers)]
    np.testing.assert_allclose(found, dense(answers), rtol=1e-6, atol=1e-8)


@given(ANSWERS, st.integers(0, 39))
def test_trap_1_answers_from_here_on_change_nothing_until_here(
    answers: list[tuple[int, int, bool]], cut: int
) -> None:
    flipped = [(s, i, y if n < cut else not y) for n, (s, i, y) in enumerate(answers)]
    before, after = outlooks(Trace(Habits()), answers), outlooks(Trace(Habits()), flipped)
    assert before[: cut + 1] == after[: cut + 1]


@given(ANSWERS)
def test_looking_changes_nothing(answers: list[tuple[int, int, bool]]) -> None:
    trace = Trace(Habits())
    outlooks(trace, answers)
    assert trace.outlook(9, 9, KNOWN) == trace.outlook(9, 9, KNOWN)
    assert 9 not in trace.skills


@given(ANSWERS, st.integers(0, 3), st.integers(0, 2))
def test_a_wrong_answer_never_raises_the_ability_and_a_right_one_never_lowers_it(
    answers: list[tuple[int, int, bool]], skill: int, item: int
) -> None:
    abilities = []
    for is_correct in (False, True):
        trace = Trace(STEADFAST)
        outlooks(trace, answers)
        before = trace.outlook(skill, item, KNOWN)
        trace.absorb(skill, item, before, is_correct=is_correct)
        abilities.append(trace.outlook(skill, item, KNOWN).mean)
    assert abilities[0] <= before.mean <= abilities[1]


@given(ANSWERS)
def test_evidence_only_ever_narrows_the_prior(answers: list[tuple[int, int, bool]]) -> None:
    habits = Habits()
    most = habits.general + habits.skill + habits.item + KNOWN.variance
    assert all(0 < one.variance <= most + 1e-9 for one in outlooks(Trace(habits), answers))


def test_what_was_long_ago_says_less() -> None:
    habits = Habits(fade_skill=0.01, wear_skill=0.5, fade_item=0.01)
    trace = Trace(habits)
    outlooks(trace, [(0, 0, True)] * 5)
    before = trace.outlook(0, 0, KNOWN)
    outlooks(trace, [(n % 2 + 1, 0, n % 4 < 2) for n in range(400)])
    after = trace.outlook(0, 0, KNOWN)
    assert after.item[0] < before.item[0] / 10
    assert after.skill_deviation + after.item_deviation < before.item_deviation / 2


@given(ANSWERS)
def test_what_a_branch_is_told_never_includes_what_it_said(
    answers: list[tuple[int, int, bool]],
) -> None:
    for one in outlooks(Trace(Habits(wear_skill=1.0, fade_general=0.2)), answers):
        assert one.root[0] >= -1e-12
        assert one.skill[0] >= -1e-12


def test_trap_2_an_item_under_two_skills_has_two_residuals() -> None:
    trace = Trace(Habits())
    for n in range(2000):
        outlooks(trace, [(n % 2, 0, n % 2 == 0)])
    assert trace.outlook(0, 0, KNOWN).mean > 0.5
    assert trace.outlook(1, 0, KNOWN).mean < 0.5
    assert all(np.isfinite(trace.outlook(skill, 0, KNOWN).logit) for skill in (0, 1))
    assert len(trace.items) == 2


@pytest.mark.parametrize("logit", [-800.0, -3.0, 0.0, 3.0, 800.0])
def test_probabilities_stay_between_0_and_1(logit: float) -> None:
    assert 0 <= probability(logit) <= 1
    assert probability(logit) == pytest.approx(1 - probability(-logit))
