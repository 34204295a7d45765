"""Every form that ships can be sat whole, and each question is marked as its key says."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from prep.services.enrolments import enrol
from prep.services.exams.starting import WantedExam, start_attempt
from prep.services.forms import FormChoice, available_forms, form_for
from prep.services.learners import create_learner
from prep.storage.database import Database, transaction
from prep.storage.forms import get_form
from tests.examining import Candidate
from tests.factories import MONDAY_NOON
from tests.practising import PLAN
from tests.rows import attempt_row

WRONG = 7
"""Every so manieth question is answered wrong."""

QUESTIONS = {"pmp": 180, "capm": 150, "projectplus": 90}
FORMS = {"pmp": "ab", "capm": "ab", "projectplus": "ab"}
"""The names of the forms that ship, in the order in which a learner gets them."""
SECONDS_EACH = 40


def newcomer(database: Database, certification_id: str) -> int:
    with transaction(database) as db:
        learner_id = create_learner(db, "Alice", now=MONDAY_NOON)
        enrol(db, learner_id, certification_id, PLAN, today=MONDAY_NOON.date(), now=MONDAY_NOON)
    return learner_id


def candidate_for(
    database: Database, learner_id: int, certification_id: str, now: datetime
) -> Candidate:
    """The learner, who has just begun a full mock exam."""
    with transaction(database) as db:
        attempt_id = start_attempt(
            db,
            learner_id,
            certification_id,
            WantedExam(kind="full", extra_time=1, target=None),
            attempt_id=uuid4(),
            now=now,
        )
    return Candidate(database, learner_id, attempt_id, now)


def sat_whole(candidate: Candidate) -> dict[int, bool]:
    """Answer every question of every section in order; the answers that were meant to be right."""
    with candidate.database.reader() as db:
        parts = get_form(db, candidate.row().form_id).sections
    meant = {}
    for number, part in enumerate(parts, start=1):
        for position in range(part["first"], part["last"] + 1):
            meant[position] = bool(position % WRONG)
            candidate = candidate.later(seconds=SECONDS_EACH)
            candidate.answer(position, is_right=meant[position])
        if number < len(parts):
            candidate.leave(number)
    candidate.submit()
    return meant


@pytest.mark.parametrize("certification_id", QUESTIONS)
def test_shipped_forms_are_sat_one_after_the_other_and_marked_to_the_question(
    shipped_banks: Database, certification_id: str
) -> None:
    learner_id = newcomer(shipped_banks, certification_id)
    asked = set[str]()
    for day, name in enumerate(FORMS[certification_id]):
        now = MONDAY_NOON + timedelta(days=day)
        candidate = candidate_for(shipped_banks, learner_id, certification_id, now)
        with shipped_banks.reader() as db:
            form = get_form(db, candidate.row().form_id)
        assert (form.name, form.kind) == (name, "full")
        meant = sat_whole(candidate)
        items = candidate.items()
        assert len(meant) == QUESTIONS[certification_id]
        assert {p: row.is_correct for p, row in items.items()} == meant
        assert candidate.row().score == pytest.approx(sum(meant.values()) / len(meant))
        log = [row.item_id for row in candidate.log() if row.quiz_id == candidate.attempt_id]
        assert len(log) == len(meant)
        assert asked.isdisjoint(log)
        asked |= set(log)


def choices(database: Database, learner_id: int) -> dict[str, FormChoice]:
    with database.reader() as db:
        return {one.kind: one for one in available_forms(db, learner_id, "capm")}


def test_smaller_mocks_leave_a_full_one_unless_they_say_otherwise(shipped_banks: Database) -> None:
    learner_id = newcomer(shipped_banks, "capm")
    sat = []
    for kind in choices(shipped_banks, learner_id):
        choice = choices(shipped_banks, learner_id)[kind]
        if kind == "full" or choice.is_instead_of_full:
            continue
        with transaction(shipped_banks) as db:
            form = form_for(db, learner_id, "capm", kind, now=MONDAY_NOON)
            db.flush()
            moments = {"started_at": MONDAY_NOON, "submitted_at": MONDAY_NOON}
            db.add(attempt_row(learner_id, form.id, certification_id="capm", **moments))
        sat.append(kind)
        assert choices(shipped_banks, learner_id)["full"].shortages == ()
    assert sat[0] == "half"
    assert len(sat) > 1
    with transaction(shipped_banks) as db:
        assert form_for(db, learner_id, "capm", "full", now=MONDAY_NOON).name == "a"
