"""Syncing bank files: all or nothing, every change a new version, nothing deleted."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prep.content.loader import load_banks
from prep.errors import BankHasErrors
from prep.services.banks import BankSync, sync_banks
from prep.services.catalogue import get_catalogue
from prep.storage.banks import (
    CertificationRow,
    ConceptRow,
    ItemRow,
    ItemVersionRow,
    MisconceptionRow,
    get_concept,
    get_item_version,
)
from prep.storage.base import Base
from prep.storage.database import Database, transaction
from tests import banks
from tests.banks import Documents, concept_path, documents, item, prose, write_banks
from tests.factories import wide_documents

ITEM = "pmp-people-1-001"
TABLES: tuple[type[Base], ...] = (
    CertificationRow,
    ConceptRow,
    ItemRow,
    ItemVersionRow,
    MisconceptionRow,
)
Syncer = Callable[[Documents], list[BankSync]]


@pytest.fixture
def sync(database: Database, tmp_path: Path, now: datetime) -> Syncer:
    """Writes bank files to an empty folder and syncs them, a day later each time."""
    runs: list[BankSync] = []

    def run(files: Documents) -> list[BankSync]:
        folder = write_banks(tmp_path / f"run-{len(list(tmp_path.iterdir()))}", files)
        at = now + timedelta(days=len(runs))
        with transaction(database) as db:
            done = sync_banks(db, load_banks(folder), now=at)
        runs.extend(done)
        return done

    return run


def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every value of every bank table."""
    with database.reader() as db:
        return {
            table.__tablename__: [
                {column.key: getattr(row, column.key) for column in table.__table__.columns}
                for row in db.scalars(select(table).order_by(*table.__table__.primary_key.columns))
            ]
            for table in TABLES
        }


def served(database: Database, certification_id: str = "pmp") -> set[str]:
    """The ids of the practice pool."""
    with database.reader() as db:
        return {item.id for item in get_catalogue(db, certification_id).pool}


def versions(db: Session, item_id: str = ITEM) -> int:
    rows = select(func.count()).where(ItemVersionRow.item_id == item_id)
    return db.scalar(rows) or 0


def test_the_first_sync_stores_everything(sync: Syncer, database: Database, now: datetime) -> None:
    assert sync(documents()) == [BankSync("pmp", 1, 15, 0, 0, 0, 15)]
    assert len(served(database)) == 15
    with database.reader() as db:
        assert db.get_one(CertificationRow, "pmp").synced_at == now
        assert get_concept(db, "pmp-people-1-idea").lesson
        assert get_item_version(db, ITEM, 1).guessing == 0.25
        assert get_item_version(db, "pmp-people-1-003", 1).guessing == pytest.approx(0.1)
        assert get_item_version(db, "pmp-people-1-005", 1).guessing == 0
        assert db.scalar(select(func.count()).select_from(MisconceptionRow)) == 25


def test_the_same_files_again_change_nothing(sync: Syncer, database: Database) -> None:
    sync(documents())
    before = contents(database)
    assert sync(documents()) == [BankSync("pmp", 1, 0, 0, 0, 0, 15)]
    assert contents(database) == before


def test_a_changed_text_makes_a_new_version_and_keeps_the_old(
    sync: Syncer, database: Database
) -> None:
    sync(documents())
    files = documents()
    item(files, ITEM)["stem"] = prose(45, "What else?") + "?"
    assert sync(files) == [BankSync("pmp", 2, 0, 1, 0, 0, 15)]
    with database.reader() as db:
        assert db.get_one(ItemRow, ITEM).version == 2
        old, new = (get_item_version(db, ITEM, n) for n in (1, 2))
        assert old.stem.startswith(ITEM)
        assert new.stem.startswith("What else?")
        assert versions(db, "pmp-people-1-002") == 1
    assert len(served(database)) == 15


def test_going_back_to_an_old_text_makes_a_third_version(sync: Syncer, database: Database) -> None:
    for stem in (None, prose(45, "What else?") + "?", None):
        files = documents()
        if stem:
            item(files, ITEM)["stem"] = stem
        sync(files)
    with database.reader() as db:
        assert versions(db) == 3
        assert get_item_version(db, ITEM, 3).hash == get_item_version(db, ITEM, 1).hash


def test_a_changed_brief_or_path_is_no_change(sync: Syncer, database: Database) -> None:
    sync(documents())
    files = documents()
    item(files, ITEM)["brief"] = {"industry": "energy"}
    files["pmp/concepts/people/people.1/renamed.yaml"] = files.pop(concept_path())
    assert sync(files) == [BankSync("pmp", 1, 0, 0, 0, 0, 15)]


@pytest.mark.parametrize("is_changed", [False, True])
def test_what_is_gone_is_retired_and_what_comes_back_is_restored(
    sync: Syncer, database: Database, is_changed: bool
) -> None:
    whole, less = wide(), wide()
    gone = concept_path().replace("idea", "idea-2")
    lost = {entry["id"] for entry in less.pop(gone)["items"]}
    sync(whole)
    assert sync(less) == [BankSync("pmp", 2, 0, 0, 5, 0, 25)]
    assert served(database).isdisjoint(lost)
    with database.reader() as db:
        assert get_concept(db, "pmp-people-1-b-idea").retired_at is not None
        assert "pmp-people-1-b-idea" not in get_catalogue(db, "pmp").concepts
    if is_changed:
        for entry in whole[gone]["items"]:
            entry["principle"] = prose(11) + "."
    restored = sync(whole)
    assert restored == [BankSync("pmp", 3, 0, 5, 0, 0, 30) if is_changed else restored[0]]
    assert (restored[0].changed, restored[0].restored) == ((5, 0) if is_changed else (0, 5))
    assert served(database) >= lost
    with database.reader() as db:
        assert get_concept(db, "pmp-people-1-b-idea").retired_at is None
        assert versions(db, min(lost)) == 1 + is_changed


def wide() -> Documents:
    """Two concepts a task."""
    return wide_documents(concepts=2)


@pytest.mark.parametrize("mistake", ["file", "lint"])
def test_one_mistake_anywhere_changes_nothing(
    sync: Syncer, database: Database, mistake: str
) -> None:
    sync(documents())
    before = contents(database)
    files = documents() | documents("capm")
    item(files, ITEM)["principle"] = prose(10) + "."
    if mistake == "file":
        item(files, "capm-people-1-001")["difficulty"] = "hard"
    else:
        item(files, "capm-people-1-001")["stem"] = "Too short?"
    with pytest.raises(BankHasErrors) as caught:
        sync(files)
    assert "capm-people-1-001" in str(caught.value)
    assert contents(database) == before


def test_another_certification_is_left_alone(sync: Syncer, database: Database) -> None:
    both = documents() | documents("capm")
    sync(both)
    before = contents(database)
    item(both, "capm-people-1-001")["principle"] = prose(10) + "."
    done = {one.certification_id: one for one in sync(both)}
    assert (done["pmp"].changed, done["pmp"].bank_version) == (0, 1)
    assert (done["capm"].changed, done["capm"].bank_version) == (1, 2)
    after = contents(database)
    for table in ("concept", "item"):
        assert [row for row in after[table] if row["certification_id"] == "pmp"] == [
            row for row in before[table] if row["certification_id"] == "pmp"
        ]
    sync(documents("capm"))
    assert len(served(database)) == 15


@pytest.mark.parametrize("kind", ["item", "concept"])
def test_an_id_of_another_certification_is_refused(
    sync: Syncer, database: Database, kind: str
) -> None:
    sync(documents())
    before = contents(database)
    files = documents("capm")
    if kind == "item":
        item(files, "capm-people-1-001")["id"] = ITEM
    else:
        files[concept_path(certification="capm")]["concept"]["id"] = "pmp-people-1-idea"
    with pytest.raises(BankHasErrors, match="belongs to another certification"):
        sync(files)
    assert contents(database) == before


def test_an_exam_item_is_not_served_in_practice(sync: Syncer, database: Database) -> None:
    sync(documents())
    files = wide()
    extra = item(files, "pmp-people-1-b-001")
    extra["pool"] = "exam"
    sync(files)
    assert "pmp-people-1-b-001" not in served(database)
    assert len(served(database)) == 29


def test_stimulus_case_and_enemies_are_stored_with_the_version(
    sync: Syncer, database: Database
) -> None:
    files = banks.every_type(documents())
    item(files, ITEM)["enemies"] = ["pmp-people-2-001"]
    sync(files)
    with database.reader() as db:
        plain = get_item_version(db, ITEM, 1)
        in_case = get_item_version(db, "pmp-harbour-1", 1)
        with_figure = get_item_version(db, "pmp-people-1-014", 1)
    assert (plain.stimulus, plain.case_id, plain.template) == (None, None, None)
    assert plain.enemies == ["pmp-people-2-001"]
    assert in_case.case_id == "harbour"
    assert in_case.stimulus == {"case": files[banks.CASE]["case"]}
    assert with_figure.stimulus == {"figure": banks.network()}
    assert with_figure.guessing == pytest.approx(1 / 3)


def test_a_changed_exhibit_makes_new_versions_of_the_case_s_items(
    sync: Syncer, database: Database
) -> None:
    files = documents() | {banks.CASE: banks.case()}
    sync(files)
    files[banks.CASE]["case"]["exhibits"][0]["text"] = "- Ships go."
    [done] = sync(files)
    assert (done.created, done.changed) == (0, 3)


def test_a_corrected_misconception_is_corrected(sync: Syncer, database: Database) -> None:
    sync(documents())
    files = documents()
    files["misconceptions.yaml"][0]["instead"] = "Ask first."
    sync(files)
    with database.reader() as db:
        assert db.get_one(MisconceptionRow, banks.MISCONCEPTIONS[0]).instead == "Ask first."
