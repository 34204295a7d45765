"""Features of a history, and what an item's company says."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.prediction.companions import NOBODY, WINDOW, Answer, Companions, company_of
from benchmarks.prediction.features import NEVER, History, ItemFacts, Recent
from benchmarks.prediction.tracing import Difficulty, Habits, Trace

FACTS = ItemFacts(Difficulty(0.2, 0.1), 0.0, 12)
ANSWERS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 4), st.booleans()), min_size=1, max_size=30
)
Answers = list[tuple[int, int, bool]]


def features_before(answers: Answers, companions: Companions = NOBODY) -> list[dict[str, float]]:
    history, found = History(Trace(Habits())), []
    for skill, item, is_correct in answers:
        outlook = history.trace.outlook(skill, item, FACTS.difficulty)
        found.append(history.features(skill, item, FACTS, outlook, companions))
        history.note(skill, item, FACTS, outlook, is_correct=is_correct)
    return found


@given(ANSWERS, st.integers(0, 29))
def test_trap_1_features_know_nothing_of_answers_to_come(answers: Answers, cut: int) -> None:
    flipped = [(s, i, y if n < cut else not y) for n, (s, i, y) in enumerate(answers)]
    assert features_before(answers)[: cut + 1] == features_before(flipped)[: cut + 1]


@given(ANSWERS)
def test_every_answer_has_the_same_features(answers: Answers) -> None:
    found = features_before(answers)
    assert {tuple(one) for one in found} == {tuple(found[0])}


def test_a_new_learner_has_no_past() -> None:
    first = features_before([(0, 0, True)])[0]
    assert first["answers"] == first["streak"] == first["company"] == 0
    assert first["skill: answers since"] == first["item: answers since right"] == NEVER


def test_counts_streaks_and_lags_are_of_the_right_skill_and_item() -> None:
    last = features_before([(0, 0, False), (0, 1, True), (1, 2, True), (0, 0, True)])[-1]
    assert last["streak"] == 2
    assert last["skill: streak"] == 1
    assert last["item: answers since right"] == NEVER
    assert last["item: answers since wrong"] == pytest.approx(1.0986, abs=1e-4)
    assert last["run"] == 0


def test_a_streak_turns_with_the_outcome() -> None:
    recent = Recent((0.5,))
    for is_correct in (True, True, False):
        recent.note(0.5 if is_correct else -0.5, is_correct=is_correct)
    assert recent.streak == -1
    assert recent.means[0] == pytest.approx(0.5 * 0.375 - 0.25)


def log_of(learners: int, p: float = 0.5) -> list[list[tuple[Answer, float]]]:
    """Item 1 is always right after item 0, and always wrong after item 2."""
    after = {0: True, 2: False}
    return [
        [(Answer(0, item, True), p), (Answer(0, 1, after[item]), p)]
        for item in (0, 2)
        for _ in range(learners)
    ]


def test_company_is_learned_from_others_and_shrunk() -> None:
    few, many = (company_of(log_of(learners)) for learners in (2, 40))
    earlier = deque([Answer(0, 0, True)], maxlen=WINDOW)
    effects = [one.features(0, 1, earlier)["company"] for one in (few, many)]
    assert 0 < effects[0] < effects[1]
    assert many.features(0, 1, deque([Answer(0, 2, True)]))["company"] < 0


def test_unknown_company_says_nothing() -> None:
    known = company_of(log_of(5))
    assert set(known.features(7, 8, deque([Answer(7, 9, True)])).values()) == {0.0}
    assert set(known.features(0, 1, deque()).values()) == {0.0}
