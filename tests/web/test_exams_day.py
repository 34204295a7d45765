"""The day of the next mock exam, on the page of mock exams and on that of today."""

from datetime import date, timedelta

import pytest
from flask import Flask

from prep.storage.database import Database, transaction
from prep.storage.learners import find_enrolment
from tests.examining import begun, stored_form
from tests.web.sitting import Hands
from tests.web.visiting import Fields, Visitor, text_of

PLANNED_ON = date(2026, 12, 5)


@pytest.fixture
def visitor(room_app: Flask, learner_id: int) -> Visitor:
    """The learner, at a clock that a test moves."""
    return Visitor(room_app.test_client())


def planned_day(database: Database, learner_id: int) -> date | None:
    with database.reader() as db:
        enrolment = find_enrolment(db, learner_id, "pmp")
        assert enrolment
        return enrolment.mock_on


def planned(database: Database, learner_id: int, on: date | None) -> None:
    """Set the day without the page."""
    with transaction(database) as db:
        enrolment = find_enrolment(db, learner_id, "pmp")
        assert enrolment
        enrolment.mock_on = on


def test_it_works(visitor: Visitor, local_database: Database, learner_id: int) -> None:
    response = visitor.submit("/mock", "/mock/day", {"mock_on": "2026-12-05"})

    assert (response.status_code, response.location) == (303, "/mock#next-title")
    assert planned_day(local_database, learner_id) == PLANNED_ON
    page = visitor.get("/mock").text
    assert "Planned for Saturday, 5 December 2026 ." in text_of(page)
    assert visitor.form("/mock", "/mock/day").fields["mock_on"] == ["2026-12-05"]
    assert "Two weeks before" not in page
    assert 'href="/settings#calendar"' in page


def test_two_weeks_before_the_exam_are_suggested(visitor: Visitor) -> None:
    page = text_of(visitor.get("/mock").text)

    assert visitor.form("/mock", "/mock/day").fields["mock_on"] == ["2026-12-21"]
    assert "Two weeks before your exam leaves time to act on the result." in page
    assert "Planned for" not in page
    assert "Remove" not in page


def test_close_to_the_exam_today_is_suggested_and_later_nothing(
    visitor: Visitor, hands: Hands
) -> None:
    hands.on(days=32)
    assert visitor.form("/mock", "/mock/day").fields["mock_on"] == ["2026-12-25"]
    assert "The sooner, the more time" in text_of(visitor.get("/mock").text)

    hands.on(days=7)
    assert visitor.form("/mock", "/mock/day").fields["mock_on"] == [""]
    assert "time to act on the result" not in text_of(visitor.get("/mock").text)


def test_the_day_can_be_removed_whatever_the_field_holds(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    planned(local_database, learner_id, PLANNED_ON)

    response = visitor.submit("/mock", "/mock/day", {"as": "none", "mock_on": "nonsense"})

    assert response.status_code == 303
    assert planned_day(local_database, learner_id) is None
    assert "Planned for" not in visitor.get("/mock").text


def test_a_day_that_has_passed_says_so(
    visitor: Visitor, local_database: Database, learner_id: int, hands: Hands
) -> None:
    planned(local_database, learner_id, hands.now.date())
    assert "which has passed" not in visitor.get("/mock").text

    hands.on(days=1)

    page = text_of(visitor.get("/mock").text)
    assert (
        "Planned for Monday, 23 November 2026 , which has passed. "
        "Sit it now, or choose another day." in page
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-11-22", "That date is before today. Choose a later one."),
        ("2027-01-05", "That date is after your exam."),
        ("2036-01-05", "That date is over three years away. Check the year."),
        ("", "Choose a day for your next mock exam."),
        ("next week", "Day: write the date as year-month-day."),
        ("2026-13-40", "Day: write the date as year-month-day."),
        ("9" * 400, "Day: write the date as year-month-day."),
        ("2026-12-05\0", "Day: write the date as year-month-day."),
    ],
)
def test_wrong_input_names_the_field_keeps_what_was_typed_and_changes_nothing(
    visitor: Visitor, local_database: Database, learner_id: int, typed: str, reason: str
) -> None:
    planned(local_database, learner_id, PLANNED_ON)

    response = visitor.submit("/mock", "/mock/day", {"mock_on": typed})

    assert response.status_code == 422
    assert text_of(response.text).count(reason) == 2
    assert 'href="#mock_on"' in response.text
    assert 'id="mock_on-error"' in response.text
    assert f'name="mock_on" type="date" value="{typed}"' in response.text
    assert planned_day(local_database, learner_id) == PLANNED_ON


def test_a_form_without_the_field_is_refused(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    token: Fields = {"csrf_token": visitor.token("/mock")}

    assert visitor.post("/mock/day", token).status_code == 422
    assert planned_day(local_database, learner_id) is None


def test_a_form_without_the_token_changes_nothing(
    visitor: Visitor, local_database: Database, learner_id: int
) -> None:
    assert visitor.post("/mock/day", {"mock_on": "2026-12-05"}).status_code == 400
    assert planned_day(local_database, learner_id) is None


def test_starting_an_exam_on_its_day_clears_it(
    visitor: Visitor, local_database: Database, learner_id: int, hands: Hands
) -> None:
    with transaction(local_database) as db:
        stored_form(db, name="a")
    planned(local_database, learner_id, hands.now.date())

    assert visitor.submit("/mock/start?kind=full", "/mock/start").status_code == 303

    assert planned_day(local_database, learner_id) is None


def test_while_an_exam_is_open_today_says_nothing_of_another(
    visitor: Visitor, local_database: Database, learner_id: int, hands: Hands
) -> None:
    begun(local_database, learner_id, now=hands.now)
    planned(local_database, learner_id, hands.now.date())

    assert "Go to mock exams" not in visitor.get("/today").text
    assert "Planned for" in visitor.get("/mock").text


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (8, ""),
        (7, "Mock exam on Monday, 30 November ."),
        (1, "Mock exam on Tuesday, 24 November ."),
        (0, "Mock exam · planned for today Go to mock exams"),
        (-1, "Mock exam · planned for Sunday, 22 November Go to mock exams"),
    ],
)
def test_today_reminds_of_it(
    visitor: Visitor,
    local_database: Database,
    learner_id: int,
    hands: Hands,
    days: int,
    words: str,
) -> None:
    planned(local_database, learner_id, hands.now.date() + timedelta(days=days))

    page = text_of(visitor.get("/today").text)

    assert words in page
    assert ("Mock exam on" in page) == (0 < days <= 7)
    assert ("Go to mock exams" in page) == (days <= 0)


def test_strangers_are_sent_to_log_in(anonymous: Visitor) -> None:
    fields: Fields = {"csrf_token": anonymous.token("/account/login"), "mock_on": "2026-12-05"}

    assert anonymous.post("/mock/day", fields).location.startswith("/account/login")


def test_set_up_comes_first(newcomer: Visitor) -> None:
    fields: Fields = {"csrf_token": newcomer.token("/setup/plan"), "mock_on": "2026-12-05"}

    assert newcomer.post("/mock/day", fields).location.startswith("/setup")


def test_everybody_has_a_day_of_their_own(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database
) -> None:
    owner.submit("/mock", "/mock/day", {"mock_on": "2026-12-05"})
    fields: Fields = {"csrf_token": other.token("/settings"), "as": "none"}

    assert other.post("/mock/day", fields).location.startswith("/setup")
    assert planned_day(server_database, owner_id) == PLANNED_ON


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    response = visitor.client.open(
        "/mock/day",
        method=method,
        base_url=visitor.base_url,
        headers={"Referer": visitor.base_url + "/", "X-CSRFToken": visitor.token("/mock")},
    )
    assert response.status_code == 405


def test_the_export_holds_it(visitor: Visitor) -> None:
    visitor.submit("/mock", "/mock/day", {"mock_on": "2026-12-05"})

    (enrolment,) = visitor.get("/settings/export.json").get_json()["enrolment"]

    assert enrolment["mock_on"] == "2026-12-05"
