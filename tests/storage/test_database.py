"""Engines and transactions: what concurrent writers may count on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from prep.storage.database import UNAVAILABLE_ERRORS, Database, connect, transaction
from prep.storage.learners import LearnerRow, get_learner, lock_learner
from tests.rows import learner_row, stored_learner

THREADS = 8
STEPS = 5


def at_once(work: Callable[[int], None], threads: int = THREADS) -> None:
    """Run `work` in several threads that start together."""
    barrier = Barrier(threads)

    def run(number: int) -> None:
        barrier.wait()
        work(number)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(threads)))


def test_a_transaction_commits_at_its_end(database: Database) -> None:
    with transaction(database) as db:
        learner_id = stored_learner(db)
    with database.reader() as db:
        assert get_learner(db, learner_id).name == "Alice"


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail() -> None:
        with transaction(database) as db:
            stored_learner(db)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reader() as db:
        assert db.query(LearnerRow).count() == 0


def test_no_update_is_lost_between_eight_writers(database: Database) -> None:
    with transaction(database) as db:
        learner_id = stored_learner(db)

    def count_up(_number: int) -> None:
        for _ in range(STEPS):
            with transaction(database) as db:
                lock_learner(db, learner_id).response_count += 1

    at_once(count_up)
    with database.reader() as db:
        assert get_learner(db, learner_id).response_count == THREADS * STEPS


def test_a_learner_read_before_the_lock_is_read_anew_by_it(database: Database) -> None:
    with transaction(database) as db:
        learner_id = stored_learner(db)

    def count_up(_number: int) -> None:
        for _ in range(STEPS):
            with transaction(database) as db:
                known = get_learner(db, learner_id)
                lock_learner(db, learner_id).response_count += 1
                assert known.name == "Alice"

    at_once(count_up)
    with database.reader() as db:
        assert get_learner(db, learner_id).response_count == THREADS * STEPS


def test_locks_of_different_learners_do_not_mix_up(database: Database) -> None:
    with transaction(database) as db:
        ids = [stored_learner(db) for _ in range(THREADS)]

    def count_up(number: int) -> None:
        for _ in range(STEPS):
            with transaction(database) as db:
                lock_learner(db, ids[number]).response_count += number

    at_once(count_up)
    with database.reader() as db:
        found = [get_learner(db, learner_id).response_count for learner_id in ids]
    assert found == [STEPS * number for number in range(THREADS)]


def test_a_reader_sees_what_was_stored_while_a_writer_is_at_work(database: Database) -> None:
    with transaction(database) as db:
        learner_id = stored_learner(db)
    with transaction(database) as writing:
        lock_learner(writing, learner_id).name = "Bob"
        writing.flush()
        with database.reader() as reading:
            assert get_learner(reading, learner_id).name == "Alice"


@pytest.mark.parametrize("side", ["reader", "writer"])
def test_sqlite_is_set_up_on_both_sides(sqlite_url: str, side: str) -> None:
    database = connect(sqlite_url)
    with getattr(database, side)() as db:
        found = [
            db.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        ]
    database.dispose()
    assert found == ["wal", 2, 1, 2]


def test_a_busy_sqlite_is_reported_as_unavailable(sqlite_url: str) -> None:
    database = connect(sqlite_url, busy_seconds=0.05)
    with transaction(database) as db:
        db.add(learner_row())
        db.flush()
        with pytest.raises(OperationalError, match="locked") as caught, database.writer() as other:
            stored_learner(other)
    database.dispose()
    assert isinstance(caught.value, UNAVAILABLE_ERRORS)


def test_a_sqlite_writer_takes_the_lock_with_its_first_look(sqlite_url: str) -> None:
    database = connect(sqlite_url, busy_seconds=0.05)
    with database.writer() as first:
        assert first.query(LearnerRow).count() == 0
        with pytest.raises(OperationalError, match="locked"), database.writer() as second:
            second.query(LearnerRow).count()
        with database.reader() as third:
            assert third.query(LearnerRow).count() == 0
    database.dispose()


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/prep.sqlite", "postgresql+psycopg://nobody@/none?host=/nowhere"]
)
def test_a_database_that_is_not_there_is_reported_as_unavailable(url: str) -> None:
    database = connect(url)
    with pytest.raises(UNAVAILABLE_ERRORS), database.reader() as db:
        db.execute(text("SELECT 1"))
    database.dispose()
