"""Sure, unsure or neither: what a learner says of an answer, in a quiz and in the exam room."""

from datetime import datetime
from uuid import UUID

import pytest

from prep.storage.database import Database
from prep.storage.practice import list_quiz_responses
from tests.sittings import serve_quiz
from tests.web.sitting import Room
from tests.web.visiting import Visitor

BOTH = {"confidence": ["sure", "unsure"]}


@pytest.fixture
def quiz(local_database: Database, learner_id: int, now: datetime) -> UUID:
    """A quiz of one question, whose option B is right."""
    return serve_quiz(local_database, learner_id, ["pmp-people-1-001"], now=now)


def ticked(page: str) -> list[str]:
    """What the boxes of the page say."""
    words = BOTH["confidence"]
    return [word for word in words if f'name="confidence" value="{word}" checked' in page]


def said_in(database: Database, learner_id: int, quiz: UUID) -> list[str | None]:
    """What was said of each answer."""
    with database.reader() as db:
        return [row.confidence for row in list_quiz_responses(db, learner_id, quiz)]


@pytest.mark.parametrize("said", ["sure", "unsure", None])
def test_an_answer_of_a_quiz_keeps_what_was_said(
    me: Visitor, local_database: Database, learner_id: int, quiz: UUID, said: str | None
) -> None:
    fields = {"confidence": said} if said else {}
    response = me.submit(f"/quiz/{quiz}/1", f"/quiz/{quiz}/1/answer", {"choice": "b"} | fields)
    assert response.status_code == 303
    assert said_in(local_database, learner_id, quiz) == [said]


def test_both_at_once_come_back_from_a_quiz_as_they_were(
    me: Visitor, local_database: Database, learner_id: int, quiz: UUID
) -> None:
    response = me.submit(f"/quiz/{quiz}/1", f"/quiz/{quiz}/1/answer", {"choice": "b"} | BOTH)
    assert response.status_code == 422
    assert "Sure or unsure: choose one of them or neither." in response.text
    assert ticked(response.text) == BOTH["confidence"]
    assert said_in(local_database, learner_id, quiz) == []


def test_what_was_said_in_an_exam_can_be_taken_back(room: Room) -> None:
    for revision, said in ((1, "sure"), (2, "unsure"), (3, None)):
        assert room.save(1, revision=revision, confidence=said).status_code == 200
        assert room.candidate.items()[1].confidence == said
        assert ticked(room.get("/1").text) == ([said] if said else [])


def test_without_a_script_a_box_that_is_empty_takes_it_back(room: Room) -> None:
    for revision, fields in (("1", {"confidence": "sure"}), ("2", {})):
        response = room.press("/1/save", {"revision": revision, "go": "stay", **fields})
        assert response.status_code == 303
    assert room.candidate.items()[1].confidence is None


def test_both_at_once_come_back_from_an_exam_as_they_were(room: Room) -> None:
    response = room.press("/1/save", {"revision": "1", "choice": "a", **BOTH})
    assert response.status_code == 422
    assert "Sure or unsure: choose one of them or neither." in response.text
    assert 'href="#sure"' in response.text
    assert ticked(response.text) == BOTH["confidence"]
    assert room.candidate.items() == {}
