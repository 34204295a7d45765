"""Quizzes: daily, custom and diagnostic; started once, resumed anywhere, ended once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from prep.errors import Conflict, InvalidInput, NotFound
from prep.learning.items import Confidence
from prep.learning.selection import Horizon
from prep.services.catalogue import get_catalogue
from prep.services.custom_quizzes import Status
from prep.services.notes import set_bookmark
from prep.services.quizzes import (
    finish_quiz,
    horizon_of,
    list_open_quizzes,
    plan_daily,
    start_daily,
)
from prep.services.serving import quiz_view
from prep.storage.banks import CertificationRow, ItemRow
from prep.storage.database import Database, transaction
from prep.storage.practice import QuizRow, get_quiz, list_quiz_items
from tests.factories import MONDAY_NOON
from tests.practising import PLAN, Practice, enrolled


def items_of(practice: Practice, quiz_id: UUID) -> list[str]:
    """The ids of the items of a quiz, in order."""
    with practice.database.reader() as db:
        return [row.item_id for row in list_quiz_items(db, practice.learner_id, quiz_id)]


def stem(item_id: str) -> str:
    """What the siblings of a concept share in their ids."""
    return item_id.rpartition("-")[0]


def finish(practice: Practice, quiz_id: UUID) -> None:
    with transaction(practice.database) as db:
        finish_quiz(db, practice.learner_id, quiz_id, now=practice.now)


def test_the_daily_quiz_is_the_planned_one_and_fits_the_minutes(stocked: Database) -> None:
    practice = enrolled(stocked)
    with stocked.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        planned = plan_daily(
            db,
            practice.learner_id,
            catalogue,
            today=practice.now.date(),
            now=practice.now,
        )
    quiz = practice.later(minutes=5).daily()
    assert items_of(practice, quiz.id) == [selected.item.id for selected in planned]
    assert (quiz.kind, quiz.feedback, quiz.answered) == ("daily", "each", 0)
    assert quiz.length == 10
    concepts = [stem(item_id) for item_id in items_of(practice, quiz.id)]
    assert max(Counter(concepts).values()) == 1


def test_an_open_daily_quiz_is_resumed_and_a_finished_one_is_not(stocked: Database) -> None:
    practice = enrolled(stocked)
    first = practice.daily()
    practice.answer(first.id, 1)
    resumed = practice.later(hours=3).daily()
    assert (resumed.id, resumed.answered) == (first.id, 1)
    finish(practice, first.id)
    second = practice.later(hours=4).daily()
    assert second.id != first.id
    assert not set(items_of(practice, second.id)) & set(items_of(practice, first.id)[:1])


@pytest.mark.parametrize("start", ["daily", "custom", "diagnostic"])
def test_the_same_start_twice_starts_one_quiz(stocked: Database, start: str) -> None:
    practice, quiz_id = enrolled(stocked), uuid4()
    first = getattr(practice, start)(quiz_id)
    assert getattr(practice, start)(quiz_id) == first
    finish(practice, first.id)
    again = getattr(practice, start)(quiz_id)
    assert again.id == first.id
    assert again.finished_at == practice.now


@pytest.mark.parametrize("start", ["daily", "custom", "diagnostic"])
def test_eight_starts_at_once_start_one_quiz(stocked: Database, start: str) -> None:
    practice, quiz_id, barrier = enrolled(stocked), uuid4(), Barrier(8)

    def press(_number: int) -> UUID:
        barrier.wait()
        started: UUID = getattr(practice, start)(quiz_id).id
        return started

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press, range(8))) == {quiz_id}
    with stocked.reader() as db:
        assert len(db.scalars(select(QuizRow)).all()) == 1


def test_a_daily_quiz_needs_an_enrolment(stocked: Database) -> None:
    practice = enrolled(stocked)
    with pytest.raises(NotFound), transaction(stocked) as db:
        start_daily(
            db,
            practice.learner_id,
            "nothing",
            quiz_id=uuid4(),
            today=practice.now.date(),
            now=practice.now,
        )


@pytest.mark.parametrize("status", Status)
def test_a_custom_quiz_holds_items_of_the_status_only(stocked: Database, status: Status) -> None:
    practice = enrolled(stocked, plan=replace(PLAN, minutes_a_day=30))
    quiz = practice.daily()
    outcomes = [(False, None), (True, Confidence.UNSURE), (True, None)]
    for position, (is_correct, confidence) in enumerate(outcomes, start=1):
        practice.answer(quiz.id, position, is_correct=is_correct, confidence=confidence)
    with transaction(stocked) as db:
        set_bookmark(
            db,
            learner_id=practice.learner_id,
            quiz_id=quiz.id,
            position=4,
            is_on=True,
            now=practice.now,
        )
    missed, unsure, right, bookmarked = items_of(practice, quiz.id)[:4]
    fading = {stem(item_id) for item_id in (missed, unsure, right)}
    with stocked.reader() as db:
        pool = {item.id for item in get_catalogue(db, "pmp").pool}
    found = set(items_of(practice, practice.later(days=60).custom(status=status, count=60).id))
    assert (
        found
        == {
            Status.ANY: pool,
            Status.UNSEEN: pool - {missed, unsure, right},
            Status.MISSED: {missed},
            Status.UNSURE: {unsure},
            Status.BOOKMARKED: {bookmarked},
            Status.DUE: {item_id for item_id in pool if stem(item_id) in fading},
        }[status]
    )


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.ANY, Status.UNSEEN)])
def test_a_status_that_nothing_has_is_refused(stocked_sqlite: Database, status: Status) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(InvalidInput) as caught:
        practice.custom(status=status)
    assert caught.value.field == "status"
    with stocked_sqlite.reader() as db:
        assert list_open_quizzes(db, practice.learner_id, "pmp", now=practice.now) == []


def test_a_custom_quiz_keeps_to_its_domain_or_task(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    domain = items_of(practice, practice.custom(domain_id="people", count=60).id)
    task = items_of(practice, practice.custom(task_id="process.1", count=7).id)
    assert len(domain) == 40
    assert all(i.startswith("pmp-people-") for i in domain)
    assert len(task) == 7
    assert all(i.startswith("pmp-process-1") for i in task)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"count": 0}, "count"),
        ({"count": 61}, "count"),
        ({"domain_id": "elsewhere"}, "domain"),
        ({"task_id": "elsewhere"}, "task"),
        ({"task_id": ""}, "task"),
        ({"feedback": "never"}, "feedback"),
        ({"domain_id": "people", "task_id": "process.1"}, "status"),
    ],
)
def test_a_custom_quiz_that_cannot_be_names_its_field(
    stocked_sqlite: Database, wanted: dict[str, object], field: str
) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(InvalidInput) as caught:
        practice.custom(**wanted)
    assert caught.value.field == field


def test_a_quiz_ends_with_its_last_answer_or_before_and_only_once(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(count=2)
    assert practice.complete(quiz) == 2
    left = practice.custom(count=5)
    finish(practice.later(hours=1), left.id)
    finish(practice.later(hours=2), left.id)
    with stocked.reader() as db:
        views = [
            quiz_view(db, get_quiz(db, practice.learner_id, quiz_id))
            for quiz_id in (quiz.id, left.id)
        ]
        assert list_open_quizzes(db, practice.learner_id, "pmp", now=practice.now) == []
    assert [view.finished_at for view in views] == [practice.now, practice.later(hours=1).now]
    assert [view.answered for view in views] == [2, 0]


@pytest.mark.parametrize("exam_on", [None, date(2027, 3, 12)])
def test_no_quiz_ever_holds_an_item_of_the_exam_pool(
    stocked_sqlite: Database, exam_on: date | None
) -> None:
    plan = replace(PLAN, minutes_a_day=240, exam_on=exam_on)
    practice = enrolled(stocked_sqlite, plan=plan)
    with transaction(stocked_sqlite) as db:
        kept_back = set(db.scalars(select(ItemRow.id).where(ItemRow.id.like("%-001"))))
        db.execute(update(ItemRow).where(ItemRow.id.in_(kept_back)).values(pool="exam"))
        db.execute(update(CertificationRow).values(bank_hash=uuid4().hex))
    with stocked_sqlite.reader() as db:
        pool = {item.id for item in get_catalogue(db, "pmp").pool}
    assert len(kept_back) == 12
    assert not pool & kept_back
    for days in range(6):
        later = practice.later(days=days)
        for quiz in (later.daily(), later.custom(count=60), later.diagnostic()):
            later.complete(quiz)
            assert set(items_of(later, quiz.id)) <= pool


@pytest.mark.parametrize(
    ("days", "study_days", "expected"),
    [
        (1, (1,), (1, 1)),
        (7, (1, 2, 3, 4, 5), (7, 5)),
        (14, (1,), (14, 2)),
        (14, (7,), (14, 3)),
    ],
)
def test_the_exam_ahead_counts_study_days_and_today(
    days: int, study_days: tuple[int, ...], expected: tuple[int, int]
) -> None:
    monday = MONDAY_NOON.date()
    exam_on = monday + timedelta(days=days)
    assert horizon_of(exam_on, study_days, monday) == Horizon(exam_on, *expected)


@pytest.mark.parametrize("days", [None, 0, -1])
def test_without_an_exam_ahead_there_is_no_horizon(days: int | None) -> None:
    monday = MONDAY_NOON.date()
    exam_on = None if days is None else monday + timedelta(days=days)
    assert horizon_of(exam_on, (1,), monday) is None


def test_after_missed_days_the_quiz_is_as_long_as_ever(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, exam_on=date(2027, 3, 12)))
    for days in range(6):
        practice.later(days=days).complete(practice.later(days=days).daily())
    assert practice.later(days=60).daily().length == 10


@pytest.mark.parametrize("start", ["daily", "diagnostic"])
def test_without_questions_no_quiz_starts(stocked_sqlite: Database, start: str) -> None:
    practice = enrolled(stocked_sqlite)
    with transaction(stocked_sqlite) as db:
        db.execute(update(ItemRow).values(retired_at=practice.now))
        db.execute(update(CertificationRow).values(bank_hash=uuid4().hex))
    with pytest.raises(Conflict):
        getattr(practice, start)()


def test_an_open_daily_quiz_gives_way_to_a_new_one_after_a_day(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    left = practice.daily()
    assert practice.later(hours=20).daily().id == left.id

    later = practice.later(hours=30)

    with stocked_sqlite.reader() as db:
        assert list_open_quizzes(db, later.learner_id, "pmp", now=later.now) == []
    assert later.daily().id != left.id
