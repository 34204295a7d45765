"""The learner as a person: made once, exported whole, deleted without a trace."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import func, select

from prep.errors import InvalidInput, NotFound
from prep.services.learners import (
    OWNED,
    SECRETS,
    create_learner,
    delete_learner,
    ensure_local_learner,
    export_learner,
    export_responses_csv,
    find_local_learner,
    get_learner_view,
    list_learner_ids,
    save_preferences,
    set_time_zone,
)
from prep.services.states import rebuild_learner
from prep.storage.database import Database, transaction
from prep.storage.learners import get_learner
from prep.storage.metadata import metadata
from tests.practising import enrolled, random_history
from tests.rows import everything_of, stored_learner


def rows_of(database: Database, learner_id: int) -> dict[str, int]:
    """How many rows each table of a learner has."""
    with database.reader() as db:
        return {
            table.name: db.scalar(
                select(func.count()).select_from(table).where(table.c.learner_id == learner_id)
            )
            or 0
            for table in metadata.tables.values()
            if "learner_id" in table.c
        }


def test_the_export_knows_every_table_that_a_learner_owns() -> None:
    owned = {table.name for table in metadata.tables.values() if "learner_id" in table.c}
    assert {row.__tablename__ for row in OWNED} == owned


def test_an_export_holds_every_row_and_value_but_secrets(stocked: Database, now: datetime) -> None:
    with transaction(stocked) as db:
        learner_id, other = (stored_learner(db) for _ in range(2))
        for owner in (learner_id, other):
            for row in everything_of(owner):
                db.add(row)
                db.flush()
    with stocked.reader() as db:
        export = json.loads(json.dumps(export_learner(db, learner_id, now=now)))
    assert export["format"] == "prep-export/1"
    assert export["exported_at"] == now.isoformat()
    assert export["learner"]["name"] == "Alice"
    for row in OWNED:
        (exported,) = export[row.__tablename__]
        assert set(exported) == {c.key for c in row.__table__.columns} - set(SECRETS)
        assert exported["learner_id"] == learner_id
    assert export["item_note"][0]["note"] == "Mine"
    assert export["response"][0]["answer"] == ["b"]
    assert export["account"][0]["email"] == f"{learner_id}@example.org"
    assert "not a hash" not in json.dumps(export)
    assert f"unique-{learner_id}" not in json.dumps(export)


def test_an_export_of_a_real_history_is_plain_json_and_complete(
    stocked: Database, now: datetime
) -> None:
    practice = random_history(enrolled(stocked), 9, quizzes=2)
    with stocked.reader() as db:
        export = json.loads(json.dumps(export_learner(db, practice.learner_id, now=now)))
        lines = list(csv.DictReader(io.StringIO(export_responses_csv(db, practice.learner_id))))
    counts = rows_of(stocked, practice.learner_id)
    assert {name: len(export[name]) for name in counts} == counts
    assert counts["response"] == len(lines) > 20
    assert [int(line["sequence"]) for line in lines] == list(range(1, len(lines) + 1))
    assert {line["item_id"] for line in lines} == {row["item_id"] for row in export["response"]}
    answered = datetime.fromisoformat(export["response"][0]["answered_at"])
    assert answered.tzinfo is not None


def test_deleting_removes_everything_of_one_learner(stocked: Database) -> None:
    with transaction(stocked) as db:
        leaving, staying = (stored_learner(db) for _ in range(2))
        for owner in (leaving, staying):
            for row in everything_of(owner):
                db.add(row)
                db.flush()
    with transaction(stocked) as db:
        delete_learner(db, leaving)
    assert set(rows_of(stocked, leaving).values()) == {0}
    assert set(rows_of(stocked, staying).values()) == {1}
    with stocked.reader() as db:
        assert list_learner_ids(db) == [staying]
        with pytest.raises(NotFound):
            get_learner_view(db, leaving)


def test_somebody_who_left_cannot_be_used(stocked: Database, now: datetime) -> None:
    practice = enrolled(stocked)
    quiz = practice.daily()
    with transaction(stocked) as db:
        delete_learner(db, practice.learner_id)
    for use in (
        lambda: practice.answer(quiz.id, 1, raw={"choice": ["b"]}),
        practice.daily,
        lambda: practice.question(quiz.id, 1),
    ):
        with pytest.raises(NotFound):
            use()
    with transaction(stocked) as db:
        for act in (
            lambda: delete_learner(db, practice.learner_id),
            lambda: export_learner(db, practice.learner_id, now=now),
            lambda: rebuild_learner(db, practice.learner_id),
        ):
            with pytest.raises(NotFound):
                act()


def test_local_mode_makes_one_learner_however_many_visit_at_once(
    stocked: Database, now: datetime
) -> None:
    barrier = Barrier(8)

    def visit(_number: int) -> int:
        barrier.wait()
        with transaction(stocked) as db:
            return ensure_local_learner(db, now=now)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(visit, range(8)))
    with stocked.reader() as db:
        assert list_learner_ids(db) == list(found)
        assert {find_local_learner(db)} == found


def test_a_learner_has_a_calendar(stocked_sqlite: Database, now: datetime) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = create_learner(db, "Alice", now=now, time_zone="Pacific/Auckland")
        late = datetime(2026, 11, 23, 12, tzinfo=UTC)
        assert get_learner_view(db, learner_id).today(late) == date(2026, 11, 24)
        set_time_zone(db, learner_id, "America/New_York")
        assert get_learner_view(db, learner_id).today(late) == date(2026, 11, 23)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "UTC\0", "u" * 500])
def test_a_zone_that_is_none_is_refused(stocked_sqlite: Database, now: datetime, zone: str) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = create_learner(db, "Alice", now=now)
        for act in (
            lambda: set_time_zone(db, learner_id, zone),
            lambda: save_preferences(
                db, learner_id, theme="dark", time_zone=zone, shows_streak=True
            ),
            lambda: create_learner(db, "Bob", now=now, time_zone=zone),
        ):
            with pytest.raises(InvalidInput) as caught:
                act()
            assert caught.value.field == "time_zone"


def test_preferences_are_kept(stocked: Database, now: datetime) -> None:
    with transaction(stocked) as db:
        learner_id = create_learner(db, "Alice", now=now)
        assert get_learner_view(db, learner_id).theme == "auto"
        save_preferences(
            db, learner_id, theme="dark", time_zone="Europe/Vienna", shows_streak=False
        )
    with stocked.reader() as db:
        found = get_learner_view(db, learner_id)
        assert (found.theme, found.time_zone) == ("dark", "Europe/Vienna")


def test_an_unknown_theme_is_refused_and_nothing_changes(
    stocked_sqlite: Database, now: datetime
) -> None:
    with transaction(stocked_sqlite) as db:
        learner_id = create_learner(db, "Alice", now=now)
        for theme, zone in (("pink", "Europe/Vienna"), ("dark", "Nowhere")):
            with pytest.raises(InvalidInput):
                save_preferences(db, learner_id, theme=theme, time_zone=zone, shows_streak=True)
        db.expire_all()
        row = get_learner(db, learner_id)
        assert (row.theme, row.time_zone) == ("auto", "UTC")
