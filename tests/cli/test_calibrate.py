"""`prep calibrate`, run as a user runs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from prep.app import create_app
from prep.content.loader import Loaded
from prep.services.banks import sync_banks
from prep.storage.database import Database, connect, transaction
from tests.cli.settings import local_settings
from tests.factories import MONDAY_NOON
from tests.services.test_calibrating import add_crowd, add_wrong_key, stored


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    connected = connect(sqlite_url)
    yield connected
    connected.dispose()


@pytest.fixture
def app(tmp_path: Path, sqlite_url: str, database: Database) -> Flask:
    settings = local_settings(tmp_path, sqlite_url)
    return create_app(settings, database=database)


@pytest.fixture
def bank(database: Database, loaded: Loaded) -> Database:
    with transaction(database) as db:
        sync_banks(db, loaded, now=MONDAY_NOON)
    return database


def said(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["calibrate"])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_without_questions_it_says_how_to_get_some(app: Flask) -> None:
    assert said(app) == "There are no questions yet: run `prep bank sync` first."


def test_with_nobodys_answers_it_says_what_it_waits_for(app: Flask, bank: Database) -> None:
    assert said(app) == (
        "pmp: nobody has answered yet, so the authors' figures stand. "
        "A question is calibrated from 30 learners' first answers on."
    )
    assert stored(bank) == []


def test_it_says_what_it_left_alone_and_why(app: Flask, bank: Database) -> None:
    add_crowd(bank, learners=12)
    assert said(app) == (
        "pmp: 720 first answers of 12 learners. 0 questions estimated, 0 of them stored anew. "
        "60 have fewer than 30 answers: the author's figure stands. "
        "No key is disputed by the answers."
    )


def test_it_stores_what_it_found_once(app: Flask, bank: Database) -> None:
    add_crowd(bank)
    assert "60 questions estimated, 60 of them stored anew." in said(app)
    assert len(stored(bank)) == 60
    assert "60 keep their last figures: hardly any answers came since." in said(app)
    assert len(stored(bank)) == 60


def test_a_disputed_key_is_listed_with_what_to_look_at(app: Flask, bank: Database) -> None:
    item_id, wrong = add_wrong_key(bank)
    output = said(app)
    assert "Look at these again" in output
    assert item_id in output
    assert f"“{wrong.split()[0]}" in output
    assert "of 100" in output
