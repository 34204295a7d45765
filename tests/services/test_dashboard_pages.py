"""The dashboard's other pages: front, task, beliefs, answers, calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prep.errors import NotFound
from prep.learning.comparison import Difference
from prep.learning.items import Confidence
from prep.services.dashboard.answers import AnswerProfile, get_answer_profile
from prep.services.dashboard.beliefs import BeliefProfile, get_belief_profile
from prep.services.dashboard.calendar import StudyCalendar, get_calendar
from prep.services.dashboard.front import Changes, FrontPage, get_front_page
from prep.services.dashboard.task_page import TaskPage, get_task_page
from prep.services.learners import get_learner_view, set_time_zone
from prep.services.progress import get_dashboard, weakest_tasks
from prep.services.today import get_today
from prep.storage.database import Database, transaction
from prep.storage.exercises import find_exercises
from prep.storage.learners import get_learner
from tests.exercises import make_known
from tests.practising import PLAN, Practice, counted_statements, enrolled, random_history
from tests.sittings import serve_quiz

SINGLE = [f"pmp-people-1-00{n}" for n in range(1, 6)]


def front(practice: Practice) -> FrontPage:
    with practice.database.reader() as db:
        return get_front_page(db, practice.learner_id, "pmp", now=practice.now)


def task_page(practice: Practice, task_id: str) -> TaskPage:
    with practice.database.reader() as db:
        return get_task_page(db, practice.learner_id, "pmp", task_id, now=practice.now)


def calendar(practice: Practice) -> StudyCalendar:
    with practice.database.reader() as db:
        learner = get_learner_view(db, practice.learner_id)
        return get_calendar(db, learner, "pmp", now=practice.now)


def beliefs(practice: Practice) -> BeliefProfile:
    with practice.database.reader() as db:
        return get_belief_profile(db, practice.learner_id, "pmp")


def profile(practice: Practice) -> AnswerProfile:
    with practice.database.reader() as db:
        return get_answer_profile(db, practice.learner_id, "pmp")


def test_the_front_page_is_ordered_by_what_is_at_stake(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 3)
    found = front(practice)
    stakes = [task.at_stake for task in found.by_worth]
    assert stakes == sorted(stakes, reverse=True)
    assert {task.id for task in found.by_worth} == {task.id for task in found.dashboard.tasks}


def test_today_and_the_dashboard_begin_with_the_same_tasks(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 3)
    with stocked_sqlite.reader() as db:
        today = get_today(db, practice.learner_id, "pmp", now=practice.now)
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    found = front(practice)
    assert list(today.weakest) == list(found.by_worth[:3]) == weakest_tasks(dashboard, 3)


def test_a_newcomer_s_front_page_says_what_would_be_enough(stocked_sqlite: Database) -> None:
    found = front(enrolled(stocked_sqlite))
    assert found.changes is None
    assert not found.readiness.figures.is_sufficient
    assert found.readiness.figures.missing > 0
    assert found.record.coverage is None


def test_changes_wait_for_a_day_that_is_a_week_old(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    first = practice.custom(task_id="people.1", count=10)
    practice.complete(first)
    later = practice.later(days=6)
    later.complete(later.custom(task_id="people.1", count=10))
    assert front(later).changes is None
    later = practice.later(days=7)
    changes = front(later).changes
    assert changes
    assert changes.since == practice.now.date()
    assert set(changes.by_task) == {"people.1"}


def test_changes_that_are_shown_stand_with_what_chance_may_do() -> None:
    clear, unclear = Difference(0.2, 0.1), Difference(0.05, 0.1)
    some = {f"task-{n}": unclear for n in range(20)}
    assert Changes(date(2026, 11, 1), some).chance == ""
    assert "of 21 rows, about 2" in Changes(date(2026, 11, 1), some | {"x": clear}).chance


def test_the_front_page_sends_as_many_statements_whatever_the_history(stocked: Database) -> None:
    sent = []
    for practice in (enrolled(stocked), random_history(enrolled(stocked), 3)):
        with counted_statements(stocked) as statements, stocked.writer() as db:
            get_front_page(db, practice.learner_id, "pmp", now=practice.now)
        sent.append(len(statements))
    assert sent[1] <= sent[0] <= 11


def test_a_task_shows_its_concepts_as_they_are_remembered(stocked_sqlite: Database) -> None:
    plan = replace(PLAN, exam_on=date(2027, 3, 12))
    practice = enrolled(stocked_sqlite, plan=plan)
    quiz_id = serve_quiz(stocked_sqlite, practice.learner_id, SINGLE[:1], now=practice.now)
    practice.answer(quiz_id, 1, is_correct=False)
    page = task_page(practice.later(days=2), "people.1")
    assert page.task == next(t for t in page.dashboard.tasks if t.id == "people.1")
    assert len(page.concepts) == page.task.concepts_total == 4
    (met,) = [concept for concept in page.concepts if concept.answers]
    assert (met.answers, met.missed, met.items_seen, met.items_total) == (1, 1, 1, 5)
    assert met.recall_now
    assert met.recall_on_exam
    assert met.recall_on_exam < met.recall_now
    assert met.recall_now == pytest.approx(page.task.memory_now)
    unmet = next(concept for concept in page.concepts if not concept.answers)
    assert unmet.recall_now is unmet.recall_on_exam is unmet.last_seen_at is None


def test_a_task_of_no_outline_is_not_found(stocked_sqlite: Database) -> None:
    with pytest.raises(NotFound):
        task_page(enrolled(stocked_sqlite), "people.99")


def test_a_belief_stands_with_how_often_it_was_chosen_and_what_cures_it(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz_id = serve_quiz(stocked, practice.learner_id, SINGLE, now=practice.now)
    for position in range(1, 6):
        practice.answer(quiz_id, position, is_correct=position > 2)
    found = beliefs(practice)
    assert found.answers == 5
    held = found.beliefs[0]
    assert held.times == sum(1 for _ in held.answers) <= 2
    assert held.times <= held.chosen.n <= 5
    assert held.chosen.share == held.times / held.chosen.n
    assert held.task_id == "people.1"
    assert held.last_at == practice.now
    assert {one.choice is not None for one in held.answers} == {True}
    assert {one.concept_id for one in held.answers} == {"pmp-people-1-idea"}
    with stocked.reader() as db:
        rows = find_exercises(db, [cure.exercise_id for cure in held.cures])
    assert 1 <= len(rows) == len(held.cures) <= 2
    for cure in held.cures:
        document = rows[cure.exercise_id].document
        assert cure.name == document["name"]
        assert held.belief.id in document["misconceptions"]


def test_an_exercise_that_trains_no_task_of_the_exam_cures_nothing(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz_id = serve_quiz(stocked_sqlite, practice.learner_id, SINGLE, now=practice.now)
    for position in range(1, 6):
        practice.answer(quiz_id, position, is_correct=False)
    cured = {cure.exercise_id for held in beliefs(practice).beliefs for cure in held.cures}
    assert cured
    for tasks in ({"capm": ["people.1"]}, {"pmp": ["people.99"]}):
        with transaction(stocked_sqlite) as db:
            for row in find_exercises(db, cured).values():
                row.document = row.document | {"tasks": tasks}
            make_known(db)
        left = {cure.exercise_id for held in beliefs(practice).beliefs for cure in held.cures}
        assert not left & cured


def test_right_answers_point_to_no_belief(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    assert beliefs(practice) == BeliefProfile(0, None, (), 0)
    practice.complete(practice.custom(count=5))
    assert beliefs(practice).beliefs == ()
    assert beliefs(practice).answers == 5


def test_answers_are_profiled_by_word_forecast_and_pace(stocked: Database) -> None:
    practice = enrolled(stocked)
    assert profile(practice).since is None
    quiz = practice.custom(count=10)
    for position in range(1, 11):
        practice.answer(
            quiz.id,
            position,
            is_correct=position > 2,
            confidence=Confidence.SURE if position > 5 else Confidence.UNSURE,
            elapsed_ms=position * 10_000,
        )
    found = profile(practice)
    assert found.answers == 10
    sure, unsure, silent = found.said
    assert sure.right
    assert unsure.right
    assert (sure.right.share, unsure.right.share, silent.right) == (1.0, 0.6, None)
    assert found.sureness
    assert found.forecasts
    assert found.forecasts.right.share == 0.8
    assert found.pace
    assert (found.pace.median, found.pace.n) == (55.0, 10)
    assert found.pacing
    assert "55 seconds" in found.pacing


def test_the_calendar_has_half_a_year_of_whole_weeks(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.daily()
    practice.answer(quiz.id, 1, elapsed_ms=60_000)
    tuesday = practice.later(days=1)
    tuesday.answer(quiz.id, 2, elapsed_ms=3_000_000)
    found = calendar(tuesday)
    assert len(found.weeks) == 26
    assert {week.monday.isoweekday() for week in found.weeks} == {1}
    week = found.weeks[-1]
    assert week.monday == date(2026, 11, 23)
    assert [day.minutes for day in week.days] == [1, 5, 0, 0, 0, 0, 0]
    assert [day.is_to_come for day in week.days] == [False, False] + [True] * 5
    assert (week.kept, week.wanted, week.answers) == (2, 2, 2)
    assert (found.answers, found.minutes) == (2, 6)
    assert found.streak
    assert (found.streak.days, found.streak.is_whole) == (2, False)


def test_the_calendar_keeps_the_learner_s_days(stocked: Database) -> None:
    practice = enrolled(stocked)
    zone = "Asia/Kathmandu"  # quarter past six in the evening is midnight there
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, zone)
    quiz = practice.daily()
    for position, minute in ((1, 14), (2, 15)):
        moment = datetime(2026, 11, 22, 18, minute, tzinfo=UTC)
        replace(practice, now=moment).answer(quiz.id, position)
    found = calendar(practice)
    answered = {day.on: day.answers for week in found.weeks for day in week.days if day.answers}
    local = [practice.now.astimezone(ZoneInfo(zone)).date() - timedelta(days=n) for n in (1, 0)]
    assert answered == dict.fromkeys(local, 1)


def test_a_streak_can_be_switched_off(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    assert calendar(practice).streak
    with transaction(stocked_sqlite) as db:
        get_learner(db, practice.learner_id).shows_streak = False
    assert calendar(practice).streak is None
