"""Rows: what the tables refuse, and what goes with a learner who leaves."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from prep.storage.banks import ItemRow, ItemVersionRow
from prep.storage.base import Base
from prep.storage.database import Database, transaction
from prep.storage.learners import LearnerRow
from prep.storage.metadata import metadata
from tests.evidence_rows import action_row, evidence_row, exercise_row, link_row, project_row
from tests.rows import (
    ITEM,
    attempt_item_row,
    attempt_row,
    enrolment_row,
    everything_of,
    forecast_row,
    form_item_row,
    form_row,
    quiz_item_row,
    quiz_row,
    response_row,
    stored_learner,
)

QUIZ = uuid4()
OWNED = [table for table in metadata.tables.values() if "learner_id" in table.c]

FORBIDDEN: dict[str, Callable[[int], list[Base]]] = {
    "an enrolment of 4 minutes": lambda i: [enrolment_row(i, minutes_a_day=4)],
    "an enrolment of 241 minutes": lambda i: [enrolment_row(i, minutes_a_day=241)],
    "an enrolment in nothing": lambda i: [enrolment_row(i, certification_id="none")],
    "two enrolments in one": lambda i: [enrolment_row(i), enrolment_row(i)],
    "an enrolment of nobody": lambda i: [enrolment_row(i + 1)],
    "a quiz of unknown kind": lambda i: [quiz_row(i, kind="exam")],
    "a quiz of unknown feedback": lambda i: [quiz_row(i, feedback="never")],
    "a quiz of nobody": lambda i: [quiz_row(i + 1)],
    "a question of no quiz": lambda i: [quiz_item_row(i, QUIZ)],
    "a question twice": lambda i: [
        quiz_row(i, id=QUIZ),
        quiz_item_row(i, QUIZ),
        quiz_item_row(i, QUIZ),
    ],
    "a question of no item": lambda i: [
        quiz_row(i, id=QUIZ),
        quiz_item_row(i, QUIZ, item_id="none"),
    ],
    "a question of no version": lambda i: [
        quiz_row(i, id=QUIZ),
        quiz_item_row(i, QUIZ, item_version=2),
    ],
    "a response of nobody": lambda i: [response_row(i + 1)],
    "a response to no version": lambda i: [response_row(i, item_version=2)],
    "two responses of one number": lambda i: [response_row(i), response_row(i)],
    "two responses of one id": lambda i: [
        response_row(i, id=QUIZ),
        response_row(i, id=QUIZ, sequence=2),
    ],
    "two responses to one question": lambda i: [
        response_row(i, quiz_id=QUIZ),
        response_row(i, quiz_id=QUIZ, sequence=2),
    ],
    "an attempt at no form": lambda i: [attempt_row(i, uuid4())],
    "an attempt submitted by nobody": lambda i: [
        form := form_row(),
        attempt_row(i, form.id, submitted_by="somebody"),
    ],
    "a question of a form twice": lambda _: [
        form := form_row(),
        form_item_row(form.id),
        form_item_row(form.id, position=2),
    ],
    "an answer of no attempt": lambda i: [attempt_item_row(i, uuid4())],
    "a forecast of no attempt": lambda i: [forecast_row(i, uuid4())],
    "an action that does no exercise": lambda i: [action_row(i, "none")],
    "a second evidence of an action": lambda i: [
        exercise := exercise_row(),
        action := action_row(i, exercise.id),
        evidence_row(i, action_id=action.id),
        evidence_row(i, action_id=action.id),
    ],
    "evidence of no action": lambda i: [evidence_row(i, action_id=uuid4())],
    "evidence of unknown confidentiality": lambda i: [evidence_row(i, confidentiality="open")],
    "a project of unknown confidentiality": lambda i: [project_row(i, confidentiality="")],
    "two links of one secret": lambda i: [
        link_row(i, secret_hash="0"),
        link_row(i, secret_hash="0"),
    ],
    "a mentor's link to nothing": lambda i: [link_row(i, kind="mentor")],
    "a score above 1": lambda i: [response_row(i, score=1.01)],
    "a score below 0": lambda i: [response_row(i, score=-0.01)],
    "a chance above 1": lambda i: [response_row(i, p_predicted=1.01)],
    "a chance below 0": lambda i: [response_row(i, p_predicted=-0.01)],
    "a response without an answer": lambda i: [response_row(i, is_correct=None)],
    "an item of unknown pool": lambda _: [
        ItemRow(id="new", certification_id="pmp", pool="other", version=1)
    ],
    "an item of no certification": lambda _: [
        ItemRow(id="new", certification_id="none", pool="practice", version=1)
    ],
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_a_forbidden_row_is_refused(stocked: Database, case: str) -> None:
    def store() -> None:
        with transaction(stocked) as db:
            for row in FORBIDDEN[case](stored_learner(db)):
                db.add(row)
                db.flush()
                db.expunge(row)

    with pytest.raises(IntegrityError):
        store()


def test_a_learner_who_leaves_takes_every_row_along_and_no_other(stocked: Database) -> None:
    with transaction(stocked) as db:
        leaving, staying = (stored_learner(db) for _ in range(2))
        for learner_id in (leaving, staying):
            for row in everything_of(learner_id):
                db.add(row)
                db.flush()
    assert set(rows_of(stocked, leaving).values()) == {1}
    with transaction(stocked) as db:
        db.delete(db.get_one(LearnerRow, leaving))
    assert set(rows_of(stocked, leaving).values()) == {0}
    assert set(rows_of(stocked, staying).values()) == {1}


def rows_of(database: Database, learner_id: int) -> dict[str, int]:
    """How many rows each table has of a learner."""
    with database.reader() as db:
        return {
            table.name: db.scalar(
                select(func.count()).select_from(table).where(table.c.learner_id == learner_id)
            )
            or 0
            for table in OWNED
        }


def test_what_was_served_cannot_be_deleted(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        db.add(response_row(learner_id))

    def delete(db: Session) -> None:
        db.delete(db.get_one(ItemVersionRow, (ITEM, 1)))
        db.flush()

    with stocked.writer() as db, pytest.raises(IntegrityError):
        delete(db)
