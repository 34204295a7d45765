import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from prep.content.loader import load_banks
from prep.services.banks import sync_banks
from prep.services.enrolments import enrol, get_plan
from prep.services.learners import OWNED, get_learner_view, list_learner_ids
from prep.storage.accounts import AccountRow
from prep.storage.database import Database, transaction
from tests.banks import documents, write_banks
from tests.evidence_rows import evidence_of_everything
from tests.rows import attempt_item_row, attempt_row, forecast_row, form_row
from tests.sittings import give_answer, serve_quiz
from tests.web.conftest import PLAN
from tests.web.visiting import Fields, Visitor, text_of

ITEMS = ["pmp-people-1-001", "pmp-people-1-003", "pmp-people-1-005"]


def make_past(database: Database, learner_id: int, visitor: Visitor, now: datetime) -> None:
    """Leave something in every table that a learner owns."""
    quiz = f"/quiz/{(quiz_id := serve_quiz(database, learner_id, ITEMS, now=now))}"
    for position in (1, 2, 3):
        give_answer(database, learner_id, quiz_id, position, is_right=position > 1, now=now)
    visitor.submit(f"{quiz}/1", f"{quiz}/1/note", {"note": "Ask the owner"})
    visitor.submit(f"{quiz}/1", f"{quiz}/1/report", {"kind": "typo", "text": "Comma"})
    with transaction(database) as db:
        form = form_row()
        attempt = attempt_row(learner_id, form.id)
        sat = (attempt_item_row(learner_id, attempt.id), forecast_row(learner_id, attempt.id))
        for row in (form, attempt, *sat, *evidence_of_everything(learner_id)):
            db.merge(row)
            db.flush()


def test_it_shows_the_plan_that_is_stored(me: Visitor) -> None:
    fields = me.form("/settings", "/settings/plan").fields

    assert fields["exam_on"] == ["2027-01-04"]
    assert fields["minutes_a_day"] == ["15"]
    assert fields["study_days"] == ["1", "2", "3", "4", "5"]
    assert fields["job_role"] == ["developer"]


def test_a_plan_can_be_changed(me: Visitor, local_database: Database, learner_id: int) -> None:
    response = me.submit("/settings", "/settings/plan", {"minutes_a_day": "30"})

    assert response.location == "/settings?saved=plan"
    assert "Your plan is saved" in me.get(response.location).text
    with local_database.reader() as db:
        assert get_plan(db, learner_id, "pmp") == replace(PLAN, minutes_a_day=30)


@pytest.mark.parametrize(
    ("action", "fields", "field"),
    [
        ("plan", {"minutes_a_day": "3"}, "minutes_a_day"),
        ("plan", {"exam_on": "2020-01-01"}, "exam_on"),
        ("plan", {"study_days": []}, "study_days"),
        ("plan", {"job_role": "astronaut"}, "job_role"),
        ("preferences", {"theme": "pink"}, "theme"),
        ("preferences", {"time_zone": "Mars/Olympus"}, "time_zone"),
        ("delete", {"confirm": "yes"}, "confirm"),
    ],
)
def test_wrong_input_names_the_field_and_changes_nothing(
    me: Visitor,
    local_database: Database,
    learner_id: int,
    action: str,
    fields: Fields,
    field: str,
) -> None:
    response = me.submit("/settings", f"/settings/{action}", fields)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    with local_database.reader() as db:
        assert get_plan(db, learner_id, "pmp") == PLAN
        assert get_learner_view(db, learner_id).theme == "auto"


def test_what_was_typed_is_kept_beside_the_error(me: Visitor) -> None:
    wrong: Fields = {"minutes_a_day": "3", "exam_on": "2027-02-02", "study_days": ["6"]}

    page = me.submit("/settings", "/settings/plan", wrong).text

    assert 'value="3"' in page
    assert 'value="2027-02-02"' in page
    assert page.count('name="study_days" value="6" id="study_days-6" checked') == 1
    assert 'name="study_days" value="1" id="study_days" checked' not in page


def test_the_theme_and_the_time_zone_can_be_changed(me: Visitor) -> None:
    fields = {"theme": "dark", "time_zone": "Europe/Vienna"}

    response = me.submit("/settings", "/settings/preferences", fields)

    assert response.location == "/settings?saved=preferences"
    assert 'data-theme="dark"' in me.get("/settings").text
    assert "<option selected>Europe/Vienna</option>" in me.get("/settings").text


def test_another_certification_can_be_taken_up_again(
    me: Visitor, local_database: Database, learner_id: int, now: datetime,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    folder = write_banks(tmp_path_factory.mktemp("two"), documents("capm"))
    with transaction(local_database) as db:
        sync_banks(db, load_banks(folder), now=now)
        enrol(db, learner_id, "capm", PLAN, today=now.date(), now=now)

    response = me.submit("/settings", "/settings/certification")

    assert response.location == "/today"
    with local_database.reader() as db:
        assert get_learner_view(db, learner_id).certification_id == "pmp"


def test_a_certification_without_enrolment_is_not_found(me: Visitor) -> None:
    fields = {"csrf_token": me.token("/settings"), "certification": "capm"}

    assert me.post("/settings/certification", fields).status_code == 404


def test_the_export_holds_everything_but_the_password(
    owner: Visitor, owner_id: int, server_database: Database, now: datetime
) -> None:
    make_past(server_database, owner_id, owner, now)

    response = owner.get("/settings/export.json")

    export = response.get_json()
    assert "attachment" in response.headers["Content-Disposition"]
    assert "argon2" not in response.text
    assert export["learner"]["id"] == owner_id
    with server_database.reader() as db:
        for row in OWNED:
            assert len(export[row.__tablename__]) == len(db.scalars(select(row)).all()) > 0, row
    assert export["item_note"][0]["note"] == "Ask the owner"
    assert export["problem_report"][0]["text"] == "Comma"


def test_the_answers_come_as_csv(
    me: Visitor, local_database: Database, learner_id: int, now: datetime
) -> None:
    make_past(local_database, learner_id, me, now)

    response = me.get("/settings/responses.csv")

    assert response.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["item_id"] for row in rows] == ITEMS
    assert [row["is_correct"] for row in rows] == ["False", "True", "True"]


@pytest.mark.parametrize("word", ["delete", " DELETE "])
def test_delete_removes_everything_of_the_learner(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime,
    word: str,
) -> None:  # fmt: skip
    make_past(server_database, owner_id, owner, now)

    response = owner.submit("/settings", "/settings/delete", {"confirm": word})

    assert response.location == "/"
    assert owner.get("/today").location == "/account/login?next=/today"
    with server_database.reader() as db:
        assert owner_id not in list_learner_ids(db)
        assert [row.email for row in db.scalars(select(AccountRow))] == ["other@example.org"]
        for row in OWNED:
            owners = {owned.learner_id for owned in db.scalars(select(row))}
            assert owner_id not in owners, row
    assert other.get("/setup").status_code == 200


def test_settings_work_before_set_up(newcomer: Visitor) -> None:
    assert "Add a certification" in text_of(newcomer.get("/settings").text)
    assert newcomer.get("/settings/export.json").status_code == 200


def test_others_export_only_what_is_theirs(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime
) -> None:
    make_past(server_database, owner_id, owner, now)

    export = other.get("/settings/export.json").get_json()

    assert export["learner"]["id"] != owner_id
    assert all(export[row.__tablename__] == [] for row in OWNED if row is not AccountRow)
    assert "owner@example.org" not in str(export)
    assert len(other.get("/settings/responses.csv").text.splitlines()) == 1


@pytest.mark.parametrize("page", ["", "/export.json", "/responses.csv"])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, page: str) -> None:
    assert anonymous.get(f"/settings{page}").location == f"/account/login?next=/settings{page}"


@pytest.mark.parametrize("action", ["plan", "preferences", "certification", "delete"])
def test_what_changes_something_needs_a_post_with_its_token(me: Visitor, action: str) -> None:
    assert me.get(f"/settings/{action}").status_code == 405
    assert me.post(f"/settings/{action}", {"confirm": "delete"}).status_code == 400
    assert me.get("/today").status_code == 200
