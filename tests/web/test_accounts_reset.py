from datetime import timedelta

import pytest
from flask import Flask

from tests.web.browser import EMAIL, PASSWORD, Browser, link_in, plain, signed_up
from tests.web.conftest import HashCount, MakeServer, Outbox, catch_mail

NEW = "five more unrelated words"


@pytest.fixture
def link(visitor: Browser, outbox: Outbox) -> str:
    """Where the mail leads that an account holder asked for."""
    visitor.register()
    visitor.post("/account/reset", {"email": EMAIL})
    return link_in(outbox.last())


def set_password(browser: Browser, link: str, new: str = NEW, again: str = NEW) -> str | None:
    return browser.post(link, {"password": new, "password_confirm": again}).location


def test_the_link_leads_to_a_new_password(visitor: Browser, link: str, outbox: Outbox) -> None:
    assert visitor.get(link).status_code == 200
    assert set_password(visitor, link) == "/account/login"

    assert outbox.subjects()[-1] == f"{EMAIL}: Your Prep password was reset"
    assert visitor.log_in(password=PASSWORD).status_code == 422
    assert visitor.log_in(password=NEW).status_code == 302


def test_the_link_works_once(visitor: Browser, link: str) -> None:
    set_password(visitor, link)

    assert set_password(visitor, link, "yet another one", "yet another one") == "/account/reset"
    assert "was used before" in visitor.get("/account/reset").text
    assert visitor.log_in(password=NEW).status_code == 302


def test_an_older_link_dies_with_the_password_it_was_for(
    visitor: Browser, link: str, outbox: Outbox
) -> None:
    visitor.post("/account/reset", {"email": EMAIL})
    set_password(visitor, link_in(outbox.last()))

    assert visitor.get(link).location == "/account/reset"


def test_the_link_expires(visitor: Browser, link: str, server: Flask) -> None:
    server.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(seconds=-1)

    assert visitor.get(link).location == "/account/reset"
    assert set_password(visitor, link) == "/account/reset"
    assert visitor.log_in(password=PASSWORD).status_code == 302


@pytest.mark.parametrize("change", ["x", "-", ".."])
def test_a_changed_link_is_worth_nothing(visitor: Browser, link: str, change: str) -> None:
    assert visitor.get(link + change).location == "/account/reset"
    assert set_password(visitor, link + change) == "/account/reset"


def test_every_session_ends(server: Flask, visitor: Browser, link: str) -> None:
    elsewhere = Browser(server)
    elsewhere.log_in(remember="y")

    set_password(visitor, link)

    assert not elsewhere.is_logged_in()
    assert not visitor.is_logged_in()


@pytest.mark.parametrize(
    ("new", "again", "message"),
    [
        ("", "", "Write a password."),
        ("123456789", "123456789", "Use at least 10 characters for the password."),
        ("x" * 201, "x" * 201, "Use at most 200 characters for the password."),
        (NEW, "something else", "Write the same password twice."),
    ],
)
def test_wrong_input_changes_nothing_and_leaves_the_link_alive(
    visitor: Browser, link: str, new: str, again: str, message: str
) -> None:
    response = visitor.post(link, {"password": new, "password_confirm": again})

    assert response.status_code == 422
    assert message in response.text
    assert set_password(visitor, link) == "/account/login"


def test_known_and_unknown_addresses_get_the_same_answer_at_the_same_cost(
    visitor: Browser, outbox: Outbox, hashes: HashCount
) -> None:
    visitor.register()
    visitor.get("/account/login")
    answers = []
    for email in (EMAIL, "nobody@example.org"):
        before = hashes.total
        response = visitor.post("/account/reset", {"email": email})
        answers.append((response.status_code, plain(response).replace(email, "")))
        assert hashes.total - before == 1

    assert answers[0] == answers[1]
    assert "a mail with a link is on its way" in answers[0][1]
    assert len(outbox.subjects()) == 2


@pytest.mark.parametrize("email", ["", "nonsense", "a@b@c", "ana@example.org\nBcc: b@example.org"])
def test_an_address_that_is_none_is_refused(visitor: Browser, email: str) -> None:
    response = visitor.post("/account/reset", {"email": email})

    assert response.status_code == 422
    assert "Write the e-mail address in full" in response.text


def test_somebody_logged_in_may_ask_too(server: Flask, outbox: Outbox) -> None:
    browser = signed_up(server)

    assert EMAIL in browser.get("/account/reset").text
    assert browser.post("/account/reset", {"email": EMAIL}).status_code == 200


def test_a_form_without_its_token_is_refused(visitor: Browser, link: str) -> None:
    fields = {"password": NEW, "password_confirm": NEW}

    assert visitor.post("/account/reset", {"email": EMAIL}, csrf=False).status_code == 400
    assert visitor.post(link, fields, csrf=False).status_code == 400
    assert visitor.log_in().status_code == 302


def test_only_get_and_post_are_answered(visitor: Browser) -> None:
    headers = {"X-CSRFToken": visitor.token()}

    assert visitor.send_raw("PUT", "/account/reset", headers=headers).status_code == 405


def test_no_mailbox_is_flooded_known_or_not(server: Flask, visitor: Browser) -> None:
    visitor.register()
    for email in (EMAIL, "nobody@example.org"):
        statuses = [
            Browser(server, f"198.51.100.{n}").post("/account/reset", {"email": email}).status_code
            for n in range(6)
        ]
        assert statuses == [200] * 5 + [429]


def test_one_network_cannot_ask_for_many(server: Flask, outbox: Outbox) -> None:
    browser = Browser(server)
    statuses = [
        browser.post("/account/reset", {"email": f"a{n}@example.org"}).status_code
        for n in range(21)
    ]

    assert statuses == [200] * 20 + [429]


def test_no_foreign_host_gets_into_a_link(visitor: Browser, outbox: Outbox) -> None:
    visitor.register()
    fields = {"csrf_token": visitor.token(), "email": EMAIL}

    for options in (
        {"base_url": "https://evil.example"},
        {"headers": {"X-Forwarded-Host": "evil.example"}},
    ):
        visitor.send_raw("POST", "/account/reset", data=fields, **options)

    assert visitor.get("/", base_url="https://evil.example").status_code == 400
    assert len(outbox.subjects()) == 2
    assert "evil.example" not in outbox.last()


def test_behind_a_trusted_proxy_links_have_the_scheme_that_the_proxy_names(
    make_server: MakeServer,
) -> None:
    server = make_server(trusted_proxies=1)
    outbox, browser = catch_mail(server), Browser(server)
    inside = {"base_url": "http://prep.example.org"}
    outside = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    browser.register()

    data = {"csrf_token": browser.token(), "email": EMAIL}
    browser.send_raw("POST", "/account/reset", data=data, headers=outside, **inside)

    assert "https://prep.example.org/account/reset/" in outbox.last()
