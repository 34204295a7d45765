"""The project inventory: what is kept, refused, and what stays when a project goes."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.portfolio.project_words import KINDS
from prep.services.portfolio.projects import (
    LONGEST,
    ProjectEntry,
    delete_project,
    get_entry,
    place_evidence,
    save_project,
)
from prep.storage.database import Database, transaction
from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import BulletRow, ExperienceRow, ProjectRow, StoryRow
from tests.evidence_rows import story_row
from tests.factories import MONDAY_NOON
from tests.portfolio import fill_portfolio
from tests.rows import stored_learner

TODAY = MONDAY_NOON.date()
ENTRY = ProjectEntry(
    wordings={
        "name": "Mail migration",
        "organisation": "City of Example",
        "my_role": "Coordinator",
        "team": "Four teams",
        "reason": "Support ended.",
        "risks": "A short night.",
        "result": "1,400 mailboxes moved. 🎉",
    },
    redacted={"organisation": "A city", "result": ""},
    public_name="Mail of a city",
    kind="migration",
    approach="hybrid",
    began_on=date(2026, 3, 2),
    ended_on=date(2026, 6, 26),
    deadline_on=date(2026, 6, 30),
    confidentiality="redacted",
)


@pytest.fixture
def learner_id(stocked: Database) -> int:
    with transaction(stocked) as db:
        return stored_learner(db)


def save(database: Database, learner_id: int, entry: ProjectEntry, id: UUID | None = None) -> UUID:
    project_id = id or uuid4()
    with transaction(database) as db:
        save_project(db, learner_id, project_id, entry, today=TODAY, now=MONDAY_NOON)
    return project_id


def rows_of(database: Database, kind: type) -> list:
    with database.reader() as db:
        return list(db.scalars(select(kind)))


def test_a_project_comes_back_as_it_was_written(stocked: Database, learner_id: int) -> None:
    project_id = save(stocked, learner_id, ENTRY)

    with stocked.reader() as db:
        found = get_entry(db, learner_id, project_id)
    assert found == replace(ENTRY, redacted={"organisation": "A city"})


def test_sent_twice_it_is_kept_once_and_changed(stocked: Database, learner_id: int) -> None:
    project_id = save(stocked, learner_id, ENTRY)
    save(stocked, learner_id, replace(ENTRY, kind="vendor", ended_on=None), project_id)

    (row,) = rows_of(stocked, ProjectRow)
    assert (row.kind, row.ended_on) == ("vendor", None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_kept(stocked_sqlite: Database, kind: str) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = stored_learner(db)

    save(stocked_sqlite, learner_id, replace(ENTRY, kind=kind))

    assert [row.kind for row in rows_of(stocked_sqlite, ProjectRow)] == [kind]


def wording(name: str, text: str) -> dict[str, object]:
    return {"wordings": {**ENTRY.wordings, name: text}}


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        (wording("name", ""), "name", "write it"),
        (wording("name", "   "), "name", "write it"),
        (wording("name", "x" * 201), "name", "at most 200"),
        (wording("reason", "x" * 3_001), "reason", "at most 3000"),
        (wording("reason", "ش" * 10_000), "reason", "at most 3000"),
        (wording("team", "🎉" * 501), "team", "at most 500"),
        (wording("result", "a\0b"), "result", "cannot be kept"),
        ({"redacted": {"result": "x" * 3_001}}, "redacted-result", "at most 3000"),
        ({"public_name": "x" * 201}, "public_name", "at most 200"),
        ({"kind": ""}, "kind", "Choose one of deployment"),
        ({"kind": "party"}, "kind", "Choose one of"),
        ({"approach": "waterfall"}, "approach", "Choose one of predictive"),
        ({"confidentiality": "secret"}, "confidentiality", "Choose one of private"),
        ({"began_on": None}, "began_on", "choose a date"),
        ({"began_on": TODAY + timedelta(days=1)}, "began_on", "future"),
        ({"began_on": date(1800, 1, 1)}, "began_on", "after 1949"),
        ({"ended_on": TODAY + timedelta(days=1)}, "ended_on", "future"),
        ({"ended_on": date(2026, 3, 1)}, "ended_on", "before the first day"),
        ({"deadline_on": date(9999, 1, 1)}, "deadline_on", "before 2100"),
        ({"deadline_on": date(1900, 1, 1)}, "deadline_on", "Deadline"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    stocked_sqlite: Database, changes: dict[str, object], field: str, says: str
) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = stored_learner(db)

    with pytest.raises(InvalidInput) as error:
        save(stocked_sqlite, learner_id, replace(ENTRY, **changes))

    assert error.value.field == field
    assert says in error.value.message
    assert rows_of(stocked_sqlite, ProjectRow) == []


@pytest.mark.parametrize("name", LONGEST)
def test_each_wording_fits_up_to_its_limit(stocked: Database, name: str) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)

    save(stocked, learner_id, replace(ENTRY, **wording(name, "é" * LONGEST[name])))

    (row,) = rows_of(stocked, ProjectRow)
    assert getattr(row, name) == "é" * LONGEST[name]


def test_a_deadline_may_lie_ahead_and_the_first_day_be_today(
    stocked: Database, learner_id: int
) -> None:
    ahead = replace(ENTRY, began_on=TODAY, ended_on=None, deadline_on=date(2027, 1, 1))

    save(stocked, learner_id, ahead)

    assert rows_of(stocked, ProjectRow)[0].deadline_on == date(2027, 1, 1)


def test_deleting_keeps_evidence_bullets_and_stories(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids = fill_portfolio(db, learner_id)
        for period in db.scalars(select(ExperienceRow)):
            db.delete(period)
    before = [len(rows_of(stocked, kind)) for kind in (EvidenceRow, BulletRow, StoryRow)]

    for project_id in (ids.project, ids.bare):
        with transaction(stocked) as db:
            delete_project(db, learner_id, project_id)

    assert rows_of(stocked, ProjectRow) == []
    kept = [rows_of(stocked, kind) for kind in (EvidenceRow, BulletRow, StoryRow)]
    assert [len(rows) for rows in kept] == before
    assert {row.project_id for rows in kept for row in rows} == {None}
    assert {row.evidence_id for row in kept[1]} == {ids.evidence, None}


def test_a_project_with_periods_is_not_deleted(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids = fill_portfolio(db, learner_id)

    refused = pytest.raises(Conflict, match="has a period in the experience ledger")
    with refused, transaction(stocked) as db:
        delete_project(db, learner_id, ids.project)

    assert len(rows_of(stocked, ProjectRow)) == 2
    assert ids.project in {row.project_id for row in rows_of(stocked, EvidenceRow)}


def test_evidence_is_attached_and_detached(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids = fill_portfolio(db, learner_id)

    for project_id in (ids.bare, ids.project, None):
        with transaction(stocked) as db:
            place_evidence(db, learner_id, ids.loose, project_id)
        with stocked.reader() as db:
            assert db.get_one(EvidenceRow, (learner_id, ids.loose)).project_id == project_id


def test_other_people_s_things_are_not_there(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids, stranger = fill_portfolio(db, learner_id), stored_learner(db)
        others = fill_portfolio(db, stranger)

    with transaction(stocked) as db:
        for refused in (
            lambda: get_entry(db, stranger, ids.project),
            lambda: delete_project(db, stranger, ids.bare),
            lambda: place_evidence(db, stranger, ids.loose, None),
            lambda: place_evidence(db, stranger, others.loose, ids.project),
            lambda: place_evidence(db, stranger, others.loose, uuid4()),
        ):
            with pytest.raises(NotFound):
                refused()
    with stocked.reader() as db:
        assert db.get_one(EvidenceRow, (stranger, others.loose)).project_id is None


def test_what_leaves_a_project_loses_its_mark_for_export(
    stocked: Database, learner_id: int
) -> None:
    with transaction(stocked) as db:
        ids = fill_portfolio(db, learner_id)
        db.add(story_row(learner_id, evidence_id=ids.evidence))

    def marked() -> set[UUID]:
        written = [*rows_of(stocked, BulletRow), *rows_of(stocked, StoryRow)]
        return {row.evidence_id or row.project_id for row in written if row.is_exported}

    assert marked() == {ids.evidence, ids.bare, ids.project}
    with transaction(stocked) as db:
        place_evidence(db, learner_id, ids.loose, ids.bare)
        place_evidence(db, learner_id, ids.evidence, ids.project)
    assert marked() == {ids.evidence, ids.bare, ids.project}
    with transaction(stocked) as db:
        place_evidence(db, learner_id, ids.evidence, None)
    assert marked() == {ids.bare, ids.project}
    with transaction(stocked) as db:
        delete_project(db, learner_id, ids.bare)
    assert marked() == {ids.project}


def test_deleting_unmarks_what_its_evidence_became(stocked: Database, learner_id: int) -> None:
    with transaction(stocked) as db:
        ids, other = fill_portfolio(db, learner_id), stored_learner(db)
        fill_portfolio(db, other)
        place_evidence(db, learner_id, ids.evidence, ids.bare)
        bullet = db.get_one(BulletRow, (learner_id, ids.bullet))
        bullet.is_exported = True
    with transaction(stocked) as db:
        delete_project(db, learner_id, ids.bare)

    marked = [row for row in rows_of(stocked, BulletRow) if row.is_exported]
    assert {row.learner_id for row in marked} == {other}
