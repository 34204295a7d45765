"""The result of a quiz: what was answered, what was expected, which beliefs showed."""

import pytest

from prep.errors import NotFound
from prep.learning.items import Confidence
from prep.services.quizzes import finish_quiz
from prep.services.results import QuizResult, get_result
from prep.storage.database import Database, transaction
from prep.storage.practice import list_quiz_responses
from tests.practising import Practice, enrolled


def result_of(practice: Practice, quiz_id: object) -> QuizResult:
    with practice.database.reader() as db:
        return get_result(db, learner_id=practice.learner_id, quiz_id=quiz_id)


def test_it_works(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(count=6, feedback="end")
    for position in range(1, 7):
        practice.answer(quiz.id, position, is_correct=position > 2, confidence=Confidence.UNSURE)
    found = result_of(practice, quiz.id)
    assert found.correct == 4
    assert found.quiz.answered == found.quiz.length == 6
    assert [line.position for line in found.lines] == [1, 2, 3, 4, 5, 6]
    assert [line.is_correct for line in found.lines] == [False, False, True, True, True, True]
    assert {line.confidence for line in found.lines} == {"unsure"}
    assert all(line.stem and line.task_name.startswith("Task ") for line in found.lines)
    with stocked.reader() as db:
        rows = list_quiz_responses(db, practice.learner_id, quiz.id)
    assert found.expected == pytest.approx(sum(row.p_predicted for row in rows))
    times = [belief.times for belief in found.beliefs]
    assert times == sorted(times, reverse=True)
    assert sum(times) == sum(len(row.misconceptions) for row in rows) > 0
    assert all(belief.belief.instead for belief in found.beliefs)


def test_a_quiz_without_a_wrong_answer_shows_no_belief(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=5)
    practice.complete(quiz)
    assert result_of(practice, quiz.id).beliefs == ()


def test_a_quiz_ended_early_counts_what_was_answered(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quizzes = [practice.custom(count=5), practice.custom(count=5)]
    practice.answer(quizzes[0].id, 2)
    with transaction(stocked_sqlite) as db:
        for quiz in quizzes:
            finish_quiz(db, practice.learner_id, quiz.id, now=practice.now)
    one, none = (result_of(practice, quiz.id) for quiz in quizzes)
    assert (one.correct, len(one.lines), one.quiz.length) == (1, 1, 5)
    assert (none.correct, none.expected, none.lines, none.beliefs) == (0, 0, (), ())


def test_there_is_no_result_before_the_end_nor_for_others(stocked_sqlite: Database) -> None:
    practice, other = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    quiz = practice.custom(count=2)
    with pytest.raises(NotFound):
        result_of(practice, quiz.id)
    practice.complete(quiz)
    assert result_of(practice, quiz.id).correct == 2
    with pytest.raises(NotFound):
        result_of(other, quiz.id)
