"""The sentence behind a prediction says what its figures say."""

import json
import math
from dataclasses import asdict, replace

import pytest

from prep.learning.mastery import Source
from prep.learning.prediction import Adjustment, Explanation
from prep.learning.prediction_features import NAMES, OVERALL
from prep.services.explaining import explanation_from, prediction_sentence

NOTHING = Source(0, 0.0)


def explanation(
    *sources: Source,
    probability: float = 0.7,
    by_reasoning: float = 0.7,
    recall: float | None = None,
    difficulty: float = 0.0,
) -> Explanation:
    return Explanation(probability, by_reasoning, recall, difficulty, sources)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((NOTHING,) * 4, "what learners know on average, for you had given no answers"),
        ((Source(1, 0.2), NOTHING), "what learners know on average, for you had given 1 answer."),
        ((Source(57, 0.4), Source(9, 0.3), Source(2, 0.1)), "your 57 answers in all"),
        ((Source(57, 0.3), Source(9, 0.4), Source(2, 0.1)), "your 9 answers in this domain"),
        ((Source(57, 0.1), Source(30, 0.2), Source(12, 0.5)), "your 12 answers on this task"),
        ((Source(57, 0.1),) * 3 + (Source(1, 0.6),), "your 1 answer on this idea"),
    ],
)
def test_it_names_the_answers_that_weigh_most(sources: tuple[Source, ...], said: str) -> None:
    assert f"mostly from {said}" in prediction_sentence(explanation(*sources))


@pytest.mark.parametrize(
    ("difficulty", "said"), [(0.5, "harder than most"), (-1.2, "easier than most"), (0.4, "")]
)
def test_it_names_the_difficulty_where_it_stands_out(difficulty: float, said: str) -> None:
    sentence = prediction_sentence(explanation(NOTHING, difficulty=difficulty))
    assert said in sentence
    assert ("than most" in sentence) is bool(said)


def test_it_names_memory_where_memory_adds_something() -> None:
    sources = (Source(20, 0.6),)
    by_reasoning = explanation(*sources, by_reasoning=0.5, probability=0.55, recall=0.1)
    assert "recall" not in prediction_sentence(by_reasoning)
    by_memory = explanation(*sources, by_reasoning=0.5, probability=0.72, recall=0.88)
    assert prediction_sentence(by_memory) == (
        "We expected you to get this right about 7 times in 10: "
        "mostly from your 20 answers in all; you would recall the idea 9 times in 10."
    )


def moved(probability: float, feature: str = "lapses", value: float = 0.0) -> str:
    """The sentence for a prediction of 7 in 10 that a layer moved."""
    by_core = explanation(Source(20, 0.6))
    adjustment = Adjustment(probability, feature, value)
    return prediction_sentence(replace(by_core, adjustment=adjustment))


def test_the_chance_is_that_of_the_fitted_layer() -> None:
    assert moved(0.648) == (
        "We expected you to get this right about 6 times in 10: mostly from your 20 answers in all."
    )


@pytest.mark.parametrize(
    ("probability", "said"), [(0.59, "lowered it"), (0.81, "raised it"), (0.61, ""), (0.79, "")]
)
def test_it_says_what_the_layer_did_from_a_tenth_on(probability: float, said: str) -> None:
    assert said in moved(probability)
    assert ("past answers" in moved(probability)) is bool(said)


def test_it_says_whose_answers_moved_it_and_which_way() -> None:
    assert moved(0.4, "last_answer", -1.0) == (
        "We expected you to get this right about 4 times in 10: mostly from your 20 answers in "
        "all; past answers lowered it, for questions answered wrong last time turned out right "
        "less often than ability and memory say."
    )
    assert "turned out right more often than" in moved(0.9)


@pytest.mark.parametrize(
    ("feature", "value", "said"),
    [
        (OVERALL, 0.0, "of any kind"),
        ("core", -1.3, "with such a chance"),
        ("recall", 0.0, "on ideas never met"),
        ("recall", 0.62, "on ideas recalled 6 times in 10"),
        ("reviews", 0.0, "on ideas asked at most once before"),
        ("reviews", math.log(4), "on ideas asked 4 times before"),
        ("lapses", 0.0, "on ideas never missed"),
        ("lapses", math.log1p(1), "on ideas missed once before"),
        ("lapses", math.log1p(5), "on ideas missed 5 times before"),
        ("days", 0.0, "on ideas new or met within a day"),
        ("days", math.log1p(1), "on ideas met 1 day ago"),
        ("days", math.log1p(9), "on ideas met 9 days ago"),
        ("repeats", 0.0, "seen at most once before"),
        ("repeats", math.log(2), "seen 2 times before"),
        ("last_answer", 1.0, "answered right last time"),
        ("last_answer", 0.0, "never seen"),
        ("difficulty", 0.5, "harder than most"),
        ("difficulty", -0.5, "easier than most"),
        ("difficulty", 0.2, "neither hard nor easy"),
        ("answers", 0.0, "asked after no answers"),
        ("answers", math.log1p(1), "asked after 1 answer"),
        ("answers", math.log1p(57), "asked after 57 answers"),
    ],
)
def test_every_feature_has_its_words(feature: str, value: float, said: str) -> None:
    assert f"for questions {said} turned out right" in moved(0.4, feature, value)


def test_no_feature_is_without_words() -> None:
    for feature in NAMES:
        assert "for questions " in moved(0.4, feature, 0.0)


@pytest.mark.parametrize("adjustment", [None, Adjustment(0.4, "lapses", 1.0)])
def test_an_explanation_comes_back_from_the_log(adjustment: Adjustment | None) -> None:
    stored = replace(explanation(Source(20, 0.6), NOTHING), adjustment=adjustment)
    assert explanation_from(json.loads(json.dumps(asdict(stored)))) == stored


def test_an_explanation_from_before_there_were_layers_is_read() -> None:
    stored = explanation(Source(20, 0.6), NOTHING)
    document = {k: v for k, v in asdict(stored).items() if k != "adjustment"}
    assert explanation_from(document) == stored
