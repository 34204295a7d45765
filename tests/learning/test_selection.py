"""Selection: what every quiz keeps to, whoever the learner is."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.items import PoolItem
from prep.learning.mastery import drifted, layout_of, task_mastery, updated
from prep.learning.memory import DESIRED_RETENTION, retrievability
from prep.learning.selection import (
    DUE_SHARE,
    Learner,
    Reason,
    Selected,
    is_measured,
    select_quiz,
)
from tests.factories import (
    MONDAY_NOON,
    make_blueprint,
    make_exposure,
    make_learner,
    make_memory,
    make_outline,
    make_pool,
)

OUTLINE = make_outline()
LAYOUT = layout_of(make_blueprint())
SEEDS = st.integers(0, 2**32)
MINUTES = st.floats(1, 60)


def draw_learner(pool: list[PoolItem], seed: int) -> Learner:
    """Somebody with a random past of up to 60 days over a random part of the pool."""
    rng = np.random.default_rng(seed)
    mastery, exposures, memories = make_learner().mastery, {}, {}
    for item in pool:
        if rng.random() < rng.choice([0.0, 0.5, 1.0]):
            continue
        at = MONDAY_NOON - timedelta(days=float(rng.exponential(12)))
        exposures[item.id] = make_exposure(last_at=at)
        known = memories.get(item.concept_id)
        memories[item.concept_id] = make_memory(
            last_review_at=max(at, known.last_review_at) if known else at,
            stability=float(rng.exponential(15)) + 0.5,
        )
        mastery = updated(
            mastery,
            LAYOUT,
            task_id=item.task_id,
            parameters=item.parameters,
            is_correct=bool(rng.random() < 0.7),
            now=at,
        )
    return Learner(mastery, memories, exposures)


def chosen_for(
    pool: list[PoolItem], learner: Learner, *, minutes: float = 20, seed: int = 0
) -> list[Selected]:
    return select_quiz(
        pool,
        learner,
        OUTLINE,
        minutes=minutes,
        now=MONDAY_NOON,
        rng=np.random.default_rng(seed),
    )


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[PoolItem], Learner, float, int]:
    pool = make_pool(concepts=draw(st.integers(1, 6)), siblings=draw(st.integers(1, 4)))
    pool = pool[: draw(st.integers(1, len(pool)))]
    return pool, draw_learner(pool, draw(SEEDS)), draw(MINUTES), draw(SEEDS)


@given(situations())
def test_every_quiz_keeps_to_the_rules(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    chosen = chosen_for(pool, learner, minutes=minutes, seed=seed)
    items = [selected.item for selected in chosen]
    assert chosen
    assert set(items) <= set(pool)
    assert max(Counter(item.concept_id for item in items).values()) == 1
    assert len(items) == 1 or sum(item.seconds for item in items) <= minutes * 60
    for item in items:
        siblings = [other for other in pool if other.concept_id == item.concept_id]
        if item.id in learner.exposures:
            assert all(other.id in learner.exposures for other in siblings)
            assert learner.exposures[item.id].last_at == min(
                learner.exposures[other.id].last_at for other in siblings
            )


@given(situations())
def test_the_minutes_are_used_while_there_is_anything_to_ask(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    chosen = chosen_for(pool, learner, minutes=minutes, seed=seed)
    concepts = {item.concept_id for item in pool}
    room = max(1, int(minutes * 60 // 90))
    assert len(chosen) == min(room, len(concepts))


@given(situations())
def test_every_reason_is_true_and_so_are_its_figures(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    mastery = drifted(learner.mastery, LAYOUT, now=MONDAY_NOON)
    for selected in chosen_for(pool, learner, minutes=minutes, seed=seed):
        item, figures = selected.item, selected.figures
        memory = learner.memories.get(item.concept_id)
        known = task_mastery(mastery, LAYOUT, item.task_id)
        if selected.reason is Reason.DUE:
            recall = retrievability(memory, now=MONDAY_NOON)
            days = (MONDAY_NOON - memory.last_review_at).days
            assert recall < DESIRED_RETENTION
            assert figures == {"days_ago": days, "recall": recall}
            continue
        assert figures == {
            "mastery": known.share,
            "half_width": known.half_width,
            "responses": known.responses,
        }
        if selected.reason is Reason.NEW:
            assert memory is None
            assert known.responses > 0
        else:
            of_task = sum(other.task_id == item.task_id for other in pool)
            wanted = Reason.WEAKEST if is_measured(known, of_task) else Reason.UNMEASURED
            assert selected.reason is wanted


@given(situations())
def test_the_same_generator_gives_the_same_quiz(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    one, other = (chosen_for(pool, learner, minutes=minutes, seed=seed) for _ in range(2))
    assert one == other


@given(situations())
def test_neighbours_come_from_different_tasks_wherever_possible(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    tasks = [s.item.task_id for s in chosen_for(pool, learner, minutes=minutes, seed=seed)]
    pairs = sum(one == other for one, other in pairwise(tasks))
    largest = max(Counter(tasks).values())
    assert pairs == max(0, 2 * largest - len(tasks) - 1)


@given(situations())
def test_reviews_keep_to_their_share_while_anything_else_waits(
    situation: tuple[list[PoolItem], Learner, float, int],
) -> None:
    pool, learner, minutes, seed = situation
    chosen = chosen_for(pool, learner, minutes=minutes, seed=seed)
    due = [s for s in chosen if s.reason is Reason.DUE]
    left = {i.concept_id for i in pool} - {s.item.concept_id for s in chosen}
    waiting = [c for c in left if _is_worth_asking(learner, c)]
    if waiting:
        assert len(due) <= 1 or sum(s.item.seconds for s in due) <= DUE_SHARE * minutes * 60


def _is_worth_asking(learner: Learner, concept_id: str) -> bool:
    """Whether the concept is no review, and was not asked since yesterday."""
    memory = learner.memories.get(concept_id)
    if memory is None:
        return True
    rested = (MONDAY_NOON - memory.last_review_at).days >= 1
    return rested and retrievability(memory, now=MONDAY_NOON) >= DESIRED_RETENTION


def test_an_empty_pool_gives_an_empty_quiz() -> None:
    assert chosen_for([], make_learner()) == []


@pytest.mark.parametrize("minutes", [0.1, 1, 20])
def test_a_pool_of_one_gives_a_quiz_of_one(minutes: float) -> None:
    pool = make_pool(concepts=1, siblings=1)[:1]
    assert [s.item for s in chosen_for(pool, make_learner(), minutes=minutes)] == pool


def test_a_newcomer_is_asked_about_every_task_by_its_share_of_the_exam() -> None:
    chosen = chosen_for(make_pool(concepts=10), make_learner(), minutes=30)
    assert {s.reason for s in chosen} == {Reason.UNMEASURED}
    asked = Counter(s.item.task_id for s in chosen)
    for task_id, weight in OUTLINE.task_weights.items():
        assert abs(asked[task_id] - 20 * weight) <= 1
