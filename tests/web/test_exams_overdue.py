"""Exams end on the server with nobody connected."""

import logging
from typing import Any

import pytest
from flask import Flask

from prep import app as application
from prep.storage.database import Database
from prep.web import overdue
from tests.examining import Candidate, begun
from tests.practising import enrolled
from tests.web.sitting import Hands


@pytest.fixture
def waiting(local_database: Database, learner_id: int) -> Candidate:
    """An attempt with an answer, which nobody looks at any more."""
    candidate = begun(local_database, learner_id)
    candidate.answer(1)
    return candidate


def test_it_works(room_app: Flask, hands: Hands, waiting: Candidate) -> None:
    overdue.sweep(room_app)
    assert waiting.row().submitted_at is None

    hands.on(hours=5)
    overdue.sweep(room_app)
    overdue.sweep(room_app)

    row = waiting.row()
    assert (row.submitted_by, row.submitted_at) == ("deadline", row.deadline_at)
    assert row.score == 1 / 15
    assert len(waiting.log()) == 1


def test_an_exam_that_fails_leaves_the_others_alone(
    room_app: Flask,
    hands: Hands,
    waiting: Candidate,
    local_database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    second = begun(local_database, enrolled(local_database).learner_id)
    hands.on(hours=5)
    original = overdue.submit_if_overdue

    def fail_for_the_first(db: Any, learner_id: int, *rest: Any, **options: Any) -> bool:
        if learner_id == waiting.learner_id:
            raise RuntimeError("no such luck")
        return original(db, learner_id, *rest, **options)

    monkeypatch.setattr(overdue, "submit_if_overdue", fail_for_the_first)
    with caplog.at_level(logging.ERROR):
        overdue.sweep(room_app)

    assert waiting.row().submitted_at is None
    assert second.row().submitted_by == "deadline"
    assert "no such luck" in caplog.text


def test_a_database_that_is_away_is_asked_again_later(
    room_app: Flask, caplog: pytest.LogCaptureFixture, tmp_path: Any
) -> None:
    away = application.connect(f"sqlite:///{tmp_path}/nowhere/prep.sqlite")
    room_app.extensions["prep_database"] = away
    with caplog.at_level(logging.WARNING):
        overdue.sweep(room_app)
    away.dispose()
    assert "cannot be looked for" in caplog.text


def test_a_server_sweeps_as_soon_as_it_runs(
    room_app: Flask, hands: Hands, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Later:
        """Stands for a thread; does its work when the test says so."""

        def __init__(self, *, target: Any, args: Any, name: str, daemon: bool) -> None:
            assert daemon
            started.append((target, args))

        def start(self) -> None:
            pass

    class Stopped(Exception):
        pass

    class Pause:
        def wait(self, seconds: float) -> None:
            assert seconds == 15
            raise Stopped

    monkeypatch.setattr(overdue, "Thread", Later)
    monkeypatch.setattr(overdue, "Event", Pause)
    hands.on(hours=5)
    overdue.start_sweeping(room_app)
    ((target, args),) = started
    with pytest.raises(Stopped):
        target(*args)
    assert waiting.row().submitted_by == "deadline"
