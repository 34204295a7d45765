"""What every page has in common: headers, hosts, strangers, and a database that is busy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import pytest
from sqlalchemy import make_url

from prep.app import create_app
from prep.config import Settings
from prep.storage.database import Database, connect
from prep.storage.practice import QuizRow, list_quiz_responses
from prep.web.security import LARGEST_REQUEST_BYTES
from tests.sittings import serve_quiz
from tests.web.conftest import MakeLocal
from tests.web.visiting import Visitor, text_of


@contextmanager
def writing_elsewhere(url: str) -> Iterator[None]:
    """Another process holds the write lock."""
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


@pytest.fixture
def quiz_id(local_database: Database, learner_id: int, now: datetime) -> UUID:
    ids = ["pmp-people-1-001", "pmp-people-1-003"]
    return serve_quiz(local_database, learner_id, ids, now=now)


def test_a_busy_database_takes_no_answer_and_says_when_to_try_again(
    me: Visitor, local_database: Database, learner_id: int, quiz_id: UUID, stocked_sqlite_url: str
) -> None:
    action = f"/quiz/{quiz_id}/1/answer"
    form = me.form(f"/quiz/{quiz_id}/1", action)
    fields = {**form.fields, "choice": "b"}

    with writing_elsewhere(stocked_sqlite_url):
        response = me.post(action, fields)

        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert "send it again" in text_of(response.text)
    with local_database.reader() as db:
        assert list_quiz_responses(db, learner_id, quiz_id) == []
    assert me.post(action, fields).status_code == 303
    with local_database.reader() as db:
        assert len(list_quiz_responses(db, learner_id, quiz_id)) == 1


def test_a_busy_database_starts_no_half_quiz(
    me: Visitor, local_database: Database, stocked_sqlite_url: str
) -> None:
    form = me.form("/today", "/today/start")

    with writing_elsewhere(stocked_sqlite_url):
        assert me.post("/today/start", form.fields).status_code == 503

    with local_database.reader() as db:
        assert db.query(QuizRow).all() == []


@pytest.mark.parametrize("path", ["/today", "/dashboard", "/practice", "/library", "/settings"])
def test_pages_that_only_look_do_not_wait_for_a_writer(
    me: Visitor, stocked_sqlite_url: str, path: str
) -> None:
    with writing_elsewhere(stocked_sqlite_url):
        assert me.get(path).status_code == 200


def test_a_database_without_tables_is_unavailable_rather_than_a_crash(
    make_local: MakeLocal,
    local_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('empty')}/prep.sqlite3"
    database = connect(url)
    app = make_local(local_settings, lambda: now, database)

    response = Visitor(app.test_client()).get("/today")

    assert response.status_code == 503
    assert "Traceback" not in response.text
    database.dispose()


@pytest.mark.parametrize("path", ["/", "/today", "/nothing", "/today/start"])
def test_every_answer_carries_the_headers(me: Visitor, path: str) -> None:
    headers = me.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_static_files_may_be_kept(me: Visitor) -> None:
    with me.get("/static/prep.css") as response:
        assert response.mimetype == "text/css"
        assert "max-age" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/today", "/dashboard", "/practice", "/settings", "/library"])
def test_pages_hold_no_inline_script_or_style(me: Visitor, path: str) -> None:
    page = me.get(path).text

    for forbidden in ("<style", " style=", " onclick=", "javascript:", "<script>"):
        assert forbidden not in page


def test_an_unknown_page_is_not_found_and_offers_a_way_on(me: Visitor) -> None:
    response = me.get("/nothing")

    assert response.status_code == 404
    assert "There is nothing here" in response.text
    assert 'href="/"' in response.text


def test_a_foreign_host_is_refused(newcomer: Visitor) -> None:
    response = newcomer.client.get("/", base_url="http://evil.example")

    assert response.status_code == 400
    assert response.mimetype == "text/plain"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:1234"])
def test_the_names_of_this_machine_are_answered(newcomer: Visitor, host: str) -> None:
    assert newcomer.client.get("/", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "203.0.113.9", "2001:db8::1"])
def test_local_mode_refuses_other_machines(newcomer: Visitor, address: str) -> None:
    response = newcomer.get("/", environ_base={"REMOTE_ADDR": address})

    assert response.status_code == 403
    assert "This machine" in response.text or "this machine" in response.text


def test_local_mode_believes_no_forwarded_address(newcomer: Visitor) -> None:
    response = newcomer.get(
        "/",
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
        headers={"X-Forwarded-For": "127.0.0.1"},
    )

    assert response.status_code == 403


def test_server_mode_answers_strangers_and_asks_for_https(anonymous: Visitor) -> None:
    response = anonymous.get("/", environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert response.status_code == 200
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_too_large_a_request_is_refused(me: Visitor) -> None:
    fields = {"csrf_token": me.token("/practice"), "count": "1" * LARGEST_REQUEST_BYTES}

    assert me.post("/practice", fields).status_code == 413


def test_a_token_of_somebody_else_is_refused(owner: Visitor, other: Visitor) -> None:
    stolen = {"csrf_token": owner.token("/practice"), "quiz_id": "7"}

    assert other.post("/practice", stolen).status_code == 400


def test_a_crash_is_a_page_without_details(
    local_settings: Settings, local_database: Database
) -> None:
    def crash() -> str:
        raise RuntimeError("secret detail")

    app = create_app(local_settings, database=local_database)
    app.add_url_rule("/crash", view_func=crash)

    response = Visitor(app.test_client()).get("/crash")

    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "secret detail" not in response.text
