"""`prep migrate` and `prep rebuild`: what an upgrade empties comes back by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from prep.app import create_app
from prep.services.states import list_learners_to_rebuild
from prep.storage.database import Database, connect, transaction
from prep.storage.progress import MasteryRow
from tests.cli.settings import local_settings
from tests.practising import Practice, enrolled, random_history
from tests.services.test_states import caches_of


@pytest.fixture
def database(stocked_sqlite_url: str) -> Iterator[Database]:
    connected = connect(stocked_sqlite_url)
    yield connected
    connected.dispose()


@pytest.fixture
def app(tmp_path: Path, stocked_sqlite_url: str, database: Database) -> Flask:
    settings = local_settings(tmp_path, stocked_sqlite_url)
    return create_app(settings, database=database)


def emptied(database: Database) -> list[Practice]:
    """Two learners with a history whose estimates an upgrade has thrown away, and a newcomer."""
    practices = [random_history(enrolled(database), seed, quizzes=1) for seed in (1, 2)]
    enrolled(database)
    return practices


@pytest.mark.parametrize("command", ["migrate", "rebuild"])
def test_estimates_that_an_upgrade_emptied_are_derived_anew(
    app: Flask, database: Database, command: str
) -> None:
    practices = emptied(database)
    live = [caches_of(practice) for practice in practices]
    with transaction(database) as db:
        db.execute(delete(MasteryRow))
        assert list_learners_to_rebuild(db) == [p.learner_id for p in practices]
    result = app.test_cli_runner().invoke(args=[command])
    assert result.exit_code == 0, result.output
    assert "Rebuilding" in result.output
    assert [caches_of(practice) for practice in practices] == live


def test_nobody_is_rebuilt_without_need(app: Flask, database: Database) -> None:
    emptied(database)
    with database.reader() as db:
        assert list_learners_to_rebuild(db) == []
    assert "Rebuilding" not in app.test_cli_runner().invoke(args=["migrate"]).output
