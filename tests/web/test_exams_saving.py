"""Saving over HTTP: as JSON from a script, and as a form without one."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from prep.storage.database import Database
from tests.examining import begun
from tests.web.sitting import Room, counted_statements, save_body
from tests.web.test_errors import writing_elsewhere
from tests.web.visiting import Visitor

BROKEN: dict[str, dict[str, Any]] = {
    "tab": {"tab": "7"},
    "revision": {"revision": "one"},
    "raw": {"raw": ["b"]},
    "is_flagged": {"is_flagged": "perhaps"},
    "struck": {"struck": "b"},
    "note": {"note": 7},
    "confidence": {"confidence": "very"},
    "elapsed_ms": {"elapsed_ms": None},
    "key": {"key": "b"},
}
"""What each field cannot be; `key` is no field."""


def test_it_works(room: Room) -> None:
    room.clock.on(minutes=1)

    response = room.save(1, is_flagged=True, struck=["d"], note="Hm", confidence="unsure")

    assert response.status_code == 200
    moment = (room.candidate.now + timedelta(minutes=1)).isoformat()
    assert response.json == {
        "position": 1,
        "is_stored": True,
        "revision": 1,
        "completeness": "answered",
        "saved_at": moment,
        "seconds_left": 59 * 60,
        "server_time": moment,
        "standing": {
            "revision": 1,
            "raw": {"choice": ["b"]},
            "is_flagged": True,
            "struck": ["d"],
            "note": "Hm",
            "confidence": "unsure",
            "elapsed_ms": 41_000,
            "saved_at": moment,
        },
    }
    assert room.candidate.items()[1].note == "Hm"


def test_a_replayed_save_and_one_out_of_order_change_nothing(room: Room) -> None:
    room.save(1, revision=2, raw={"choice": ["c"]})

    again = room.save(1, revision=2, raw={"choice": ["c"]})
    late = room.save(1, revision=1, raw={"choice": ["a"]})

    assert (again.status_code, again.json["is_stored"]) == (200, True)
    assert (late.status_code, late.json["is_stored"]) == (200, False)
    assert late.json["standing"]["raw"] == {"choice": ["c"]}
    assert room.candidate.items()[1].revision == 2


@pytest.mark.parametrize("field", BROKEN)
def test_a_field_that_is_wrong_is_named(room: Room, field: str) -> None:
    response = room.call("/1/save", save_body() | BROKEN[field])
    assert response.status_code == 422
    assert (response.json["reason"], response.json["field"]) == ("invalid", field)
    assert field in response.json["message"]
    assert room.candidate.items() == {}


@pytest.mark.parametrize("field", [name for name in BROKEN if name != "key"])
def test_a_field_that_is_missing_is_named(room: Room, field: str) -> None:
    body = save_body()
    del body[field]
    response = room.call("/1/save", body)
    assert (response.status_code, response.json["field"]) == (422, field)


@pytest.mark.parametrize(
    "sent",
    [b"", b"{", b"[]", b"7", b"null", b"\xff", b"[" * 100_000, b'{"note": "\\ud800"}'],
)
def test_what_is_not_the_json_that_was_asked_for_is_refused(room: Room, sent: bytes) -> None:
    response = room.visitor.client.post(
        f"{room.base}/1/save",
        data=sent,
        content_type="application/json",
        base_url=room.visitor.base_url,
        headers=room.headers(),
    )
    assert (response.status_code, response.json["reason"]) == (422, "invalid")


def test_half_a_character_in_a_note_is_refused(room: Room) -> None:
    response = room.save(1, note="\ud800")
    assert (response.status_code, response.json["field"]) == (422, "note")


def test_what_is_far_too_large_is_refused(room: Room) -> None:
    response = room.save(1, note="n" * 300_000)
    assert (response.status_code, response.json["reason"]) == (413, "too_large")


def test_a_save_without_the_token_is_refused(room: Room) -> None:
    response = room.call("/1/save", save_body(), headers={"X-CSRFToken": ""})
    assert (response.status_code, response.json["reason"]) == (400, "expired")
    assert room.candidate.items() == {}


def test_after_the_deadline_a_save_is_refused_and_the_exam_handed_in(room: Room) -> None:
    room.save(1)
    room.clock.on(minutes=60)

    response = room.save(1, revision=2, raw={"choice": ["a"]})

    assert response.status_code == 409
    assert response.json["reason"] == "deadline"
    assert response.json["at"] == (room.candidate.now + timedelta(hours=1)).isoformat()
    assert "13:00:00" in response.json["message"]
    row = room.candidate.row()
    assert (row.submitted_by, row.score) == ("deadline", 1 / 15)


@pytest.mark.parametrize("path", ["/7/save", "/15/save"])
def test_a_locked_section_is_refused(room: Room, path: str) -> None:
    response = room.call(path, save_body())
    assert (response.status_code, response.json["reason"]) == (409, "locked")


def test_what_is_handed_in_takes_no_save(room: Room) -> None:
    room.press("/submit")
    response = room.save(1)
    assert (response.status_code, response.json["reason"]) == (409, "submitted")


def test_on_a_break_a_save_is_refused(room: Room) -> None:
    room.press("/leave-section", {"section": "1", "break": "1"})
    response = room.save(7)
    assert (response.status_code, response.json["reason"]) == (409, "break")


def test_of_two_tabs_the_one_opened_last_holds_the_attempt(room: Room) -> None:
    other = Room(room.visitor, room.candidate, room.clock)
    assert room.call("/take", {"tab": str(room.tab)}).json["tab"] == str(room.tab)
    assert room.save(1).status_code == 200
    other.call("/take", {"tab": str(other.tab)})

    refused = room.save(1, revision=2, raw={"choice": ["c"]})
    assert (refused.status_code, refused.json["reason"]) == (409, "other_tab")
    assert other.save(1, revision=2, raw={"choice": ["d"]}).json["is_stored"]

    room.call("/take", {"tab": str(room.tab)})
    again = room.save(1, revision=3, raw={"choice": ["c"]})
    assert again.json["is_stored"]
    assert room.candidate.items()[1].raw == {"choice": ["c"]}
    assert other.save(1, revision=4).status_code == 409


@pytest.mark.parametrize("body", [{}, {"tab": "7"}, {"tab": None}, []])
def test_a_tab_without_an_id_takes_nothing(room: Room, body: Any) -> None:
    response = room.call("/take", body)
    assert response.status_code == 422
    assert room.candidate.row().tab is None


def test_a_busy_database_says_so_and_takes_the_save_afterwards(
    room: Room, stocked_sqlite_url: str
) -> None:
    headers = room.headers()
    with writing_elsewhere(stocked_sqlite_url):
        response = room.visitor.client.post(
            f"{room.base}/1/save", json=save_body(), base_url=room.visitor.base_url, headers=headers
        )
    assert (response.status_code, response.json["reason"]) == (503, "unavailable")
    assert int(response.headers["Retry-After"]) > 0
    assert room.candidate.items() == {}
    assert room.save(1).json["is_stored"]


def test_a_save_takes_few_statements(room: Room, local_database: Database) -> None:
    room.save(1)
    headers = room.headers()
    with counted_statements(local_database) as statements:
        response = room.visitor.client.post(
            f"{room.base}/1/save",
            json=save_body(revision=2),
            base_url=room.visitor.base_url,
            headers=headers,
        )
    assert response.json["is_stored"]
    assert len(statements) == 5, statements  # BEGIN, who, what, what stands, store


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/1/save", "/take"])
def test_other_methods_are_refused(room: Room, method: str, path: str) -> None:
    response = room.visitor.client.open(
        room.base + path,
        method=method,
        base_url=room.visitor.base_url,
        headers=room.headers(),
    )
    assert response.status_code == 405


def test_a_save_of_somebody_who_is_logged_out_is_told_so(
    anonymous: Visitor, owner: Visitor, owner_id: int, server_database: Database
) -> None:
    candidate = begun(server_database, owner_id)
    token = anonymous.token("/account/login")
    response = anonymous.client.post(
        f"/mock/{candidate.attempt_id}/1/save",
        json=save_body(),
        base_url=anonymous.base_url,
        headers={
            "Accept": "application/json",
            "X-CSRFToken": token,
            "Referer": f"{anonymous.base_url}/",
        },
    )
    assert (response.status_code, response.json["reason"]) == (401, "signed_out")
    assert candidate.items() == {}


def test_an_attempt_of_somebody_else_is_unknown(
    other: Visitor, owner_id: int, server_database: Database, server: Flask
) -> None:
    candidate = begun(server_database, owner_id)
    token = other.token("/setup")
    headers = {
        "Accept": "application/json",
        "X-CSRFToken": token,
        "Referer": f"{other.base_url}/",
    }
    for path, body in (("/1/save", save_body()), ("/take", {"tab": str(uuid4())})):
        response = other.client.post(
            f"/mock/{candidate.attempt_id}{path}",
            json=body,
            base_url=other.base_url,
            headers=headers,
        )
        assert (response.status_code, response.json["reason"]) == (404, "unknown")
    assert candidate.items() == {}


def test_a_form_without_a_script_saves_and_goes_on(room: Room) -> None:
    fields = {"choice": "b", "note": "Hm", "is_flagged": "1", "elapsed_ms": "900", "struck": ["a"]}

    response = room.visitor.submit(f"{room.base}/1", f"{room.base}/1/save", {"choice": "b"})
    assert response.location == f"{room.base}/2"
    response = room.press("/1/save", {"revision": "2", "go": "stay", "confidence": "sure"} | fields)

    assert response.location == f"{room.base}/1"
    row = room.candidate.items()[1]
    assert (row.raw, row.note, row.is_flagged, row.struck) == (
        {"choice": ["b"]},
        "Hm",
        True,
        ["a"],
    )
    assert (row.elapsed_ms, row.confidence) == (900, "sure")


@pytest.mark.parametrize(
    ("position", "go", "leads_to"),
    [
        (1, "next", "/2"),
        (6, "next", "/review"),
        (6, "previous", "/5"),
        (1, "previous", "/review"),
        (3, "review", "/review"),
        (3, "elsewhere", "/review"),
    ],
)
def test_a_form_leads_on_within_its_section(
    room: Room, position: int, go: str, leads_to: str
) -> None:
    response = room.press(f"/{position}/save", {"revision": "1", "go": go})
    assert (response.status_code, response.location) == (303, room.base + leads_to)


def test_a_form_that_is_refused_comes_back_as_it_was(room: Room) -> None:
    response = room.press("/1/save", {"revision": "1", "choice": "z"})
    assert response.status_code == 422
    assert "is not an option here" in response.text
    response = room.press("/1/save", {"revision": "x", "choice": "c"})
    assert response.status_code == 422
    assert re.search(r'value="c"[^>]* checked', response.text)
    assert room.candidate.items() == {}


def test_a_form_older_than_what_stands_comes_back_to_be_sent_again(room: Room) -> None:
    form = room.visitor.form(f"{room.base}/1", f"{room.base}/1/save")
    room.save(1, revision=5, raw={"choice": ["d"]})

    stale = room.visitor.post(f"{room.base}/1/save", {**form.fields, "choice": "a"})

    assert stale.status_code == 409
    assert "another window" in stale.text
    assert room.candidate.items()[1].raw == {"choice": ["d"]}
    assert 'name="revision" value="6"' in stale.text


def test_nothing_of_a_form_that_comes_back_is_lost(room: Room) -> None:
    filled_in = {"note": "Who decides?", "is_flagged": "1", "confidence": "sure", "choice": "a"}
    room.save(1, revision=5, raw={"choice": ["d"]})
    stale = room.press("/1/save", {"revision": "1", **filled_in})
    refused = room.press("/1/save", {"revision": "6", **filled_in, "note": "n" * 2001})

    assert (stale.status_code, refused.status_code) == (409, 422)
    assert ">Who decides?</textarea>" in stale.text
    assert f">{'n' * 2001}</textarea>" in refused.text
    for page in (stale.text, refused.text):
        assert 'name="is_flagged" value="1" checked' in page
        assert 'name="confidence" value="sure" checked' in page
    assert room.candidate.items()[1].note == ""


def test_the_line_ends_of_a_form_count_once_in_a_note(room: Room) -> None:
    lines = ["x" * 99] * 20
    response = room.press("/1/save", {"revision": "1", "note": "\r\n".join(lines)})
    assert response.status_code == 303
    assert room.candidate.items()[1].note == "\n".join(lines)


def test_a_form_sent_twice_is_stored_once(room: Room) -> None:
    form = room.visitor.form(f"{room.base}/1", f"{room.base}/1/save")
    for _ in range(2):
        response = room.visitor.post(f"{room.base}/1/save", {**form.fields, "choice": "a"})
        assert response.location == f"{room.base}/2"
    assert room.candidate.items()[1].revision == 1


def test_a_form_after_the_deadline_is_refused_with_the_time(room: Room) -> None:
    room.clock.on(hours=3)
    response = room.press("/1/save", {"revision": "1", "choice": "b"})
    assert response.status_code == 409
    assert "13:00:00" in response.text
