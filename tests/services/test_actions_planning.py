from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.actions.planning import (
    PlanDetails,
    begin_action,
    change_plan,
    drop_action,
    take_up_action,
)
from prep.services.actions.views import NextStep, Stage
from prep.services.progress import get_dashboard
from prep.storage.actions import ActionRow
from prep.storage.database import Database, transaction
from prep.storage.exercises import get_exercise
from tests.acting import DETAILS, begin, document, page, plan, save
from tests.practising import Practice, enrolled


def count_actions(database: Database) -> int:
    with database.reader() as db:
        return db.scalar(select(func.count()).select_from(ActionRow)) or 0


def test_a_plan_keeps_where_who_when_and_how_the_task_stood(stocked: Database) -> None:
    practice = enrolled(stocked)
    practice.complete(practice.custom(task_id="people.1"))

    action = page(practice, plan(practice)).action

    assert (action.stage, action.next_step) == (Stage.PLANNED, NextStep.BEGIN)
    assert (action.setting, action.place, action.who, action.due_on) == (
        DETAILS.setting,
        DETAILS.place,
        DETAILS.who,
        DETAILS.due_on,
    )
    with stocked.reader() as db:
        dashboard = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    line = next(task for task in dashboard.tasks if task.id == "people.1")
    assert action.before.mastery == line.mastery
    assert action.before.is_measured == line.is_measured


def test_before_stays_as_it_was_whatever_is_learned_later(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    before = page(practice, action_id).action.before

    practice.complete(practice.custom(task_id="people.1"))

    assert page(practice.later(days=9), action_id).action.before == before


def test_the_same_exercise_planned_twice_is_one_action_with_the_later_plan(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    first = plan(practice)
    later = replace(DETAILS, place="The laptop rollout")

    assert plan(practice, details=later) == first
    assert count_actions(stocked) == 1
    assert page(practice, first).action.place == "The laptop rollout"


def test_planned_anew_against_another_task_it_is_measured_against_that_one(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.custom(task_id="people.1"))
    action_id = plan(practice, task_id="process.1")
    assert page(practice, action_id).action.before.mastery.responses == 0

    later = practice.later(days=2)
    plan(later, task_id="people.1")

    found = page(later, action_id).action
    assert found.before.mastery.responses == 10
    assert found.planned_at == later.now  # the moment that “before” is from


def test_an_exercise_that_was_begun_can_be_planned_again(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    first = plan(practice)
    with transaction(stocked_sqlite) as db:
        begin_action(db, practice.learner_id, first, now=practice.now)

    assert plan(practice) != first
    assert count_actions(stocked_sqlite) == 2


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("setting", {"setting": "vendor"}),
        ("setting", {"setting": ""}),
        ("place", {"place": "x" * 201}),
        ("who", {"who": "a\0b"}),
        ("due_on", {"due_on": date(2026, 11, 22)}),
        ("due_on", {"due_on": date(2027, 11, 24)}),
    ],
)
def test_a_wrong_plan_names_the_field_and_plans_nothing(
    stocked_sqlite: Database, field: str, changes: dict[str, object]
) -> None:
    practice = enrolled(stocked_sqlite)
    with pytest.raises(InvalidInput) as caught:
        plan(practice, details=replace(DETAILS, **changes))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert count_actions(stocked_sqlite) == 0


@pytest.mark.parametrize("task_id", ["process.1", "people.99", ""])
def test_a_task_that_the_exercise_does_not_train_is_refused(
    stocked_sqlite: Database, task_id: str
) -> None:
    with pytest.raises(InvalidInput, match="task_id"):
        plan(enrolled(stocked_sqlite), "risk-7", task_id)


def test_an_unknown_exercise_is_not_found(stocked_sqlite: Database) -> None:
    with pytest.raises(NotFound):
        plan(enrolled(stocked_sqlite), "risk-99")


def retire(practice: Practice, exercise_id: str) -> None:
    with transaction(practice.database) as db:
        get_exercise(db, exercise_id).retired_at = practice.now


def test_a_retired_exercise_cannot_be_planned_but_an_action_of_it_goes_on(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    retire(practice, "risk-1")
    retire(practice, "risk-2")

    with pytest.raises(Conflict, match="left the library"):
        plan(practice, "risk-2")
    document(practice, action_id)
    assert page(practice, action_id).action.stage is Stage.DOCUMENTED


def test_a_plan_can_be_changed_until_it_is_documented(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    changed = PlanDetails("action-items", "The help desk", "", None)
    with transaction(stocked) as db:
        change_plan(db, practice.learner_id, action_id, changed, today=practice.now.date())
    action = page(practice, action_id).action
    assert (action.setting, action.place, action.who, action.due_on) == (
        "action-items",
        "The help desk",
        "",
        None,
    )

    document(practice, action_id)
    with transaction(stocked) as db, pytest.raises(Conflict, match="documented"):
        change_plan(db, practice.learner_id, action_id, changed, today=practice.now.date())


def test_a_day_that_has_passed_meanwhile_may_stay(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    later = practice.later(days=30)
    with transaction(stocked_sqlite) as db:
        change_plan(
            db,
            practice.learner_id,
            action_id,
            replace(DETAILS, place="Elsewhere"),
            today=later.now.date(),
        )
    assert page(later, action_id).action.place == "Elsewhere"


def test_beginning_is_noted_once(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    for moment in (practice.now, practice.later(days=2).now):
        with transaction(stocked) as db:
            begin_action(db, practice.learner_id, action_id, now=moment)

    assert page(practice, action_id).action.stage is Stage.DOING
    with stocked.reader() as db:
        assert db.get_one(ActionRow, (practice.learner_id, action_id)).started_at == practice.now


def test_what_is_dropped_loses_nothing_and_is_taken_up_where_it_stood(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    save(practice, action_id)
    with transaction(stocked) as db:
        drop_action(db, practice.learner_id, action_id, now=practice.now)

    dropped = page(practice, action_id)
    assert dropped.action.stage is Stage.DROPPED
    assert dropped.evidence is not None
    with transaction(stocked) as db, pytest.raises(Conflict, match="Take it up"):
        begin_action(db, practice.learner_id, action_id, now=practice.now)
    with pytest.raises(Conflict, match="Take it up"):
        save(practice, action_id)

    with transaction(stocked) as db:
        take_up_action(db, practice.learner_id, action_id)
    assert page(practice, action_id).action.stage is Stage.DOING


def test_no_check_of_a_dropped_action_begins(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    action_id = plan(practice)
    document(practice, action_id)
    with transaction(stocked_sqlite) as db:
        drop_action(db, practice.learner_id, action_id, now=practice.now)
    with pytest.raises(Conflict, match="Take it up"):
        begin(practice.later(days=1), action_id, 1)


def test_somebody_else_s_action_is_not_found(stocked: Database) -> None:
    mine, theirs = enrolled(stocked), enrolled(stocked)
    action_id = plan(mine)
    at_theirs = (
        lambda db: begin_action(db, theirs.learner_id, action_id, now=mine.now),
        lambda db: drop_action(db, theirs.learner_id, action_id, now=mine.now),
        lambda db: take_up_action(db, theirs.learner_id, action_id),
        lambda db: change_plan(db, theirs.learner_id, action_id, DETAILS, today=mine.now.date()),
    )
    for attempt in at_theirs:
        with pytest.raises(NotFound), transaction(stocked) as db:
            attempt(db)
    for practised in (document, save):
        with pytest.raises(NotFound):
            practised(theirs, action_id)
    assert page(mine, action_id).action.stage is Stage.PLANNED
