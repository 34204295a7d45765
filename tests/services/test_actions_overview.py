from dataclasses import replace
from datetime import timedelta

from prep.services.actions.overview import Overview, get_at_work, get_overview
from prep.services.actions.planning import drop_action
from prep.services.learners import delete_learner
from prep.storage.database import Database, transaction
from tests.acting import DETAILS, UNDATED, begin, document, plan, save, sit_all
from tests.practising import Practice, enrolled


def overview(practice: Practice) -> Overview:
    with practice.database.reader() as db:
        return get_overview(db, practice.learner_id, "pmp", today=practice.now.date())


def test_what_presses_most_comes_first(stocked: Database) -> None:
    practice = enrolled(stocked)
    earlier = practice.later(days=-4)
    open_check = plan(earlier, "risk-1")
    document(earlier, open_check, UNDATED)
    begin(practice, open_check, 1)
    due = plan(earlier, "risk-2")
    document(earlier, due, UNDATED)
    waiting = plan(practice, "risk-3")
    document(practice, waiting)
    doing = plan(practice, "risk-4")
    save(practice, doing)
    planned = plan(practice, "risk-5")

    found = [action.id for action in overview(practice).open_ones]

    assert found == [open_check, due, doing, planned, waiting]


def test_of_two_plans_the_earlier_day_comes_first_and_none_last(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    today = practice.now.date()
    from_first = [
        plan(practice, f"risk-{n}", details=replace(DETAILS, due_on=due_on))
        for n, due_on in enumerate((None, today + timedelta(9), today + timedelta(2)), start=1)
    ]
    assert [action.id for action in overview(practice).open_ones] == from_first[::-1]


def test_done_and_dropped_ones_are_apart(stocked: Database) -> None:
    practice = enrolled(stocked)
    done, dropped = plan(practice, "risk-1"), plan(practice, "risk-2")
    document(practice, done)
    with transaction(stocked) as db:
        drop_action(db, practice.learner_id, dropped, now=practice.now)
    at_end = sit_all(practice, done)

    found = overview(at_end)

    assert [action.id for action in found.done] == [done]
    assert [action.id for action in found.dropped] == [dropped]
    assert found.open_ones == ()


def test_others_actions_are_not_in_it(stocked: Database) -> None:
    mine, theirs = enrolled(stocked), enrolled(stocked)
    plan(mine)
    assert overview(theirs) == Overview((), (), ())


def test_the_today_page_gets_the_pressing_action_or_else_a_proposal(
    stocked_sqlite: Database,
) -> None:
    practice = enrolled(stocked_sqlite)
    with stocked_sqlite.reader() as db:
        found = get_at_work(
            db, practice.learner_id, "pmp", today=practice.now.date(), now=practice.now
        )
    assert found.action is None
    assert found.proposal is not None

    action_id = plan(practice)
    with stocked_sqlite.reader() as db:
        found = get_at_work(
            db, practice.learner_id, "pmp", today=practice.now.date(), now=practice.now
        )
    assert found.action is not None
    assert (found.action.id, found.proposal) == (action_id, None)


def test_a_learner_with_a_check_can_be_deleted(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)
    begin(practice.later(days=1), action_id, 1)

    with transaction(stocked) as db:
        delete_learner(db, practice.learner_id)

    assert overview(practice) == Overview((), (), ())
