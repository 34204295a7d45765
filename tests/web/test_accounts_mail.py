import logging
import smtplib
import socket

import pytest
from flask import Flask

from prep.web.accounts import mail
from prep.web.accounts.mail import Mailer
from tests.web.browser import EMAIL, Browser, link_in
from tests.web.conftest import MakeServer
from tests.web.smtp import mail_server


def mailer_of(app: Flask) -> Mailer:
    found: Mailer = app.extensions["prep_mailer"]
    return found


def test_mail_goes_to_the_server_that_is_set(make_server: MakeServer) -> None:
    with mail_server() as post:
        app = make_server(mail_url=f"smtp://127.0.0.1:{post.port}")
        browser = Browser(app)
        browser.register()
        mailer_of(app).wait()

    [message] = post.messages
    assert message["To"] == EMAIL
    assert message["From"] == "Prep <prep@example.org>"
    assert message["Subject"] == "Your Prep account"
    assert message["Message-ID"].endswith("@example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    assert browser.get(link_in(message.get_content())).location == "/account/login"
    assert post.logins == []


def test_user_and_password_may_hold_any_character(make_server: MakeServer) -> None:
    with mail_server() as post:
        app = make_server(mail_url=f"smtp://prep%40example.org:p%2Fss%20w@127.0.0.1:{post.port}")
        Browser(app).register()
        mailer_of(app).wait()

    assert post.logins == [("prep@example.org", "p/ss w")]


def test_a_password_never_crosses_the_network_in_the_clear(
    make_server: MakeServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(mail, "_is_this_machine", lambda _host: False)
    with mail_server() as post:
        app = make_server(mail_url=f"smtp://prep:secret@127.0.0.1:{post.port}")
        Browser(app).register()
        mailer_of(app).wait()

    assert (post.logins, post.messages) == ([], [])
    assert "offers no TLS" in caplog.text


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("mail.example.org", False),
        ("192.0.2.1", False),
    ],
)
def test_this_machine_is_known_by_its_name(host: str, expected: bool) -> None:
    assert mail._is_this_machine(host) is expected


def test_a_server_that_is_down_changes_no_page_and_is_logged(
    make_server: MakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        app = make_server(mail_url=f"smtp://127.0.0.1:{taken.getsockname()[1]}")
        response = Browser(app).register()
        mailer_of(app).wait()

    assert response.status_code == 302
    assert "mail 'Your Prep account' was not sent" in caplog.text


def test_encrypted_from_the_start_when_asked_for(
    make_server: MakeServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[tuple[str, int]] = []

    def connect(host: str, port: int, **_options: object) -> smtplib.SMTP:
        asked.append((host, port))
        raise smtplib.SMTPConnectError(421, "not today")

    monkeypatch.setattr(smtplib, "SMTP_SSL", connect)
    app = make_server(mail_url="smtps://mail.example.org")
    Browser(app).register()
    mailer_of(app).wait()

    assert asked == [("mail.example.org", 465)]


def test_without_a_server_the_mail_stands_in_the_log(
    server: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    browser = Browser(server)
    browser.register()
    browser.post("/account/reset", {"email": EMAIL})
    mailer_of(server).wait()

    assert "PREP_MAIL_URL is not set" in caplog.text
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert browser.get(link_in(caplog.text)).status_code == 200
