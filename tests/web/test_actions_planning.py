from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from prep.services.actions.views import Stage
from prep.storage.actions import ActionRow
from prep.storage.database import Database, transaction
from prep.storage.exercises import ExerciseRow
from tests.acting import document, page, plan
from tests.practising import Practice
from tests.web.visiting import Fields, Visitor, text_of

WANTED: Fields = {
    "exercise_id": "risk-1",
    "task_id": "people.1",
    "setting": "rollout",
    "place": "The mail migration",
    "who": "The network team",
    "due_on": "2026-11-27",
}


def token(me: Visitor) -> Fields:
    return {"csrf_token": me.form("/today", "/today/start").fields["csrf_token"]}


def count(database: Database) -> int:
    with database.reader() as db:
        return db.scalar(select(func.count()).select_from(ActionRow)) or 0


def test_a_plan_leads_to_its_action(me: Visitor, mine: Practice) -> None:
    response = me.post("/at-work/plan", token(me) | WANTED)

    assert response.status_code == 303
    text = text_of(me.get(response.location).text)
    assert "Planned for Friday, 27 November · The mail migration" in text
    assert "The network team" in text
    assert "Running a small rollout" in text
    assert "I have begun" in text


def test_sent_twice_it_is_planned_once(me: Visitor, mine: Practice) -> None:
    fields = token(me) | WANTED
    first, again = me.post("/at-work/plan", fields), me.post("/at-work/plan", fields)
    assert first.location == again.location
    assert count(mine.database) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("task_id", "people.99"),
        ("task_id", ""),
        ("setting", "incident"),
        ("place", "x" * 201),
        ("who", "x" * 201),
        ("due_on", "2026-11-22"),
        ("due_on", "soon"),
    ],
)
def test_a_wrong_plan_names_the_field_and_keeps_what_was_typed(
    me: Visitor, mine: Practice, field: str, value: str
) -> None:
    response = me.post("/at-work/plan", token(me) | WANTED | {field: value})

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    for name in ("place", "who", "due_on"):
        kept = value if name == field else WANTED[name]
        assert f'value="{kept}"' in response.text
    assert count(mine.database) == 0


def test_a_task_that_the_outline_has_no_more_is_not_offered(
    me: Visitor, local_database: Database
) -> None:
    with transaction(local_database) as db:
        row = db.get_one(ExerciseRow, "risk-1")
        row.document = row.document | {"tasks": {"pmp": ["people.99", "people.1"]}}
    wrong = me.post("/at-work/plan", token(me) | WANTED | {"task_id": "people.99"})
    assert wrong.status_code == 422
    assert 'value="people.1"' in wrong.text
    assert 'value="people.99"' not in wrong.text


def test_a_corrected_plan_can_be_sent_from_there(me: Visitor, mine: Practice) -> None:
    wrong = me.post("/at-work/plan", token(me) | WANTED | {"due_on": "2026-11-01"})
    assert 'action="/at-work/plan"' in wrong.text
    assert me.post("/at-work/plan", token(me) | WANTED).status_code == 303


@pytest.mark.parametrize("exercise_id", ["risk-99", "", "a\0b"])
def test_an_unknown_exercise_is_not_found(me: Visitor, mine: Practice, exercise_id: str) -> None:
    response = me.post("/at-work/plan", token(me) | WANTED | {"exercise_id": exercise_id})
    assert response.status_code == 404


def test_the_plan_can_be_changed(me: Visitor, mine: Practice) -> None:
    action_id = plan(mine)
    address = f"/at-work/{action_id}/plan"

    response = me.submit(address, address, {"place": "Elsewhere", "due_on": ""})

    assert response.location == f"/at-work/{action_id}"
    action = page(mine, action_id).action
    assert (action.place, action.due_on) == ("Elsewhere", None)


def test_a_wrong_change_is_kept_on_the_page_and_changes_nothing(
    me: Visitor, mine: Practice
) -> None:
    action_id = plan(mine)
    address = f"/at-work/{action_id}/plan"

    response = me.submit(address, address, {"place": "Elsewhere", "due_on": "2020-01-01"})

    assert response.status_code == 422
    assert 'id="due_on-error"' in response.text
    assert 'value="Elsewhere"' in response.text
    assert page(mine, action_id).action.place == "The mail migration"


def test_a_documented_action_keeps_its_plan(me: Visitor, mine: Practice) -> None:
    action_id = plan(mine)
    fields = me.form(f"/at-work/{action_id}/plan", f"/at-work/{action_id}/plan").fields
    document(mine, action_id)
    assert me.post(f"/at-work/{action_id}/plan", fields).status_code == 409


def test_it_is_begun_dropped_and_taken_up_by_buttons(me: Visitor, mine: Practice) -> None:
    action_id = plan(mine)
    address = f"/at-work/{action_id}"

    me.submit(address, f"{address}/begin")
    assert page(mine, action_id).action.stage is Stage.DOING
    asked = me.get(f"{address}/drop").text
    assert "is kept" in asked
    assert me.submit(f"{address}/drop", f"{address}/drop").location == "/at-work"
    assert page(mine, action_id).action.stage is Stage.DROPPED
    assert "Put aside (1)" in me.get("/at-work").text
    assert me.get(f"{address}/document").location == address
    me.submit("/at-work", f"{address}/take-up")
    assert page(mine, action_id).action.stage is Stage.DOING


POSTS = ("plan", "begin", "drop", "take-up", "document", "checks/1")
GETS = ("", "/plan", "/drop", "/document")


@pytest.mark.parametrize("path", GETS)
def test_pages_of_others_and_of_nobody_are_not_found(
    owner: Visitor,
    other: Visitor,
    owner_id: int,
    server_database: Database,
    now: datetime,
    path: str,
) -> None:
    action_id = plan(Practice(server_database, owner_id, now))
    assert owner.get(f"/at-work/{action_id}{path}").status_code == 200
    assert other.get(f"/at-work/{action_id}{path}").status_code == 404
    assert owner.get(f"/at-work/{uuid4()}{path}").status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_forms_of_others_and_of_nobody_are_not_found_and_change_nothing(
    owner: Visitor,
    other: Visitor,
    owner_id: int,
    server_database: Database,
    now: datetime,
    path: str,
) -> None:
    practice = Practice(server_database, owner_id, now)
    action_id = plan(practice)
    fields = other.form("/setup/plan", "/setup/plan").fields | {"quiz_id": str(uuid4())}
    for somebody_s in (action_id, uuid4()):
        assert other.post(f"/at-work/{somebody_s}/{path}", fields).status_code == 404
    assert page(practice, action_id).action.stage is Stage.PLANNED


@pytest.mark.parametrize("path", GETS)
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    location = anonymous.get(f"/at-work/{UUID(int=1)}{path}").location
    assert location.startswith("/account/login?next=")


@pytest.mark.parametrize("path", [f"{UUID(int=1)}/{path}" for path in POSTS] + ["plan"])
def test_strangers_who_send_a_form_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    fields: Fields = {"csrf_token": anonymous.token("/account/login")}
    response = anonymous.post(f"/at-work/{path}", fields)
    assert response.location.startswith("/account/login")


@pytest.mark.parametrize("path", [f"{UUID(int=1)}/{path}" for path in POSTS] + ["plan"])
def test_forms_without_their_token_are_refused(me: Visitor, path: str) -> None:
    assert me.post(f"/at-work/{path}").status_code == 400


@pytest.mark.parametrize("path", ["begin", "take-up", "checks/1"])
def test_what_changes_something_is_not_done_by_address(
    me: Visitor, mine: Practice, path: str
) -> None:
    assert me.get(f"/at-work/{plan(mine)}/{path}").status_code == 405


def test_an_address_that_is_no_id_is_not_found(me: Visitor) -> None:
    assert me.get("/at-work/not-an-id").status_code == 404


def test_planning_needs_an_enrolment(newcomer: Visitor) -> None:
    fields = newcomer.form("/setup/plan", "/setup/plan").fields
    assert newcomer.post("/at-work/plan", fields).location == "/setup"
