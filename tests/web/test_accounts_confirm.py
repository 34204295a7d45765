"""With a mail server, an address must be proved before its account opens."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web.browser import EMAIL, Browser, link_in, plain
from tests.web.conftest import Outbox


@pytest.fixture
def newcomer(mailing: Flask, mailing_outbox: Outbox) -> Browser:
    """Somebody who has just registered."""
    browser = Browser(mailing)
    browser.register()
    return browser


def test_the_link_opens_the_account(newcomer: Browser, mailing_outbox: Outbox) -> None:
    assert "Open the link in that mail" in newcomer.get("/account/login").text

    response = newcomer.get(link_in(mailing_outbox.last()))

    assert response.location == "/account/login"
    assert "Your e-mail is confirmed." in newcomer.get("/account/login").text
    assert newcomer.log_in().status_code == 302


def test_before_that_the_right_password_gets_the_answer_of_a_wrong_one(newcomer: Browser) -> None:
    newcomer.get("/account/login")
    right = newcomer.log_in()
    wrong = newcomer.log_in(password="not the password")

    assert (right.status_code, plain(right)) == (wrong.status_code, plain(wrong))
    assert not newcomer.is_logged_in()


def test_a_password_cannot_be_reset_before_that(newcomer: Browser, mailing_outbox: Outbox) -> None:
    newcomer.post("/account/reset", {"email": EMAIL})

    assert mailing_outbox.subjects() == [f"{EMAIL}: Your Prep account"]


def test_the_link_expires(mailing: Flask, newcomer: Browser, mailing_outbox: Outbox) -> None:
    mailing.config["SECURITY_CONFIRM_EMAIL_WITHIN"] = timedelta(seconds=-1)

    assert newcomer.get(link_in(mailing_outbox.last())).location == "/account/confirm"
    assert newcomer.log_in().status_code == 422


def test_a_changed_link_is_worth_nothing(newcomer: Browser, mailing_outbox: Outbox) -> None:
    link = link_in(mailing_outbox.last())

    assert newcomer.get(f"{link}x").location == "/account/confirm"
    assert "That link is not valid." in newcomer.get("/account/confirm").text


def test_opening_the_link_again_does_no_harm(newcomer: Browser, mailing_outbox: Outbox) -> None:
    link = link_in(mailing_outbox.last())
    newcomer.get(link)
    newcomer.get(link)

    assert newcomer.log_in().status_code == 302


def test_the_link_can_be_sent_again(newcomer: Browser, mailing_outbox: Outbox) -> None:
    newcomer.post("/account/confirm", {"email": EMAIL})

    newcomer.get(link_in(mailing_outbox.last()))
    assert newcomer.log_in().status_code == 302


def test_known_unknown_and_confirmed_addresses_get_the_same_answer(
    mailing: Flask, newcomer: Browser, mailing_outbox: Outbox
) -> None:
    newcomer.get("/account/login")
    answers = set()
    for email in (EMAIL, "nobody@example.org"):
        response = newcomer.post("/account/confirm", {"email": email})
        answers.add((response.status_code, plain(response).replace(email, "")))
    newcomer.get(link_in(mailing_outbox.last()))
    newcomer.get("/account/login")
    response = newcomer.post("/account/confirm", {"email": EMAIL})
    answers.add((response.status_code, plain(response).replace(EMAIL, "")))

    assert len(answers) == 1


def test_registering_again_before_that_sends_the_link_again(
    newcomer: Browser, mailing_outbox: Outbox
) -> None:
    newcomer.register()

    newcomer.get(link_in(mailing_outbox.last()))
    assert newcomer.log_in().status_code == 302


def test_wrong_input_and_missing_tokens_are_refused(newcomer: Browser) -> None:
    assert newcomer.post("/account/confirm", {"email": "nonsense"}).status_code == 422
    assert newcomer.post("/account/confirm", {"email": EMAIL}, csrf=False).status_code == 400
    headers = {"X-CSRFToken": newcomer.token()}
    assert newcomer.send_raw("PUT", "/account/confirm", headers=headers).status_code == 405


def test_no_mailbox_is_flooded(newcomer: Browser) -> None:
    statuses = [newcomer.post("/account/confirm", {"email": EMAIL}).status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]
