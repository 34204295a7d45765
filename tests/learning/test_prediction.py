"""Prediction: a probability that rises with ability and with memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import ItemParameters
from prep.learning.mastery import layout_of, prior, updated
from prep.learning.prediction import TRANSFER, explained, p_correct
from tests.factories import MONDAY_NOON, make_blueprint, make_parameters

LAYOUT = layout_of(make_blueprint())
RECALLS = st.floats(0, 1)
ITEMS = st.builds(
    ItemParameters,
    difficulty=st.floats(-60, 60),
    difficulty_sd=st.floats(0, 1.5),
    guessing=st.sampled_from([0.0, 0.25, 0.5]),
)


def predicted(item: ItemParameters, p_recall: float | None) -> float:
    return p_correct(prior(), LAYOUT, task_id="people.1", parameters=item, p_recall=p_recall)


@given(ITEMS, st.one_of(st.none(), RECALLS))
def test_a_prediction_is_a_probability(item: ItemParameters, p_recall: float | None) -> None:
    assert item.guessing - 1e-12 <= predicted(item, p_recall) <= 1


@given(ITEMS, RECALLS, RECALLS)
def test_who_remembers_more_is_expected_to_know_more(
    item: ItemParameters, one: float, other: float
) -> None:
    less, more = sorted((one, other))
    assert predicted(item, None) <= predicted(item, less) <= predicted(item, more)


def test_a_concept_never_met_and_one_forgotten_are_predicted_alike() -> None:
    assert predicted(make_parameters(), None) == predicted(make_parameters(), 0.0)


def test_full_recall_closes_the_share_that_transfers() -> None:
    by_reasoning = predicted(make_parameters(), None)
    expected = by_reasoning + (1 - by_reasoning) * TRANSFER
    assert predicted(make_parameters(), 1.0) == pytest.approx(expected)


def test_a_right_answer_raises_the_prediction_for_the_task() -> None:
    item = make_parameters()
    state = updated(
        prior(),
        LAYOUT,
        task_id="people.1",
        parameters=item,
        is_correct=True,
        now=MONDAY_NOON,
    )
    after = p_correct(state, LAYOUT, task_id="people.1", parameters=item, p_recall=None)
    assert after > predicted(item, None)


def test_an_answer_on_the_concept_itself_raises_the_prediction_more() -> None:
    item = make_parameters()
    state = updated(
        prior(),
        LAYOUT,
        task_id="people.1",
        concept_id="one",
        parameters=item,
        is_correct=True,
        now=MONDAY_NOON,
    )
    own, sibling = (
        p_correct(state, LAYOUT, task_id="people.1", concept_id=c, parameters=item, p_recall=None)
        for c in ("one", "two")
    )
    assert own > sibling > predicted(item, None)


@given(ITEMS, st.one_of(st.none(), RECALLS))
def test_an_explanation_has_the_figures_of_the_prediction(
    item: ItemParameters, p_recall: float | None
) -> None:
    found = explained(
        prior(), LAYOUT, task_id="people.1", concept_id="one", parameters=item, p_recall=p_recall
    )
    for figure, recall in ((found.probability, p_recall), (found.by_reasoning, None)):
        assert figure == p_correct(
            prior(), LAYOUT, task_id="people.1", concept_id="one", parameters=item, p_recall=recall
        )
    assert (found.recall, found.difficulty) == (p_recall, item.difficulty)
    assert [source.answers for source in found.sources] == [0, 0, 0, 0]
