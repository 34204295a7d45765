"""A mentor's link: made by its learner, opened by whoever has it, dead when it is over."""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from prep.services.private_links import hash_of
from prep.storage.database import Database, transaction
from prep.storage.evidence import EvidenceRow
from prep.storage.private_links import PrivateLinkRow, SignOffRow
from tests.acting import document, drafted, plan, save
from tests.practising import Practice
from tests.web.browser import HOST
from tests.web.conftest import MakeServer
from tests.web.visiting import Fields, Visitor, forms_in, text_of

SIGNED: Fields = {"name": "Bob", "role": "Team lead", "comment": "Well\r\ndone.", "has_seen": "yes"}
UNKNOWN = "/mentor/" + "x" * 32
EXERCISE = "Write down what may happen, risk-1"


@pytest.fixture
def theirs(owner_id: int, server_database: Database, now: datetime) -> Practice:
    """The owner at the level of services."""
    return Practice(server_database, owner_id, now)


@pytest.fixture
def action_id(theirs: Practice) -> UUID:
    """The owner's action, documented, with evidence that may leave."""
    action_id = plan(theirs)
    document(theirs, action_id, drafted(confidentiality="shareable"))
    return action_id


def create(visitor: Visitor, action_id: UUID, days: str = "14") -> TestResponse:
    return visitor.submit(f"/at-work/{action_id}", f"/at-work/{action_id}/links", {"days": days})


def shown_address(response: TestResponse) -> str:
    """The address that the page shows, as its path."""
    found = re.search(r'id="address"[^>]*>([^<]+)<', response.text)
    assert found
    assert found[1].startswith(f"https://{HOST}/mentor/")
    return urlsplit(found[1]).path


@pytest.fixture
def address(owner: Visitor, action_id: UUID) -> str:
    """The path of a link that works."""
    return shown_address(create(owner, action_id))


def sign_offs(database: Database) -> list[SignOffRow]:
    with database.reader() as db:
        return list(db.scalars(select(SignOffRow)))


def change_links(database: Database, **values: object) -> None:
    with transaction(database) as db:
        db.execute(update(PrivateLinkRow).values(**values))


def test_the_address_is_shown_once_with_what_the_mentor_sees(
    owner: Visitor, action_id: UUID, server_database: Database
) -> None:
    response = create(owner, action_id, "3")

    assert response.status_code == 201
    secret = shown_address(response).removeprefix("/mentor/")
    assert len(secret) == 32
    text = text_of(response.text)
    assert "works for 3 days" in text
    assert "Two cutovers had failed." in text
    assert secret not in owner.get(f"/at-work/{action_id}").text
    with server_database.reader() as db:
        assert db.scalars(select(PrivateLinkRow.secret_hash)).one() == hash_of(secret)


def test_a_mentor_without_account_sees_the_work_and_nothing_else(
    anonymous: Visitor, address: str
) -> None:
    response = anonymous.get(address)

    assert response.status_code == 200
    text = text_of(response.text)
    for shown in (EXERCISE, "Two cutovers had failed.", "9 of 11 risks answered", "Partly"):
        assert shown in text
    for private in ("owner", "The mail migration", "The network team,", "late lorry", "Log in"):
        assert private not in text
    links = set(re.findall(r'(?:href|action|src)="([^"]+)"', response.text))
    assert {link for link in links if not link.startswith("/static/")} == {"#main", address}


def test_who_is_logged_in_sees_the_same_page(
    other: Visitor, anonymous: Visitor, address: str
) -> None:
    mine, theirs = other.get(address).text, anonymous.get(address).text

    assert text_of(mine) == text_of(theirs)


def test_the_pages_tell_no_one_where_the_reader_was(anonymous: Visitor, address: str) -> None:
    for path in (address, UNKNOWN, address + "/deeper", "/mentor/"):
        headers = anonymous.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Cache-Control"] == "no-store"
    assert anonymous.get("/").headers["Referrer-Policy"] == "same-origin"


def revoke(database: Database) -> None:
    change_links(database, revoked_at=func.now())


def expire(database: Database) -> None:
    with transaction(database) as db:
        for row in db.scalars(select(PrivateLinkRow)):
            row.expires_at = row.created_at


def make_private(database: Database) -> None:
    with transaction(database) as db:
        db.execute(update(EvidenceRow).values(confidentiality="private"))


@pytest.mark.parametrize("end", [revoke, expire, make_private])
def test_a_dead_link_answers_as_an_unknown_one(
    anonymous: Visitor, server_database: Database, address: str, end: Callable[[Database], None]
) -> None:
    fields: Fields = {**SIGNED, "csrf_token": anonymous.token(address)}
    end(server_database)
    anonymous.get(UNKNOWN)  # the first page that is not found renews the cookie, whichever it is

    for answers in (
        [anonymous.get(path) for path in (address, UNKNOWN)],
        [anonymous.post(path, fields) for path in (address, UNKNOWN)],
    ):
        dead, unknown = answers
        assert dead.status_code == unknown.status_code == 404
        assert dead.text == unknown.text
        assert set(dead.headers) == set(unknown.headers)
    assert sign_offs(server_database) == []


def test_a_mentor_signs_off_on_the_first_visit_without_a_referrer(
    anonymous: Visitor, owner: Visitor, address: str, action_id: UUID, server_database: Database
) -> None:
    """Browsers send none from a page that says no-referrer, and Origin then is null."""
    form = forms_in(anonymous.get(address).text)[address]

    response = anonymous.client.post(
        address,
        data={**form.fields, **SIGNED},
        base_url=anonymous.base_url,
        headers={"Origin": "null"},
    )

    assert response.status_code == 303
    assert response.location == address
    page = anonymous.get(address)
    assert "Thank you. This was signed off on 23 November 2026." in text_of(page.text)
    assert address not in forms_in(page.text)
    (row,) = sign_offs(server_database)
    assert (row.name, row.role, row.comment) == ("Bob", "Team lead", "Well\ndone.")
    seen = text_of(owner.get(f"/at-work/{action_id}").text)
    assert "Signed off by Bob , Team lead, on 23 November 2026" in seen


def test_a_second_sign_off_changes_nothing(
    anonymous: Visitor, address: str, server_database: Database
) -> None:
    fields = {**anonymous.form(address, address).fields, **SIGNED}

    for name in ("Bob", "Eve"):
        assert anonymous.post(address, {**fields, "name": name}).location == address

    assert [row.name for row in sign_offs(server_database)] == ["Bob"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"role": ""}, "role"),
        ({"name": "x" * 121}, "name"),
        ({"comment": "x" * 2001}, "comment"),
        ({"has_seen": ""}, "has_seen"),
    ],
)
def test_wrong_input_names_the_field_and_keeps_what_was_typed(
    anonymous: Visitor, address: str, server_database: Database, fields: Fields, field: str
) -> None:
    response = anonymous.submit(address, address, {**SIGNED, **fields})

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert "Well\ndone." in response.text.replace("\r\n", "\n") or field == "comment"
    assert sign_offs(server_database) == []


def test_work_that_changed_since_it_was_read_is_shown_again_before_it_is_signed(
    anonymous: Visitor, theirs: Practice, address: str, action_id: UUID, server_database: Database
) -> None:
    fields = {**anonymous.form(address, address).fields, **SIGNED}
    changed = drafted(confidentiality="shareable", result="Even better.")
    document(theirs.later(hours=1), action_id, changed)

    response = anonymous.post(address, fields)

    assert response.status_code == 422
    assert "Even better." in text_of(response.text)
    assert 'id="has_seen-error"' in response.text
    again = forms_in(response.text)[address].fields
    assert again["name"] == ["Bob"]
    assert "has_seen" not in again
    assert sign_offs(server_database) == []
    assert anonymous.post(address, {**again, "has_seen": "yes"}).status_code == 303


def test_a_form_without_its_token_is_refused(
    anonymous: Visitor, address: str, server_database: Database
) -> None:
    assert anonymous.post(address, SIGNED).status_code == 400
    assert anonymous.post(address, {**SIGNED, "csrf_token": "x"}).status_code == 400
    assert sign_offs(server_database) == []


def test_a_token_of_another_browser_is_refused(
    server: Flask, anonymous: Visitor, address: str, server_database: Database
) -> None:
    elsewhere = Visitor(server.test_client(), anonymous.base_url)
    elsewhere.get(address)
    token = anonymous.token(address)

    assert elsewhere.post(address, {**SIGNED, "csrf_token": token}).status_code == 400
    assert sign_offs(server_database) == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(anonymous: Visitor, address: str, method: str) -> None:
    response = getattr(anonymous.client, method)(address, base_url=anonymous.base_url)

    assert response.status_code == 405
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_a_head_request_answers_without_a_page(anonymous: Visitor, address: str) -> None:
    response = anonymous.client.head(address, base_url=anonymous.base_url)

    assert (response.status_code, response.text) == (200, "")


def test_revoking_ends_a_link_at_once(
    owner: Visitor, anonymous: Visitor, address: str, action_id: UUID, server_database: Database
) -> None:
    with server_database.reader() as db:
        link_id = db.scalars(select(PrivateLinkRow.id)).one()
    page = f"/at-work/{action_id}"

    response = owner.submit(page, f"{page}/links/{link_id}/revoke")

    assert response.location == f"{page}#mentor"
    assert anonymous.get(address).status_code == 404
    assert "Links that work" not in owner.get(page).text


@pytest.mark.parametrize("days", ["0", "61", "", "many", "1e3", "9" * 30])
def test_a_wrong_number_of_days_is_told_and_makes_nothing(
    owner: Visitor, action_id: UUID, server_database: Database, days: str
) -> None:
    response = create(owner, action_id, days)

    assert response.status_code == 422
    assert 'id="days-error"' in response.text
    assert f'value="{days}"' in response.text
    with server_database.reader() as db:
        assert db.scalars(select(PrivateLinkRow)).all() == []


def test_private_evidence_offers_no_link_and_says_what_to_change(
    owner: Visitor, theirs: Practice
) -> None:
    action_id = plan(theirs)
    document(theirs, action_id, drafted(confidentiality="private"))

    page = owner.get(f"/at-work/{action_id}").text

    assert f"/at-work/{action_id}/links" not in forms_in(page)
    assert "private, so no link shows it" in text_of(page)
    fields: Fields = {"csrf_token": owner.token("/settings"), "days": "14"}
    refused = owner.post(f"/at-work/{action_id}/links", fields)
    assert refused.status_code == 409
    assert "choose shareable" in refused.text


def test_a_draft_offers_no_link(owner: Visitor, theirs: Practice) -> None:
    action_id = plan(theirs)
    save(theirs, action_id, drafted(confidentiality="shareable"))

    assert "Document this first" in text_of(owner.get(f"/at-work/{action_id}").text)


def test_links_of_others_and_of_nothing_are_not_found_and_stay(
    owner: Visitor, other: Visitor, anonymous: Visitor, address: str, action_id: UUID,
    server_database: Database,
) -> None:  # fmt: skip
    with server_database.reader() as db:
        link_id = db.scalars(select(PrivateLinkRow.id)).one()

    for visitor, action, link in (
        (other, action_id, link_id),
        (owner, action_id, uuid4()),
        (owner, uuid4(), link_id),
    ):
        fields: Fields = {"csrf_token": visitor.token("/settings"), "days": "14"}
        revoking = visitor.post(f"/at-work/{action}/links/{link}/revoke", fields)
        assert revoking.status_code == 404
    fields = {"csrf_token": other.token("/settings"), "days": "14"}
    assert other.post(f"/at-work/{action_id}/links", fields).status_code == 404
    assert owner.get(f"/at-work/{uuid4()}").status_code == 404
    assert anonymous.get(address).status_code == 200


@pytest.mark.parametrize("path", ["links", f"links/{UUID(int=2)}/revoke"])
def test_only_its_learner_changes_links_by_a_form_with_its_token(
    owner: Visitor, anonymous: Visitor, action_id: UUID, path: str
) -> None:
    fields: Fields = {"csrf_token": anonymous.token("/account/login"), "days": "14"}
    refused = anonymous.post(f"/at-work/{action_id}/{path}", fields)
    assert refused.location == "/account/login"
    assert owner.post(f"/at-work/{action_id}/{path}", {"days": "14"}).status_code == 400
    assert owner.get(f"/at-work/{action_id}/{path}").status_code == 405


def test_a_mentors_secret_is_no_calendar(anonymous: Visitor, address: str) -> None:
    secret = address.removeprefix("/mentor/")

    assert anonymous.get(f"/calendar/{secret}.ics").status_code == 404


def test_the_secret_is_in_no_line_of_the_log(
    anonymous: Visitor, address: str, action_id: UUID, server_database: Database,
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        anonymous.submit(address, address, SIGNED)
        anonymous.post(address)
        broken = "prep.services.sign_offs.find_shared_work"
        monkeypatch.setattr(broken, lambda *_: 1 / 0)
        assert anonymous.get(address).status_code == 500
        for _ in range(31):
            anonymous.get(address + "x")

    assert "ZeroDivisionError" in caplog.text
    assert address.removeprefix("/mentor/") not in caplog.text


def test_guessing_from_one_network_is_refused(make_server: MakeServer) -> None:
    visitor = Visitor(make_server().test_client(), f"https://{HOST}")

    statuses = [visitor.get(f"/mentor/guess{n}").status_code for n in range(31)]

    assert statuses == [404] * 30 + [429]


def test_reading_is_never_limited(anonymous: Visitor, address: str) -> None:
    assert {anonymous.get(address).status_code for _ in range(40)} == {200}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(guess=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_random_secrets_open_nothing(me: Visitor, guess: str) -> None:
    response = me.client.get(f"/mentor/{guess}", base_url=me.base_url)

    assert response.status_code in (404, 308)
    assert EXERCISE not in response.text


def test_local_mode_says_that_the_address_opens_here_only(me: Visitor, mine: Practice) -> None:
    action_id = plan(mine)
    document(mine, action_id, drafted(confidentiality="shareable"))

    assert "this machine only" in text_of(create(me, action_id).text)


def test_what_was_changed_after_a_sign_off_is_told(
    owner: Visitor, anonymous: Visitor, theirs: Practice, address: str, action_id: UUID
) -> None:
    anonymous.submit(address, address, SIGNED)
    document(
        theirs.later(hours=1),
        action_id,
        drafted(confidentiality="shareable", result="Even better."),
    )

    assert "You have changed the evidence since." in text_of(
        owner.get(f"/at-work/{action_id}").text
    )
