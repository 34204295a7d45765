"""The calendar file as another program reads it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from prep.errors import NotFound
from prep.services.calendar_feed import (
    Feed,
    calendar_file,
    find_address_date,
    get_feed,
    make_address,
    revoke_address,
)
from prep.services.enrolments import Plan, enrol
from prep.services.learners import create_learner, set_time_zone
from prep.services.occasions import QUIZ_AT, Occasion
from prep.storage.database import Database, transaction
from tests.acting import document, plan
from tests.factories import MONDAY_NOON
from tests.practising import Practice, enrolled

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
TODAY = MONDAY_NOON.date()


def address(practice: Practice) -> str:
    with transaction(practice.database) as db:
        return make_address(db, practice.learner_id, now=practice.now)


def feed(practice: Practice, secret: str) -> Feed:
    with practice.database.reader() as db:
        return get_feed(db, secret, now=practice.now)


def written(*occasions: Occasion, zone: str = "Europe/Berlin") -> str:
    return calendar_file(occasions, zone, today=TODAY, stamp=MONDAY_NOON).decode()


def quiz(zone: str, first: date, last: date, study_days: Sequence[int] = EVERY_DAY) -> Occasion:
    return Occasion(
        uid="quiz@prep",
        summary="Today's quiz",
        begins=datetime.combine(first, QUIZ_AT, ZoneInfo(zone)),
        length=timedelta(minutes=15),
        study_days=tuple(study_days),
        last_on=last,
    )


def events(file: str) -> list[Any]:
    return list(vobject.readOne(file).contents.get("vevent", []))


def moments(file: str) -> list[datetime]:
    """When each repetition begins, in UTC, by the zone that the file itself tells.

    vobject prefers zones that it knows already, so dateutil reads the one in the file.
    """
    (event,) = events(file)
    zone = tzical(StringIO(file)).get()
    return [at.replace(tzinfo=zone).astimezone(UTC) for at in event.getrruleset(addRDate=True)]


@pytest.mark.parametrize("zone", ZONES)
def test_the_quiz_is_at_six_local_time_on_every_day_across_both_switches(zone: str) -> None:
    first, last = date(2026, 1, 1), date(2027, 12, 31)

    found = moments(written(quiz(zone, first, last), zone=zone))

    local = [moment.astimezone(ZoneInfo(zone)) for moment in found]
    assert {moment.time() for moment in local} == {time(18)}
    assert [moment.date() for moment in local] == [first + timedelta(n) for n in range(730)]
    offsets = {moment.utcoffset() for moment in local}
    assert len(offsets) == (1 if zone == "UTC" else 2)


@pytest.mark.parametrize("zone", ZONES)
def test_the_quiz_keeps_to_study_days_and_to_its_last_day(zone: str) -> None:
    first, last = date(2026, 11, 24), date(2027, 6, 30)

    found = moments(written(quiz(zone, first, last, (2, 6)), zone=zone))

    days = [moment.astimezone(ZoneInfo(zone)).date() for moment in found]
    assert {day.isoweekday() for day in days} == {2, 6}
    assert days[0] == first
    assert days[-1] == date(2027, 6, 29)  # the last Tuesday or Saturday by 30 June


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_without_a_time_is_the_same_day_everywhere(zone: str) -> None:
    (event,) = events(written(Occasion("a@prep", "Exam", date(2027, 1, 4)), zone=zone))

    assert event.dtstart.value == date(2027, 1, 4)
    assert event.dtend.value == date(2027, 1, 5)


def test_a_moment_is_told_in_utc() -> None:
    begins = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    (event,) = events(written(Occasion("m@prep", "Mock", begins, timedelta(hours=4))))

    assert event.dtstart.value == begins
    assert event.dtend.value == begins + timedelta(hours=4)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_name_survives_in_lines_of_75_octets(name: str) -> None:
    summary = f"At work: {name}; a, b\\c\nnext 🎉"

    file = written(Occasion("a@prep", summary, TODAY))

    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert events(file)[0].summary.value == summary


def test_lines_end_as_the_standard_wants() -> None:
    file = written(Occasion("a@prep", "Exam", TODAY))

    assert file.endswith("END:VCALENDAR\r\n")
    assert "\n" not in file.replace("\r\n", "")


def test_the_file_says_when_to_ask_again() -> None:
    file = written()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in file
    assert "X-PUBLISHED-TTL:PT6H\r\n" in file


def test_a_calendar_without_entries_is_still_a_calendar(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = create_learner(db, "Alice", now=MONDAY_NOON, time_zone="UTC")
    practice = Practice(stocked, learner_id)

    file = feed(practice, address(practice)).body.decode()

    assert events(file) == []
    assert len(vobject.readOne(file).contents["vtimezone"]) == 1


def test_the_file_holds_what_the_learner_has_planned(stocked: Database) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Europe/Berlin")
    document(practice, plan(practice))
    plan(practice, "risk-2")

    found = events(feed(practice, address(practice)).body.decode())

    assert sorted(event.summary.value.partition(":")[0] for event in found) == [
        "At work", "Check 1", "Check 2", "Check 3", "Today's quiz",
    ]  # fmt: skip
    assert all(event.dtstamp.value == MONDAY_NOON for event in found)
    assert all(event.last_modified.value == MONDAY_NOON for event in found)
    assert len({event.uid.value for event in found}) == 5


def test_the_file_names_nothing_private(stocked: Database) -> None:
    practice = enrolled(stocked)
    document(practice, plan(practice))
    plan(practice, "risk-2")

    file = feed(practice, address(practice)).body.decode().replace("\r\n ", "")

    for private in ("Alice", "mail migration", "network team", "cutover", "register"):
        assert private not in file


def test_the_tag_changes_with_news_and_not_with_the_clock(stocked: Database) -> None:
    practice = enrolled(stocked)
    secret = address(practice)
    first, later = feed(practice, secret), feed(practice.later(days=9), secret)
    assert first.tag == later.tag
    assert first.body != later.body

    tags = {first.tag}
    plan(practice)
    tags.add(feed(practice, secret).tag)
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Asia/Tokyo")
    tags.add(feed(practice, secret).tag)
    changed = Plan(date(2027, 3, 1), 30, (1,), "systems")
    with transaction(stocked) as db:
        enrol(db, practice.learner_id, "pmp", changed, today=TODAY, now=practice.now)
    tags.add(feed(practice, secret).tag)
    assert len(tags) == 4


def test_a_new_address_ends_the_one_before(stocked: Database) -> None:
    practice = enrolled(stocked)
    first = address(practice)
    second = address(practice.later(days=1))

    with pytest.raises(NotFound):
        feed(practice.later(days=1), first)
    assert feed(practice.later(days=400), second).body
    with stocked.reader() as db:
        since = find_address_date(db, practice.learner_id, now=practice.later(days=1).now)
    assert since == practice.later(days=1).now


def test_a_revoked_address_is_dead_and_others_live(stocked: Database) -> None:
    practice, other = enrolled(stocked), enrolled(stocked)
    mine, theirs = address(practice), address(other)

    with transaction(stocked) as db:
        revoke_address(db, practice.learner_id, now=practice.now)

    with pytest.raises(NotFound):
        feed(practice, mine)
    assert feed(other, theirs).body
    with stocked.reader() as db:
        assert find_address_date(db, practice.learner_id, now=practice.now) is None


def test_revoking_without_an_address_changes_nothing(stocked: Database) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        revoke_address(db, practice.learner_id, now=practice.now)
        assert find_address_date(db, practice.learner_id, now=practice.now) is None
