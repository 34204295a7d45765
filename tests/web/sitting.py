"""The exam room at a browser, with a clock that a test moves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event
from werkzeug.test import TestResponse

from prep.learning.items import Confidence
from prep.storage.database import Database, transaction
from tests.examining import Candidate
from tests.rows import forecast_row
from tests.web.visiting import Visitor


@dataclass
class Hands:
    """A clock for the factory: it shows what it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        """This moment."""
        return self.now

    def on(self, **elapsed: float) -> None:
        """Move forward, such as by `minutes=5`."""
        self.now += timedelta(**elapsed)


@dataclass
class Room:
    """One learner's browser in the room of one attempt."""

    visitor: Visitor
    candidate: Candidate
    clock: Hands
    tab: UUID = field(default_factory=uuid4)

    @cached_property
    def token(self) -> str:
        """The token against forged requests of this browser."""
        return self.visitor.token("/practice")

    @property
    def base(self) -> str:
        """Where the attempt lies."""
        return f"/mock/{self.candidate.attempt_id}"

    def get(self, path: str = "/", **options: Any) -> TestResponse:
        """A page of the attempt."""
        return self.visitor.get(self.base + path, **options)

    def go_to(self) -> str:
        """Where the browser is led to, from the front door of the attempt."""
        response = self.get()
        assert response.status_code == 303, response.text
        return str(response.location).removeprefix(self.base)

    def press(self, path: str, fields: dict[str, Any] | None = None) -> TestResponse:
        """Send a form of the attempt."""
        token = {"csrf_token": self.token}
        return self.visitor.post(self.base + path, token | (fields or {}))

    def call(self, path: str, body: Any, **options: Any) -> TestResponse:
        """What a script sends."""
        return self.visitor.client.post(
            self.base + path,
            json=body,
            base_url=self.visitor.base_url,
            headers=self.headers() | options.pop("headers", {}),
            **options,
        )

    def save(self, position: int, **changes: Any) -> TestResponse:
        """Save a position as the page's script does."""
        return self.call(f"/{position}/save", save_body(tab=str(self.tab), **changes))

    def headers(self) -> dict[str, str]:
        """What a script adds to every request."""
        return {
            "Accept": "application/json",
            "X-CSRFToken": self.token,
            "Referer": self.visitor.base_url + "/",
        }


def hand_in(room: Room) -> Room:
    """The exam after ten minutes: 1 and 2 right, 3 wrong, 4 changed to wrong, a forecast before."""
    candidate = room.candidate
    candidate.answer(1, confidence=Confidence.SURE)
    candidate.answer(2, is_flagged=True, note="Read <again>")
    candidate.answer(3, is_right=False, confidence=Confidence.UNSURE)
    candidate.answer(4)
    candidate.later(minutes=1).answer(4, is_right=False, revision=2)
    with transaction(candidate.database) as db:
        db.add(forecast_row(candidate.learner_id, candidate.attempt_id))
    candidate.later(minutes=10).submit()
    room.clock.on(minutes=20)
    return room


def save_body(**changes: Any) -> dict[str, Any]:
    """A save that is right for a single-choice item."""
    facts = {
        "tab": str(uuid4()),
        "revision": 1,
        "raw": {"choice": ["b"]},
        "is_flagged": False,
        "struck": [],
        "note": "",
        "confidence": None,
        "elapsed_ms": 41_000,
    }
    return facts | changes


@contextmanager
def counted_statements(database: Database) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    found: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    engines = {database.read_engine, database.write_engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
