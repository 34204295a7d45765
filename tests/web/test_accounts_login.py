import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask_security.proxies import _security

from tests.web.browser import EMAIL, HOST, PASSWORD, Browser, plain, signed_up
from tests.web.conftest import HashCount, MakeServer, Outbox

FAILURE = "That e-mail and password do not fit together."


def test_logging_in_opens_the_pages_of_the_learner(visitor: Browser) -> None:
    visitor.register()

    assert visitor.get("/setup").location == "/account/login?next=/setup"
    assert visitor.log_in().location == "/"
    assert visitor.is_logged_in()
    assert "Log out" in visitor.get("/").text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"password": "not the password"}, FAILURE),
        ({"email": "nobody@example.org"}, FAILURE),
        ({"email": "nonsense"}, FAILURE),
        ({"email": ""}, FAILURE),
        ({"password": ""}, FAILURE),
        ({"password": "x" * 5000}, FAILURE),
        ({"password": "nul\0character"}, FAILURE),
    ],
)
def test_wrong_input_gets_one_answer(
    visitor: Browser, fields: dict[str, str], message: str
) -> None:
    visitor.register()

    response = visitor.log_in(**{"email": EMAIL, "password": PASSWORD, **fields})

    assert response.status_code == 422
    assert message in response.text
    assert not visitor.is_logged_in()


def test_known_and_unknown_addresses_get_the_same_answer_at_the_same_cost(
    visitor: Browser, hashes: HashCount
) -> None:
    visitor.register()
    answers = []
    for email in (EMAIL, "nobody@example.org"):
        before = hashes.total
        response = visitor.log_in(email, "not the password")
        answers.append((response.status_code, plain(response).replace(email, "")))
        assert hashes.total - before == 1

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "target", ["/library", "/practice?task=people.1", f"https://{HOST}/library"]
)
def test_the_visitor_goes_on_where_the_log_in_was_asked_for(visitor: Browser, target: str) -> None:
    visitor.register()

    assert visitor.log_in(next=target).location == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "https:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        f"https://{HOST}@evil.example/",
        f"https://{HOST}.evil.example/",
        " //evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
    ],
)
def test_a_log_in_never_leads_to_another_site(visitor: Browser, target: str) -> None:
    visitor.register()

    location = str(visitor.log_in(next=target).location)

    assert "\\" not in location
    assert not location.startswith("//")
    assert urlsplit(urljoin(f"https://{HOST}/account/login", location))[:2] == ("https", HOST)


def test_a_page_that_only_a_form_reaches_is_no_place_to_go_back_to(visitor: Browser) -> None:
    assert visitor.post("/settings/delete").location == "/account/login"


def test_cookies_stay_on_https_and_away_from_scripts_and_other_sites(visitor: Browser) -> None:
    visitor.register()

    cookies = visitor.log_in(remember="y").headers.getlist("Set-Cookie")

    assert sorted(cookie.partition("=")[0] for cookie in cookies) == [
        "prep_remember",
        "prep_session",
    ]
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_staying_logged_in_is_a_choice(visitor: Browser) -> None:
    visitor.register()
    visitor.log_in()
    visitor.client.delete_cookie("prep_session", domain=HOST)
    assert not visitor.is_logged_in()

    visitor.log_in(remember="y")
    visitor.client.delete_cookie("prep_session", domain=HOST)
    assert visitor.is_logged_in()


def test_the_session_begins_anew(visitor: Browser) -> None:
    visitor.register()
    old_token = visitor.token()
    visitor.log_in()

    response = visitor.post("/account/logout", {"csrf_token": old_token})

    assert response.status_code == 400
    assert visitor.token() != old_token


def test_only_the_session_cookie_proves_who_is_there(server: Flask, visitor: Browser) -> None:
    visitor.register()
    with server.test_request_context(base_url=f"https://{HOST}"):
        token = _security.datastore.find_user(email=EMAIL).get_auth_token()

    for path, headers in (
        ("/setup", {"Authentication-Token": token}),
        (f"/setup?auth_token={token}", {}),
    ):
        assert visitor.get(path, headers=headers).status_code == 303


def test_json_is_no_way_in(visitor: Browser) -> None:
    visitor.register()
    headers = {"X-CSRFToken": visitor.token(), "Accept": "application/json"}
    content = {"email": EMAIL, "password": PASSWORD}

    response = visitor.send_raw(
        "POST", "/account/login?include_auth_token", json=content, headers=headers
    )

    assert response.mimetype == "text/html"


def test_a_form_without_its_token_is_refused(visitor: Browser) -> None:
    visitor.register()
    fields = {"email": EMAIL, "password": PASSWORD}

    assert visitor.post("/account/login", fields, csrf=False).status_code == 400
    assert not visitor.is_logged_in()


def test_a_form_sent_from_another_site_is_refused(visitor: Browser) -> None:
    fields = {"csrf_token": visitor.token(), "email": EMAIL, "password": PASSWORD}
    headers = {"Referer": "https://evil.example/"}

    response = visitor.send_raw("POST", "/account/login", data=fields, headers=headers)

    assert response.status_code == 400


def test_only_get_and_post_are_answered(visitor: Browser) -> None:
    headers = {"X-CSRFToken": visitor.token()}

    assert visitor.send_raw("DELETE", "/account/login", headers=headers).status_code == 405


def test_somebody_logged_in_is_sent_to_the_first_page(server: Flask, outbox: Outbox) -> None:
    assert signed_up(server).get("/account/login").location == "/"


def test_guessing_one_address_is_refused_known_or_not(server: Flask, visitor: Browser) -> None:
    visitor.register()
    for email in (EMAIL, "nobody@example.org"):
        statuses = [
            Browser(server, f"198.51.100.{n}").log_in(email, "a guess").status_code
            for n in range(11)
        ]
        assert statuses == [422] * 10 + [429]

    refused = Browser(server, "198.51.100.99").log_in(EMAIL.upper())
    assert refused.status_code == 429


def test_guessing_from_one_network_is_refused(server: Flask) -> None:
    browser = Browser(server)
    statuses = [browser.log_in(f"a{n}@example.org").status_code for n in range(31)]

    assert statuses == [422] * 30 + [429]


def test_a_refusal_is_a_page_that_says_when_to_come_back(server: Flask) -> None:
    browser = Browser(server)
    for _ in range(10):
        browser.log_in()

    response = browser.log_in()

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 600
    assert re.search(r"Wait \d+ minutes? and try again", response.text)


def test_an_ipv6_household_counts_as_one(server: Flask) -> None:
    statuses = [
        Browser(server, f"2001:db8:1:2::{n:x}").log_in(f"a{n}@example.org").status_code
        for n in range(31)
    ]

    assert statuses[-1] == 429
    assert Browser(server, "2001:db8:1:3::1").log_in().status_code == 422


def test_logging_in_properly_is_never_limited(server: Flask, visitor: Browser) -> None:
    visitor.register()
    statuses = [Browser(server).log_in().status_code for _ in range(12)]

    assert set(statuses) == {302}


def test_forwarded_addresses_are_believed_only_from_trusted_proxies(
    make_server: MakeServer,
) -> None:
    def last_of_many(app: Flask) -> int:
        browser = Browser(app)
        token = browser.token()
        statuses = [
            browser.send_raw(
                "POST",
                "/account/login",
                data={"csrf_token": token, "email": f"a{n}@example.org", "password": PASSWORD},
                headers={"X-Forwarded-For": f"198.51.100.{n}", "X-Forwarded-Proto": "https"},
            ).status_code
            for n in range(31)
        ]
        return statuses[-1]

    assert last_of_many(make_server()) == 429
    assert last_of_many(make_server(trusted_proxies=1)) == 422


@pytest.mark.parametrize("page", ["login", "register", "reset", "confirm"])
def test_pages_keep_the_content_security_policy(visitor: Browser, page: str) -> None:
    response = visitor.get(f"/account/{page}")

    assert response.status_code == 200
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", response.text)
