"""The today page: what comes next, and the week by the learner's own calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from prep.errors import NotFound
from prep.learning.selection import Reason
from prep.services.exams.planning import plan_mock_day
from prep.services.exams.views import NearMock
from prep.services.learners import create_learner, set_time_zone
from prep.services.questions import FeedbackView
from prep.services.today import Today, get_today
from prep.storage.database import Database, transaction
from tests.practising import PLAN, Practice, counted_statements, enrolled
from tests.sittings import serve_quiz


def today(practice: Practice) -> Today:
    with practice.database.reader() as db:
        return get_today(db, practice.learner_id, "pmp", now=practice.now)


def test_a_newcomer_is_offered_a_quiz_of_the_planned_minutes(stocked: Database) -> None:
    found = today(enrolled(stocked))
    assert (found.planned.length, found.planned.minutes) == (10, 15)
    assert found.planned.counts == {Reason.UNMEASURED: 10}
    assert found.open_quizzes == ()
    assert found.days_to_exam is None
    assert found.minutes_this_week == 0
    assert found.minutes_wanted == 75
    assert len(found.weakest) == 3
    assert found.responses == 0


def test_the_plan_is_the_quiz_that_starts(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.daily())
    later = practice.later(days=9)
    planned = today(later).planned
    quiz = later.daily()
    assert quiz.length == planned.length == sum(planned.counts.values())
    assert [view.id for view in today(later).open_quizzes] == [quiz.id]


def test_the_week_counts_answers_and_minutes_by_day(stocked: Database) -> None:
    monday = enrolled(stocked)
    quiz = monday.daily()
    monday.answer(quiz.id, 1, elapsed_ms=60_000)
    wednesday = monday.later(days=2)
    wednesday.answer(quiz.id, 2, elapsed_ms=90_000)
    wednesday.answer(quiz.id, 3, elapsed_ms=None)
    wednesday.answer(quiz.id, 4, elapsed_ms=3_000_000)
    found = today(wednesday)
    assert [day.answers for day in found.week] == [1, 0, 3, 0, 0, 0, 0]
    assert [day.minutes for day in found.week] == [1, 0, 6.5, 0, 0, 0, 0]  # five at most an answer
    assert found.minutes_this_week == 7.5
    assert [day.is_today for day in found.week].index(True) == 2
    assert [day.is_study_day for day in found.week] == [True] * 5 + [False] * 2
    assert found.week[0].on == date(2026, 11, 23)


def test_a_new_week_starts_empty(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.daily())
    assert today(practice.later(days=6)).minutes_this_week > 0
    assert today(practice.later(days=7)).minutes_this_week == 0


def test_days_are_those_of_the_learner_s_time_zone(stocked: Database) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Pacific/Auckland")
    sunday_evening = replace(practice, now=datetime(2026, 11, 22, 12, tzinfo=UTC))
    quiz = sunday_evening.daily()
    sunday_evening.answer(quiz.id, 1)
    assert today(sunday_evening).week[0].is_today  # Monday there already
    assert today(practice).week[0].answers == 1


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Vienna", datetime(2026, 10, 25, 22, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 9, 3, 30, tzinfo=UTC)),
    ],
)
def test_a_week_in_which_the_clocks_change_has_seven_days(
    stocked_sqlite: Database, zone: str, moment: datetime
) -> None:
    practice = replace(enrolled(stocked_sqlite), now=moment)
    with transaction(stocked_sqlite) as db:
        set_time_zone(db, practice.learner_id, zone)
    practice.answer(practice.daily().id, 1)
    found = today(practice)
    assert len({day.on for day in found.week}) == 7
    assert found.week[6].is_today
    assert found.week[6].answers == 1


@pytest.mark.parametrize(("exam_on", "days"), [(date(2026, 11, 23), 0), (date(2027, 3, 12), 109)])
def test_the_days_to_the_exam_are_counted(
    stocked_sqlite: Database, exam_on: date, days: int
) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, exam_on=exam_on))
    assert today(practice).days_to_exam == days


def test_a_mock_exam_that_is_near_is_known_without_another_statement(stocked: Database) -> None:
    practice = enrolled(stocked)
    sent = []
    for on in (None, date(2026, 11, 28)):
        with transaction(stocked) as db:
            plan_mock_day(db, practice.learner_id, "pmp", on, today=practice.now.date())
        with counted_statements(stocked) as statements:
            found = today(practice)
        sent.append(len(statements))

    assert found.mock == NearMock(date(2026, 11, 28), 5)
    assert sent[0] == sent[1]


@pytest.mark.parametrize(("hour", "days"), [(14, 1), (15, 0)])
def test_the_days_to_a_mock_exam_are_those_of_the_learners_calendar(
    stocked_sqlite: Database, hour: int, days: int
) -> None:
    practice = enrolled(stocked_sqlite)
    with transaction(stocked_sqlite) as db:
        set_time_zone(db, practice.learner_id, "Asia/Tokyo")
        on = date(2026, 11, 24)
        plan_mock_day(db, practice.learner_id, "pmp", on, today=practice.now.date())

    found = today(replace(practice, now=datetime(2026, 11, 23, hour, tzinfo=UTC)))

    assert found.mock == NearMock(on, days)


def test_who_is_not_enrolled_has_no_today(stocked_sqlite: Database) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = create_learner(db, "Bob", now=datetime(2026, 11, 23, tzinfo=UTC))
    with pytest.raises(NotFound):
        today(Practice(stocked_sqlite, learner_id))


def test_an_idea_missed_again_and_again_is_named_until_it_sticks(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    items = [f"pmp-people-1-00{number}" for number in range(1, 5)]

    def sit(day: int, *, is_right: bool) -> FeedbackView:
        later = practice.later(days=day)
        item = items[day % 4]
        quiz_id = serve_quiz(stocked_sqlite, practice.learner_id, [item], now=later.now)
        later.answer(quiz_id, 1, is_correct=is_right)
        view = later.question(quiz_id, 1)
        assert isinstance(view, FeedbackView)
        return view

    opened = [sit(day, is_right=False).opens_lesson for day in range(4)]
    assert opened == [False, False, False, True]
    (idea,) = today(practice.later(days=4)).stubborn
    assert (idea.concept_id, idea.task_id) == ("pmp-people-1-idea", "people.1")
    assert (idea.missed, idea.answers) == (4, 4)
    views = [sit(day, is_right=True) for day in (5, 7, 10, 14)]
    assert [view.opens_lesson for view in views] == [True, True, True, False]
    assert today(practice.later(days=15)).stubborn == ()
