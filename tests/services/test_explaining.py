"""The sentence behind a prediction says what its figures say."""

import pytest

from prep.learning.mastery import Source
from prep.learning.prediction import Explanation
from prep.services.explaining import prediction_sentence

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
