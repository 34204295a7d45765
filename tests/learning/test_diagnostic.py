"""The diagnostic: about twenty items, shared out as the exam is, each chosen by the last answer."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.learning.diagnostic import DIAGNOSTIC_LENGTH, next_diagnostic_item
from prep.learning.items import PoolItem
from prep.learning.mastery import layout_of, prior, updated
from prep.learning.selection import Outline, Reason, Selected
from tests.factories import (
    MONDAY_NOON,
    make_blueprint,
    make_item,
    make_outline,
    make_parameters,
    make_pool,
)

OUTLINE = make_outline()


def asked_of(
    pool: list[PoolItem],
    answers: list[bool],
    outline: Outline = OUTLINE,
    length: int = DIAGNOSTIC_LENGTH,
) -> list[Selected]:
    """The items of a diagnostic in which the answers come in this order."""
    mastery, asked = prior(outline.layout), []
    while True:
        items = [selected.item for selected in asked]
        chosen = next_diagnostic_item(pool, items, mastery, outline, length=length)
        if chosen is None:
            return asked
        mastery = updated(
            mastery,
            outline.layout,
            task_id=chosen.item.task_id,
            parameters=chosen.item.parameters,
            is_correct=answers[len(asked) % len(answers)],
            now=MONDAY_NOON,
        )
        asked.append(chosen)


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Two to five domains of one to four tasks, with any weights."""
    count = draw(st.integers(2, 5))
    raw = np.array([draw(st.integers(5, 60)) for _ in range(count)], dtype=float)
    domains = [
        (
            f"d{n}",
            float(weight),
            tuple(f"d{n}.{task}" for task in range(draw(st.integers(1, 4)))),
        )
        for n, weight in enumerate(100 * raw / raw.sum())
    ]
    return make_outline(make_blueprint(domains))


@settings(max_examples=40)
@given(outlines(), st.lists(st.booleans(), min_size=1, max_size=20))
def test_every_domain_gets_its_share_within_one_item(outline: Outline, answers: list[bool]) -> None:
    pool = make_pool(concepts=8, siblings=3, outline=outline)
    asked = asked_of(pool, answers, outline)
    assert len(asked) == DIAGNOSTIC_LENGTH
    assert len({s.item.id for s in asked}) == DIAGNOSTIC_LENGTH
    counts = Counter(s.item.task_id.partition(".")[0] for s in asked)
    for domain_id in outline.layout.domain_ids:
        weight = sum(w for t, w in outline.task_weights.items() if t.startswith(f"{domain_id}."))
        assert abs(counts[domain_id] - DIAGNOSTIC_LENGTH * weight) < 1 + 1e-9


def test_tasks_of_a_domain_take_turns() -> None:
    counts = Counter(s.item.task_id for s in asked_of(make_pool(concepts=8), [True, False]))
    assert abs(counts["people.1"] - counts["people.2"]) <= 1
    assert abs(counts["process.1"] - counts["process.2"]) <= 1


def test_questions_get_harder_for_those_who_are_right() -> None:
    pool = make_pool(concepts=10)
    right, wrong = (
        [s.item.parameters.difficulty for s in asked_of(pool, [is_right])]
        for is_right in (True, False)
    )
    assert right[0] == wrong[0]
    assert np.mean(right) > np.mean(wrong) + 0.5


def test_the_first_question_is_the_one_that_tells_most() -> None:
    pool = [
        make_item(f"people.1/{n}/0", parameters=make_parameters(difficulty=difficulty))
        for n, difficulty in enumerate((-2.5, -0.3, 2.5))
    ]
    first = next_diagnostic_item(pool, [], prior(OUTLINE.layout), OUTLINE)
    assert first is not None
    assert first.item == pool[1]
    assert first.reason is Reason.DIAGNOSTIC
    assert first.figures == {"number": 1.0}


def test_of_equal_items_the_smaller_id_is_asked() -> None:
    pool = [make_item(f"people.1/{n}/0") for n in (3, 1, 2)]
    first = next_diagnostic_item(pool, [], prior(OUTLINE.layout), OUTLINE)
    assert first is not None
    assert first.item.id == "people.1/1/0"


def test_the_same_answers_lead_to_the_same_questions() -> None:
    pool = make_pool()
    assert asked_of(pool, [True, True, False]) == asked_of(pool[::-1], [True, True, False])


@pytest.mark.parametrize("size", [0, 1, 5, 19])
def test_a_small_pool_is_asked_to_its_end(size: int) -> None:
    pool = make_pool(concepts=4, siblings=1)[:size]
    asked = asked_of(pool, [True])
    assert {s.item.id for s in asked} == {item.id for item in pool}


def test_a_shorter_diagnostic_stops_earlier() -> None:
    assert len(asked_of(make_pool(), [True], length=7)) == 7


def test_siblings_wait_until_every_concept_of_the_task_was_asked() -> None:
    layout = layout_of(make_blueprint([("only", 100.0, ("only.1",))]))
    outline = Outline(layout, {"only.1": 1.0})
    pool = make_pool(concepts=6, siblings=4, outline=outline)
    asked = asked_of(pool, [True, False], outline, length=6)
    assert len({s.item.concept_id for s in asked}) == 6
