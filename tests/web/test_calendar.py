"""The calendar feed by its address."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prep.storage.database import Database
from tests.acting import plan
from tests.practising import Practice
from tests.web.browser import HOST
from tests.web.conftest import MakeServer
from tests.web.visiting import Visitor, forms_in, text_of

UNKNOWN = "/calendar/" + "x" * 32 + ".ics"


def create(visitor: Visitor) -> str:
    """Make an address in the settings; its path."""
    response = visitor.submit("/settings", "/settings/calendar")
    assert response.status_code == 201
    found = re.search(r'id="address"[^>]*>([^<]+)<', response.text)
    assert found
    assert found[1].startswith(visitor.base_url + "/calendar/")
    return urlsplit(found[1]).path


@pytest.fixture
def address(owner: Visitor) -> str:
    """The path of the owner's feed."""
    return create(owner)


def test_anybody_with_the_address_reads_the_calendar(anonymous: Visitor, address: str) -> None:
    response = anonymous.get(address)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(response.text)
    names = {event.summary.value for event in calendar.contents["vevent"]}
    assert names == {"Today's quiz: PMP", "PMP exam"}


def test_the_address_is_shown_once_and_opens_at_no_other_place(
    owner: Visitor, anonymous: Visitor, address: str
) -> None:
    secret = address.removeprefix("/calendar/").removesuffix(".ics")

    page = owner.get("/settings").text
    assert secret not in page
    assert "An address works since 23 November 2026" in text_of(page)
    assert anonymous.get(f"/mentor/{secret}").status_code == 404
    assert anonymous.get(f"/calendar/{secret}").status_code == 404


def test_the_stamp_is_the_clock_of_the_application(anonymous: Visitor, address: str) -> None:
    calendar = vobject.readOne(anonymous.get(address).text)

    stamps = {event.dtstamp.value for event in calendar.contents["vevent"]}
    assert stamps == {datetime(2026, 11, 23, 12, tzinfo=UTC)}


def test_what_is_known_already_is_not_sent_again(
    anonymous: Visitor, address: str, owner_id: int, server_database: Database, now: datetime
) -> None:
    tag = anonymous.get(address).headers["ETag"]

    known = anonymous.get(address, headers={"If-None-Match": tag})
    assert (known.status_code, known.text) == (304, "")
    assert known.headers["ETag"] == tag

    plan(Practice(server_database, owner_id, now))
    news = anonymous.get(address, headers={"If-None-Match": tag})
    assert news.status_code == 200
    assert "At work" in news.text


def test_a_head_request_tells_the_same_without_the_file(anonymous: Visitor, address: str) -> None:
    head = anonymous.client.head(address, base_url=anonymous.base_url)
    whole = anonymous.get(address)

    assert (head.status_code, head.text) == (200, "")
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == whole.headers[name]


def test_it_is_kept_private(anonymous: Visitor, address: str) -> None:
    for path in (address, UNKNOWN):
        headers = anonymous.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert anonymous.get(address).headers["Cache-Control"] == "private, no-cache"
    assert anonymous.get(UNKNOWN).headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in anonymous.get(address).headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(anonymous: Visitor, address: str, method: str) -> None:
    response = getattr(anonymous.client, method)(address, base_url=anonymous.base_url)

    assert response.status_code == 405


def test_a_revoked_address_answers_as_an_unknown_one(
    owner: Visitor, anonymous: Visitor, address: str
) -> None:
    response = owner.submit("/settings", "/settings/calendar/revoke")

    assert response.location == "/settings?saved=calendar#calendar"
    assert "The calendar address has ended" in owner.get("/settings?saved=calendar").text
    dead, unknown = anonymous.get(address), anonymous.get(UNKNOWN)
    assert dead.status_code == unknown.status_code == 404
    assert dead.text == unknown.text
    assert "/settings/calendar/revoke" not in forms_in(owner.get("/settings").text)


def test_a_new_address_ends_the_one_before(
    owner: Visitor, anonymous: Visitor, address: str
) -> None:
    new = create(owner)

    assert anonymous.get(address).status_code == 404
    assert anonymous.get(new).status_code == 200


def test_another_learner_changes_their_own_address_only(
    other: Visitor, anonymous: Visitor, address: str
) -> None:
    token = other.token("/settings")
    assert other.post("/settings/calendar", {"csrf_token": token}).status_code == 201
    assert other.post("/settings/calendar/revoke", {"csrf_token": token}).status_code == 303

    assert anonymous.get(address).status_code == 200


@pytest.mark.parametrize("path", ["/settings/calendar", "/settings/calendar/revoke"])
def test_only_a_learner_changes_addresses_by_a_form_with_its_token(
    owner: Visitor, anonymous: Visitor, path: str
) -> None:
    token = anonymous.token("/account/login")
    assert anonymous.post(path, {"csrf_token": token}).location == "/account/login"
    assert owner.post(path).status_code == 400
    assert owner.get(path).status_code == 405


def test_before_set_up_there_is_no_calendar_to_offer(newcomer: Visitor) -> None:
    assert "/settings/calendar" not in forms_in(newcomer.get("/settings").text)


def test_local_mode_says_who_can_read_it(me: Visitor) -> None:
    assert "a calendar program on this machine" in text_of(me.get("/settings").text)
    assert me.get(create(me)).status_code == 200


def test_guessing_from_one_network_is_refused(make_server: MakeServer) -> None:
    visitor = Visitor(make_server().test_client(), f"https://{HOST}")

    statuses = [visitor.get(f"/calendar/guess{n}.ics").status_code for n in range(31)]

    assert statuses == [404] * 30 + [429]


def test_asking_again_is_never_limited(anonymous: Visitor, address: str) -> None:
    headers = {"If-None-Match": anonymous.get(address).headers["ETag"]}

    assert {anonymous.get(address, headers=headers).status_code for _ in range(40)} == {304}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(guess=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_random_secrets_open_nothing(me: Visitor, guess: str) -> None:
    response = me.client.get(f"/calendar/{guess}.ics", base_url=me.base_url)

    assert response.status_code in (404, 308)
    assert "VCALENDAR" not in response.text
