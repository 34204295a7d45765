"""Queries on quizzes and the log: each sees its own learner only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from prep.errors import NotFound
from prep.storage import practice
from prep.storage.database import Database, transaction
from prep.storage.learners import get_learner, lock_learner
from tests.factories import MONDAY_NOON
from tests.rows import quiz_item_row, quiz_row, response_row, stored_learner


def test_a_quiz_belongs_to_its_learner(stocked: Database) -> None:
    with transaction(stocked) as db:
        mine, yours = (stored_learner(db) for _ in range(2))
        quiz = quiz_row(mine)
        db.add(quiz)
        db.flush()
        db.add(quiz_item_row(mine, quiz.id))
        db.add(response_row(mine, quiz_id=quiz.id))
        db.flush()
        assert practice.get_quiz(db, mine, quiz.id) is quiz
        assert practice.get_quiz_item(db, mine, quiz.id, 1).position == 1
        with pytest.raises(NotFound):
            practice.get_quiz(db, yours, quiz.id)
        with pytest.raises(NotFound):
            practice.get_quiz_item(db, yours, quiz.id, 1)
        assert practice.list_quiz_items(db, yours, quiz.id) == []
        assert practice.list_quiz_responses(db, yours, quiz.id) == []
        assert practice.find_response_at(db, yours, quiz.id, 1) is None
        assert practice.count_responses(db, yours, quiz.id) == 0


def test_a_locking_read_loses_nothing_beside_those_who_lock_the_learner_alone(
    stocked: Database,
) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        quiz = quiz_row(learner_id, length=0)
        db.add(quiz)
        db.flush()
        db.add(quiz_item_row(learner_id, quiz.id))
        quiz_id = quiz.id

    def count_up(number: int) -> None:
        for _ in range(5):
            with transaction(stocked) as db:
                if number % 2:
                    lock_learner(db, learner_id).response_count += 1
                    practice.get_quiz(db, learner_id, quiz_id).length += 1
                else:
                    practice.get_quiz(db, learner_id, quiz_id)
                    served = practice.get_served(db, learner_id, quiz_id, 1, is_locking=True)
                    served.learner.response_count += 1
                    served.quiz.length += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(8)))
    with stocked.reader() as db:
        served = practice.get_served(db, learner_id, quiz_id, 1)
        assert (served.learner.response_count, served.quiz.length) == (40, 40)


@pytest.mark.parametrize("position", [-1, 0, 2, 2**31, 2**63, 10**40])
def test_a_position_that_cannot_be_is_not_found(stocked: Database, position: int) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        quiz = quiz_row(learner_id)
        db.add(quiz)
        db.flush()
        db.add(quiz_item_row(learner_id, quiz.id))
        with pytest.raises(NotFound):
            practice.get_quiz_item(db, learner_id, quiz.id, position)
        for is_locking in (False, True):
            with pytest.raises(NotFound):
                practice.get_served(db, learner_id, quiz.id, position, is_locking=is_locking)


def test_the_newest_unfinished_quiz_of_a_kind_is_the_open_one(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        for hours, kind, is_finished in (
            (0, "daily", False),
            (1, "daily", False),
            (2, "daily", True),
            (3, "custom", False),
        ):
            at = MONDAY_NOON + timedelta(hours=hours)
            db.add(
                quiz_row(
                    learner_id,
                    kind=kind,
                    created_at=at,
                    finished_at=at if is_finished else None,
                )
            )
        db.flush()
        found = practice.find_open_quiz(db, learner_id, "pmp", "daily")
        assert found is not None
        assert found.created_at == MONDAY_NOON + timedelta(hours=1)
        assert practice.find_open_quiz(db, learner_id, "pmp", "diagnostic") is None
        assert practice.find_open_quiz(db, learner_id, "capm", "daily") is None


def test_the_log_comes_back_in_its_order_and_whole(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id, other = (stored_learner(db) for _ in range(2))
        for sequence in (3, 1, 2):
            db.add(response_row(learner_id, sequence=sequence, answer=[f"{sequence}"]))
        db.add(response_row(other))
    with stocked.reader() as db:
        rows = list(practice.iterate_responses(db, learner_id))
        assert [(row.sequence, row.answer) for row in rows] == [(1, ["1"]), (2, ["2"]), (3, ["3"])]


def test_an_unknown_learner_is_not_found(database: Database) -> None:
    with transaction(database) as db:
        for find in (get_learner, lock_learner):
            with pytest.raises(NotFound):
                find(db, 12345)
        assert practice.list_given(db, 12345, uuid4(), uuid4()) == []
