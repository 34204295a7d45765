"""Prediction: a probability that rises with ability and with memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.ability_tree import MasteryState
from prep.learning.items import ItemParameters
from prep.learning.mastery import descent, layout_of, prior
from prep.learning.prediction import TRANSFER, Explanation, explained
from tests.factories import MONDAY_NOON, after_answer, make_blueprint, make_parameters

LAYOUT = layout_of(make_blueprint())
NOBODY = prior()
RECALLS = st.floats(0, 1)
ITEMS = st.builds(
    ItemParameters,
    difficulty=st.floats(-60, 60),
    difficulty_sd=st.floats(0, 1.5),
    guessing=st.sampled_from([0.0, 0.25, 0.5]),
)


def prediction(
    item: ItemParameters,
    p_recall: float | None = None,
    *,
    state: MasteryState = NOBODY,
    concept_id: str | None = None,
) -> Explanation:
    before = descent(state, LAYOUT, task_id="people.1", concept_id=concept_id, now=MONDAY_NOON)
    return explained(before, parameters=item, p_recall=p_recall)


def predicted(item: ItemParameters, p_recall: float | None) -> float:
    return prediction(item, p_recall).probability


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
    state = after_answer(
        prior(),
        LAYOUT,
        task_id="people.1",
        parameters=item,
        is_correct=True,
        now=MONDAY_NOON,
    )
    assert prediction(item, state=state).probability > predicted(item, None)


def test_an_answer_on_the_concept_itself_raises_the_prediction_more() -> None:
    item = make_parameters()
    state = after_answer(
        prior(),
        LAYOUT,
        task_id="people.1",
        concept_id="one",
        parameters=item,
        is_correct=True,
        now=MONDAY_NOON,
    )
    own, sibling = (
        prediction(item, state=state, concept_id=concept_id).probability
        for concept_id in ("one", "two")
    )
    assert own > sibling > predicted(item, None)


@given(ITEMS, st.one_of(st.none(), RECALLS))
def test_an_explanation_has_the_figures_of_the_prediction(
    item: ItemParameters, p_recall: float | None
) -> None:
    found = prediction(item, p_recall, concept_id="one")
    assert found.by_reasoning == prediction(item, concept_id="one").probability
    expected = found.by_reasoning + (1 - found.by_reasoning) * TRANSFER * (p_recall or 0.0)
    assert found.probability == pytest.approx(expected)
    assert (found.recall, found.difficulty) == (p_recall, item.difficulty)
    assert [source.answers for source in found.sources] == [0, 0, 0, 0]
