"""The diagnostic: shared out as the exam is, each item chosen by the last answer, and its end."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.learning.ability_tree import MasteryState
from prep.learning.composites import joint_task_abilities
from prep.learning.diagnostic import (
    CLEAR_FROM,
    MOST_QUESTIONS,
    PRECISE_ENOUGH,
    domain_gaps,
    next_diagnostic_item,
)
from prep.learning.items import PoolItem
from prep.learning.mastery import layout_of, prior
from prep.learning.selection import Reason, Selected
from prep.learning.standings import Outline
from tests.factories import (
    MONDAY_NOON,
    after_answer,
    make_blueprint,
    make_item,
    make_outline,
    make_parameters,
    make_pool,
)

OUTLINE = make_outline()


def answered(state: MasteryState, item: PoolItem, outline: Outline, right: bool) -> MasteryState:
    """What is believed after an answer."""
    return after_answer(
        state,
        outline.layout,
        task_id=item.task_id,
        concept_id=item.concept_id,
        parameters=item.parameters,
        is_correct=right,
        now=MONDAY_NOON,
    )


def sitting(
    pool: list[PoolItem],
    answers: list[bool],
    outline: Outline = OUTLINE,
    most: int = MOST_QUESTIONS,
) -> tuple[list[Selected], MasteryState]:
    """A diagnostic in which the answers come in this order: its items, and the belief after it."""
    mastery, asked = prior(), list[Selected]()
    while chosen := next_diagnostic_item(
        pool, [s.item for s in asked], mastery, outline, most=most
    ):
        is_right = answers[len(asked) % len(answers)]
        mastery = answered(mastery, chosen.item, outline, is_right)
        asked.append(chosen)
    return asked, mastery


def asked_of(
    pool: list[PoolItem],
    answers: list[bool],
    outline: Outline = OUTLINE,
    most: int = MOST_QUESTIONS,
) -> list[Selected]:
    """The items of such a diagnostic."""
    return sitting(pool, answers, outline, most)[0]


def composite_error(state: MasteryState) -> float:
    """Standard error of the exam-weighted ability."""
    _, covariance = joint_task_abilities(state, OUTLINE.layout)
    weights = np.array([OUTLINE.task_weights[task_id] for task_id in OUTLINE.layout.task_ids])
    return float(np.sqrt(weights @ covariance @ weights))


def sharp_pool() -> list[PoolItem]:
    """Items that tell much: known difficulty, steep, no guessing."""
    sharp = make_parameters(difficulty_sd=0.0, discrimination=6.0, guessing=0.0)
    return [
        replace(item, parameters=replace(sharp, difficulty=item.parameters.difficulty))
        for item in make_pool(concepts=12, siblings=1)
    ]


def pool_of_types(types: list[str]) -> list[PoolItem]:
    """Every concept has an item of each of these types; only single choice can be guessed."""
    return [
        replace(
            item,
            type=types[n % len(types)],
            parameters=make_parameters(guessing=0.25 if types[n % len(types)] == "single" else 0.0),
        )
        for n, item in enumerate(make_pool(concepts=8, siblings=len(types)))
    ]


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
    assert len(asked) == MOST_QUESTIONS
    assert len({s.item.id for s in asked}) == MOST_QUESTIONS
    counts = Counter(s.item.task_id.partition(".")[0] for s in asked)
    for domain_id in outline.layout.domain_ids:
        weight = sum(w for t, w in outline.task_weights.items() if t.startswith(f"{domain_id}."))
        assert abs(counts[domain_id] - MOST_QUESTIONS * weight) < 1 + 1e-9


def test_tasks_of_a_domain_take_turns() -> None:
    counts = Counter(s.item.task_id for s in asked_of(make_pool(concepts=8), [True, False]))
    assert abs(counts["people.1"] - counts["people.2"]) <= 1
    assert abs(counts["process.1"] - counts["process.2"]) <= 1


def test_types_are_asked_as_the_pool_mixes_them_the_most_usual_first() -> None:
    pool = pool_of_types(["single", "single", "matching", "single", "multiple", "single"])
    types = [s.item.type for s in asked_of(pool, [True, False])]
    assert types[0] == "single"
    for name, share in {"single": 4 / 6, "matching": 1 / 6, "multiple": 1 / 6}.items():
        for count in range(1, MOST_QUESTIONS + 1):
            assert abs(types[:count].count(name) - share * count) < 1 + 1e-9


def test_a_task_without_the_type_that_lags_is_asked_by_another() -> None:
    pool = [replace(item, type="matching") for item in make_pool() if "people" in item.task_id]
    pool += [item for item in make_pool() if "people" not in item.task_id]
    asked = asked_of(pool, [True])
    assert len(asked) == MOST_QUESTIONS
    assert all((s.item.type == "matching") == ("people" in s.item.task_id) for s in asked)


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
    first = next_diagnostic_item(pool, [], prior(), OUTLINE)
    assert first is not None
    assert first.item == pool[1]
    assert first.reason is Reason.DIAGNOSTIC
    assert first.figures == {"number": 1.0, "standard_error": composite_error(prior())}


def test_of_equal_items_the_smaller_id_is_asked() -> None:
    pool = [make_item(f"people.1/{n}/0") for n in (3, 1, 2)]
    first = next_diagnostic_item(pool, [], prior(), OUTLINE)
    assert first is not None
    assert first.item.id == "people.1/1/0"


def test_the_same_answers_lead_to_the_same_questions() -> None:
    pool = make_pool()
    assert asked_of(pool, [True, True, False]) == asked_of(pool[::-1], [True, True, False])


@pytest.mark.parametrize("size", [0, 1, 5, 24])
def test_a_small_pool_is_asked_to_its_end(size: int) -> None:
    pool = make_pool(concepts=5, siblings=1)[:size]
    asked = asked_of(pool, [True])
    assert {s.item.id for s in asked} == {item.id for item in pool}


def test_a_shorter_diagnostic_stops_earlier() -> None:
    assert len(asked_of(make_pool(), [True], most=7)) == 7


def test_siblings_wait_until_every_concept_of_the_task_was_asked() -> None:
    layout = layout_of(make_blueprint([("only", 100.0, ("only.1",))]))
    outline = Outline(layout, {"only.1": 1.0})
    pool = make_pool(concepts=6, siblings=4, outline=outline)
    asked = asked_of(pool, [True, False], outline, most=6)
    assert len({s.item.concept_id for s in asked}) == 6


def test_it_ends_as_soon_as_the_overall_ability_is_precise_enough() -> None:
    asked, mastery = sitting(sharp_pool(), [True, False])
    assert 1 < len(asked) < MOST_QUESTIONS
    assert composite_error(mastery) < PRECISE_ENOUGH
    assert all(s.figures["standard_error"] >= PRECISE_ENOUGH for s in asked)


def test_it_goes_on_to_its_most_while_too_little_is_known() -> None:
    asked, mastery = sitting(make_pool(concepts=8), [True, False])
    assert len(asked) == MOST_QUESTIONS
    assert composite_error(mastery) > PRECISE_ENOUGH


def test_somebody_known_well_is_asked_one_question() -> None:
    _, mastery = sitting(sharp_pool(), [True, False])
    first = next_diagnostic_item(sharp_pool(), [], mastery, OUTLINE)
    assert first is not None
    assert next_diagnostic_item(sharp_pool(), [first.item], mastery, OUTLINE) is None


def test_of_items_alike_the_one_whose_difficulty_is_known_is_asked() -> None:
    pool = [
        make_item(f"people.1/{n}/0", parameters=make_parameters(difficulty_sd=sd))
        for n, sd in enumerate((1.0, 0.3, 0.6))
    ]
    first = next_diagnostic_item(pool, [], prior(), OUTLINE)
    assert first is not None
    assert first.item == pool[1]


def test_domains_do_not_differ_before_the_first_answer() -> None:
    gaps = domain_gaps(prior(), OUTLINE.layout)
    assert len(gaps) == 3
    assert {gap.probability for gap in gaps} == {0.5}


def test_a_domain_answered_right_stands_above_one_answered_wrong() -> None:
    mastery = prior()
    for item in sharp_pool():
        if not item.task_id.startswith("process"):
            mastery = answered(mastery, item, OUTLINE, item.task_id.startswith("people"))
    surest, *others = domain_gaps(mastery, OUTLINE.layout)
    assert (surest.upper, surest.lower) == ("people", "business")
    assert surest.is_clear
    assert surest.probability > max(gap.probability for gap in others) >= 0.5
    assert [gap.is_clear for gap in others] == [g.probability >= CLEAR_FROM for g in others]


def test_one_domain_differs_from_nothing() -> None:
    layout = layout_of(make_blueprint([("only", 100.0, ("only.1",))]))
    assert domain_gaps(prior(), layout) == []


@settings(max_examples=25)
@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_differences_are_found_where_they_are(answers: list[bool]) -> None:
    """Turning all answers round turns every difference round."""
    items = [i for i in sharp_pool() if i.parameters.difficulty == 0][: len(answers)]
    states = [prior(), prior()]
    for item, is_right in zip(items, answers, strict=True):
        states[0] = answered(states[0], item, OUTLINE, is_right)
        states[1] = answered(states[1], item, OUTLINE, not is_right)
    ahead, behind = (
        {frozenset((g.upper, g.lower)): g for g in domain_gaps(state, OUTLINE.layout)}
        for state in states
    )
    for pair, gap in ahead.items():
        assert gap.probability == pytest.approx(behind[pair].probability, abs=0.02)
