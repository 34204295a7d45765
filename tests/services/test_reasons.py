"""Reasons: plain sentences in which every number is one of the figures."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.selection import Reason
from prep.services.reasons import reason_sentence
from prep.storage.database import Database
from prep.storage.practice import list_quiz_items
from tests.practising import enrolled, random_history

FIGURES = st.fixed_dictionaries(
    {
        "days_ago": st.integers(1, 900).map(float),
        "recall": st.floats(0, 0.9),
        "mastery": st.floats(0, 1),
        "half_width": st.floats(0, 0.5),
        "responses": st.integers(0, 500).map(float),
        "number": st.integers(1, 20).map(float),
    }
)


@given(st.sampled_from(Reason), FIGURES)
def test_every_number_is_one_of_the_figures(reason: Reason, figures: dict[str, float]) -> None:
    sentence = reason_sentence(reason, figures, "Plan the work")
    known = {
        round(figures["days_ago"]),
        round(figures["recall"] * 10),
        round(figures["mastery"] * 100),
        round(figures["half_width"] * 100),
        round(figures["responses"]),
    }
    numbers = [int(number) for number in re.findall(r"\d+", sentence.replace(" in 10", ""))]
    assert set(numbers) <= known
    assert sentence.endswith(".")
    assert "nan" not in sentence
    assert reason is Reason.DUE or "“Plan the work”" in sentence


@pytest.mark.parametrize(
    ("reason", "figures", "words"),
    [
        (Reason.DUE, {"days_ago": 1.0, "recall": 0.62}, "1 day ago"),
        (Reason.DUE, {"days_ago": 9.0, "recall": 0.62}, "9 days ago"),
        (Reason.DUE, {"days_ago": 9.0, "recall": 0.62}, "6 times in 10"),
        (Reason.UNMEASURED, {"responses": 0.0}, "not answered anything"),
        (Reason.UNMEASURED, {"responses": 1.0}, "1 answer so far"),
        (Reason.UNMEASURED, {"responses": 2.0}, "2 answers so far"),
        (
            Reason.WEAKEST,
            {"mastery": 0.415, "half_width": 0.118, "responses": 12.0},
            "42 % ± 12 after 12 answers",
        ),
    ],
)
def test_the_sentence_says_what_the_figures_say(
    reason: Reason, figures: dict[str, float], words: str
) -> None:
    assert words in reason_sentence(reason, figures, "Plan the work")


def test_every_served_question_can_say_why(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 11, quizzes=3).later(days=30)
    quizzes = [practice.daily(), practice.custom()]
    with stocked_sqlite.reader() as db:
        for quiz in quizzes:
            for row in list_quiz_items(db, practice.learner_id, quiz.id):
                assert len(reason_sentence(row.reason, row.figures, "Task")) > 20


def test_an_unknown_reason_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="mood"):
        reason_sentence("mood", {}, "Task")
