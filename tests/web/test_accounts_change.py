import pytest
from flask import Flask

from tests.web.browser import EMAIL, PASSWORD, Browser, signed_up
from tests.web.conftest import Outbox

NEW = "five more unrelated words"


@pytest.fixture
def browser(server: Flask, outbox: Outbox) -> Browser:
    """Somebody who is logged in."""
    return signed_up(server)


def test_the_new_password_works_and_the_old_one_does_not(browser: Browser, server: Flask) -> None:
    response = browser.change(PASSWORD, NEW)

    assert response.location == "/account/change"
    assert "Your password is changed." in browser.get("/account/change").text
    assert Browser(server).log_in(password=PASSWORD).status_code == 422
    assert Browser(server).log_in(password=NEW).status_code == 302


def test_other_devices_are_logged_out_and_this_one_stays(server: Flask, browser: Browser) -> None:
    other, remembered = Browser(server), Browser(server)
    other.log_in()
    remembered.log_in(remember="y")

    browser.change(PASSWORD, NEW)

    assert browser.is_logged_in()
    assert not other.is_logged_in()
    assert not remembered.is_logged_in()


def test_the_owner_is_told_by_mail(browser: Browser, outbox: Outbox) -> None:
    browser.change(PASSWORD, NEW)

    assert outbox.subjects()[-1] == f"{EMAIL}: Your Prep password was changed"
    assert "https://prep.example.org/account/reset" in outbox.last()


@pytest.mark.parametrize(
    ("present", "new", "again", "message"),
    [
        ("not the password", NEW, NEW, "That is not your present password."),
        ("", NEW, NEW, "Write your password."),
        ("x" * 5000, NEW, NEW, "Write your password."),
        (PASSWORD, "123456789", "123456789", "Use at least 10 characters for the password."),
        (PASSWORD, "x" * 201, "x" * 201, "Use at most 200 characters for the password."),
        (PASSWORD, NEW, "something else", "Write the same password twice."),
        (PASSWORD, PASSWORD, PASSWORD, "Choose a new password that differs from the present one."),
        (PASSWORD, EMAIL, EMAIL, "Use a password that is not your e-mail address."),
    ],
)
def test_wrong_input_changes_nothing(
    browser: Browser, server: Flask, present: str, new: str, again: str, message: str
) -> None:
    response = browser.change(present, new, again)

    assert response.status_code == 422
    assert message in response.text
    assert Browser(server).log_in(password=PASSWORD).status_code == 302


def test_somebody_not_logged_in_is_asked_to(visitor: Browser) -> None:
    assert visitor.get("/account/change").location == "/account/login?next=/account/change"
    assert visitor.change(PASSWORD, NEW).location == "/account/login"


def test_a_form_without_its_token_is_refused(browser: Browser, server: Flask) -> None:
    fields = {"password": PASSWORD, "new_password": NEW, "new_password_confirm": NEW}

    assert browser.post("/account/change", fields, csrf=False).status_code == 400
    assert Browser(server).log_in(password=PASSWORD).status_code == 302


def test_only_get_and_post_are_answered(browser: Browser) -> None:
    headers = {"X-CSRFToken": browser.token()}

    assert browser.send_raw("PATCH", "/account/change", headers=headers).status_code == 405


def test_guessing_the_present_password_is_refused(browser: Browser) -> None:
    statuses = [browser.change("a guess", NEW).status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]
