"""States: what is rebuilt from the log equals what lived, to the bit."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from prep.errors import NotFound
from prep.services.states import rebuild_learner
from prep.storage.base import Base
from prep.storage.database import Database, transaction
from prep.storage.learners import get_learner
from prep.storage.mastery_days import MasteryDayRow
from prep.storage.practice import ResponseRow, iterate_responses
from prep.storage.progress import CardRow, ExposureRow, MasteryRow
from tests.practising import Practice, enrolled, random_history

CACHES: tuple[type[Base], ...] = (CardRow, ExposureRow, MasteryRow, MasteryDayRow)


def caches_of(practice: Practice) -> list[dict[str, Any]]:
    """Every value of every cached row, as it is stored."""
    with practice.database.reader() as db:
        return [
            {column.key: getattr(row, column.key) for column in cache.__table__.columns}
            for cache in CACHES
            for row in db.scalars(
                select(cache)
                .where(cache.learner_id == practice.learner_id)
                .order_by(*cache.__table__.primary_key.columns)
            )
        ]


def rebuilt(practice: Practice) -> int:
    with transaction(practice.database) as db:
        return rebuild_learner(db, practice.learner_id)


@pytest.mark.parametrize("seed", [1, 3])
def test_the_rebuilt_state_equals_the_live_one_to_the_bit(stocked: Database, seed: int) -> None:
    practice = random_history(enrolled(stocked), seed)
    live = caches_of(practice)
    with stocked.reader() as db:
        log = list(iterate_responses(db, practice.learner_id))
    assert len(log) == 65
    assert {row.is_first_exposure for row in log} == {True, False}
    assert {row.mode for row in log} == {"daily", "custom", "diagnostic"}
    assert sum("figures" in row for row in live) > 1
    assert rebuilt(practice) == len(log)
    assert caches_of(practice) == live


def spoil(practice: Practice) -> None:
    with transaction(practice.database) as db:
        for card in db.scalars(select(CardRow)):
            card.stability = 999.0
        for mastery in db.scalars(select(MasteryRow)):
            mastery.gained += 0.1


def empty(practice: Practice) -> None:
    with transaction(practice.database) as db:
        for cache in CACHES:
            for row in db.scalars(select(cache)):
                db.delete(row)


@pytest.mark.parametrize("harm", [spoil, empty])
def test_spoilt_and_lost_caches_come_back(
    stocked: Database, harm: Callable[[Practice], None]
) -> None:
    practice = random_history(enrolled(stocked), 4, quizzes=0)
    live = caches_of(practice)
    harm(practice)
    assert caches_of(practice) != live
    rebuilt(practice)
    assert caches_of(practice) == live


def test_practice_goes_on_after_a_rebuild_as_if_there_was_none(stocked: Database) -> None:
    one, other = (random_history(enrolled(stocked), 5, quizzes=0) for _ in range(2))
    rebuilt(one)
    for practice in (one, other):
        later = practice.later(days=3)
        quiz = later.custom(count=5)
        later.complete(quiz)
    with stocked.reader() as db:
        counts = [get_learner(db, p.learner_id).response_count for p in (one, other)]
        log = list(iterate_responses(db, one.learner_id))
    assert [row.sequence for row in log] == list(range(1, counts[0] + 1))
    live = caches_of(one)
    rebuilt(one)
    assert caches_of(one) == live


def test_a_rebuild_leaves_other_learners_alone(stocked: Database) -> None:
    mine, yours = (random_history(enrolled(stocked), seed, quizzes=0) for seed in (6, 7))
    before = caches_of(yours)
    rebuilt(mine)
    assert caches_of(yours) == before


def test_a_learner_without_answers_is_rebuilt_to_nothing(stocked: Database) -> None:
    practice = enrolled(stocked)
    assert rebuilt(practice) == 0
    assert caches_of(practice) == []


def test_an_unknown_learner_is_not_found(stocked: Database) -> None:
    with pytest.raises(NotFound), transaction(stocked) as db:
        rebuild_learner(db, 12345)


def test_every_prediction_can_be_told_from_the_log_before_it(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 8, quizzes=3)
    with stocked_sqlite.reader() as db:
        log: list[ResponseRow] = list(iterate_responses(db, practice.learner_id))
    seen: set[str] = set()
    for row in log:
        assert row.is_first_exposure is (row.item_id not in seen)
        assert 0 < row.p_predicted < 1
        seen.add(row.item_id)
    assert len({row.p_predicted for row in log}) > len(log) / 2
