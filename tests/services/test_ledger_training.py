"""The training log: hours against 23 and 35, and the rule for live classes from December 2026."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from prep.errors import InvalidInput, NotFound
from prep.services.ledger.rules import LIVE_RULE_FROM, ApplicationRules
from prep.services.ledger.training import (
    DELIVERIES,
    Course,
    CourseEntry,
    delete_course,
    get_course,
    list_courses,
    save_course,
    total_training,
)
from prep.storage.database import Database, transaction
from tests.evidence_rows import training_row
from tests.factories import MONDAY_NOON
from tests.rows import stored_learner

TODAY = MONDAY_NOON.date()
ENTRY = CourseEntry("Basics", "College", "live", 21.5, date(2026, 6, 30), "Folder 3")


def rules(short_name: str, hours: float, live_rule: str = "") -> ApplicationRules:
    return ApplicationRules(
        certification_id=short_name.lower(),
        short_name=short_name,
        marks="",
        text="",
        education=(),
        years=None,
        domains=(),
        training_hours=hours,
        waiver="",
        live_rule=live_rule,
        source="",
        in_force_from=date(2026, 7, 9),
        researched_on="2026-11-22",
    )


CAPM, PMP, PROJECT = rules("CAPM", 23), rules("PMP", 35, "live from few"), rules("Project+", 0)


def course(delivery: str, hours: float) -> Course:
    return Course(uuid4(), "Course", "School", delivery, hours, date(2026, 6, 1), "")


def totals(*courses: Course, today: date = TODAY) -> dict[str, tuple[float, float | None]]:
    found = total_training(courses, [CAPM, PMP, PROJECT], today=today)
    return {total.rules.short_name: (total.hours, total.hours_from_rule) for total in found}


def test_every_course_counts_before_the_rule() -> None:
    courses = (course("live-authorised", 10), course("live", 21), course("self-paced", 4.5))
    assert totals(*courses) == {"CAPM": (35.5, None), "PMP": (35.5, 14.5)}


def test_from_the_day_of_the_rule_other_live_classes_do_not_count_for_pmp() -> None:
    courses = (course("live-authorised", 10), course("live", 21), course("self-paced", 4.5))
    assert totals(*courses, today=LIVE_RULE_FROM) == {"CAPM": (35.5, None), "PMP": (14.5, 14.5)}
    assert totals(*courses, today=date(2026, 11, 30))["PMP"] == (35.5, 14.5)


def test_what_is_missing_never_falls_below_nothing() -> None:
    (capm, pmp) = total_training([course("live", 30)], [CAPM, PMP], today=TODAY)
    assert (capm.missing, capm.missing_from_rule) == (0, None)
    assert (pmp.missing, pmp.missing_from_rule) == (5, 35)


def test_hours_add_up_as_on_paper() -> None:
    (_, pmp) = total_training([course("self-paced", 1.4)] * 25, [CAPM, PMP], today=TODAY)
    (capm,) = total_training([course("self-paced", 1.15)] * 20, [CAPM], today=TODAY)

    assert (pmp.hours, pmp.missing, pmp.missing_from_rule) == (35, 0, 0)
    assert (capm.hours, capm.missing) == (23, 0)


def test_a_log_without_courses_misses_everything() -> None:
    assert [total.missing for total in total_training([], [CAPM, PMP, PROJECT], today=TODAY)] == [
        23,
        35,
    ]


def save(database: Database, learner_id: int, entry: CourseEntry, course_id) -> None:
    with transaction(database) as db:
        save_course(db, learner_id, course_id, entry, today=TODAY, now=MONDAY_NOON)


@pytest.fixture
def learner_id(database: Database) -> int:
    with transaction(database) as db:
        return stored_learner(db)


def test_a_course_is_kept_changed_and_taken_out(database: Database, learner_id: int) -> None:
    course_id = uuid4()
    save(database, learner_id, ENTRY, course_id)
    save(database, learner_id, replace(ENTRY, name=" Basics II ", hours=3.0), course_id)
    with transaction(database) as db:
        assert list_courses(db, learner_id) == [
            Course(course_id, "Basics II", "College", "live", 3, date(2026, 6, 30), "Folder 3")
        ]
        delete_course(db, learner_id, course_id)
        assert list_courses(db, learner_id) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"provider": ""}, "provider"),
        ({"delivery": "by post"}, "delivery"),
        ({"hours": None}, "hours"),
        ({"hours": 0.0}, "hours"),
        ({"hours": -2.0}, "hours"),
        ({"hours": 1001.0}, "hours"),
        ({"hours": float("inf")}, "hours"),
        ({"ended_on": None}, "ended_on"),
        ({"ended_on": date(2026, 11, 24)}, "ended_on"),
        ({"certificate": "x" * 1001}, "certificate"),
        ({"certificate": "a\0"}, "certificate"),
    ],
)
def test_a_wrong_course_names_the_field_and_is_not_kept(
    database: Database, learner_id: int, changes, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(database, learner_id, replace(ENTRY, **changes), uuid4())
    assert refused.value.field == field
    with database.reader() as db:
        assert list_courses(db, learner_id) == []


def test_nobody_reaches_the_course_of_another(database: Database, learner_id: int) -> None:
    with transaction(database) as db:
        other = stored_learner(db)
        row = training_row(other)
        db.add(row)
        course_id = row.id
    with transaction(database) as db:
        with pytest.raises(NotFound):
            get_course(db, learner_id, course_id)
        with pytest.raises(NotFound):
            delete_course(db, learner_id, course_id)
    assert set(DELIVERIES) == {"live-authorised", "live", "self-paced"}
