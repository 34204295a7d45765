"""Answering: marked, logged and learned from once, whatever is sent and however often."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest

from prep.errors import InvalidInput, NotFound, PrepError
from prep.learning.composites import answers
from prep.learning.items import Confidence
from prep.learning.mastery import descent
from prep.learning.prediction import explained
from prep.services.catalogue import get_catalogue
from prep.services.quizzes import finish_quiz
from prep.services.states import load_learner
from prep.storage.database import Database, connect, transaction
from prep.storage.learners import get_learner
from prep.storage.practice import ResponseRow, get_quiz_item, iterate_responses
from tests.conftest import Fresh
from tests.practising import Practice, counted_statements, enrolled, fields
from tests.sittings import serve_quiz


def log_of(practice: Practice) -> list[ResponseRow]:
    """The learner's whole log."""
    with practice.database.reader() as db:
        return list(iterate_responses(db, practice.learner_id))


def state_of(practice: Practice) -> tuple[Any, ...]:
    """All that an answer may change, in a form that can be compared."""
    with practice.database.reader() as db:
        learner = load_learner(db, practice.learner_id, get_catalogue(db, "pmp"))
        count = get_learner(db, practice.learner_id).response_count
    mastery = learner.mastery
    return (
        count,
        learner.memories,
        learner.exposures,
        mastery,
        answers(mastery),
    )


def test_it_works(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.daily()
    practice.answer(quiz.id, 1, is_correct=True, elapsed_ms=12_345)
    practice.answer(quiz.id, 2, is_correct=False)
    first, second = log_of(practice)
    assert [first.sequence, second.sequence] == [1, 2]
    assert [first.is_correct, second.is_correct] == [True, False]
    assert first.mode == "daily"
    assert first.elapsed_ms == 12_345
    assert first.is_first_exposure
    assert first.answered_at == practice.now
    assert first.misconceptions == []
    assert second.misconceptions
    count, memories, exposures, _, responses = state_of(practice)
    assert count == len(memories) == len(exposures) == responses == 2


def test_how_sure_the_learner_was_is_stored_and_counts(stocked: Database) -> None:
    stabilities = []
    for confidence in (Confidence.UNSURE, None, Confidence.SURE):
        practice = enrolled(stocked)
        with stocked.reader() as db:
            pool = get_catalogue(db, "pmp").pool
        guessable = next(item.id for item in pool if item.parameters.guessing)
        quiz_id = serve_quiz(stocked, practice.learner_id, [guessable], now=practice.now)
        practice.answer(quiz_id, 1, confidence=confidence)
        assert [row.confidence for row in log_of(practice)] == [confidence]
        (memory,) = state_of(practice)[1].values()
        stabilities.append(memory.stability)
    assert stabilities == sorted(set(stabilities))


@pytest.mark.parametrize(
    ("sent", "stored"), [(None, None), (-5, 0), (0, 0), (3_600_000, 3_600_000), (10**9, 3_600_000)]
)
def test_the_time_taken_is_held_within_an_hour(
    stocked: Database, sent: int | None, stored: int | None
) -> None:
    practice = enrolled(stocked)
    practice.answer(practice.daily().id, 1, elapsed_ms=sent)
    assert log_of(practice)[0].elapsed_ms == stored


def test_the_same_answer_twice_is_stored_once(stocked: Database) -> None:
    practice, response_id = enrolled(stocked), uuid4()
    quiz = practice.daily()
    practice.answer(quiz.id, 1, response_id=response_id)
    before = state_of(practice)
    practice.later(hours=1).answer(quiz.id, 1, response_id=response_id)
    assert len(log_of(practice)) == 1
    assert state_of(practice) == before


def test_the_first_answer_to_a_question_stands(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.daily()
    practice.answer(quiz.id, 1, is_correct=False)
    before = state_of(practice)
    practice.later(hours=1).answer(quiz.id, 1, is_correct=True)
    assert [row.is_correct for row in log_of(practice)] == [False]
    assert state_of(practice) == before


def test_an_answer_sent_again_after_the_end_changes_nothing(stocked: Database) -> None:
    practice, response_id = enrolled(stocked), uuid4()
    quiz = practice.custom(count=1)
    practice.answer(quiz.id, 1, response_id=response_id)
    assert practice.position(quiz.id) is None
    practice.answer(quiz.id, 1, response_id=response_id)
    assert len(log_of(practice)) == 1


def test_an_id_of_another_answer_is_refused(stocked: Database) -> None:
    practice, response_id = enrolled(stocked), uuid4()
    quiz = practice.daily()
    practice.answer(quiz.id, 1, response_id=response_id)
    with pytest.raises(InvalidInput) as caught:
        practice.answer(quiz.id, 2, response_id=response_id)
    assert caught.value.field == "response_id"
    assert len(log_of(practice)) == 1


def test_two_learners_may_send_the_same_id(stocked: Database) -> None:
    response_id = uuid4()
    for practice in (enrolled(stocked), enrolled(stocked)):
        practice.answer(practice.daily().id, 1, response_id=response_id)
        assert len(log_of(practice)) == 1


@pytest.mark.parametrize("case", ["foreign", "unknown", "position", "not served yet", "finished"])
def test_what_is_not_there_for_this_learner_is_not_found(stocked: Database, case: str) -> None:
    practice, other = enrolled(stocked), enrolled(stocked)
    quiz_id, position = practice.daily().id, 1
    if case == "foreign":
        practice, quiz_id = other, practice.daily().id
    elif case == "unknown":
        quiz_id = UUID(int=7)
    elif case == "position":
        position = 99
    elif case == "not served yet":
        quiz_id, position = practice.diagnostic().id, 2
    else:
        with transaction(stocked) as db:
            finish_quiz(db, practice.learner_id, quiz_id, now=practice.now)
    before = state_of(practice)
    with pytest.raises(NotFound):
        practice.answer(quiz_id, position, raw={"choice": ["b"]})
    assert log_of(practice) == []
    assert state_of(practice) == before


@pytest.mark.parametrize(
    ("kind", "raw", "field"),
    [
        ("single", {}, "choice"),
        ("single", {"choice": ["a", "b"]}, "choice"),
        ("single", {"choice": ["zz"]}, "choice"),
        ("single", {"choice": ["\0"]}, "choice"),
        ("multiple", {"choice": ["a"]}, "choice"),
        ("numeric", {}, "value"),
        ("numeric", {"value": ["about two"]}, "value"),
        ("numeric", {"value": ["9" * 5000]}, "value"),
    ],
)
def test_a_malformed_answer_names_its_field_and_stores_nothing(
    stocked_sqlite: Database, kind: str, raw: dict[str, list[str]], field: str
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=60)
    position = next(
        n for n in range(1, 61) if getattr(practice.question(quiz.id, n), "type", "") == kind
    )
    before = state_of(practice)
    with pytest.raises(InvalidInput) as caught:
        practice.answer(quiz.id, position, raw=raw)
    assert caught.value.field == field
    assert log_of(practice) == []
    assert state_of(practice) == before


def test_the_prediction_is_made_before_the_answer_is_seen(stocked: Database) -> None:
    outcomes = []
    for is_correct in (True, False):
        practice = enrolled(stocked)
        quiz_id = practice.custom(count=60).id
        with stocked.reader() as db:
            catalogue = get_catalogue(db, "pmp")
            served = get_quiz_item(db, practice.learner_id, quiz_id, 1)
            item = next(item for item in catalogue.pool if item.id == served.item_id)
            before = descent(
                load_learner(db, practice.learner_id, catalogue).mastery,
                catalogue.outline.layout,
                task_id=item.task_id,
                concept_id=item.concept_id,
                now=practice.now,
            )
            expected = explained(before, parameters=item.parameters, p_recall=None).probability
        practice.answer(quiz_id, 1, is_correct=is_correct)
        outcomes.append(log_of(practice)[0].p_predicted == expected)
    assert outcomes == [True, True]


def test_the_same_answer_from_eight_threads_is_stored_once(stocked: Database) -> None:
    practice, response_id, barrier = enrolled(stocked), uuid4(), Barrier(8)
    quiz = practice.daily()

    def send(_number: int) -> None:
        barrier.wait()
        practice.answer(quiz.id, 1, response_id=response_id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert len(log_of(practice)) == 1
    assert state_of(practice)[0] == 1


def test_different_answers_from_eight_threads_number_the_log_without_a_gap(
    stocked: Database,
) -> None:
    practice, barrier = enrolled(stocked), Barrier(8)
    quiz = practice.daily()
    with stocked.reader() as db:
        raws = [
            fields(db, practice.learner_id, quiz.id, n, is_correct=n % 2 == 0) for n in range(1, 9)
        ]

    def send(number: int) -> None:
        barrier.wait()
        practice.answer(quiz.id, number + 1, raw=raws[number])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert [row.sequence for row in log_of(practice)] == list(range(1, 9))
    assert state_of(practice)[-1] == 8


def test_an_answer_sends_nine_statements_at_most(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom()
    for position in (1, 2):
        with stocked.reader() as db:
            raw = fields(db, practice.learner_id, quiz.id, position, is_correct=position > 1)
        with counted_statements(stocked) as statements:
            practice.answer(quiz.id, position, raw=raw)
        assert 0 < len(statements) <= 9


def test_an_error_is_always_one_of_ours(stocked: Database) -> None:
    practice = enrolled(stocked)
    with pytest.raises(PrepError):
        practice.answer(practice.daily().id, 10**30, raw={})


def test_trap_1_predictions_do_not_know_later_answers(fresh_sqlite: Fresh) -> None:
    predictions = []
    for flipped_from in (99, 8):
        with fresh_sqlite("stocked") as url:
            practice = enrolled(connect(url))
            quiz = practice.custom(UUID(int=1), count=20)
            for position in range(1, 21):
                is_correct = (position % 3 > 0) is (position < flipped_from)
                practice.answer(quiz.id, position, is_correct=is_correct)
            predictions.append([(row.item_id, row.p_predicted) for row in log_of(practice)])
            practice.database.dispose()
    one, other = predictions
    assert [item_id for item_id, _ in one] == [item_id for item_id, _ in other]
    assert one[:8] == other[:8]
    assert one[8:] != other[8:]
