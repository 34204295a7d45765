"""Which mock exam the page offers first, and what the page before one says that it costs."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from prep.storage.banks import ItemVersionRow
from prep.storage.database import Database, transaction
from prep.storage.exams import list_attempts
from tests.examining import begun, stored_form
from tests.factories import MONDAY_NOON
from tests.web.sitting import Room
from tests.web.visiting import Visitor, text_of

PRIMARY = re.compile(
    r'<(?:a|button) class="button button--primary"[^>]*>(.*?)</(?:a|button)>', re.S
)
Ship = Callable[..., None]


@pytest.fixture
def visitor(room_app: Flask, learner_id: int) -> Visitor:
    """The learner, with no exam open."""
    return Visitor(room_app.test_client())


@pytest.fixture
def ship(local_database: Database) -> Ship:
    """Stores a form that ships; `after` leaves out so many items of the bank."""

    def run(kind: str, name: str, *, after: int = 0) -> None:
        with transaction(local_database) as db:
            ids = db.scalars(select(ItemVersionRow.item_id).order_by(ItemVersionRow.item_id)).all()
            stored_form(db, item_ids=ids[after:], kind=kind, name=name)

    return run


def primary(page: str) -> list[str]:
    """What the filled buttons say."""
    return [text_of(found) for found in PRIMARY.findall(page)]


def test_the_full_exam_comes_first_where_it_is_possible(visitor: Visitor, ship: Ship) -> None:
    ship("full", "a")
    ship("half", "h")
    page = visitor.get("/mock").text
    assert primary(page) == ["Prepare to start : Full mock exam"]
    assert "the longest one that is possible" not in page


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (("domain:people", "half"), "Half mock exam"),
        (("domain:process", "domain:people"), "Domain: People"),
        (("domain:process",), "Domain: Process"),
    ],
)
def test_the_longest_that_is_possible_takes_the_place_of_a_full_exam(
    visitor: Visitor, ship: Ship, kinds: tuple[str, ...], name: str
) -> None:
    for kind in kinds:
        ship(kind, kind[-1])
    page = visitor.get("/mock").text
    assert primary(page) == [f"Prepare to start : {name}"]
    assert "Too few questions are new to you for a full mock exam." in text_of(page)
    assert page.count(f": {name}</span></a>") == 1
    assert text_of(page).count("Prepare to start") == len(kinds)


def test_where_none_is_possible_a_quiz_is_the_next_step(visitor: Visitor) -> None:
    page = visitor.get("/mock").text
    assert primary(page) == ["Choose a quiz"]
    assert "No mock exam is possible Too few questions are new to you." in text_of(page)


def test_an_open_exam_is_the_only_next_step(room: Room) -> None:
    page = room.visitor.get("/mock").text
    assert primary(page) == ["Go on with the exam"]
    assert "possible one" not in text_of(page)


@pytest.mark.parametrize(
    ("half_after", "said"),
    [
        (40, ""),
        (20, "After this, one full mock exam of questions new to you is left instead of two."),
        (10, "After this, no full mock exam of questions new to you is left."),
    ],
)
def test_what_a_smaller_exam_costs_is_said_before_it(
    visitor: Visitor, ship: Ship, half_after: int, said: str
) -> None:
    ship("full", "a")
    ship("full", "b", after=15)
    ship("half", "h", after=half_after)
    page = text_of(visitor.get("/mock/start?kind=half").text)
    assert said in page
    assert ("After this, " in page) == bool(said)
    assert "After this, " not in text_of(visitor.get("/mock/start?kind=full").text)


def test_several_that_are_left_are_counted(visitor: Visitor, ship: Ship) -> None:
    for number in range(3):
        ship("full", "abc"[number], after=number * 15)
    ship("half", "h", after=40)
    page = text_of(visitor.get("/mock/start?kind=half").text)
    assert "two full mock exams of questions new to you are left instead of three." in page


def started(visitor: Visitor, **fields: str) -> None:
    """Start an exam with these fields besides those that it needs."""
    needed = {"csrf_token": visitor.token("/practice"), "attempt_id": str(uuid4())}
    needed |= {"kind": "full", "extra_time": "1.0"}
    response = visitor.post("/mock/start", {name: [one] for name, one in (needed | fields).items()})
    assert response.status_code == 303


@pytest.mark.parametrize(
    ("fields", "target"), [({}, 0.72), ({"target": ""}, None), ({"target": "80"}, 0.8)]
)
def test_a_target_stays_unless_its_field_is_sent(
    visitor: Visitor,
    ship: Ship,
    local_database: Database,
    learner_id: int,
    fields: dict[str, str],
    target: float | None,
) -> None:
    begun(local_database, learner_id, target=0.72, submitted_at=MONDAY_NOON, submitted_by="learner")
    ship("full", "a")
    started(visitor, **fields)
    with local_database.reader() as db:
        targets = {
            row.target for row in list_attempts(db, learner_id, "pmp") if not row.submitted_at
        }
    assert targets == {target}


def test_a_target_that_stands_says_how_to_drop_it(
    visitor: Visitor, ship: Ship, local_database: Database, learner_id: int
) -> None:
    ship("full", "a")
    said = "Empty the field to drop the target of 72 %: forecasts then say nothing about it."
    assert "Leave it empty" in (page := text_of(visitor.get("/mock/start?kind=full").text))
    assert said not in page
    begun(local_database, learner_id, target=0.72, submitted_at=MONDAY_NOON, submitted_by="learner")
    assert said in text_of(visitor.get("/mock/start?kind=full").text)
