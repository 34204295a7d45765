"""Selection: what every quiz keeps to, whoever the learner is and whenever the exam."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.composites import task_mastery
from prep.learning.items import PoolItem
from prep.learning.mastery import drifted, layout_of
from prep.learning.memory import DESIRED_RETENTION, MemoryState, is_leech, retrievability
from prep.learning.selection import (
    DUE_SHARE,
    MEASURING_SHARE,
    Horizon,
    Reason,
    Selected,
    select_quiz,
)
from prep.learning.standings import Learner, is_measured
from tests.factories import (
    MONDAY_NOON,
    after_answer,
    make_blueprint,
    make_exposure,
    make_item,
    make_learner,
    make_memory,
    make_outline,
    make_pool,
)

OUTLINE = make_outline()
LAYOUT = layout_of(make_blueprint())
SECONDS = 90


@dataclass(frozen=True)
class Situation:
    """All that a choice depends on."""

    pool: list[PoolItem]
    learner: Learner
    minutes: float = 20
    horizon: Horizon | None = None
    seed: int = 0

    def quiz(self) -> list[Selected]:
        return select_quiz(
            self.pool,
            self.learner,
            OUTLINE,
            minutes=self.minutes,
            horizon=self.horizon,
            now=MONDAY_NOON,
            rng=np.random.default_rng(self.seed),
        )

    def memory(self, selected: Selected) -> MemoryState | None:
        return self.learner.memories.get(selected.item.concept_id)


def exam_in(days: int) -> Horizon:
    """An exam after so many days, all of them for study."""
    return Horizon(MONDAY_NOON.date() + timedelta(days=days), days, days)


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
            reviews=9,
            lapses=int(rng.integers(9)),
        )
        mastery = after_answer(
            mastery,
            LAYOUT,
            task_id=item.task_id,
            parameters=item.parameters,
            is_correct=bool(rng.random() < 0.7),
            now=at,
        )
    return Learner(mastery, memories, exposures)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    pool = make_pool(concepts=draw(st.integers(1, 6)), siblings=draw(st.integers(1, 4)))
    pool = pool[: draw(st.integers(1, len(pool)))]
    seeds = st.integers(0, 2**32)
    horizon = draw(st.none() | st.integers(1, 400).map(exam_in))
    learner = draw_learner(pool, draw(seeds))
    return Situation(pool, learner, draw(st.floats(1, 60)), horizon, draw(seeds))


@given(situations())
def test_a_quiz_never_holds_two_items_of_a_concept(case: Situation) -> None:
    concepts = Counter(selected.item.concept_id for selected in case.quiz())
    assert max(concepts.values()) == 1


@given(situations())
def test_nothing_is_asked_again_while_a_sibling_is_unseen(case: Situation) -> None:
    exposures = case.learner.exposures
    for selected in case.quiz():
        siblings = [i for i in case.pool if i.concept_id == selected.item.concept_id]
        if selected.item.id in exposures:
            assert all(i.id in exposures for i in siblings)
            oldest = min(exposures[i.id].last_at for i in siblings)
            assert exposures[selected.item.id].last_at == oldest


@given(situations())
def test_the_minutes_are_kept_and_used_while_there_is_anything_to_ask(case: Situation) -> None:
    concepts = {item.concept_id for item in case.pool}
    leeches = {i for i, m in case.learner.memories.items() if is_leech(m)}
    askable = len(concepts) - max(0, len(leeches) - 1)
    assert len(case.quiz()) == min(max(1, int(case.minutes * 60 // SECONDS)), askable)


@given(situations())
def test_only_the_given_pool_is_asked(case: Situation) -> None:
    assert {selected.item for selected in case.quiz()} <= set(case.pool)


@given(situations())
def test_one_idea_at_most_was_missed_again_and_again(case: Situation) -> None:
    memories = [case.memory(selected) for selected in case.quiz()]
    assert sum(memory is not None and is_leech(memory) for memory in memories) <= 1


@given(situations())
def test_the_same_inputs_give_the_same_quiz(case: Situation) -> None:
    assert case.quiz() == case.quiz()


@given(situations(), st.integers(1, 300))
def test_missed_days_do_not_make_the_quiz_longer(case: Situation, days: int) -> None:
    missed = {
        concept_id: replace(memory, last_review_at=memory.last_review_at - timedelta(days=days))
        for concept_id, memory in case.learner.memories.items()
    }
    later = replace(case, learner=replace(case.learner, memories=missed))
    assert len(later.quiz()) == len(case.quiz())


@given(situations())
def test_neighbours_come_from_different_tasks_wherever_possible(case: Situation) -> None:
    tasks = [selected.item.task_id for selected in case.quiz()]
    pairs = sum(one == other for one, other in pairwise(tasks))
    assert pairs == max(0, 2 * max(Counter(tasks).values()) - len(tasks) - 1)


@given(situations())
def test_what_was_answered_since_yesterday_only_fills_up(case: Situation) -> None:
    chosen = {selected.item.concept_id for selected in case.quiz()}
    tired = {
        concept_id
        for concept_id, memory in case.learner.memories.items()
        if (MONDAY_NOON - memory.last_review_at).days < 1
    }
    if chosen & tired:
        left_out = {item.concept_id for item in case.pool} - chosen - tired
        assert all(is_leech(case.learner.memories[i]) for i in left_out)


@given(situations())
def test_every_reason_is_true_and_so_are_its_figures(case: Situation) -> None:
    mastery = drifted(case.learner.mastery, now=MONDAY_NOON)
    for selected in case.quiz():
        memory = case.memory(selected)
        known = task_mastery(mastery, LAYOUT, selected.item.task_id)
        if selected.reason in (Reason.DUE, Reason.EXAM):
            assert memory
            _check_memory(selected, memory, case.horizon)
        elif selected.reason is Reason.LEECH:
            assert memory
            assert is_leech(memory)
            assert selected.figures == {"missed": memory.lapses, "answers": memory.reviews}
        else:
            assert selected.figures == {
                "mastery": known.share,
                "half_width": known.half_width,
                "responses": known.responses,
            }
            of_task = sum(item.task_id == selected.item.task_id for item in case.pool)
            measured = is_measured(known, of_task)
            assert selected.reason in _true_of(case, known.responses, measured, memory)


def _check_memory(selected: Selected, memory: MemoryState, horizon: Horizon | None) -> None:
    recall = retrievability(memory, now=MONDAY_NOON)
    figures = {"days_ago": (MONDAY_NOON - memory.last_review_at).days, "recall": recall}
    if horizon is None:
        assert selected.reason is Reason.DUE
        assert recall < DESIRED_RETENTION
        assert selected.figures == figures
        return
    exam = MONDAY_NOON + timedelta(days=horizon.days)
    assert selected.reason is Reason.EXAM
    assert selected.figures == figures | {
        "recall_on_exam": retrievability(memory, now=exam),
        "exam_on": horizon.exam_on.isoformat(),
    }


def _true_of(
    case: Situation, responses: int, measured: bool, memory: MemoryState | None
) -> set[Reason]:
    """The reasons that may be given from figures of the task."""
    if case.horizon and not measured:
        return {Reason.UNMEASURED, Reason.NEW} if responses and not memory else {Reason.UNMEASURED}
    if memory is None:
        return {Reason.NEW if responses else Reason.UNMEASURED}
    return {Reason.WEAKEST if measured else Reason.UNMEASURED}


@given(situations())
def test_with_a_date_a_share_measures_while_anything_is_unmeasured(case: Situation) -> None:
    case = replace(case, horizon=case.horizon or exam_in(60))
    mastery = drifted(case.learner.mastery, now=MONDAY_NOON)
    items = Counter(item.task_id for item in case.pool)
    unmeasured = {
        task for task in items if not is_measured(task_mastery(mastery, LAYOUT, task), items[task])
    }
    seen, memories = case.learner.exposures, case.learner.memories
    fresh = {
        item.concept_id
        for item in case.pool
        if item.task_id in unmeasured
        and item.id not in seen
        and (
            (memory := memories.get(item.concept_id)) is None
            or (not is_leech(memory) and (MONDAY_NOON - memory.last_review_at).days >= 1)
        )
    }
    room = max(1, int(MEASURING_SHARE * case.minutes * 60 // SECONDS))
    asked = [s for s in case.quiz() if s.item.concept_id in fresh and s.item.id not in seen]
    assert len(asked) >= min(room, len(fresh))


@given(situations())
def test_without_a_date_reviews_keep_to_their_share_while_anything_else_waits(
    case: Situation,
) -> None:
    chosen = replace(case, horizon=None).quiz()
    due = [s for s in chosen if s.reason is Reason.DUE]
    left = {i.concept_id for i in case.pool} - {s.item.concept_id for s in chosen}
    if any(_is_worth_asking(case.learner, concept_id) for concept_id in left):
        assert len(due) <= 1 or len(due) * SECONDS <= DUE_SHARE * case.minutes * 60


def _is_worth_asking(learner: Learner, concept_id: str) -> bool:
    """Whether the concept is no review, no leech, and was not asked since yesterday."""
    memory = learner.memories.get(concept_id)
    if memory is None:
        return True
    rested = (MONDAY_NOON - memory.last_review_at).days >= 1
    is_due = retrievability(memory, now=MONDAY_NOON) < DESIRED_RETENTION
    return rested and not is_due and not is_leech(memory)


@pytest.mark.parametrize("horizon", [None, exam_in(30)])
def test_an_empty_pool_gives_an_empty_quiz(horizon: Horizon | None) -> None:
    assert Situation([], make_learner(), horizon=horizon).quiz() == []


@pytest.mark.parametrize("minutes", [0.1, 1, 20])
@pytest.mark.parametrize("horizon", [None, exam_in(30)])
def test_a_pool_of_one_gives_a_quiz_of_one(minutes: float, horizon: Horizon | None) -> None:
    pool = [make_item()]
    case = Situation(pool, make_learner(), minutes=minutes, horizon=horizon)
    assert [s.item for s in case.quiz()] == pool


def test_a_newcomer_is_asked_about_every_task_by_its_share_of_the_exam() -> None:
    chosen = Situation(make_pool(concepts=10), make_learner(), minutes=30).quiz()
    assert {s.reason for s in chosen} == {Reason.UNMEASURED}
    asked = Counter(s.item.task_id for s in chosen)
    for task_id, weight in OUTLINE.task_weights.items():
        assert abs(asked[task_id] - 20 * weight) <= 1
