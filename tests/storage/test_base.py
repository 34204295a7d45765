"""Column types: moments leave the database as aware UTC, and naive ones never enter it."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from prep.storage.database import Database, transaction
from prep.storage.learners import LearnerRow, get_learner
from tests.rows import stored_learner

MOMENT = datetime(2026, 10, 25, 0, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=-9, minutes=-30)), ZoneInfo("Europe/Vienna")]
)
def test_any_zone_comes_back_as_the_same_moment_in_utc(
    database: Database, zone: ZoneInfo | timezone
) -> None:
    with transaction(database) as db:
        learner_id = stored_learner(db, created_at=MOMENT.astimezone(zone))
    with database.reader() as db:
        found = get_learner(db, learner_id).created_at
    assert found == MOMENT
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), transaction(database) as db:
        stored_learner(db, created_at=datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_query_with_a_moment_without_a_zone_is_refused(database: Database) -> None:
    later = select(LearnerRow).where(LearnerRow.created_at > datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"), database.reader() as db:
        db.scalars(later)
