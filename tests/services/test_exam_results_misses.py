"""What the newest mock exam leaves to look at: counted, and for two weeks only."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prep.services.exam_results.items import MissReason, set_miss_reason
from prep.services.exam_results.misses import RecentMisses, find_recent_misses
from prep.storage.database import Database, transaction
from tests.examining import Candidate, begun
from tests.practising import counted_statements, enrolled

MONDAY = date(2026, 11, 23)
UNTIL = date(2026, 12, 7)


@pytest.fixture
def sat(stocked: Database) -> Candidate:
    """An exam of 15 handed in: 1 right, 2 wrong, at 3 only a flag, nothing saved at the others."""
    candidate = begun(stocked, enrolled(stocked).learner_id)
    candidate.answer(1)
    candidate.answer(2, is_right=False)
    candidate.save(3, {}, is_flagged=True)
    candidate.submit()
    return candidate


def misses(candidate: Candidate, days: int = 0, zone: str = "UTC") -> RecentMisses | None:
    with candidate.database.reader() as db:
        return find_recent_misses(
            db,
            candidate.learner_id,
            "pmp",
            today=MONDAY + timedelta(days=days),
            zone=ZoneInfo(zone),
        )


def say(candidate: Candidate, position: int, reason: MissReason | None) -> None:
    with transaction(candidate.database) as db:
        set_miss_reason(db, candidate.learner_id, candidate.attempt_id, position, reason)


def test_it_counts_what_was_missed_and_has_no_reason(sat: Candidate) -> None:
    assert misses(sat) == RecentMisses(sat.attempt_id, 14, MONDAY, UNTIL)
    for position in (2, 3, 15):
        say(sat, position, MissReason.TIME)
    assert misses(sat) == RecentMisses(sat.attempt_id, 11, MONDAY, UNTIL)
    say(sat, 15, None)
    assert misses(sat) == RecentMisses(sat.attempt_id, 12, MONDAY, UNTIL)


def test_with_a_reason_for_each_there_is_nothing_left(sat: Candidate) -> None:
    for position in range(2, 16):
        say(sat, position, MissReason.KNOWLEDGE)
    assert misses(sat) is None


@pytest.mark.parametrize(("days", "stands"), [(0, True), (14, True), (15, False), (400, False)])
def test_it_stands_for_two_weeks(sat: Candidate, days: int, *, stands: bool) -> None:
    assert (misses(sat, days) is not None) == stands


def test_only_the_newest_that_was_handed_in_counts(sat: Candidate) -> None:
    later = sat.now + timedelta(days=3)
    newer = begun(sat.database, sat.learner_id, now=later, form={"sizes": (2,)})
    assert misses(sat, 3) == RecentMisses(sat.attempt_id, 14, MONDAY, UNTIL)
    newer.answer(1)
    newer.answer(2)
    newer.submit()
    assert misses(sat, 3) is None


def test_the_day_is_that_of_the_learners_calendar(stocked: Database) -> None:
    evening = datetime(2026, 11, 22, 13, tzinfo=UTC)
    candidate = begun(stocked, enrolled(stocked).learner_id, now=evening)
    candidate.submit()
    found = misses(candidate, zone="Pacific/Auckland")
    assert found is not None
    assert (found.on, found.until) == (MONDAY, UNTIL)


def test_without_an_exam_and_of_others_there_is_nothing(sat: Candidate) -> None:
    stranger = enrolled(sat.database).learner_id
    assert misses(replace(sat, learner_id=stranger)) is None
    begun(sat.database, stranger)
    assert misses(replace(sat, learner_id=stranger)) is None
    with sat.database.reader() as db:
        zone = ZoneInfo("UTC")
        assert find_recent_misses(db, sat.learner_id, "capm", today=MONDAY, zone=zone) is None


def test_it_takes_one_statement(sat: Candidate) -> None:
    misses(sat)
    with counted_statements(sat.database) as statements:
        misses(sat)
    assert len([one for one in statements if one.startswith("SELECT")]) == 1, statements
