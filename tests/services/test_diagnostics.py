"""The diagnostic as a quiz: one question at a time, each told by the last answer, and its end."""

from collections import Counter
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import update

from prep.learning.composites import answers
from prep.learning.diagnostic import MOST_QUESTIONS
from prep.services.catalogue import get_catalogue
from prep.services.quizzes import list_open_quizzes
from prep.services.states import load_mastery
from prep.storage.banks import CertificationRow, ItemRow
from prep.storage.database import Database, transaction
from prep.storage.practice import list_quiz_items
from tests.practising import Practice, counted_statements, enrolled, fields


def items_of(practice: Practice, quiz_id: UUID) -> list[str]:
    with practice.database.reader() as db:
        return [row.item_id for row in list_quiz_items(db, practice.learner_id, quiz_id)]


def responses_of(practice: Practice) -> int:
    """How many first answers mastery rests on."""
    with practice.database.reader() as db:
        catalogue = get_catalogue(db, "pmp")
        return answers(load_mastery(db, practice.learner_id, catalogue))


def retire(practice: Practice, *, keep: int) -> None:
    """A sync that leaves so many items, in other words."""
    with transaction(practice.database) as db:
        ids = [item.id for item in get_catalogue(db, "pmp").pool][keep:]
        db.execute(update(ItemRow).where(ItemRow.id.in_(ids)).values(retired_at=practice.now))
        db.execute(update(CertificationRow).values(bank_hash=f"only {keep}"))


@pytest.mark.parametrize("is_correct", [True, False])
def test_it_asks_different_items_balanced_by_domain_up_to_its_most(
    stocked_sqlite: Database, is_correct: bool
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.diagnostic()
    assert quiz.length == MOST_QUESTIONS
    for position in range(1, MOST_QUESTIONS + 1):
        assert len(items_of(practice, quiz.id)) == position
        practice.answer(quiz.id, position, is_correct=is_correct)
    asked = items_of(practice, quiz.id)
    assert len(set(asked)) == len(asked) == MOST_QUESTIONS
    domains = Counter(item_id.split("-")[1] for item_id in asked)
    assert abs(domains["people"] - 0.6 * MOST_QUESTIONS) <= 1
    assert practice.position(quiz.id) is None
    assert responses_of(practice) == MOST_QUESTIONS


def test_an_answer_that_picks_the_next_question_sends_eleven_statements_at_most(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    quiz = practice.diagnostic()
    for position in (1, 2, 3):
        with stocked.reader() as db:
            raw = fields(db, practice.learner_id, quiz.id, position, is_correct=position > 1)
        with counted_statements(stocked) as statements:
            practice.answer(quiz.id, position, raw=raw)
        assert 0 < len(statements) <= 11


def test_it_can_be_left_and_resumed(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.diagnostic()
    practice.answer(quiz.id, 1)
    resumed = practice.later(days=2).diagnostic()
    assert (resumed.id, resumed.answered) == (quiz.id, 1)
    assert practice.position(quiz.id) == 2
    assert practice.later(days=2).complete(resumed) == MOST_QUESTIONS - 1


def test_its_questions_depend_on_the_answers(stocked_sqlite: Database) -> None:
    asked = []
    for seed in (1, 2):
        practice = enrolled(stocked_sqlite)
        quiz = practice.diagnostic()
        practice.complete(quiz, rng=np.random.default_rng(seed))
        asked.append(items_of(practice, quiz.id))
    assert asked[0][0] == asked[1][0]
    assert asked[0] != asked[1]


def test_a_second_one_asks_what_was_not_seen_so_that_it_measures(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    seen: set[str] = set()
    for length in (MOST_QUESTIONS, MOST_QUESTIONS, 60 - 2 * MOST_QUESTIONS):
        quiz = practice.diagnostic()
        assert practice.complete(quiz) == quiz.length == length
        asked = set(items_of(practice, quiz.id))
        assert not asked & seen
        seen |= asked
        assert responses_of(practice) == len(seen)
    again = practice.diagnostic()
    assert practice.complete(again) == MOST_QUESTIONS
    assert responses_of(practice) == 60


def test_it_is_as_long_as_what_was_not_seen(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    practice.complete(practice.custom(count=53))
    quiz = practice.diagnostic()
    assert quiz.length == 7
    assert practice.complete(quiz) == 7


def test_it_ends_when_it_knows_enough(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.diagnostic()
    practice.answer(quiz.id, 1)
    monkeypatch.setattr("prep.learning.diagnostic.PRECISE_ENOUGH", 2.0)
    practice.answer(quiz.id, 2)
    assert practice.position(quiz.id) is None
    assert len(items_of(practice, quiz.id)) == 2


def test_it_ends_when_items_are_retired_under_it(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.diagnostic()
    practice.answer(quiz.id, 1)
    retire(practice, keep=3)
    assert practice.complete(quiz) <= 4
    assert practice.position(quiz.id) is None
    with stocked_sqlite.reader() as db:
        assert list_open_quizzes(db, practice.learner_id, "pmp", now=practice.now) == []
