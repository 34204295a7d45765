"""The day of the next mock exam: what may be set, what is suggested, and when it is let go of."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.errors import InvalidInput, NotFound
from prep.services.enrolments import enrol
from prep.services.exams.listing import get_exams
from prep.services.exams.planning import find_near_mock, plan_mock_day, suggested_day
from prep.services.exams.starting import WantedExam, start_attempt
from prep.services.exams.views import NearMock, NextMock
from prep.services.learners import create_learner, set_time_zone
from prep.storage.database import Database, transaction
from tests.examining import begun, stored_form
from tests.practising import PLAN, Practice, enrolled

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
EXAM_ON = date(2027, 1, 4)
days_of_our_time = st.dates(date(2026, 1, 1), date(2032, 1, 1))


def plan(practice: Practice, on: date | None) -> None:
    with transaction(practice.database) as db:
        today = practice.now.date()
        plan_mock_day(db, practice.learner_id, "pmp", on, today=today)


def next_mock(practice: Practice) -> NextMock:
    with practice.database.reader() as db:
        return get_exams(db, practice.learner_id, "pmp", now=practice.now).next_mock


def near(practice: Practice) -> NearMock | None:
    with practice.database.reader() as db:
        return find_near_mock(db, practice.learner_id, "pmp", today=practice.now.date())


def start(practice: Practice) -> None:
    with transaction(practice.database) as db:
        stored_form(db, name="a")
        wanted = WantedExam(kind="full", extra_time=1.0, target=None)
        start_attempt(db, practice.learner_id, "pmp", wanted, attempt_id=uuid4(), now=practice.now)


def test_it_works(stocked: Database) -> None:
    practice, other = enrolled(stocked), enrolled(stocked)

    plan(practice, date(2026, 12, 5))

    assert next_mock(practice) == NextMock(TODAY, date(2026, 12, 5), None)
    assert next_mock(other).planned_on is None


def test_none_clears_the_day(stocked: Database) -> None:
    practice = enrolled(stocked)
    plan(practice, TODAY)

    plan(practice, None)

    assert next_mock(practice).planned_on is None


def test_a_day_passes_at_its_end(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    plan(practice, TODAY)

    assert not next_mock(practice).has_passed
    assert next_mock(practice.later(days=1)).has_passed
    plan(practice, None)
    assert not next_mock(practice).has_passed


@pytest.mark.parametrize("on", [TODAY, EXAM_ON])
def test_the_edges_are_accepted(stocked_sqlite: Database, on: date) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, exam_on=EXAM_ON))

    plan(practice, on)

    assert next_mock(practice).planned_on == on


@pytest.mark.parametrize(
    ("exam_on", "on", "reason"),
    [
        (None, TODAY - DAY, "before today"),
        (EXAM_ON, TODAY - DAY, "before today"),
        (EXAM_ON, EXAM_ON + DAY, "after your exam"),
        (None, TODAY + 1096 * DAY, "over three years"),
        (None, date.max, "over three years"),
        (None, date.min, "before today"),
    ],
)
def test_a_day_that_cannot_be_names_its_field_and_is_not_stored(
    stocked: Database, exam_on: date | None, on: date, reason: str
) -> None:
    practice = enrolled(stocked, plan=replace(PLAN, exam_on=exam_on))
    plan(practice, date(2026, 12, 5))

    with pytest.raises(InvalidInput, match=reason) as caught:
        plan(practice, on)

    assert caught.value.field == "mock_on"
    assert next_mock(practice).planned_on == date(2026, 12, 5)


def test_without_an_exam_date_three_years_ahead_is_accepted(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)

    plan(practice, TODAY + 1095 * DAY)

    assert next_mock(practice).planned_on == TODAY + 1095 * DAY


def test_who_is_not_enrolled_has_no_day(stocked: Database, now: datetime) -> None:
    with transaction(stocked) as db:
        learner_id = create_learner(db, "Bob", now=now)
        for certification_id in ("pmp", "unknown", "\0"):
            with pytest.raises(NotFound):
                plan_mock_day(db, learner_id, certification_id, TODAY, today=TODAY)
        with pytest.raises(NotFound):
            find_near_mock(db, learner_id, "pmp", today=TODAY)


@pytest.mark.parametrize(
    ("days_to_exam", "days_to_mock"),
    [(42, 28), (15, 1), (14, 0), (10, 0), (4, 0), (3, None), (0, None), (-1, None)],
)
def test_two_weeks_before_the_exam_are_suggested(
    days_to_exam: int, days_to_mock: int | None
) -> None:
    expected = None if days_to_mock is None else TODAY + days_to_mock * DAY
    assert suggested_day(TODAY + days_to_exam * DAY, TODAY) == expected


def test_without_an_exam_date_nothing_is_suggested() -> None:
    assert suggested_day(None, TODAY) is None


@given(days_of_our_time, days_of_our_time)
def test_a_suggestion_lies_between_today_and_the_exam(exam_on: date, today: date) -> None:
    found = suggested_day(exam_on, today)
    assert found is None or today <= found < exam_on


def test_a_suggestion_gives_way_to_a_plan(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite, plan=replace(PLAN, exam_on=EXAM_ON))
    assert next_mock(practice).suggested_on == date(2026, 12, 21)

    plan(practice, date(2026, 12, 5))

    assert next_mock(practice).suggested_on is None


@pytest.mark.parametrize(("days", "stays"), [(-1, True), (0, False), (1, False)])
def test_starting_lets_go_of_the_day_unless_it_is_to_come(
    stocked: Database, days: int, stays: bool
) -> None:
    practice = enrolled(stocked)
    on = TODAY + 5 * DAY
    plan(practice, on)

    start(practice.later(days=5 + days))

    assert next_mock(practice).planned_on == (on if stays else None)


@pytest.mark.parametrize(("hour", "stays"), [(14, True), (15, False)])
def test_whether_the_day_has_come_is_told_by_the_learners_calendar(
    stocked: Database, hour: int, stays: bool
) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Asia/Tokyo")
    tomorrow = TODAY + DAY
    plan(practice, tomorrow)

    start(replace(practice, now=datetime(2026, 11, 23, hour, tzinfo=UTC)))  # midnight at 15

    assert next_mock(practice).planned_on == (tomorrow if stays else None)


def test_going_on_with_an_open_exam_keeps_the_day(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    begun(stocked_sqlite, practice.learner_id)
    plan(practice, TODAY)

    start(practice)

    assert next_mock(practice).planned_on == TODAY


@pytest.mark.parametrize(
    ("exam_on", "stays"),
    [(date(2026, 12, 4), False), (date(2026, 12, 5), True), (EXAM_ON, True), (None, True)],
)
def test_an_exam_that_moves_before_the_day_clears_it(
    stocked: Database, exam_on: date | None, stays: bool
) -> None:
    practice = enrolled(stocked, plan=replace(PLAN, exam_on=EXAM_ON))
    plan(practice, date(2026, 12, 5))

    with transaction(stocked) as db:
        changed = replace(PLAN, exam_on=exam_on)
        enrol(db, practice.learner_id, "pmp", changed, today=TODAY, now=practice.now)

    assert next_mock(practice).planned_on == (date(2026, 12, 5) if stays else None)


@pytest.mark.parametrize("days", [7, 1, 0, -1, -30])
def test_a_mock_is_near_from_a_week_before_its_day(stocked_sqlite: Database, days: int) -> None:
    practice = enrolled(stocked_sqlite)
    plan(practice, on := TODAY + 40 * DAY)

    assert near(practice.later(days=40 - days)) == NearMock(on, days)


def test_a_mock_is_not_near_earlier_nor_without_a_day(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    assert near(practice) is None

    plan(practice, TODAY + 8 * DAY)

    assert near(practice) is None


def test_from_its_day_on_an_open_exam_stands_for_it(stocked: Database) -> None:
    practice = enrolled(stocked)
    plan(practice, on := TODAY + DAY)
    sitting = begun(stocked, practice.learner_id)

    assert near(practice) == NearMock(on, 1)
    assert near(practice.later(days=1)) is None
    sitting.submit()
    assert near(practice.later(days=1)) == NearMock(on, 0)
