"""No practice ever serves an item of the exam pool, nor shows what one says."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import select

from prep.learning.items import ItemParameters, PoolItem
from prep.learning.selection import Reason, Selected
from prep.services.banks import sync_banks
from prep.services.catalogue import get_catalogue
from prep.services.custom_quizzes import Status
from prep.services.library import get_lesson, list_lessons
from prep.services.serving import begin_quiz
from prep.storage.banks import ItemRow, ItemVersionRow, list_served_versions
from prep.storage.database import Database, transaction
from prep.storage.practice import QuizItemRow
from tests.exam_banks import exam_documents, exam_ids, loaded_exam_bank
from tests.factories import MONDAY_NOON
from tests.practising import PLAN, Practice, enrolled

EXAM = frozenset(exam_ids(exam_documents()))
MONTH = 30


@pytest.fixture
def practice(database: Database) -> Practice:
    with transaction(database) as db:
        sync_banks(db, loaded_exam_bank(), now=MONDAY_NOON)
    return enrolled(database, plan=replace(PLAN, minutes_a_day=60))


def served(database: Database) -> set[str]:
    with database.reader() as db:
        return set(db.scalars(select(QuizItemRow.item_id)))


def test_practice_of_all_kinds_serves_the_whole_practice_pool_and_no_exam_item(
    practice: Practice,
) -> None:
    rng = np.random.default_rng(1)
    practice.complete(practice.diagnostic(), rng=rng)
    for days in range(0, MONTH, 3):
        practice.complete(practice.later(days=days).daily(), rng=rng)
    for task_id in ("people.1", "people.2", "process.1"):
        practice.later(days=MONTH).custom(task_id=task_id, count=60)
    for status in (Status.ANY, Status.MISSED, Status.UNSURE, Status.DUE):
        practice.later(days=2 * MONTH).custom(status=status, count=60)
    with practice.database.reader() as db:
        in_practice = set(db.scalars(select(ItemRow.id).where(ItemRow.pool == "practice")))
    assert len(EXAM) == len(in_practice) == 60
    assert served(practice.database) == in_practice


def test_no_lesson_holds_the_words_of_an_exam_item(practice: Practice) -> None:
    with practice.database.reader() as db:
        versions = list_served_versions(db, "pmp", "exam")
        lines = list_lessons(db, "pmp")
        shown = " ".join(get_lesson(db, "pmp", line.concept_id).text for line in lines)
        assert list_lessons(db, "pmp", versions[0].stem[:60]) == []
    assert len(versions) == len(EXAM)
    for version in versions:
        assert version.stem not in shown
        assert version.explanation not in shown


def test_a_quiz_cannot_be_begun_with_an_exam_item(practice: Practice) -> None:
    exam_item = min(EXAM)
    with practice.database.reader() as db:
        version = db.get_one(ItemVersionRow, (exam_item, 1))
        chosen = PoolItem(
            exam_item,
            version.concept_id,
            version.task_id,
            ItemParameters(version.difficulty),
            90.0,
            version.type,
        )
    with practice.database.reader() as db:
        catalogue = get_catalogue(db, "pmp")
    taken = [Selected(chosen, Reason.REQUESTED)]
    with pytest.raises(KeyError), transaction(practice.database) as db:
        begin_quiz(
            db, practice.learner_id, catalogue, uuid4(), "custom", "each", taken, MONDAY_NOON
        )
    assert exam_item not in served(practice.database)
