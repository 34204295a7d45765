"""Reasons: plain sentences in which every number is one of the figures, and true of the learner."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.composites import task_mastery
from prep.learning.mastery import drifted
from prep.learning.memory import is_leech, retrievability
from prep.learning.selection import Reason
from prep.learning.standings import Learner
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.reasons import reason_sentence
from prep.services.states import load_learner
from prep.storage.banks import get_item_version
from prep.storage.database import Database
from prep.storage.practice import QuizItemRow, list_quiz_items
from tests.practising import PLAN, Practice, enrolled, random_history

EXAM_ON = date(2027, 3, 12)
FIGURES = st.fixed_dictionaries(
    {
        "days_ago": st.integers(0, 900).map(float),
        "recall": st.floats(0, 1),
        "recall_on_exam": st.floats(0, 1),
        "exam_on": st.just(EXAM_ON.isoformat()),
        "missed": st.integers(4, 30).map(float),
        "answers": st.integers(4, 60).map(float),
        "mastery": st.floats(0, 1),
        "half_width": st.floats(0, 0.5),
        "responses": st.integers(0, 500).map(float),
        "number": st.integers(1, 20).map(float),
    }
)
ABOUT_AN_IDEA = (Reason.DUE, Reason.EXAM, Reason.LEECH)


def numbers_in(sentence: str) -> list[int]:
    """The numbers of a sentence, in order; the 10 of "about 6 times in 10" is not one."""
    plain = re.sub(r"(about \d+) times in 10", r"\1", sentence)
    return [int(number) for number in re.findall(r"\d+", plain)]


@given(st.sampled_from(Reason), FIGURES)
def test_every_number_is_one_of_the_figures(reason: Reason, figures: dict[str, float]) -> None:
    sentence = reason_sentence(reason, figures, "Plan the work")
    known = {
        round(figures["days_ago"]),
        round(figures["recall"] * 10),
        round(figures["recall_on_exam"] * 10),
        EXAM_ON.day,
        round(figures["missed"]),
        round(figures["answers"]),
        round(figures["mastery"] * 100),
        round(figures["half_width"] * 100),
        round(figures["responses"]),
    }
    assert set(numbers_in(sentence)) <= known
    assert sentence.endswith(".")
    assert "nan" not in sentence
    assert reason in ABOUT_AN_IDEA or "“Plan the work”" in sentence


@pytest.mark.parametrize(
    ("reason", "figures", "words"),
    [
        (Reason.DUE, {"days_ago": 1.0, "recall": 0.62}, "1 day ago"),
        (
            Reason.DUE,
            {"days_ago": 9.0, "recall": 0.62},
            "You last saw this idea 9 days ago and would now recall it about 6 times in 10.",
        ),
        (
            Reason.EXAM,
            {"days_ago": 9.0, "recall": 0.62, "recall_on_exam": 0.41, "exam_on": "2027-03-12"},
            "9 days ago and would now recall it about 6 times in 10; "
            "by your exam on 12 March it would be about 4 times in 10.",
        ),
        (
            Reason.EXAM,
            {"days_ago": 9.0, "recall": 0.62, "recall_on_exam": 0.58, "exam_on": "2027-03-12"},
            "9 days ago and would now recall it about 6 times in 10.",
        ),
        (
            Reason.EXAM,
            {"days_ago": 0.0, "recall": 1.0, "recall_on_exam": 0.4, "exam_on": "2027-03-12"},
            "You last saw this idea less than a day ago and",
        ),
        (Reason.LEECH, {"missed": 5.0, "answers": 7.0}, "missed this idea 5 times in 7 answers"),
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


@pytest.mark.parametrize("exam_on", [None, EXAM_ON])
def test_what_a_daily_quiz_says_is_true_of_the_learner(
    stocked_sqlite: Database, exam_on: date | None
) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, minutes_a_day=60, exam_on=exam_on))
    practice = random_history(practice, 11, quizzes=6).later(days=4)
    quiz = practice.daily()
    told = set()
    with stocked_sqlite.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        learner = load_learner(db, practice.learner_id, catalogue)
        for row in list_quiz_items(db, practice.learner_id, quiz.id):
            version = get_item_version(db, row.item_id, row.item_version)
            sentence = reason_sentence(row.reason, row.figures, "T")
            numbers = _true_numbers(
                row, learner, catalogue, practice, version.concept_id, version.task_id
            )
            assert numbers_in(sentence) == numbers, sentence
            told.add(Reason(row.reason))
    assert told >= {Reason.LEECH, Reason.EXAM if exam_on else Reason.DUE}


def _true_numbers(
    row: QuizItemRow,
    learner: Learner,
    catalogue: Catalogue,
    practice: Practice,
    concept_id: str,
    task_id: str,
) -> list[int]:
    """What the sentence must name, from the learner's state alone."""
    memory = learner.memories.get(concept_id)
    layout = catalogue.outline.layout
    known = task_mastery(drifted(learner.mastery, now=practice.now), layout, task_id)
    if memory is None:
        return [known.responses] if row.reason == Reason.UNMEASURED and known.responses else []
    if row.reason == Reason.LEECH:
        assert is_leech(memory)
        return [memory.lapses, memory.reviews]
    if row.reason in (Reason.DUE, Reason.EXAM):
        days = (practice.now - memory.last_review_at).days
        now = round(10 * retrievability(memory, now=practice.now))
        left = timedelta(days=(EXAM_ON - practice.now.date()).days)
        then = round(10 * retrievability(memory, now=practice.now + left))
        is_told = row.reason == Reason.EXAM and then != now
        return [days, now, EXAM_ON.day, then] if is_told else [days, now]
    if row.reason == Reason.WEAKEST:
        return [round(known.share * 100), round(known.half_width * 100), known.responses]
    return [known.responses]


def test_every_asked_for_question_can_say_why(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom()
    with stocked_sqlite.reader() as db:
        for row in list_quiz_items(db, practice.learner_id, quiz.id):
            assert "you asked for" in reason_sentence(row.reason, row.figures, "Task")


@pytest.mark.parametrize(
    ("figures", "part"),
    [({}, "you have not seen it before"), ({"days_ago": 12.0}, "saw 12 days ago. It does not")],
)
def test_a_question_of_a_check_says_whether_it_is_fresh(
    figures: dict[str, float], part: str
) -> None:
    assert part in reason_sentence(Reason.CHECK, figures, "Plan risk")


def test_an_unknown_reason_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="mood"):
        reason_sentence("mood", {}, "Task")
