"""Mastery: one answer at a time, over time, and for items from elsewhere."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import ItemParameters
from prep.learning.mastery import (
    MasteryState,
    domain_mastery,
    drifted,
    layout_of,
    overall_mastery,
    prior,
    task_ability,
    task_mastery,
    task_probability,
    updated,
)
from tests.factories import MONDAY_NOON, make_blueprint, make_parameters

BLUEPRINT = make_blueprint()
LAYOUT = layout_of(BLUEPRINT)
WEIGHTS = BLUEPRINT.task_weights()
TASKS = st.sampled_from(LAYOUT.task_ids)
ITEMS = st.builds(
    ItemParameters,
    difficulty=st.floats(-2.5, 2.5),
    difficulty_sd=st.floats(0, 1.5),
    discrimination=st.floats(0.5, 2),
    guessing=st.sampled_from([0.0, 0.1, 0.25, 0.5]),
)
ANSWERS = st.lists(st.tuples(TASKS, ITEMS, st.booleans(), st.floats(0, 40)), max_size=25)


def after(
    answers: list[tuple[str, ItemParameters, bool, float]], state: MasteryState | None = None
) -> MasteryState:
    """The state after answers, each so many days after the one before."""
    state = state or prior(LAYOUT)
    at = state.updated_at or MONDAY_NOON
    for task_id, item, is_correct, days in answers:
        at += timedelta(days=days)
        state = updated(
            state, LAYOUT, task_id=task_id, parameters=item, is_correct=is_correct, now=at
        )
    return state


@given(ANSWERS, TASKS, ITEMS)
def test_a_wrong_answer_never_raises_and_a_right_one_never_lowers(
    answers: list[tuple[str, ItemParameters, bool, float]], task_id: str, item: ItemParameters
) -> None:
    state = after(answers)
    wrong = after([(task_id, item, False, 0.0)], state)
    right = after([(task_id, item, True, 0.0)], state)
    shares = [task_mastery(s, LAYOUT, task_id).share for s in (wrong, state, right)]
    assert shares == sorted(shares)
    values = [task_ability(s, LAYOUT, task_id).value for s in (wrong, state, right)]
    assert values[0] < values[1] < values[2]


@given(ANSWERS, TASKS, ITEMS)
def test_evidence_is_expected_to_narrow_every_interval(
    answers: list[tuple[str, ItemParameters, bool, float]], task_id: str, item: ItemParameters
) -> None:
    state = after(answers)
    p = task_probability(state, LAYOUT, task_id, item)
    right, wrong = (after([(task_id, item, hit, 0.0)], state) for hit in (True, False))
    expected = p * np.diag(right.covariance) + (1 - p) * np.diag(wrong.covariance)
    assert (expected <= np.diag(state.covariance) + 1e-12).all()


@given(ANSWERS, st.floats(0, 3000))
def test_time_widens_the_interval_and_never_beyond_the_prior(
    answers: list[tuple[str, ItemParameters, bool, float]], days: float
) -> None:
    state = after(answers)
    at = state.updated_at or MONDAY_NOON
    first, later = (
        drifted(state, LAYOUT, now=at + timedelta(days=wait)) for wait in (days / 2, days)
    )
    most = np.diag(prior(LAYOUT).covariance)
    for task_id in LAYOUT.task_ids:
        n = LAYOUT.task_index(task_id)
        now, soon, then = (s.covariance[n, n] for s in (state, first, later))
        if now <= most[n]:  # an answer that surprises may itself widen more than the prior was
            assert now <= soon + 1e-12 <= then + 2e-12 <= most[n] + 3e-12
    assert (later.mean == state.mean).all()


def test_half_of_what_was_learned_wears_off_in_173_days() -> None:
    state = after([("people.1", make_parameters(), True, 0.0)] * 5)
    later = drifted(state, LAYOUT, now=MONDAY_NOON + timedelta(days=173))
    n = LAYOUT.task_index("people.1")
    now, then, most = (s.covariance[n, n] for s in (state, later, prior(LAYOUT)))
    assert (then - now) / (most - now) == pytest.approx(0.5, abs=0.001)


def test_a_clock_that_goes_back_changes_nothing() -> None:
    state = after([("people.1", make_parameters(), True, 0.0)])
    back = drifted(state, LAYOUT, now=MONDAY_NOON - timedelta(days=3))
    assert (back.covariance == state.covariance).all()
    assert back.updated_at == state.updated_at


def test_the_covariance_stays_symmetric_and_positive_definite(rng: np.random.Generator) -> None:
    state, at = prior(LAYOUT), MONDAY_NOON
    for n in range(600):
        at += timedelta(hours=float(rng.exponential(10)))
        state = updated(
            state,
            LAYOUT,
            task_id=LAYOUT.task_ids[int(rng.integers(5))],
            parameters=make_parameters(difficulty=float(rng.normal()), difficulty_sd=0.3),
            is_correct=bool(rng.random() < 0.7),
            now=at,
        )
        if n % 20 == 0:
            assert (state.covariance == state.covariance.T).all()
            assert np.linalg.eigvalsh(state.covariance).min() > 1e-6
    assert state.responses.sum() == 600


def test_an_answer_tells_most_about_its_task_then_its_domain_then_the_rest() -> None:
    state = after([("people.1", make_parameters(), True, 0.0)])
    own, sibling, other = (
        task_ability(state, LAYOUT, task_id).value
        for task_id in ("people.1", "people.2", "business.1")
    )
    assert own > sibling > other > 0


def test_an_uncertain_item_tells_less() -> None:
    sure, unsure = (
        task_ability(
            after([("people.1", make_parameters(difficulty_sd=sd), True, 0.0)]), LAYOUT, "people.1"
        )
        for sd in (0.0, 1.5)
    )
    assert sure.value > unsure.value
    assert sure.standard_error < unsure.standard_error


def test_answers_are_counted_by_task_domain_and_in_all() -> None:
    item = make_parameters()
    state = after([("people.1", item, True, 0.0)] * 3 + [("process.1", item, False, 0.0)])
    assert task_mastery(state, LAYOUT, "people.1").responses == 3
    assert task_mastery(state, LAYOUT, "people.2").responses == 0
    assert domain_mastery(state, LAYOUT, "people").responses == 3
    assert overall_mastery(state, LAYOUT, WEIGHTS).responses == 4


@given(ANSWERS)
def test_a_mastery_lies_within_its_interval(
    answers: list[tuple[str, ItemParameters, bool, float]],
) -> None:
    state = after(answers)
    found = [
        overall_mastery(state, LAYOUT, WEIGHTS),
        *(domain_mastery(state, LAYOUT, i) for i in LAYOUT.domain_ids),
        *(task_mastery(state, LAYOUT, i) for i in LAYOUT.task_ids),
    ]
    for mastery in found:
        assert 0 < mastery.low < mastery.share < mastery.high < 1
        assert mastery.half_width == pytest.approx((mastery.high - mastery.low) / 2)


def test_an_item_of_an_unknown_task_is_refused_and_changes_nothing() -> None:
    state = prior(LAYOUT)
    with pytest.raises(KeyError, match="elsewhere"):
        after([("elsewhere", make_parameters(), True, 0.0)], state)
    with pytest.raises(KeyError, match="elsewhere"):
        task_mastery(state, LAYOUT, "elsewhere")
    assert (state.mean == 0).all()
    assert state.responses.sum() == 0


def test_an_update_leaves_the_earlier_state_alone() -> None:
    state = prior(LAYOUT)
    after([("people.1", make_parameters(), False, 1.0)], state)
    fresh = prior(LAYOUT)
    assert (state.mean == fresh.mean).all()
    assert (state.covariance == fresh.covariance).all()
    assert state.responses.sum() == 0
