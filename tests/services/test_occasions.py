from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from prep.services.actions.planning import drop_action
from prep.services.enrolments import enrol
from prep.services.exams.planning import plan_mock_day
from prep.services.learners import set_time_zone
from prep.services.occasions import Occasion, list_occasions
from prep.storage.database import Database, transaction
from prep.storage.learners import get_learner
from tests.acting import DETAILS, document, plan, sit
from tests.practising import PLAN, Practice, enrolled
from tests.rows import attempt_row, form_row

RISK = "Write down what may happen, risk-1"


def occasions(practice: Practice, about: str = "") -> list[Occasion]:
    """The learner's entries whose summary holds a text."""
    with practice.database.reader() as db:
        learner = get_learner(db, practice.learner_id)
        found = list_occasions(db, learner, today=practice.now.date())
    return [occasion for occasion in found if about in occasion.summary]


def replanned(practice: Practice, **changes: object) -> None:
    """Another plan for the exam."""
    facts = {"exam_on": None, "minutes_a_day": 15, "study_days": (1, 2, 3, 4, 5)}
    with transaction(practice.database) as db:
        changed = PLAN.__class__(**{**facts, "job_role": "systems", **changes})  # type: ignore[arg-type]
        today = practice.now.date()
        enrol(db, practice.learner_id, "pmp", changed, today=today, now=practice.now)


def planned_mock(practice: Practice, on: date | None) -> None:
    """A day for the next mock exam, or none."""
    with transaction(practice.database) as db:
        plan_mock_day(db, practice.learner_id, "pmp", on, today=practice.now.date())


def test_the_quiz_stands_at_six_on_study_days_until_the_day_before_the_exam(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    replanned(practice, exam_on=date(2027, 1, 4), study_days=(2, 6), minutes_a_day=30)

    (quiz,) = occasions(practice, "quiz")

    assert quiz.summary == "Today's quiz: PMP"
    assert quiz.begins == datetime(2026, 11, 24, 18, tzinfo=ZoneInfo("UTC"))  # the first Tuesday
    assert quiz.length == timedelta(minutes=30)
    assert quiz.study_days == (2, 6)
    assert quiz.last_on == date(2027, 1, 3)


def test_without_an_exam_date_the_quiz_goes_on_to_the_end_of_next_year(stocked: Database) -> None:
    (quiz,) = occasions(enrolled(stocked), "quiz")

    assert quiz.last_on == date(2027, 12, 31)


def test_an_exam_before_the_first_study_day_leaves_no_quiz(stocked: Database) -> None:
    practice = enrolled(stocked)
    replanned(practice, exam_on=date(2026, 11, 25), study_days=(7,))

    assert [occasion.summary for occasion in occasions(practice)] == ["PMP exam"]


def test_the_exam_is_a_whole_day(stocked: Database) -> None:
    practice = enrolled(stocked)
    replanned(practice, exam_on=date(2027, 1, 4))

    (exam,) = occasions(practice, "exam")

    assert (exam.begins, exam.length) == (date(2027, 1, 4), timedelta(days=1))


def test_a_planned_mock_exam_is_a_whole_day(stocked: Database) -> None:
    practice = enrolled(stocked)
    planned_mock(practice, date(2026, 12, 5))

    (mock,) = occasions(practice, "Mock exam")

    assert mock.summary == "Mock exam: PMP"
    assert (mock.begins, mock.length) == (date(2026, 12, 5), timedelta(days=1))
    assert (mock.study_days, mock.last_on) == ((), None)
    planned_mock(practice, None)
    assert occasions(practice, "Mock exam") == []


def test_planned_work_stands_on_its_day_by_the_name_of_its_exercise(stocked: Database) -> None:
    practice = enrolled(stocked)
    plan(practice)

    (work,) = occasions(practice, "At work")

    assert (work.summary, work.begins) == (f"At work: {RISK}", date(2026, 11, 26))
    told = str(occasions(practice))
    assert DETAILS.place not in told
    assert DETAILS.who not in told


def test_work_without_a_day_and_work_put_aside_have_no_entry(stocked: Database) -> None:
    practice = enrolled(stocked)
    dropped = plan(practice)
    plan(practice, "risk-2", details=DETAILS.__class__("rollout", "", "", None))
    with transaction(stocked) as db:
        drop_action(db, practice.learner_id, dropped, now=practice.now)

    assert occasions(practice, "At work") == []


def test_documented_work_gives_way_to_the_checks_that_are_left(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)

    checks = occasions(practice, "Check")
    assert occasions(practice, "At work") == []
    assert [check.summary for check in checks] == [f"Check {n}: {RISK}" for n in (1, 2, 3)]
    assert checks[0].begins == date(2026, 11, 24)

    sit(practice.later(days=1), action_id, 1)
    assert [check.summary for check in occasions(practice, "Check")] == [
        f"Check {n}: {RISK}" for n in (2, 3)
    ]


def test_checks_of_work_that_was_put_aside_have_no_entry(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)
    with transaction(stocked) as db:
        drop_action(db, practice.learner_id, action_id, now=practice.now)

    assert occasions(practice, "Check") == []


@pytest.mark.parametrize("submitted_after", [None, timedelta(minutes=7), timedelta(0)])
def test_a_mock_exam_stands_where_it_was_sat(
    stocked_sqlite: Database, submitted_after: timedelta | None
) -> None:
    practice = enrolled(stocked_sqlite)
    facts = {}
    if submitted_after is not None:
        facts = {"submitted_at": practice.now + submitted_after, "submitted_by": "learner"}
    with transaction(stocked_sqlite) as db:
        form = form_row()
        db.add(form)
        db.flush()
        attempt = attempt_row(practice.learner_id, form.id, started_at=practice.now, **facts)
        db.add(attempt)
        length = (
            submitted_after if submitted_after is not None else attempt.deadline_at - practice.now
        )

    (mock,) = occasions(practice, "Mock exam")

    assert mock.begins == practice.now
    assert mock.length == max(length, timedelta(minutes=1))


def test_ids_stay_when_things_move_and_differ_between_learners(stocked: Database) -> None:
    practice, other = enrolled(stocked), enrolled(stocked)
    for learner in (practice, other):
        replanned(learner, exam_on=date(2027, 1, 4))
        document(learner, plan(learner))
        plan(learner, "risk-2")
        planned_mock(learner, date(2026, 12, 5))
    before = {occasion.uid for occasion in occasions(practice)}

    replanned(practice, exam_on=date(2027, 2, 1), study_days=(7,), minutes_a_day=60)
    planned_mock(practice, date(2026, 12, 12))
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Asia/Tokyo")

    assert {occasion.uid for occasion in occasions(practice.later(days=3))} == before
    assert len(before) == 7
    assert before.isdisjoint(occasion.uid for occasion in occasions(other))


def test_the_first_day_is_counted_by_the_learners_clock(stocked: Database) -> None:
    late = datetime(2026, 11, 23, 20, tzinfo=UTC)  # Tuesday morning in Tokyo
    practice = enrolled(stocked, now=late)
    with transaction(stocked) as db:
        set_time_zone(db, practice.learner_id, "Asia/Tokyo")

    (quiz,) = occasions(practice, "quiz")

    assert quiz.begins == datetime(2026, 11, 24, 18, tzinfo=ZoneInfo("Asia/Tokyo"))
