"""Replay: one response in, the next state out; nothing else changes and nothing leaks back."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from prep.learning.ability_tree import MasteryState
from prep.learning.composites import answers
from prep.learning.items import Confidence, ItemParameters, PoolItem
from prep.learning.mastery import descent, layout_of, prior
from prep.learning.memory import MemoryState, retrievability
from prep.learning.prediction import explained
from prep.learning.replay import AbsorbedState, Exposure, ItemResponse, LearnerState, absorb
from prep.learning.simulation.answer_memory import AnswerMemory
from prep.learning.simulation.running import Answers, Scenario
from prep.learning.simulation.setting import GUESSING, Setting
from tests.factories import (
    MONDAY_NOON,
    draw_confidence,
    make_blueprint,
    make_exposure,
    make_item,
    make_memory,
    make_pool,
    make_response,
)

LAYOUT = layout_of(make_blueprint())
NOBODY = prior()
Answer = tuple[PoolItem, ItemResponse]


def standing(
    memory: MemoryState | None = None,
    mastery: MasteryState = NOBODY,
    exposure: Exposure | None = None,
    *,
    item: PoolItem | None = None,
    at: datetime = MONDAY_NOON,
) -> LearnerState:
    """A learner's state before an answer to an item at a moment; nothing known unless told."""
    item = item or make_item()
    before = descent(mastery, LAYOUT, task_id=item.task_id, concept_id=item.concept_id, now=at)
    return LearnerState(memory, mastery, before, exposure)


def draw_log(seed: int, length: int = 120) -> list[Answer]:
    """A random log over ten items, so that most of them repeat."""
    rng, pool, at = np.random.default_rng(seed), make_pool(concepts=1, siblings=2), MONDAY_NOON
    log = []
    for _ in range(length):
        at += timedelta(hours=float(rng.exponential(30)))
        item = pool[int(rng.integers(len(pool)))]
        response = make_response(
            parameters=item.parameters,
            is_correct=bool(rng.random() < 0.6),
            confidence=draw_confidence(rng),
            answered_at=at,
        )
        log.append((item, response))
    return log


def other_way_round(answer: Answer) -> Answer:
    """A right answer made wrong, or a wrong one right."""
    item, response = answer
    return item, replace(response, is_correct=not response.is_correct)


def replayed(log: list[Answer]) -> tuple[list[float], list[AbsorbedState]]:
    """The prediction before, and the state after, each response of a log."""
    memories, exposures, mastery = {}, {}, prior()
    predictions, states = [], []
    for item, response in log:
        at, memory = response.answered_at, memories.get(item.concept_id)
        state = standing(memory, mastery, exposures.get(item.id), item=item, at=at)
        assert state.descent is not None
        recall = retrievability(memory, now=at) if memory else None
        expected = explained(state.descent, parameters=response.parameters, p_recall=recall)
        predictions.append(expected.probability)
        after = absorb(state, response)
        memories[item.concept_id], exposures[item.id] = after.memory, after.exposure
        mastery = after.mastery
        states.append(after)
    return predictions, states


@pytest.mark.parametrize("cut", [0, 1, 17, 60, 119])
def test_later_answers_change_no_earlier_prediction(cut: int) -> None:
    log = draw_log(3)
    flipped = [*log[:cut], *(other_way_round(answer) for answer in log[cut:])]
    truth, other = replayed(log)[0], replayed(flipped)[0]
    assert truth[: cut + 1] == other[: cut + 1]
    if cut < 100:
        assert truth != other


def test_the_same_log_gives_the_same_states_to_the_bit() -> None:
    one, other = replayed(draw_log(5))[1], replayed(draw_log(5))[1]
    for first, second in zip(one, other, strict=True):
        assert first == second


def test_absorbing_leaves_the_earlier_state_alone() -> None:
    before = standing(make_memory(), exposure=make_exposure())
    absorb(before, make_response(answered_at=MONDAY_NOON + timedelta(days=2)))
    assert before.memory == make_memory()
    assert before.exposure == make_exposure()
    assert before.mastery == prior()


def test_mastery_learns_from_the_first_answer_to_an_item_only() -> None:
    first = absorb(standing(), make_response())
    again = absorb(
        standing(first.memory, first.mastery, first.exposure),
        make_response(is_correct=False, answered_at=MONDAY_NOON + timedelta(days=3)),
    )
    assert answers(first.mastery) == 1
    assert first.mastery == again.mastery
    assert again.memory.reviews == 2
    assert again.exposure.times == 2


def test_an_answer_without_explanation_measures_and_teaches_nothing() -> None:
    explained = absorb(standing(), make_response()).mastery
    silent = absorb(standing(), make_response(is_explained=False)).mastery
    assert silent.nodes == explained.nodes
    assert silent.gained == 0 < explained.gained


def test_a_sibling_of_a_seen_item_still_measures() -> None:
    one, other = make_item("people.1/1/1"), make_item("people.1/1/2")
    first = absorb(standing(item=one), make_response())
    sibling = absorb(standing(first.memory, first.mastery, item=other), make_response())
    assert answers(sibling.mastery) == 2
    assert sibling.memory.reviews == 2


def test_an_item_of_an_older_outline_changes_memory_alone() -> None:
    after = absorb(LearnerState(None, NOBODY, descent=None, exposure=None), make_response())
    assert after.memory.reviews == 1
    assert after.exposure.times == 1
    assert after.mastery == NOBODY


def test_an_exposure_holds_the_last_answer_and_counts_the_wrong_ones() -> None:
    exposure = None
    for day, (is_correct, confidence) in enumerate(
        [(False, None), (True, Confidence.UNSURE), (False, Confidence.SURE)]
    ):
        state = standing(make_memory(), exposure=exposure)
        at = MONDAY_NOON + timedelta(days=day)
        response = make_response(is_correct=is_correct, confidence=confidence, answered_at=at)
        exposure = absorb(state, response).exposure
    assert exposure == make_exposure(
        times=3, wrong=2, last_at=at, last_correct=False, last_confidence=Confidence.SURE
    )


@pytest.mark.parametrize("memory", [None, make_memory()])
def test_a_tap_of_confidence_moves_memory_its_way(memory: MemoryState | None) -> None:
    state = standing(memory)
    later = MONDAY_NOON + timedelta(days=5)
    unsure, plain, sure = (
        absorb(state, make_response(confidence=c, answered_at=later)).memory.stability
        for c in (Confidence.UNSURE, None, Confidence.SURE)
    )
    assert unsure < plain < sure


def test_taps_at_random_end_up_counting_for_nothing() -> None:
    rng, state = np.random.default_rng(4), standing()
    for _ in range(400):
        tap = Confidence.SURE if rng.random() < 0.5 else Confidence.UNSURE
        p = float(rng.uniform(0.3, 1))
        state = replace(
            state, taps=absorb(state, make_response(confidence=tap, p_predicted=p)).taps
        )
    after = [
        absorb(state, make_response(confidence=tap)).memory.stability
        for tap in (Confidence.UNSURE, Confidence.SURE)
    ]
    before = [
        absorb(standing(), make_response(confidence=tap)).memory.stability
        for tap in (Confidence.UNSURE, Confidence.SURE)
    ]
    assert after[1] / after[0] < 1 + (before[1] / before[0] - 1) / 4


def test_a_wrong_answer_says_nothing_of_how_taps_are_meant() -> None:
    wrong = make_response(is_correct=False, confidence=Confidence.SURE)
    assert absorb(standing(), wrong).taps == standing().taps


def test_the_simulated_learner_remembers_by_the_same_rules() -> None:
    setting = Setting(learners=1, days=60)
    domains = np.repeat(np.arange(3), 200)
    scenario = Scenario(setting, domains, np.ones(600) / 600, Silent(), np.random.default_rng(1))
    simulated = AnswerMemory(scenario)
    state, parameters = standing(), ItemParameters(difficulty=0.0, guessing=GUESSING)
    for day, right in [(0, True), (3, True), (9, False), (10, True), (30, True)]:
        at = MONDAY_NOON + timedelta(days=day)
        memory = state.memory
        recall = retrievability(memory, now=at) if memory else float(simulated.chance_known[0, 0])
        p = recall + GUESSING * (1 - recall)
        response = make_response(
            parameters=parameters, is_correct=right, p_predicted=p, answered_at=at
        )
        state = replace(state, memory=absorb(state, response).memory)
        one = np.array([0])
        simulated.learn(Answers(day, one, one, np.array([right]), None))
        assert simulated.stability[0, 0] == pytest.approx(state.memory.stability)
        assert simulated.difficulty[0, 0] == pytest.approx(state.memory.memory_difficulty)


class Silent:
    """A world that nobody asks."""

    def recall(self, *_: object) -> None:
        raise AssertionError

    study = recall_if_studied = recall
