from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from prep.errors import Conflict, NotFound
from prep.services.actions.checking import begin_check
from prep.services.actions.keeping import daily_pool
from prep.services.actions.views import NextStep, Stage
from prep.services.catalogue import get_catalogue
from prep.services.progress import get_dashboard
from prep.services.quizzes import finish_quiz
from prep.services.states import load_learner
from prep.storage.actions import ActionRow
from prep.storage.database import Database, transaction
from prep.storage.practice import QuizItemRow, ResponseRow, list_quiz_items
from prep.storage.progress import list_exposures
from tests.acting import begin, document, page, plan, sit, sit_all
from tests.practising import PLAN, Practice, counted_statements, enrolled


def documented(database: Database, task_id: str = "people.1") -> tuple[Practice, ActionRow]:
    practice = enrolled(database)
    action_id = plan(practice, task_id=task_id)
    document(practice, action_id)
    with database.reader() as db:
        return practice, db.get_one(ActionRow, (practice.learner_id, action_id))


def asked(practice: Practice, quiz_id: object) -> list[QuizItemRow]:
    with practice.database.reader() as db:
        return list_quiz_items(db, practice.learner_id, quiz_id)  # type: ignore[arg-type]


def test_a_check_asks_unseen_practice_questions_of_the_task(stocked: Database) -> None:
    practice, action = documented(stocked)
    practice.complete(practice.custom(task_id="people.1"))
    later = practice.later(days=1)
    with stocked.reader() as db:
        seen = list_exposures(db, practice.learner_id, "pmp")
        practised = {item.id: item for item in get_catalogue(db, "pmp").pool}

    quiz = begin(later, action.id, 1)

    items = [row.item_id for row in asked(later, quiz.id)]
    assert (quiz.kind, quiz.feedback, quiz.length) == ("check", "each", 3)
    assert len(items) == 3
    assert not set(items) & set(seen)
    assert {practised[item].task_id for item in items} == {"people.1"}
    assert len({practised[item].concept_id for item in items}) == 3


def asked_daily(practice: Practice) -> set[str]:
    """The items of the daily quizzes of twenty days, all answered."""
    found = set[str]()
    for day in range(20):
        at = practice.later(days=day)
        quiz = at.daily()
        at.complete(quiz)
        found |= {row.item_id for row in asked(practice, quiz.id)}
    return found


def test_daily_quizzes_leave_unseen_questions_for_the_checks_ahead(stocked: Database) -> None:
    practice, action = documented(stocked)
    with stocked.reader() as db:
        ids = {i.id for i in get_catalogue(db, "pmp").pool if i.task_id == "people.1"}

    seen = asked_daily(practice) & ids

    assert 0 < len(seen) == len(ids) - 2 * 3
    later = practice.later(days=20)
    fresh = {row.item_id for row in asked(later, begin(later, action.id, 1).id)}
    assert len(fresh) == 2
    assert not fresh & seen


@pytest.mark.parametrize("ended", ["checked_at", "dropped_at"])
def test_nothing_is_kept_for_what_is_over_or_was_planned_long_ago(
    stocked: Database, ended: str
) -> None:
    practice, action = documented(stocked)
    other = enrolled(stocked)
    plan(other.later(days=-61))
    with transaction(stocked) as db:
        setattr(db.get_one(ActionRow, (practice.learner_id, action.id)), ended, practice.now)
        pool = get_catalogue(db, "pmp").pool
    for learner in (practice, other, enrolled(stocked)):
        with stocked.reader() as db:
            catalogue = get_catalogue(db, "pmp")
            state = load_learner(db, learner.learner_id, catalogue)
            left = daily_pool(db, learner.learner_id, catalogue, state, now=learner.now)
        assert left == list(pool)


def test_begun_twice_it_is_the_same_sitting(stocked: Database) -> None:
    practice, action = documented(stocked)
    later = practice.later(days=1)
    assert begin(later, action.id, 1).id == begin(later, action.id, 1).id
    assert page(later, action.id).action.next_step is NextStep.GO_ON


def test_no_sitting_begins_before_its_day_and_it_says_when(stocked: Database) -> None:
    practice, action = documented(stocked)
    with pytest.raises(Conflict, match="Tuesday, 24 November"):
        begin(practice, action.id, 1)
    assert page(practice, action.id).action.next_step is NextStep.WAIT
    assert page(practice.later(days=1), action.id).action.next_step is NextStep.CHECK


def test_an_earlier_sitting_comes_first(stocked_sqlite: Database) -> None:
    practice, action = documented(stocked_sqlite)
    later = practice.later(days=10)
    with pytest.raises(Conflict, match="Check 1 comes first"):
        begin(later, action.id, 2)
    begin(later, action.id, 1)
    with pytest.raises(Conflict):
        begin(later, action.id, 2)


def test_a_late_sitting_moves_the_later_ones_to_other_days(stocked: Database) -> None:
    practice, action = documented(stocked)
    sunday = practice.later(days=13)

    sit(sunday, action.id, 1)

    days = [check.due_on for check in page(sunday, action.id).action.checks]
    assert days == [date(2026, 11, 24), date(2026, 12, 7), date(2026, 12, 8)]
    with pytest.raises(Conflict, match="7 December"):
        begin(sunday, action.id, 2)


@pytest.mark.parametrize("number", [0, 4, 2**31])
def test_there_are_three_sittings(stocked_sqlite: Database, number: int) -> None:
    practice, action = documented(stocked_sqlite)
    with pytest.raises(NotFound):
        begin(practice.later(days=30), action.id, number)


def test_before_documenting_there_is_none(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(NotFound):
        begin(practice, plan(practice), 1)


def test_somebody_else_s_check_is_not_found(stocked: Database) -> None:
    practice, action = documented(stocked)
    stranger = replace(enrolled(stocked), now=practice.later(days=1).now)
    with pytest.raises(NotFound):
        begin(stranger, action.id, 1)


def test_after_the_last_sitting_the_mastery_of_that_moment_is_kept(stocked: Database) -> None:
    practice, action = documented(stocked)

    at_end = sit_all(practice, action.id)

    found = page(at_end, action.id).action
    assert (found.stage, found.next_step) == (Stage.CHECKED, NextStep.NONE)
    assert found.checked_at == at_end.now
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=at_end.now)
    line = next(task for task in dashboard.tasks if task.id == "people.1")
    assert found.after is not None
    assert found.after.mastery == line.mastery
    practice.later(days=20).complete(practice.later(days=20).custom(task_id="people.1"))
    assert page(practice.later(days=40), action.id).action.after == found.after


def test_a_sitting_that_is_ended_early_ends_the_check_as_well(stocked: Database) -> None:
    practice, action = documented(stocked)
    sit(practice.later(days=1), action.id, 1)
    sit(practice.later(days=3), action.id, 2)
    last = practice.later(days=7)
    quiz = begin(last, action.id, 3)
    assert page(last, action.id).action.stage is Stage.DOCUMENTED

    with transaction(stocked) as db:
        finish_quiz(db, practice.learner_id, quiz.id, now=last.now)
        finish_quiz(db, practice.learner_id, quiz.id, now=practice.later(days=8).now)

    found = page(last, action.id).action
    assert found.stage is Stage.CHECKED
    assert found.checked_at == last.now


def test_a_sitting_in_the_middle_ends_nothing(stocked_sqlite: Database) -> None:
    practice, action = documented(stocked_sqlite)
    sit(practice.later(days=1), action.id, 1)
    assert page(practice.later(days=1), action.id).action.stage is Stage.DOCUMENTED


def test_answers_enter_the_log_as_those_of_a_check(stocked_sqlite: Database) -> None:
    practice, action = documented(stocked_sqlite)
    sit(practice.later(days=1), action.id, 1)
    with stocked_sqlite.reader() as db:
        rows = list(db.scalars(select(ResponseRow)))
    assert {row.mode for row in rows} == {"check"}
    assert all(row.is_first_exposure for row in rows)


def use_up(practice: Practice, leave: int) -> None:
    """Answer questions of the task until so many of its twenty are unseen."""
    practice.complete(practice.custom(task_id="people.1", count=20 - leave))


def test_scarce_questions_last_for_all_sittings(stocked_sqlite: Database) -> None:
    practice, action = documented(stocked_sqlite)
    use_up(practice, leave=4)
    lengths = [
        sit(practice.later(days=days), action.id, number).length
        for number, days in enumerate((1, 3, 7), start=1)
    ]
    assert lengths == [2, 1, 1]


def test_where_nothing_is_unseen_repeats_are_marked_and_not_counted(stocked: Database) -> None:
    practice, action = documented(stocked)
    use_up(practice, leave=0)
    later = practice.later(days=1)

    quiz = sit(later, action.id, 1)

    rows = asked(later, quiz.id)
    assert len(rows) == 2
    assert all(row.figures["days_ago"] == 1.0 for row in rows)
    found = page(later, action.id).comparison
    assert found is not None
    assert (found.evidence, found.repeated, found.unseen) == (None, 2, 0)


def test_the_last_answers_of_a_check_cost_two_statements_more_at_most(
    stocked_sqlite: Database,
) -> None:
    practice, action = documented(stocked_sqlite)
    daily = practice.later(hours=1).daily()
    for position in range(1, daily.length):
        practice.later(hours=1).answer(daily.id, position)
    with counted_statements(stocked_sqlite) as ending_daily:
        practice.later(hours=1).answer(daily.id, daily.length)
    sent = []
    for number, days in enumerate((1, 3, 7), start=1):
        later = practice.later(days=days)
        quiz = begin(later, action.id, number)
        later.answer(quiz.id, 1)  # the first answer of a day keeps the day before
        for position in range(2, quiz.length + 1):
            with counted_statements(stocked_sqlite) as statements:
                later.answer(quiz.id, position)
            sent.append(len(statements))
    goes_on, ends, goes_on_again, _, _, ends_all = sent
    assert goes_on == goes_on_again < len(ending_daily)
    assert ends == len(ending_daily) + 1
    assert ends_all == len(ending_daily) + 2


def test_study_days_are_those_of_the_plan(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, study_days=(6, 7)))
    action_id = plan(practice)
    document(practice, action_id)
    days = [check.due_on for check in page(practice, action_id).action.checks]
    assert days == [date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 5)]


def test_a_sitting_that_ends_on_a_later_day_keeps_the_next_off_that_day(stocked: Database) -> None:
    practice, action = documented(stocked)
    tuesday, saturday = practice.later(days=1), practice.later(days=5)
    quiz = begin(tuesday, action.id, 1)
    tuesday.answer(quiz.id, 1)
    for position in range(2, quiz.length + 1):
        saturday.answer(quiz.id, position)

    with pytest.raises(Conflict):
        begin(saturday, action.id, 2)
    days = [check.due_on for check in page(saturday, action.id).action.checks]
    assert days[1] > saturday.now.date()
    assert days[2] > days[1]


def test_a_quiz_that_exists_already_is_no_check(stocked: Database) -> None:
    practice, action = documented(stocked)
    later = practice.later(days=1)
    other = later.custom(task_id="people.1").id
    with pytest.raises(Conflict, match="Load it again"), transaction(stocked) as db:
        begin_check(
            db,
            practice.learner_id,
            action.id,
            1,
            quiz_id=other,
            today=later.now.date(),
            now=later.now,
        )
