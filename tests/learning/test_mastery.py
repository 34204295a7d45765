"""Mastery: one answer at a time, over time, and for items from elsewhere."""

from datetime import timedelta
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.ability_tree import (
    GENERAL,
    LARGEST_PRECISION,
    MasteryState,
    kept_evidence,
    root_of,
)
from prep.learning.composites import answers, concept_abilities, joint_task_abilities
from prep.learning.items import ItemParameters
from prep.learning.mastery import (
    GAIN_PER_ANSWER,
    LARGEST_GAIN,
    Estimate,
    descent,
    drifted,
    layout_of,
    prior,
    sources,
    task_ability,
    updated,
)
from tests.factories import MONDAY_NOON, after_answer, make_blueprint, make_parameters

LAYOUT = layout_of(make_blueprint())


def concept_ability(state: MasteryState, task_id: str, concept_id: str) -> Estimate:
    """What is believed of a concept."""
    before = descent(state, LAYOUT, task_id=task_id, concept_id=concept_id, now=MONDAY_NOON)
    return Estimate(before.ability.mean, sqrt(before.ability.variance))


CONCEPTS = [(task, concept) for task in LAYOUT.task_ids for concept in ("one", "two")]
PLACES = st.sampled_from(CONCEPTS)
ITEMS = st.builds(
    ItemParameters,
    difficulty=st.floats(-2.5, 2.5),
    difficulty_sd=st.floats(0, 1.5),
    discrimination=st.floats(0.5, 2),
    guessing=st.sampled_from([0.0, 0.1, 0.25, 0.5]),
)
Answer = tuple[tuple[str, str], ItemParameters, bool, float]
ANSWERS = st.lists(st.tuples(PLACES, ITEMS, st.booleans(), st.floats(0, 40)), max_size=25)
NOW = MONDAY_NOON + timedelta(days=1000)


def after(log: list[Answer], state: MasteryState | None = None) -> MasteryState:
    """The state after answers, each so many days after the one before; the first at Monday noon,
    or 1,000 days later where there is a state already."""
    at = MONDAY_NOON if state is None else NOW
    state = state or prior()
    for (task_id, concept_id), item, is_correct, days in log:
        at += timedelta(days=days)
        state = after_answer(
            state,
            LAYOUT,
            task_id=task_id,
            concept_id=concept_id,
            parameters=item,
            is_correct=is_correct,
            now=at,
        )
    return state


def all_abilities(state: MasteryState) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances of all tasks and all concepts."""
    mean, covariance = joint_task_abilities(state, LAYOUT)
    concepts = concept_abilities(state, LAYOUT, CONCEPTS)
    return (
        np.concatenate([mean, concepts.mean]),
        np.concatenate([np.diag(covariance), concepts.variance]),
    )


@given(ANSWERS, PLACES, ITEMS)
def test_a_wrong_answer_raises_no_ability_and_a_right_one_lowers_none(
    log: list[Answer], place: tuple[str, str], item: ItemParameters
) -> None:
    before = drifted(after(log), now=NOW)
    wrong, now, right = (
        all_abilities(state)[0]
        for state in (
            after([(place, item, False, 0.0)], before),
            before,
            after([(place, item, True, 0.0)], before),
        )
    )
    assert (wrong < now).all()
    assert (now < right).all()


@given(ANSWERS, PLACES, ITEMS, st.booleans())
def test_what_an_answer_tells_widens_no_interval(
    log: list[Answer], place: tuple[str, str], item: ItemParameters, is_correct: bool
) -> None:
    before = drifted(after(log), now=NOW)
    way = descent(before, LAYOUT, task_id=place[0], concept_id=place[1], now=NOW)
    changed = updated(way, item, is_correct=is_correct, is_explained=False)
    assert (all_abilities(changed)[1] <= all_abilities(before)[1] + 1e-12).all()


@given(ANSWERS, PLACES, ITEMS, st.booleans())
def test_what_an_explanation_taught_is_expected_and_unsure(
    log: list[Answer], place: tuple[str, str], item: ItemParameters, is_correct: bool
) -> None:
    before = drifted(after(log), now=NOW)
    way = descent(before, LAYOUT, task_id=place[0], concept_id=place[1], now=NOW)
    silent, explained = (
        updated(way, item, is_correct=is_correct, is_explained=is_explained)
        for is_explained in (False, True)
    )
    added = all_abilities(explained)[0] - all_abilities(silent)[0]
    growth = root_of(explained).growth
    assert added == pytest.approx(growth * (explained.gained - silent.gained), abs=1e-12)


@given(ANSWERS, st.floats(0, 3000))
def test_time_widens_the_interval_and_never_beyond_the_prior(
    log: list[Answer], days: float
) -> None:
    state = after(log)
    at = MONDAY_NOON + timedelta(days=sum(days for *_, days in log))
    _, now = all_abilities(state)
    _, soon = all_abilities(drifted(state, now=at + timedelta(days=days / 2)))
    _, then = all_abilities(drifted(state, now=at + timedelta(days=days)))
    _, most = all_abilities(prior()._replace(gained=state.gained))
    for less, more in ((now, soon), (soon, then), (then, most)):
        assert (less <= more + 1e-12).all()


def test_half_of_the_evidence_wears_off_in_173_days() -> None:
    state = after([(CONCEPTS[0], make_parameters(), True, 0.0)])
    later = drifted(state, now=MONDAY_NOON + timedelta(days=173))
    variance, most = (
        task_ability(s, LAYOUT, "people.1").standard_error ** 2 for s in (later, prior())
    )
    assert variance < most
    now, then = (kept_evidence(s, GENERAL)[0] for s in (state, later))
    assert then == pytest.approx(now / 2, rel=0.001)


def test_without_new_answers_the_prior_and_what_practice_adds_are_believed_again() -> None:
    state = after([(CONCEPTS[0], make_parameters(), False, 0.0)] * 9)
    later = drifted(state, now=MONDAY_NOON + timedelta(days=5000))
    untold = prior()._replace(gained=state.gained)
    assert all_abilities(later)[0] == pytest.approx(all_abilities(untold)[0], abs=1e-6)
    assert all_abilities(later)[1] == pytest.approx(all_abilities(untold)[1], abs=1e-6)


def test_a_clock_that_goes_back_changes_nothing() -> None:
    state = after([(CONCEPTS[0], make_parameters(), True, 3.0)] * 2)
    assert drifted(state, now=MONDAY_NOON - timedelta(days=3)) == state


def test_certainty_has_a_limit_that_thousands_of_answers_do_not_pass(
    rng: np.random.Generator,
) -> None:
    state, at = prior(), MONDAY_NOON
    for _ in range(3000):
        at += timedelta(hours=float(rng.exponential(1)))
        place = CONCEPTS[int(rng.integers(len(CONCEPTS)))]
        item = make_parameters(difficulty=float(rng.normal()), difficulty_sd=0.3)
        state = after_answer(
            state,
            LAYOUT,
            task_id=place[0],
            concept_id=place[1],
            parameters=item,
            is_correct=bool(rng.random() < 0.7),
            now=at,
        )
        assert all(0 <= node[0] <= LARGEST_PRECISION for node in state.nodes.values())
    assert answers(state) == 3000
    assert state.gained <= LARGEST_GAIN
    means, variances = all_abilities(state)
    assert (variances > 0.05).all()
    assert (abs(means) < 3).all()


def test_an_answer_tells_most_about_its_concept_then_its_task_then_its_domain() -> None:
    state = after([(("people.1", "one"), make_parameters(), True, 0.0)])
    own = concept_ability(state, "people.1", "one").value
    sibling = concept_ability(state, "people.1", "two").value
    cousin = concept_ability(state, "people.2", "one").value
    stranger = concept_ability(state, "business.1", "one").value
    assert own > sibling > cousin > stranger > GAIN_PER_ANSWER


def test_a_concept_is_less_sure_than_its_task() -> None:
    state = after([(("people.1", "one"), make_parameters(), True, 0.0)])
    task = task_ability(state, LAYOUT, "people.1").standard_error
    met = concept_ability(state, "people.1", "one").standard_error
    new = concept_ability(state, "people.1", "two").standard_error
    assert task < met < new


def test_many_abilities_at_once_are_those_one_by_one() -> None:
    log = [(place, make_parameters(), n % 3 > 0, 2.0) for n, place in enumerate(CONCEPTS[:7])]
    state = drifted(after(log), now=NOW)
    mean, covariance = joint_task_abilities(state, LAYOUT)
    concepts = concept_abilities(state, LAYOUT, CONCEPTS)
    for n, task_id in enumerate(LAYOUT.task_ids):
        one = task_ability(state, LAYOUT, task_id)
        assert (one.value, one.standard_error) == pytest.approx((mean[n], sqrt(covariance[n, n])))
    for n, (task_id, concept_id) in enumerate(CONCEPTS):
        one = concept_ability(state, task_id, concept_id)
        assert (one.value, one.standard_error) == pytest.approx(
            (concepts.mean[n], sqrt(concepts.variance[n]))
        )


def test_an_uncertain_item_tells_less() -> None:
    sure, unsure = (
        task_ability(
            after([(CONCEPTS[0], make_parameters(difficulty_sd=sd), True, 0.0)]), LAYOUT, "people.1"
        )
        for sd in (0.0, 1.5)
    )
    assert sure.value > unsure.value
    assert sure.standard_error < unsure.standard_error


def test_an_answer_about_a_task_as_a_whole_leaves_its_concepts_alone() -> None:
    state = after_answer(
        prior(),
        LAYOUT,
        task_id="people.1",
        parameters=make_parameters(),
        is_correct=True,
        now=MONDAY_NOON,
    )
    assert set(state.nodes) == {"", "people", "people/people.1"}
    assert task_ability(state, LAYOUT, "people.1").value > 0


@given(ANSWERS, PLACES)
def test_the_weights_of_what_an_estimate_rests_on_leave_the_prior_its_share(
    log: list[Answer], place: tuple[str, str]
) -> None:
    found = sources(descent(after(log), LAYOUT, task_id=place[0], concept_id=place[1], now=NOW))
    assert found[0].answers == len(log)
    assert all(source.weight >= 0 for source in found)
    assert sum(source.weight for source in found) < 1
    assert all(source.answers for source in found if source.weight)


def test_an_item_of_an_unknown_task_is_refused() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        after([(("elsewhere", "one"), make_parameters(), True, 0.0)])
    with pytest.raises(KeyError, match="elsewhere"):
        descent(prior(), LAYOUT, task_id="elsewhere", now=NOW)


def test_an_update_leaves_the_earlier_state_alone() -> None:
    state = after([(CONCEPTS[0], make_parameters(), True, 0.0)])
    kept = MasteryState(dict(state.nodes), *state[1:])
    after([(CONCEPTS[0], make_parameters(), False, 1.0)], state)
    assert state == kept
