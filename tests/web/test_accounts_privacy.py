"""Accounts see their own things only, and end when they are deleted."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from prep.config import Settings
from prep.storage.accounts import AccountRow
from prep.storage.database import Database, connect, transaction
from prep.storage.learners import LearnerRow
from tests.web.browser import EMAIL, HOST, PASSWORD, Browser, link_in, signed_up
from tests.web.conftest import MakeServer, Outbox, catch_mail

PLAN = {
    "certification": "pmp",
    "minutes_a_day": "20",
    "study_days": ["1", "2", "3"],
    "job_role": "developer",
}


def start_diagnostic(browser: Browser) -> str:
    """Set the learner up and begin a quiz; its path."""
    assert browser.post("/setup/plan", PLAN).location == "/setup/diagnostic"
    return str(browser.post("/setup/diagnostic", {"quiz_id": str(uuid4())}).location)


def test_somebody_elses_quiz_is_not_there(server: Flask, outbox: Outbox) -> None:
    ana, ben = signed_up(server), signed_up(server, "ben@example.org")
    quiz = start_diagnostic(ana)
    question = str(ana.get(quiz).location)
    start_diagnostic(ben)

    assert ana.get(question).status_code == 200
    assert ben.get(question).status_code == 404
    assert ben.get(quiz).status_code == 404
    assert ben.post(f"{question}/answer", {"response_id": str(uuid4())}).status_code == 404


def test_deleting_the_account_ends_every_session(
    server: Flask, outbox: Outbox, server_database: Database
) -> None:
    browser, elsewhere = signed_up(server), Browser(server)
    elsewhere.log_in(remember="y")
    signed_up(server, "ben@example.org")

    assert browser.post("/settings/delete", {"confirm": "delete"}).location == "/"

    assert not browser.is_logged_in()
    assert not elsewhere.is_logged_in()
    assert browser.log_in().status_code == 422
    with server_database.reader() as db:
        assert list(db.scalars(select(AccountRow.email))) == ["ben@example.org"]
        assert db.scalar(select(func.count()).select_from(LearnerRow)) == 1


def test_a_deleted_address_is_free_again(server: Flask, outbox: Outbox) -> None:
    browser = signed_up(server)
    browser.post("/settings/delete", {"confirm": "delete"})

    browser.register(password="another password")

    assert browser.log_in(password="another password").status_code == 302


def test_a_deactivated_account_is_shut_with_the_usual_answer(
    server: Flask, outbox: Outbox, server_database: Database
) -> None:
    browser = signed_up(server)
    with server_database.writer() as db:
        db.scalars(select(AccountRow)).one().active = False
        db.commit()

    assert not browser.is_logged_in()
    assert "do not fit together" in browser.log_in().text


def test_the_session_cookie_does_not_hold_the_account(server: Flask, outbox: Outbox) -> None:
    cookie = signed_up(server).client.get_cookie("prep_session", domain=HOST)

    assert cookie is not None
    loaded = server.session_interface.get_signing_serializer(server).loads(cookie.value)  # type: ignore[attr-defined]
    assert EMAIL not in str(loaded)
    assert re.fullmatch(r"[0-9a-f]{32}", loaded["_user_id"])


@pytest.mark.parametrize("cookie", ["prep_session", "prep_remember"])
def test_a_forged_cookie_is_nobody(visitor: Browser, cookie: str) -> None:
    visitor.client.set_cookie(cookie, "eyJfdXNlcl9pZCI6ICIxIn0.aaaaaa.bbbb", domain=HOST)

    assert not visitor.is_logged_in()


def test_accounts_work_on_both_databases(make_server: MakeServer, stocked: Database) -> None:
    server = make_server(stocked)
    outbox, browser = catch_mail(server), signed_up(server)
    browser.change(PASSWORD, "five more unrelated words")
    browser.post("/account/reset", {"email": EMAIL})
    link = link_in(outbox.last())

    browser.post(link, {"password": PASSWORD, "password_confirm": PASSWORD})

    assert not browser.is_logged_in()
    assert browser.log_in().status_code == 302
    assert browser.get(start_diagnostic(browser)).status_code == 303
    assert browser.post("/settings/delete", {"confirm": "delete"}).location == "/"


def test_nobody_waits_while_a_password_is_hashed(
    server: Flask, outbox: Outbox, server_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = connect(server_settings.database_url, busy_seconds=0)
    passwords = server.extensions["security"].pwd_context
    writes = []

    def write_meanwhile(work: Callable[..., object]) -> Callable[..., object]:
        def working(*args: object) -> object:
            with transaction(impatient) as db:
                writes.append(db.scalar(select(func.count()).select_from(LearnerRow)))
            return work(*args)

        return working

    for name in ("hash", "verify"):
        monkeypatch.setattr(passwords, name, write_meanwhile(getattr(passwords, name)))
    browser = signed_up(server)
    browser.change(PASSWORD, "five more unrelated words")
    browser.post("/account/reset", {"email": EMAIL})
    fields = {"password": PASSWORD, "password_confirm": PASSWORD}
    browser.post(link_in(outbox.last()), fields)

    assert browser.log_in().status_code == 302
    assert len(writes) == 7
    impatient.dispose()
