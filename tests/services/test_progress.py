"""The dashboard: counts that add up, memory that fades, weak tasks first."""

from dataclasses import replace
from datetime import date

import pytest

from prep.errors import NotFound
from prep.services.learners import create_learner
from prep.services.progress import Dashboard, get_dashboard, weakest_tasks
from prep.storage.database import Database, transaction
from tests.practising import PLAN, Practice, enrolled, random_history


def dashboard(practice: Practice) -> Dashboard:
    with practice.database.reader() as db:
        return get_dashboard(db, practice.learner_id, "pmp", now=practice.now)


def test_a_newcomer_is_measured_nowhere(stocked_sqlite: Database) -> None:
    found = dashboard(enrolled(stocked_sqlite))
    assert not found.is_measured
    assert found.overall.share == pytest.approx(0.5)
    assert [domain.weight for domain in found.domains] == [0.6, 0.4]
    assert sum(task.weight for task in found.tasks) == pytest.approx(1)
    for task in found.tasks:
        assert (task.items_seen, task.items_total) == (0, 20)
        assert (task.concepts_seen, task.concepts_total) == (0, 4)
        assert task.memory_now is task.memory_on_exam is task.last_seen_at is None
        assert not task.is_measured


def test_counts_add_up_over_tasks_domains_and_all(stocked: Database) -> None:
    practice = random_history(enrolled(stocked), 21, quizzes=4)
    found = dashboard(practice)
    tasks = found.tasks
    assert found.overall.responses == sum(task.mastery.responses for task in tasks)
    for domain in found.domains:
        assert domain.mastery.responses == sum(t.mastery.responses for t in domain.tasks)
    for task in tasks:
        assert task.mastery.responses == task.items_seen
        assert task.is_measured is (task.items_seen >= 8)
        assert 0 < task.concepts_seen <= task.concepts_total == 4
        assert task.last_seen_at is not None
        assert task.last_seen_at <= practice.now


def test_right_answers_raise_and_wrong_ones_lower_a_task(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    for task_id, is_correct in (("people.1", True), ("process.1", False)):
        quiz = practice.custom(task_id=task_id, count=10)
        for position in range(1, 11):
            practice.answer(quiz.id, position, is_correct=is_correct)
    found = {task.id: task for task in dashboard(practice).tasks}
    assert found["people.1"].mastery.share > 0.6
    assert found["process.1"].mastery.share < 0.4
    assert found["people.1"].mastery.half_width < found["people.2"].mastery.half_width
    weakest = weakest_tasks(dashboard(practice), 3)
    assert [task.id for task in weakest] == ["process.1", "people.2", "people.1"]
    assert len(weakest_tasks(dashboard(practice), 2)) == 2


def test_memory_fades_until_the_exam(stocked_sqlite: Database) -> None:
    exam_on = date(2027, 3, 12)
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, exam_on=exam_on))
    practice.complete(practice.daily())
    for days in (0, 10, 40):
        for task in dashboard(practice.later(days=days)).tasks:
            assert task.memory_now is not None
            assert task.memory_on_exam is not None
            assert 0 < task.memory_on_exam < task.memory_now <= 1
    first = dashboard(practice).tasks[0]
    on_the_day = dashboard(practice.later(days=(exam_on - practice.now.date()).days))
    assert on_the_day.tasks[0].memory_now == pytest.approx(first.memory_on_exam)


def test_without_a_date_there_is_no_memory_on_exam_day(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.daily())
    assert {task.memory_on_exam for task in dashboard(practice).tasks} == {None}


def test_certainty_wears_off_while_nothing_is_answered(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.diagnostic())
    widths = [
        dashboard(practice.later(days=days)).overall.half_width for days in (0, 30, 365, 9999)
    ]
    assert widths == sorted(widths)
    newcomer = dashboard(enrolled(stocked_sqlite)).overall
    assert widths[-1] <= newcomer.half_width + 0.01


def test_who_is_not_enrolled_has_no_dashboard(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with transaction(stocked_sqlite) as db:
        stranger = create_learner(db, "Bob", now=practice.now)
    for learner_id, certification_id in ((stranger, "pmp"), (practice.learner_id, "none")):
        with stocked_sqlite.reader() as db, pytest.raises(NotFound):
            get_dashboard(db, learner_id, certification_id, now=practice.now)
