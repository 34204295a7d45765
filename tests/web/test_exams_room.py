"""The exam room's pages: each in its turn, and only the learner's own."""

from datetime import timedelta
from uuid import uuid4

import pytest

from prep.storage.database import Database
from tests.examining import Candidate, begun
from tests.web.sitting import Room
from tests.web.visiting import Visitor, text_of

PAGES = ("/", "/1", "/review", "/leave-section", "/break", "/submit", "/clock")
FORMS = ("/leave-section", "/break", "/submit", "/1/save", "/take")


def test_it_works(room: Room) -> None:
    assert room.go_to() == "/1"
    page = text_of(room.get("/1").text)
    assert "pmp-people-1-001 asks what" in page
    assert "Question 1 of 6" in page
    assert "1:00:00" in page


def test_what_was_saved_is_shown_again(room: Room) -> None:
    room.save(3, raw={"choice": ["d"]}, note="Think", is_flagged=True)
    page = room.get("/3").text
    assert 'value="d"' in page
    assert page.count(" checked") >= 2
    assert "Think" in page


def test_the_attempt_is_resumed_where_it_was_left(room: Room) -> None:
    room.save(2)
    room.clock.on(minutes=1)
    room.save(5)
    room.clock.on(minutes=1)
    room.save(4)
    assert room.go_to() == "/4"


def test_the_review_lists_what_lacks(room: Room) -> None:
    room.save(1)
    room.save(2, is_flagged=True, raw={})
    room.save(3, raw={"choice": ["a"]})
    for show in ("all", "flagged", "unanswered", "incomplete", "nonsense"):
        response = room.get(f"/review?show={show}")
        assert response.status_code == 200
    assert room.get("/submit").status_code == 200


def test_leaving_a_section_and_a_break(room: Room) -> None:
    assert room.get("/leave-section").status_code == 200

    response = room.press("/leave-section", {"section": "1", "break": "1"})

    assert response.location == f"{room.base}/"
    assert room.go_to() == "/break"
    assert "10:00" in text_of(room.get("/break").text)
    for path in ("/7", "/1", "/review", "/leave-section"):
        assert room.get(path).location == f"{room.base}/"
    assert room.get("/submit").status_code == 200
    room.clock.on(minutes=4)
    room.press("/break")
    assert room.go_to() == "/7"
    assert room.get("/break").location == f"{room.base}/"
    assert "1:00:00" in text_of(room.get("/7").text)


def test_a_break_ends_by_itself(room: Room) -> None:
    room.press("/leave-section", {"section": "1", "break": "1"})
    room.clock.on(minutes=10)
    assert room.go_to() == "/7"
    room.clock.on(minutes=10)
    assert room.get("/clock").json["seconds_left"] == 50 * 60


def test_a_break_may_be_skipped(room: Room) -> None:
    room.press("/leave-section", {"section": "1"})
    assert room.go_to() == "/7"


@pytest.mark.parametrize("section", ["", "one"])
def test_a_section_without_a_number_is_refused(room: Room, section: str) -> None:
    assert room.press("/leave-section", {"section": section}).status_code == 422
    assert room.go_to() == "/1"


def test_a_locked_section_cannot_be_opened(room: Room) -> None:
    later = room.get("/7")
    room.press("/leave-section", {"section": "1"})
    earlier = room.get("/1")

    assert (later.status_code, earlier.status_code) == (409, 409)
    assert "not open yet" in text_of(later.text)
    assert "cannot be opened again" in text_of(earlier.text)


def test_the_last_section_leads_to_handing_in(room: Room) -> None:
    room.press("/leave-section", {"section": "1"})
    room.press("/leave-section", {"section": "2"})
    assert room.get("/leave-section").location == f"{room.base}/submit"
    assert room.press("/leave-section", {"section": "3"}).status_code == 409


def test_handing_in_leads_to_the_result(room: Room) -> None:
    room.save(1)

    assert room.press("/submit").location == f"{room.base}/"

    assert room.go_to() == "/result"
    for path in ("/1", "/review", "/leave-section", "/break", "/submit"):
        assert room.get(path).location == f"{room.base}/", path
    for path in ("/leave-section", "/break", "/submit"):
        assert room.press(path, {"section": "1"}).location == f"{room.base}/", path
    assert room.candidate.row().score == 1 / 15


@pytest.mark.parametrize("path", ["/", "/1", "/review", "/leave-section", "/break", "/submit"])
def test_whatever_is_touched_after_the_deadline_hands_the_exam_in(room: Room, path: str) -> None:
    room.save(1)
    room.clock.on(hours=2)

    response = room.get(path)

    assert response.status_code == 303
    row = room.candidate.row()
    assert (row.submitted_by, row.submitted_at) == (
        "deadline",
        room.candidate.now + timedelta(hours=1),
    )
    assert room.go_to() == "/result"


@pytest.mark.parametrize("path", ["/leave-section", "/break", "/submit"])
def test_a_form_after_the_deadline_hands_the_exam_in_as_of_then(room: Room, path: str) -> None:
    room.clock.on(hours=2)
    assert room.press(path, {"section": "1"}).location == f"{room.base}/"
    assert room.candidate.row().submitted_by == "deadline"


def test_the_clock_is_the_servers(room: Room) -> None:
    room.clock.on(seconds=90)
    clock = room.get("/clock", headers={"Date": "Thu, 01 Jan 1970 00:00:00 GMT"}).json
    assert clock == {
        "stage": "section",
        "section": 1,
        "seconds_left": 3510,
        "break_seconds_left": 0,
        "deadline_at": (room.candidate.now + timedelta(hours=1)).isoformat(),
        "server_time": room.clock.now.isoformat(),
        "tab": None,
        "next_url": f"{room.base}/",
    }


def test_the_clock_tells_of_breaks_and_of_the_end(room: Room) -> None:
    room.press("/leave-section", {"section": "1", "break": "1"})
    room.clock.on(minutes=3)
    clock = room.get("/clock").json
    assert (clock["stage"], clock["section"]) == ("break", 2)
    assert (clock["seconds_left"], clock["break_seconds_left"]) == (3600, 420)
    room.clock.on(hours=3)
    clock = room.get("/clock").json
    assert (clock["stage"], clock["seconds_left"]) == ("submitted", 0)
    assert room.candidate.row().submitted_by == "deadline"


@pytest.mark.parametrize("position", ["0", "16", "2147483648", "99999999999999999999"])
def test_a_question_that_the_form_has_not_is_unknown(room: Room, position: str) -> None:
    assert room.get(f"/{position}").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_an_attempt_that_is_none_is_unknown(room: Room, path: str) -> None:
    assert room.visitor.get(f"/mock/{uuid4()}{path}").status_code == 404


@pytest.fixture
def foreign(owner_id: int, server_database: Database) -> Candidate:
    """The owner's attempt."""
    return begun(server_database, owner_id)


@pytest.mark.parametrize("path", PAGES)
def test_the_attempt_of_somebody_else_is_unknown(
    other: Visitor, foreign: Candidate, path: str
) -> None:
    assert other.get(f"/mock/{foreign.attempt_id}{path}").status_code == 404


def test_nobody_else_can_send_the_forms_of_an_attempt(other: Visitor, foreign: Candidate) -> None:
    token = other.token("/setup")
    for path in FORMS:
        fields: dict[str, str | list[str]] = {
            "csrf_token": token,
            "section": "1",
            "revision": "1",
            "choice": "b",
        }
        response = other.post(f"/mock/{foreign.attempt_id}{path}", fields)
        assert response.status_code in (404, 422), path  # 422: take wants JSON
    assert foreign.row().submitted_at is None
    assert foreign.row().section == 0
    assert foreign.items() == {}


@pytest.mark.parametrize("path", PAGES)
def test_pages_ask_strangers_to_log_in(anonymous: Visitor, foreign: Candidate, path: str) -> None:
    response = anonymous.get(f"/mock/{foreign.attempt_id}{path}")
    assert response.status_code == 303
    assert response.location.startswith("/account/login")


@pytest.mark.parametrize("path", ["/leave-section", "/break", "/submit"])
def test_a_form_without_the_token_is_refused(room: Room, path: str) -> None:
    response = room.visitor.post(room.base + path, {"section": "1"})
    assert response.status_code == 400
    assert room.candidate.row().submitted_at is None


@pytest.mark.parametrize("path", ["/1", "/review", "/clock", "/"])
def test_pages_that_only_look_take_no_form(room: Room, path: str) -> None:
    assert room.press(path).status_code == 405
