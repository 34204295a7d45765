"""A learner in the same process: requests through Flask's test client, timed and counted."""

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from benchmarks.forms import Fields, answer_fields, find_form
from benchmarks.server import json_headers
from prep.services.learners import find_local_learner
from prep.storage.database import Database
from prep.web.db import get_db
from prep.web.login import LocalUser

WHO = "X-Benchmark-Learner"
EXAM_QUESTIONS = 60
ASKED = 60
"""Questions of a custom quiz: the most there can be."""


@dataclass(slots=True)
class Samples:
    """Durations in seconds and numbers of SQL statements of one kind of request."""

    seconds: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)


class Meter:
    """Times requests and counts the statements that they send, BEGIN among them."""

    def __init__(self, database: Database) -> None:
        self.samples: dict[str, Samples] = defaultdict(Samples)
        self.is_on = False
        self._statements = 0
        for engine in {database.read_engine, database.write_engine}:
            event.listen(engine, "before_cursor_execute", self._count)

    def open(self, name: str, client: Any, method: str, path: str, **sent: Any) -> TestResponse:
        """Make a request and keep its figures under a name, once the meter is on."""
        self._statements = 0
        began = time.perf_counter()
        response: TestResponse = client.open(path, method=method, **sent)
        elapsed = time.perf_counter() - began
        if response.status_code not in (200, 303):
            raise AssertionError(f"{method} {path}: {response.status} {response.text[:2000]}")
        if self.is_on:
            self.samples[name].seconds.append(elapsed)
            self.samples[name].statements.append(self._statements)
        return response

    def _count(self, *_facts: Any) -> None:
        self._statements += 1


class Visitor:
    """One learner with a client and quizzes under way, by kind. `size` says how long the log is."""

    def __init__(self, app: Flask, meter: Meter, learner_id: int, size: int) -> None:
        self.learner_id = learner_id
        self.size = size
        self._client = app.test_client()
        self._client.environ_base[f"HTTP_{WHO.upper().replace('-', '_')}"] = str(learner_id)
        self._meter = meter
        self._rng = np.random.default_rng(size)
        self._quizzes: dict[str, str] = {}
        self._token = ""
        self._saves = 0

    def look(self, name: str, path: str) -> str:
        """Open a page that is measured; its HTML."""
        return self._open(name, "GET", path).text

    def fetch(self, path: str) -> bytes:
        """Open a file that is not measured."""
        return bytes(self._client.get(path).data)

    def answer(self, kind: str) -> None:
        """Open the next question of a custom or diagnostic quiz, answer it, see the feedback."""
        path = self.question_path(kind)
        form = find_form(self.look(f"{kind}: question", path), "/answer")
        fields = answer_fields(form, self._rng)
        redirect = self._open(f"{kind}: answer", "POST", form.action, fields)
        self.look(f"{kind}: feedback", redirect.location)

    def autosave(self, attempt_id: UUID) -> None:
        """Save an answer and a note at the next question of an exam that is open."""
        if not self._token:
            self._token = dict(find_form(self._client.get("/practice").text, "/practice").hidden)[
                "csrf_token"
            ]
        self._saves += 1
        body = {
            "tab": str(attempt_id),
            "revision": self._saves,
            "raw": {"choice": ["ab"[self._saves % 2]]},
            "is_flagged": True,
            "struck": [],
            "note": f"note {self._saves}",
            "confidence": None,
            "elapsed_ms": 1000 * self._saves,
        }
        path = f"/mock/{attempt_id}/{1 + self._saves % EXAM_QUESTIONS}/save"
        name = f"exam: autosave/{self.size}"
        self._meter.open(
            name, self._client, "POST", path, json=body, headers=json_headers(self._token)
        )

    def question_path(self, kind: str) -> str:
        """Where the open question of a kind of quiz is; a finished quiz is followed by another."""
        if kind in self._quizzes:
            path = self._open("resume", "GET", self._quizzes[kind]).location
            if not path.endswith("/result"):
                return path
        page, wanted = _STARTS[kind]
        form = find_form(self.look(f"{kind}: start page", page), page)
        started = self._open(f"{kind}: start", "POST", page, [*form.hidden, *wanted])
        self._quizzes[kind] = started.location
        return self._open("resume", "GET", started.location).location

    def _open(
        self, name: str, method: str, path: str, fields: Fields | None = None
    ) -> TestResponse:
        data: dict[str, list[str]] = defaultdict(list)
        for key, value in fields or []:
            data[key].append(value)
        return self._meter.open(f"{name}/{self.size}", self._client, method, path, data=data)


def sign_in_by_header(app: Flask) -> None:
    """Let a header say who is learning; the statement that finds the local learner stays."""

    @app.login_manager.request_loader  # type: ignore[attr-defined, untyped-decorator]
    def _learner(request: Any) -> LocalUser:
        find_local_learner(get_db())
        return LocalUser(int(request.headers[WHO]))


_STARTS: dict[str, tuple[str, Fields]] = {
    "custom": (
        "/practice",
        [("scope", ""), ("status", "any"), ("count", str(ASKED)), ("feedback", "each")],
    ),
    "diagnostic": ("/setup/diagnostic", []),
}
