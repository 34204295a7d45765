import pytest
from flask import Flask
from sqlalchemy import func, select

from prep.storage.accounts import AccountRow
from prep.storage.database import Database
from prep.storage.learners import LearnerRow
from prep.web.accounts.datastore import AccountDatastore
from tests.web.browser import EMAIL, PASSWORD, Browser, plain, signed_up
from tests.web.conftest import HashCount, Outbox


def test_registering_makes_an_account_and_its_learner(
    visitor: Browser, server_database: Database
) -> None:
    response = visitor.register()

    assert response.location == "/account/login"
    with server_database.reader() as db:
        account = db.scalars(select(AccountRow)).one()
        learner = db.scalars(select(LearnerRow)).one()
    assert account.learner_id == learner.id
    assert learner.name == "ana"
    assert account.password.startswith("$argon2id$")
    assert PASSWORD not in account.password


def test_registering_does_not_log_in_but_the_account_works(visitor: Browser) -> None:
    visitor.register()

    assert not visitor.is_logged_in()
    visitor.log_in()
    assert visitor.is_logged_in()


def test_an_address_has_one_spelling(visitor: Browser, server_database: Database) -> None:
    visitor.register("Ana@Example.ORG")
    visitor.register("ANA@example.org")

    with server_database.reader() as db:
        assert [account.email for account in db.scalars(select(AccountRow))] == [EMAIL]
    visitor.log_in("ANA@EXAMPLE.org")
    assert visitor.is_logged_in()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"email": ""}, "Write your e-mail address."),
        ({"email": "nonsense"}, "Write the e-mail address in full, such as ana@example.org."),
        ({"email": "a@b@c"}, "Write the e-mail address in full, such as ana@example.org."),
        ({"email": "a" * 300 + "@example.org"}, "Write the e-mail address in full"),
        ({"password": ""}, "Write a password."),
        ({"password": "123456789"}, "Use at least 10 characters for the password."),
        ({"password": "x" * 201}, "Use at most 200 characters for the password."),
        ({"password": "ANA@example.org"}, "Use a password that is not your e-mail address."),
        ({"password_confirm": "something else"}, "Write the same password twice."),
    ],
)
def test_wrong_input_is_refused_with_the_way_to_put_it_right(
    visitor: Browser, server_database: Database, fields: dict[str, str], message: str
) -> None:
    password = fields.get("password", PASSWORD)
    valid = {"email": EMAIL, "password": password, "password_confirm": password}

    response = visitor.post("/account/register", {**valid, **fields})

    assert response.status_code == 422
    assert message in response.text
    with server_database.reader() as db:
        assert db.scalar(select(func.count()).select_from(AccountRow)) == 0


def test_known_and_unknown_addresses_get_the_same_answer(
    server: Flask, outbox: Outbox, hashes: HashCount
) -> None:
    answers = []
    for _ in range(2):
        browser, before = Browser(server), hashes.total
        response = browser.register()
        page = browser.get(str(response.location))
        answers.append((response.status_code, response.location, plain(page)))
        assert hashes.total - before == 1

    assert answers[0] == answers[1]
    assert outbox.subjects() == [f"{EMAIL}: Your Prep account"] * 2


def test_registering_again_leaves_the_password_alone(visitor: Browser, outbox: Outbox) -> None:
    visitor.register()
    visitor.register(password="another password")

    assert "It has one already" in outbox.last()
    assert visitor.log_in(password="another password").status_code == 422
    visitor.log_in()
    assert visitor.is_logged_in()


def test_a_known_address_with_a_short_password_is_told_about_the_password_only(
    visitor: Browser,
) -> None:
    unknown = visitor.register(password="short")
    visitor.register()

    assert plain(visitor.register(password="short")) == plain(unknown)


def test_two_requests_for_one_address_at_once_make_one_account(
    server: Flask, server_database: Database
) -> None:
    store: AccountDatastore = server.extensions["security"].datastore
    with server.test_request_context(base_url="https://prep.example.org"):
        first = store.create_user(email=EMAIL, password="hash of the first")
        second = store.create_user(email=EMAIL, password="hash of the second")
        assert (first.id, second.password) == (second.id, "hash of the first")

    with server_database.reader() as db:
        assert db.scalar(select(func.count()).select_from(LearnerRow)) == 1


def test_a_form_without_its_token_is_refused(visitor: Browser) -> None:
    fields = {"email": EMAIL, "password": PASSWORD, "password_confirm": PASSWORD}

    assert visitor.post("/account/register", fields, csrf=False).status_code == 400
    assert visitor.log_in().status_code == 422


def test_somebody_logged_in_is_sent_to_the_first_page(server: Flask, outbox: Outbox) -> None:
    assert signed_up(server).get("/account/register").location == "/"


def test_only_get_and_post_are_answered(visitor: Browser) -> None:
    headers = {"X-CSRFToken": visitor.token()}

    assert visitor.send_raw("PUT", "/account/register", headers=headers).status_code == 405


def test_many_accounts_from_one_network_are_refused(server: Flask, outbox: Outbox) -> None:
    browser = Browser(server)
    statuses = [browser.register(f"a{n}@example.org").status_code for n in range(21)]

    assert set(statuses[:20]) == {302}
    assert statuses[20] == 429
    assert Browser(server, "198.51.100.1").register("b@example.org").status_code == 302


def test_many_tries_for_one_address_are_refused_wherever_they_come_from(
    server: Flask, outbox: Outbox
) -> None:
    statuses = [Browser(server, f"198.51.100.{n}").register().status_code for n in range(6)]

    assert statuses == [302] * 5 + [429]
