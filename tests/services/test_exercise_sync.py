"""Syncing exercises: together with the banks or not at all; retired, restored, never deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from prep.content.loader import load_banks
from prep.errors import BankHasErrors
from prep.services.banks import sync_banks
from prep.services.catalogue import get_catalogue
from prep.storage.banks import CertificationRow
from prep.storage.database import Database, transaction
from prep.storage.exercises import get_exercise, list_exercises
from tests.banks import Documents, documents, item
from tests.banks import write_banks as write
from tests.exercises import exercise, exercise_path, library

PATH = exercise_path("risk-1")
Syncer = Callable[[Documents], None]


@pytest.fixture
def sync(database: Database, tmp_path: Path, now: datetime) -> Syncer:
    """Writes bank files to an empty folder and syncs them, a day later each time."""
    runs: list[Documents] = []

    def run(files: Documents) -> None:
        runs.append(files)
        folder = write(tmp_path / f"run-{len(runs)}", files)
        with transaction(database) as db:
            sync_banks(db, load_banks(folder), now=now + timedelta(days=len(runs) - 1))

    return run


def ids(database: Database) -> list[str]:
    """The exercises in use."""
    with database.reader() as db:
        return [row.id for row in list_exercises(db)]


def test_the_first_sync_stores_every_exercise_with_its_document(sync, database):
    sync(documents() | library())
    assert ids(database) == [f"risk-{n}" for n in range(1, 8)]
    with database.reader() as db:
        row = get_exercise(db, "risk-1")
        assert (row.gap, row.retired_at) == ("risk", None)
        assert row.document["produce"] == exercise()["produce"]
        assert row.document["tasks"]["pmp"] == ["people.1", "people.2", "process.1"]


def test_the_same_files_again_write_nothing(sync, database):
    sync(documents() | library())
    written: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        written.extend([statement] if "exercise" in statement else [])

    event.listen(database.write_engine, "before_cursor_execute", count)
    sync(documents() | library())
    event.remove(database.write_engine, "before_cursor_execute", count)
    assert [statement.split()[0] for statement in written] == ["SELECT"]


def test_a_changed_text_is_changed(sync, database):
    files = documents() | library()
    sync(files)
    files[PATH]["minutes"] = 90
    sync(files)
    with database.reader() as db:
        assert get_exercise(db, "risk-1").document["minutes"] == 90
        assert get_catalogue(db, "pmp").exercises["risk-1"].minutes == 90
        assert db.get_one(CertificationRow, "pmp").bank_version == 2


def test_a_change_is_one_of_the_certifications_that_the_exercise_serves(sync, database):
    files = documents() | documents("capm") | library(("pmp",))
    sync(files)
    files[PATH]["minutes"] = 90
    sync(files)
    with database.reader() as db:
        assert db.get_one(CertificationRow, "capm").bank_version == 1
        assert get_catalogue(db, "capm").exercises == {}
        assert get_catalogue(db, "pmp").exercises.keys() == set(ids(database))


def test_what_is_gone_is_retired_once_and_what_comes_back_is_restored(sync, database, now):
    whole = documents() | library()
    less = {path: document for path, document in whole.items() if path != PATH}
    sync(whole)
    sync(less)
    sync(less)
    assert "risk-1" not in ids(database)
    with database.reader() as db:
        assert "risk-1" not in get_catalogue(db, "pmp").exercises
        row = get_exercise(db, "risk-1")
        assert row.retired_at == now + timedelta(days=1)
        assert row.document["minutes"] == 60
    sync(whole)
    assert "risk-1" in ids(database)


@pytest.mark.parametrize("mistake", ["exercise", "rule", "item"])
def test_one_mistake_anywhere_changes_nothing(sync, database, mistake):
    sync(documents() | library())
    files = documents() | library()
    del files[exercise_path("risk-7")]
    if mistake == "exercise":
        files[PATH]["minutes"] = 1
    elif mistake == "rule":
        files[PATH]["name"] = "Short"
    else:
        item(files, "pmp-people-1-001")["stem"] = "Short?"
    with pytest.raises(BankHasErrors):
        sync(files)
    assert "risk-7" in ids(database)


def test_a_library_that_does_not_cover_everything_is_synced_all_the_same(sync, database):
    sync(documents() | {PATH: exercise("risk-1")})
    assert ids(database) == ["risk-1"]
