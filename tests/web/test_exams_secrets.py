"""While an exam is open, no response of the server gives away anything about its answers."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from prep.config import Settings
from prep.services.enrolments import enrol
from prep.services.learners import create_learner
from prep.storage.database import Database, connect, transaction
from tests.examining import MAKERS, begun, stock_exam_bank
from tests.practising import Practice
from tests.web.conftest import PLAN, MakeLocal
from tests.web.sitting import Hands, Room, save_body
from tests.web.visiting import Visitor

SECRETS = re.compile("secret", re.IGNORECASE)
"""Stands in everything that explains an exam item, and in the beliefs that its options name."""

IN_ROOM = re.compile(
    r"secret|is_correct|misconception|rationale|belief|principle|[\"']key[\"']", re.IGNORECASE
)
"""In no response of the room itself; other pages may say these words of practice items."""

CONCEPT = "pmp-people-1-idea"


@pytest.fixture
def database(sqlite_url: str, tmp_path: Path) -> Iterator[Database]:
    """The bank with exam items of every type."""
    database = connect(sqlite_url)
    stock_exam_bank(database, tmp_path / "banks")
    yield database
    database.dispose()


@pytest.fixture
def room(
    make_local: MakeLocal, local_settings: Settings, database: Database, now: datetime
) -> Room:
    """A learner who has practised, in an exam of seven questions, one of each type."""
    with transaction(database) as db:
        learner_id = create_learner(db, "You", now=now)
        enrol(db, learner_id, "pmp", PLAN, today=now.date(), now=now)
    practice = Practice(database, learner_id, now)
    practice.complete(practice.daily())
    item_ids = [f"pmp-people-1-{n}" for n in range(901, 901 + len(MAKERS))]
    candidate = begun(
        database, learner_id, form={"sizes": (len(MAKERS),), "item_ids": item_ids, "name": "a"}
    )
    for position in range(1, 5):
        candidate.answer(position, is_right=position % 2 > 0)
    hands = Hands(now)
    app = make_local(local_settings, hands, database)
    return Room(Visitor(app.test_client()), candidate, hands)


@pytest.fixture
def app(room: Room) -> Flask:
    """The application behind the room."""
    return room.visitor.client.application


def paths(app: Flask, room: Room) -> list[tuple[str, str]]:
    """Method and address of every endpoint, with every id that could lead to an exam item."""
    attempt = room.candidate.attempt_id
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}):
            for position in range(1, len(MAKERS) + 1) if "position" in rule.arguments else (0,):
                values = {
                    "attempt_id": attempt,
                    "quiz_id": attempt,
                    "position": position,
                    "concept_id": CONCEPT,
                    "item_id": f"pmp-people-1-90{position or 1}",
                    "certification_id": "pmp",
                }
                known = {name: values.get(name, uuid4()) for name in rule.arguments}
                with app.test_request_context(base_url=room.visitor.base_url):
                    found.append((method, app.url_map.bind("").build(rule.endpoint, known)))
    return sorted(set(found))


def test_no_endpoint_gives_an_answer_away(app: Flask, room: Room) -> None:
    asked = [one for one in paths(app, room) if is_harmless(one)]
    assert len(asked) > 40
    searches = [("GET", f"/library?q={word}") for word in ("ecre", "pmp-people-1-901", "Way")]
    for method, path in [*asked, *searches]:
        response = room.visitor.client.open(
            path,
            method=method,
            base_url=room.visitor.base_url,
            data={"csrf_token": room.token} if method == "POST" else None,
            headers={"Referer": room.visitor.base_url + "/"},
        )
        giveaways = IN_ROOM if path.startswith("/mock") else SECRETS
        assert not giveaways.search(without_names(response.text)), (method, path)
    assert room.candidate.row().submitted_at is None


def is_harmless(one: tuple[str, str]) -> bool:
    """What neither hands the exam in nor deletes its learner."""
    method, path = one
    ends = ("/submit", "/delete", "/leave-section")
    return method == "GET" or not path.endswith(ends)


def without_names(text: str) -> str:
    """The response without names of fields, files and classes, which say nothing of an item."""
    return re.sub(r'\b(?:class|href|src|id|for|name|data-[a-z-]+|aria-[a-z]+)="[^"]*"', "", text)


def test_no_answer_to_a_save_gives_an_answer_away(room: Room) -> None:
    versions = room.candidate.versions()
    bodies = [
        {"raw": {"choice": ["a"]}},
        {"raw": {}},
        {"raw": {"choice": ["nonsense"]}},
        {"revision": "x"},
        {"note": "n" * 3000},
        {"struck": ["nonsense"]},
    ]
    for position in versions:
        for revision, changes in enumerate(bodies, start=5):
            response = room.call(f"/{position}/save", save_body(revision=revision) | changes)
            text = json.dumps(response.json)
            assert not IN_ROOM.search(text), text
    for response in (room.get("/clock"), room.call("/take", {"tab": str(uuid4())})):
        assert not IN_ROOM.search(response.text)


def test_the_export_holds_answers_without_marks(room: Room) -> None:
    export = room.visitor.get("/settings/export.json").json
    assert len(export["attempt_item"]) == 4
    for row in export["attempt_item"]:
        assert row["raw"]
        assert (row["answer"], row["is_correct"], row["score"]) == (None, None, None)


def test_the_order_of_what_is_shown_does_not_give_the_key_away(room: Room) -> None:
    """An ordering item is never shown in its right order."""
    version = room.candidate.versions()[5]
    page = room.get("/5").text
    assert version.type == "ordering"
    shown = re.findall(r'name="order-(s\d)"', page)
    assert sorted(shown) == sorted(version.body["key"])
    assert shown != version.body["key"]


def test_an_exam_in_one_tab_does_not_open_its_items_in_practice(room: Room) -> None:
    practice = Practice(room.candidate.database, room.candidate.learner_id, room.candidate.now)
    quiz = practice.custom(count=60)
    for position in range(1, quiz.length + 1):
        view = practice.question(quiz.id, position)
        assert not view.item_id[-3:].startswith("90")
