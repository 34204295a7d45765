"""Enrolling and planning: what is stored, and what is refused by name."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest

from prep.errors import InvalidInput, NotFound
from prep.services.enrolments import (
    JOB_ROLES,
    Plan,
    enrol,
    get_plan,
    list_certifications,
    list_enrolled,
    switch_certification,
)
from prep.services.learners import create_learner, get_learner_view
from prep.storage.database import Database, transaction
from tests.practising import PLAN, enrolled

TODAY = date(2026, 11, 23)


def learner_in(database: Database, now: datetime) -> int:
    with transaction(database) as db:
        return create_learner(db, "Alice", now=now)


def enrol_in(
    database: Database, learner_id: int, now: datetime, *, plan: Plan = PLAN, to: str = "pmp"
) -> None:
    with transaction(database) as db:
        enrol(db, learner_id, to, plan, today=TODAY, now=now)


def test_it_works(stocked: Database, now: datetime) -> None:
    learner_id = learner_in(stocked, now)
    plan = replace(PLAN, exam_on=date(2027, 3, 12), study_days=(7, 1, 7))
    enrol_in(stocked, learner_id, now, plan=plan)
    with stocked.reader() as db:
        assert get_plan(db, learner_id, "pmp") == replace(plan, study_days=(1, 7))
        assert get_learner_view(db, learner_id).certification_id == "pmp"
        assert [view.id for view in list_enrolled(db, learner_id)] == ["pmp"]


def test_enrolling_again_changes_the_plan_and_nothing_else(
    stocked: Database, now: datetime
) -> None:
    learner_id = learner_in(stocked, now)
    enrol_in(stocked, learner_id, now)
    enrol_in(stocked, learner_id, now + timedelta(days=1), plan=replace(PLAN, minutes_a_day=45))
    with stocked.reader() as db:
        assert get_plan(db, learner_id, "pmp").minutes_a_day == 45
        assert len(list_enrolled(db, learner_id)) == 1


def test_enrolling_from_eight_threads_enrols_once(stocked: Database, now: datetime) -> None:
    learner_id, barrier = learner_in(stocked, now), Barrier(8)

    def press(_number: int) -> None:
        barrier.wait()
        enrol_in(stocked, learner_id, now)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, range(8)))
    with stocked.reader() as db:
        assert len(list_enrolled(db, learner_id)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"minutes_a_day": 4}, "minutes_a_day"),
        ({"minutes_a_day": 241}, "minutes_a_day"),
        ({"minutes_a_day": 10**30}, "minutes_a_day"),
        ({"study_days": ()}, "study_days"),
        ({"study_days": (0,)}, "study_days"),
        ({"study_days": (1, 8)}, "study_days"),
        ({"job_role": "pilot"}, "job_role"),
        ({"job_role": ""}, "job_role"),
        ({"exam_on": TODAY - timedelta(days=1)}, "exam_on"),
        ({"exam_on": TODAY + timedelta(days=1096)}, "exam_on"),
    ],
)
def test_a_plan_that_cannot_be_names_its_field_and_is_not_stored(
    stocked: Database, now: datetime, change: dict[str, object], field: str
) -> None:
    learner_id = learner_in(stocked, now)
    with pytest.raises(InvalidInput) as caught:
        enrol_in(stocked, learner_id, now, plan=replace(PLAN, **change))
    assert caught.value.field == field
    with stocked.reader() as db:
        assert list_enrolled(db, learner_id) == []
        assert get_learner_view(db, learner_id).certification_id is None


@pytest.mark.parametrize(
    "change",
    [
        {"minutes_a_day": 5},
        {"minutes_a_day": 240},
        {"exam_on": TODAY},
        {"exam_on": TODAY + timedelta(days=1095)},
        *({"job_role": role} for role in JOB_ROLES),
    ],
)
def test_the_edges_of_a_plan_are_accepted(
    stocked_sqlite: Database, now: datetime, change: dict[str, object]
) -> None:
    learner_id = learner_in(stocked_sqlite, now)
    enrol_in(stocked_sqlite, learner_id, now, plan=replace(PLAN, **change))


def test_an_unknown_certification_is_refused(stocked: Database, now: datetime) -> None:
    learner_id = learner_in(stocked, now)
    with pytest.raises(InvalidInput) as caught:
        enrol_in(stocked, learner_id, now, to="\0")
    assert caught.value.field == "certification"


def test_only_an_enrolment_can_become_the_current_one(stocked: Database) -> None:
    practice = enrolled(stocked)
    with transaction(stocked) as db:
        switch_certification(db, practice.learner_id, "pmp")
        for certification_id in ("capm", "", "\0"):
            with pytest.raises(NotFound):
                switch_certification(db, practice.learner_id, certification_id)
        assert get_learner_view(db, practice.learner_id).certification_id == "pmp"


def test_a_learner_who_is_not_enrolled_has_no_plan(stocked_sqlite: Database, now: datetime) -> None:
    learner_id = learner_in(stocked_sqlite, now)
    with stocked_sqlite.reader() as db, pytest.raises(NotFound):
        get_plan(db, learner_id, "pmp")


def test_certifications_are_described_from_the_bank(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        (found,) = list_certifications(db)
    assert (found.id, found.short_name, found.vendor) == ("pmp", "PMP", "Test Institute")
    assert (found.questions_total, found.minutes) == (60, 90)
    assert "not affiliated" in found.marks
    assert found.eligibility
    assert found.eligibility_source
