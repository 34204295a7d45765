from flask import Flask

from tests.web.browser import Browser, signed_up
from tests.web.conftest import Outbox


def test_logging_out_ends_the_session(server: Flask, outbox: Outbox) -> None:
    browser = signed_up(server)

    assert browser.post("/account/logout").location == "/"
    assert not browser.is_logged_in()


def test_it_forgets_the_device_too(server: Flask, visitor: Browser) -> None:
    visitor.register()
    visitor.log_in(remember="y")

    visitor.post("/account/logout")

    assert visitor.client.get_cookie("prep_remember", domain="prep.example.org") is None
    assert not visitor.is_logged_in()


def test_a_link_cannot_log_anybody_out(server: Flask, outbox: Outbox) -> None:
    browser = signed_up(server)

    assert browser.get("/account/logout").status_code == 405
    assert browser.is_logged_in()


def test_a_form_without_its_token_cannot_either(server: Flask, outbox: Outbox) -> None:
    browser = signed_up(server)

    assert browser.post("/account/logout", csrf=False).status_code == 400
    assert browser.is_logged_in()


def test_somebody_not_logged_in_is_sent_to_the_first_page(visitor: Browser) -> None:
    assert visitor.post("/account/logout").location == "/"
