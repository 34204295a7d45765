"""Selection: what comes first, and what a learner asks for."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import PoolItem
from prep.learning.selection import (
    DUE_SHARE,
    Reason,
    select_custom,
    select_quiz,
)
from prep.learning.standings import Learner
from tests.factories import (
    MONDAY_NOON,
    answered,
    make_exposure,
    make_item,
    make_learner,
    make_memory,
    make_outline,
    make_pool,
    measured,
)

OUTLINE = make_outline()
TASKS = OUTLINE.layout.task_ids
LONG_AGO = MONDAY_NOON - timedelta(days=40)


def reasons(pool: list[PoolItem], learner: Learner, minutes: float = 15) -> Counter[Reason]:
    chosen = select_quiz(
        pool,
        learner,
        OUTLINE,
        minutes=minutes,
        horizon=None,
        now=MONDAY_NOON,
        rng=np.random.default_rng(1),
    )
    return Counter(s.reason for s in chosen)


def everything_measured() -> Learner:
    mastery = make_learner().mastery
    return make_learner(mastery=measured(mastery, **{t.replace(".", "_"): 8 for t in TASKS}))


def test_fading_concepts_come_first_up_to_their_share() -> None:
    pool = make_pool(concepts=8)
    fading = [item for item in pool if item.id.endswith("/0")][:30]
    learner = answered(everything_measured(), *fading, at=LONG_AGO)
    found = reasons(pool, learner)
    assert found[Reason.DUE] == int(DUE_SHARE * 10)
    assert found[Reason.NEW] == 4


def test_reviews_fill_the_minutes_when_nothing_else_waits() -> None:
    pool = make_pool(concepts=8, siblings=1)
    learner = answered(everything_measured(), *pool, at=LONG_AGO)
    assert reasons(pool, learner) == {Reason.DUE: 10}


def test_the_most_forgotten_of_equal_weight_comes_first() -> None:
    pool = [make_item(f"people.1/{n}/0") for n in range(4)]
    memories = {
        item.concept_id: make_memory(last_review_at=LONG_AGO, stability=1.0 + n)
        for n, item in enumerate(pool)
    }
    exposures = {item.id: make_exposure(last_at=LONG_AGO) for item in pool}
    mastery = everything_measured().mastery
    chosen = select_quiz(
        pool,
        Learner(mastery, memories, exposures),
        OUTLINE,
        minutes=1.5,
        horizon=None,
        now=MONDAY_NOON,
        rng=np.random.default_rng(1),
    )
    assert [s.item for s in chosen] == pool[:1]


def test_when_everything_was_seen_today_the_quiz_is_still_full() -> None:
    pool = make_pool(concepts=3, siblings=2)
    learner = answered(everything_measured(), *pool, at=MONDAY_NOON - timedelta(hours=2))
    assert reasons(pool, learner) == {Reason.WEAKEST: 10}


def test_what_was_asked_since_yesterday_only_fills_up() -> None:
    pool = make_pool(concepts=4, siblings=2)
    tired = [item for item in pool if "/0/" in item.id]
    learner = answered(everything_measured(), *tired, at=MONDAY_NOON - timedelta(hours=20))
    assert reasons(pool, learner) == {Reason.NEW: 10}
    assert reasons(pool, learner, minutes=30) == {Reason.NEW: 15, Reason.WEAKEST: 5}


def test_a_task_counts_as_measured_from_eight_answers() -> None:
    def known(responses: int) -> bool:
        item = make_item("people.1/1/1")
        learner = answered(make_learner(), item, at=MONDAY_NOON - timedelta(days=2))
        mastery = measured(learner.mastery, people_1=responses)
        pool = [make_item(f"people.1/1/{n}") for n in range(20)]
        found = reasons(pool, Learner(mastery, learner.memories, learner.exposures))
        return Reason.WEAKEST in found

    assert [known(n) for n in (1, 7, 8, 30)] == [False, False, True, True]


@pytest.mark.parametrize("count", [1, 7, 60, 500])
def test_a_custom_quiz_holds_what_was_asked_for_once_each(count: int) -> None:
    pool = make_pool()
    chosen = select_custom(pool, {}, count=count, rng=np.random.default_rng(1))
    assert len(chosen) == len({s.item.id for s in chosen}) == min(count, len(pool))
    assert {s.reason for s in chosen} == {Reason.REQUESTED}


@given(st.integers(1, 40), st.integers(0, 999), st.integers(1, 5), st.integers(1, 5))
def test_a_custom_quiz_of_one_task_keeps_siblings_apart(
    count: int, seed: int, concepts: int, siblings: int
) -> None:
    pool = [i for i in make_pool(concepts, siblings) if i.task_id == "people.1"]
    chosen = select_custom(pool, {}, count=count, rng=np.random.default_rng(seed))
    ids = [s.item.concept_id for s in chosen]
    pairs = sum(one == other for one, other in pairwise(ids))
    assert pairs == max(0, 2 * max(Counter(ids).values()) - len(ids) - 1)
    assert max(Counter(ids).values()) - min(Counter(ids).values()) <= 1


@given(st.integers(1, 30), st.integers(0, 999), st.sets(st.integers(0, 59)))
def test_a_custom_quiz_repeats_no_item_while_a_sibling_is_unseen(
    count: int, seed: int, seen: set[int]
) -> None:
    pool = make_pool()
    exposures = {pool[n].id: make_exposure() for n in seen}
    chosen = select_custom(pool, exposures, count=count, rng=np.random.default_rng(seed))
    asked = {s.item.id for s in chosen}
    for selected in chosen:
        if selected.item.id in exposures:
            siblings = [i for i in pool if i.concept_id == selected.item.concept_id]
            assert all(i.id in exposures or i.id in asked for i in siblings)


def test_a_custom_quiz_of_nothing_is_empty() -> None:
    assert select_custom([], {}, count=10, rng=np.random.default_rng(1)) == []


def test_two_generators_give_two_custom_quizzes() -> None:
    pool = make_pool()
    one, other = (
        select_custom(pool, {}, count=10, rng=np.random.default_rng(seed)) for seed in (1, 2)
    )
    assert one != other
