"""Readiness: what a forecast rests on, what it leaves out, and when it is withheld."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.ability_tree import MasteryState
from prep.learning.items import PoolItem
from prep.learning.mastery import descent, prior, probability, updated
from prep.learning.readiness import (
    LEAST_ANSWERS,
    LEAST_IN_DOMAIN,
    ScoreForecast,
    forecast_of,
    typical_form,
)
from tests.factories import MONDAY_NOON, make_item, make_outline, make_parameters, make_pool

OUTLINE = make_outline()
POOL = make_pool(concepts=4, siblings=4)
FORM = typical_form(POOL, OUTLINE.task_weights, 60)
LEVELS = ("Above Target", "Target", "Below Target", "Needs Improvement")


def practised(items: Sequence[PoolItem], right: Sequence[bool]) -> MasteryState:
    """The state after first answers to these items, all on one day."""
    state = prior()
    for item, is_correct in zip(items, right, strict=True):
        before = descent(
            state,
            OUTLINE.layout,
            task_id=item.task_id,
            concept_id=item.concept_id,
            now=MONDAY_NOON,
        )
        state = updated(before, item.parameters, is_correct=is_correct)
    return state


def spread_over_domains(answers: int) -> list[PoolItem]:
    """Items of all tasks in turn."""
    by_turn = sorted(POOL, key=lambda item: (item.id[-3:], item.id))
    return [by_turn[n % len(by_turn)] for n in range(answers)]


def forecast(
    state: MasteryState, form: Sequence[PoolItem] = FORM, *, days: int = 0
) -> ScoreForecast:
    return forecast_of(
        state,
        OUTLINE.layout,
        form,
        level_names=LEVELS,
        now=MONDAY_NOON + timedelta(days=days),
    )


def test_right_answers_raise_the_forecast_and_narrow_it() -> None:
    items = spread_over_domains(60)
    newcomer, weak, strong = (
        forecast(state)
        for state in (prior(), practised(items, [False] * 60), practised(items, [True] * 60))
    )
    assert weak.score.expected < newcomer.score.expected < strong.score.expected
    assert strong.score.expected_sd < newcomer.score.expected_sd
    assert weak.answers == strong.answers == 60
    assert strong.score.p_at_least(0.7) > 0.9
    assert weak.score.p_at_least(0.7) < 0.1


def test_an_answer_in_a_domain_moves_that_domain_most() -> None:
    items = [item for item in POOL if item.task_id.startswith("people")][:20]
    before = {d.domain_id: d.score.expected for d in forecast(prior()).domains}
    after = {d.domain_id: d.score.expected for d in forecast(practised(items, [True] * 20)).domains}
    gains = {domain: after[domain] - before[domain] for domain in before}
    assert gains["people"] > gains["process"] > 0
    assert gains["people"] > gains["business"] > 0


def test_a_concept_that_was_answered_counts_more_than_its_siblings() -> None:
    asked = make_item("people.1/0/0")
    state = practised([asked] * 6, [False] * 6)
    same, other = (
        forecast(state, [make_item(f"people.1/{concept}/9")]).score.expected for concept in (0, 1)
    )
    assert same < other < forecast(prior(), [asked]).score.expected


def test_domains_hold_the_form_between_them() -> None:
    found = forecast(practised(spread_over_domains(40), [True, False] * 20))
    assert sum(domain.score.items for domain in found.domains) == found.score.items == 60
    expected = sum(domain.score.expected * domain.score.items for domain in found.domains) / 60
    assert found.score.expected == pytest.approx(expected)
    assert sum(domain.answers for domain in found.domains) == found.answers == 40
    for domain in found.domains:
        assert tuple(domain.levels) == LEVELS
        assert sum(domain.levels.values()) == pytest.approx(1)


def test_a_form_of_one_domain_has_one_domain() -> None:
    form = [item for item in FORM if item.task_id.startswith("business")]
    assert [domain.domain_id for domain in forecast(prior(), form).domains] == ["business"]


def test_doubt_about_items_pulls_the_forecast_to_the_middle() -> None:
    sure, unsure = (
        [make_item(item.id, parameters=make_parameters(difficulty_sd=sd)) for item in FORM]
        for sd in (0.0, 1.5)
    )
    state = practised(spread_over_domains(60), [True] * 60)
    assert forecast(state, unsure).score.expected < forecast(state, sure).score.expected


def test_nothing_is_forecast_without_answers_and_what_is_missing_is_said() -> None:
    found = forecast(prior())
    assert not found.is_sufficient
    assert found.missing == LEAST_ANSWERS
    assert [domain.missing for domain in found.domains] == [LEAST_IN_DOMAIN] * 3


def test_enough_answers_in_every_domain_are_enough() -> None:
    by_domain = Counter({"people": 20, "process": 20, "business": 7})
    items = [
        [item for item in POOL if item.task_id.startswith(domain)][n % 16]
        for domain, count in by_domain.items()
        for n in range(count)
    ]
    found = forecast(practised(items, [True, False] * 23 + [True]))
    assert not found.is_sufficient
    assert found.missing == 1
    assert [domain.missing for domain in found.domains] == [0, 0, 1]
    one_more = [*items, items[-1]]
    assert forecast(practised(one_more, [True, False] * 24)).is_sufficient


def test_answers_of_long_ago_are_not_enough_any_more() -> None:
    state = practised(spread_over_domains(40), [True, False] * 20)
    assert forecast(state).is_sufficient
    later = forecast(state, days=2000)
    assert not later.is_sufficient
    assert later.missing > 0
    assert later.score.expected_sd > forecast(state).score.expected_sd


@given(st.lists(st.booleans(), max_size=40))
def test_a_wrong_answer_never_raises_the_forecast(right: list[bool]) -> None:
    items = spread_over_domains(len(right) + 1)
    better, worse = (
        forecast(practised(items, [*right, last])).score.expected for last in (True, False)
    )
    assert worse < better


def narrowing(state: MasteryState, item: PoolItem) -> float:
    """What an answer is expected to take from the variance of the expected score."""
    before = descent(
        state,
        OUTLINE.layout,
        task_id=item.task_id,
        concept_id=item.concept_id,
        now=MONDAY_NOON,
    )
    p_right = probability(before, item.parameters)
    right, wrong = (
        forecast(
            updated(before, item.parameters, is_correct=is_correct, is_explained=False)
        ).score.expected_sd
        ** 2
        for is_correct in (True, False)
    )
    return forecast(state).score.expected_sd ** 2 - p_right * right - (1 - p_right) * wrong


@pytest.mark.parametrize("practised_domain", ["people", "process", "business"])
def test_answers_in_the_telling_domain_narrow_the_forecast_most(practised_domain: str) -> None:
    known = [item for item in POOL if item.task_id.startswith(practised_domain)]
    state = practised(known, [n % 3 > 0 for n in range(len(known))])
    gains = {
        domain: narrowing(state, make_item(f"{domain}.1/9/9"))
        for domain in ("people", "process", "business")
    }
    found = gains[forecast(state).telling]
    assert found > 0.8 * max(gains.values())
    assert found > 2 * gains[practised_domain]


def test_the_same_state_gives_the_same_forecast() -> None:
    state = practised(spread_over_domains(40), [True, False] * 20)
    first, second = forecast(state), forecast(state)
    assert (first.score.probabilities == second.score.probabilities).all()


def test_a_task_of_another_outline_is_refused() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        forecast(prior(), [make_item("elsewhere/0/0")])


def test_a_typical_form_follows_the_blueprint() -> None:
    counts = Counter(item.task_id for item in FORM)
    assert counts == {
        "people.1": 15,
        "people.2": 15,
        "process.1": 9,
        "process.2": 9,
        "business.1": 12,
    }
    assert len({item.id for item in FORM}) == 60


def test_a_typical_form_repeats_items_where_there_are_too_few_and_skips_empty_tasks() -> None:
    pool = [item for item in make_pool(1, 1) if item.task_id != "people.2"]
    form = typical_form(pool, OUTLINE.task_weights, 30)
    assert len(form) == 30
    assert {item.task_id for item in form} == {"people.1", "process.1", "process.2", "business.1"}


def test_items_on_a_form_share_what_is_not_known_of_the_learner() -> None:
    score = forecast(prior()).score
    chances = score.expected * (1 - score.expected)
    luck_alone = np.sqrt(chances / score.items)
    low, high = score.interval
    assert (high - low) / 2 > 1.8 * luck_alone
