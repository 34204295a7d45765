"""Result, review, report and track record of mock exams, as a visitor sees them."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask

from prep.storage.database import Database
from tests.examining import Candidate, begun
from tests.web.sitting import Room
from tests.web.visiting import Visitor, text_of

PAGES = ("/result", "/report", "/result/items", "/result/items/1")
FORM = "/result/items/3/miss-reason"


def read(room: Room, path: str) -> str:
    response = room.get(path)
    assert response.status_code == 200, path
    return text_of(response.text)


def test_it_works(sat: Room) -> None:
    page = read(sat, "/result")
    assert "Full mock exam: 2 of 15 right" in page
    assert "13 % (" in page
    assert "11 unanswered" in page
    assert "60 % (50–70)" in page
    assert "below that interval" in page
    assert "Where most points were lost" in page
    assert "Drill" in page
    assert "Beliefs to replace" in page
    assert "Changing answers cost you 1 question." in page
    assert "1 of the 1 that you were sure of were right" in page
    assert "seconds a question on average" in page


def test_what_was_missed_is_wrong_or_unanswered(sat: Room) -> None:
    assert f"{sat.base}/result/items?show=missed" in sat.get("/result").text
    assert "Missed 13" in read(sat, "/result/items?show=missed")


def test_a_costly_task_leads_to_its_exercises_at_work(sat: Room) -> None:
    links = [link for link in _links(sat.get("/result").text) if link.startswith("/at-work?task=")]
    assert links
    assert all(" selected>" in sat.visitor.get(link).text for link in links)


def test_the_room_leads_to_the_result(sat: Room) -> None:
    assert sat.go_to() == "/result"


def test_every_link_of_the_result_leads_somewhere(sat: Room) -> None:
    for path in PAGES:
        for link in _links(sat.get(path).text):
            assert sat.visitor.get(link).status_code < 400, (path, link)


@pytest.mark.parametrize("position", range(1, 16))
def test_every_question_shows_its_key_and_explanation(sat: Room, position: int) -> None:
    page = read(sat, f"/result/items/{position}")
    version = sat.candidate.versions()[position]
    assert version.explanation in page
    assert version.principle in page
    assert f"Question {position} of 15" in page


def test_times_are_said_in_words(sat: Room) -> None:
    assert "You looked at it for 30 s." in read(sat, "/result/items/1")
    assert "You handed in with 50 min left." in read(sat, "/result")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "1 s"), (60, "1 min"), (125, "2 min 5 s"), (3600, "1 h"), (5257, "1 h 27 min")],
)
def test_a_time_span_has_the_units_it_needs(room_app: Flask, seconds: float, words: str) -> None:
    parts = room_app.jinja_env.get_template("exam/parts.html").module
    assert parts.time_span(seconds) == words


def test_own_answer_and_right_answer_are_told_apart(sat: Room) -> None:
    assert "Right · your answer" in read(sat, "/result/items/1")
    wrong = read(sat, "/result/items/4")
    assert "changed this answer: right to wrong" in wrong
    unanswered = read(sat, "/result/items/8")
    assert "not answered" in unanswered
    assert "your answer" not in unanswered


def test_a_note_is_shown_as_it_was_written(sat: Room) -> None:
    assert "Read &lt;again&gt;" in sat.get("/result/items/2").text


@pytest.mark.parametrize(
    ("show", "count"),
    [
        ("", 15),
        ("all", 15),
        ("missed", 13),
        ("wrong", 2),
        ("right", 2),
        ("unanswered", 11),
        ("changed", 1),
    ],
)
def test_filters_choose_the_questions(sat: Room, show: str, count: int) -> None:
    response = sat.get(f"/result/items?show={show}")
    assert response.text.count('class="row row--link row--item"') == count


def test_a_filter_without_questions_says_so(sat: Room) -> None:
    assert "No question fits" in read(sat, "/result/items?show=flagged&domain=process")


def test_a_filter_that_is_none_shows_everything(sat: Room) -> None:
    assert sat.get("/result/items?show=nonsense").text.count("row--item") == 15


def test_the_report_has_all_of_it(sat: Room) -> None:
    page = read(sat, "/report")
    for words in ("Score", "Domains", "Beliefs to replace", "How it was sat", "Every question"):
        assert words in page
    assert "2 of 15" in page


@pytest.mark.parametrize("path", PAGES)
def test_an_open_exam_leads_back_to_the_room_and_leaks_nothing(room: Room, path: str) -> None:
    room.candidate.answer(1)
    response = room.get(path)
    assert response.status_code == 303
    assert response.location == f"{room.base}/"
    version = room.candidate.versions()[1]
    assert version.explanation not in response.text


def test_an_open_exam_takes_no_reason(room: Room) -> None:
    room.candidate.answer(3, is_right=False)
    assert room.press(FORM, {"reason": "trap"}).location == f"{room.base}/"
    assert room.candidate.items()[3].miss_reason is None


@pytest.mark.parametrize("path", PAGES)
def test_an_exam_past_its_deadline_is_handed_in_and_shown(room: Room, path: str) -> None:
    room.candidate.answer(1)
    room.clock.on(hours=2)
    assert room.get(path).status_code == 200
    assert room.candidate.row().submitted_by == "deadline"


@pytest.mark.parametrize("path", PAGES)
def test_an_unknown_exam_is_unknown(sat: Room, path: str) -> None:
    assert sat.visitor.get(f"/mock/{uuid4()}{path}").status_code == 404


@pytest.mark.parametrize("position", ["0", "16", "99999999999999999999"])
def test_a_question_that_the_form_has_not_is_unknown(sat: Room, position: str) -> None:
    assert sat.get(f"/result/items/{position}").status_code == 404
    assert sat.press(f"/result/items/{position}/miss-reason").status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_pages_take_no_form(sat: Room, path: str) -> None:
    assert sat.press(path).status_code == 405


def test_a_reason_is_not_a_page(sat: Room) -> None:
    assert sat.get(FORM).status_code == 405


@pytest.fixture
def foreign(owner_id: int, server_database: Database) -> Candidate:
    """The owner's exam, handed in."""
    candidate = begun(server_database, owner_id)
    candidate.answer(3, is_right=False)
    candidate.submit()
    return candidate


@pytest.mark.parametrize("path", PAGES)
def test_the_exam_of_somebody_else_is_unknown(
    other: Visitor, foreign: Candidate, path: str
) -> None:
    assert other.get(f"/mock/{foreign.attempt_id}{path}").status_code == 404


def test_nobody_else_says_why_a_question_was_missed(other: Visitor, foreign: Candidate) -> None:
    fields: dict[str, str | list[str]] = {"csrf_token": other.token("/setup"), "reason": "trap"}
    assert other.post(f"/mock/{foreign.attempt_id}{FORM}", fields).status_code == 404
    assert foreign.items()[3].miss_reason is None


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_asked_to_log_in(anonymous: Visitor, foreign: Candidate, path: str) -> None:
    response = anonymous.get(f"/mock/{foreign.attempt_id}{path}")
    assert response.status_code == 303
    assert response.location.startswith("/account/login")


def _links(html: str) -> Iterator[str]:
    """The addresses inside Prep that a page links to."""
    for part in html.split('href="')[1:]:
        link = part.split('"')[0].replace("&amp;", "&").split("#")[0]
        if link.startswith("/") and "/static/" not in link:
            yield link
