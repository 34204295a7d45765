"""One question: nothing of the key before the answer, everything after it."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

import pytest

from prep.errors import NotFound
from prep.services.questions import FeedbackView, QuestionView
from prep.services.quizzes import finish_quiz
from prep.storage.banks import get_item_version
from prep.storage.database import Database, transaction
from tests.practising import Practice, enrolled, fields


def feedback_of(practice: Practice, quiz_id: Any, position: int) -> FeedbackView:
    view = practice.question(quiz_id, position)
    assert isinstance(view, FeedbackView)
    return view


def finish(practice: Practice, quiz_id: Any) -> None:
    with transaction(practice.database) as db:
        finish_quiz(db, practice.learner_id, quiz_id, now=practice.now)


def test_before_the_answer_no_question_gives_anything_away(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=60)
    types = set()
    for position in range(1, quiz.length + 1):
        view = practice.question(quiz.id, position)
        assert isinstance(view, QuestionView)
        types.add(view.type)
        with stocked_sqlite.reader() as db:
            version = get_item_version(db, view.item_id, view.item_version)
        said = json.dumps(asdict(view) | {"stem": ""}, default=str)
        secrets = [version.explanation, version.principle, *version.references]
        for part in [*version.body.get("options", []), *version.body.get("traps", [])]:
            secrets += [part["rationale"], part.get("misconception", "belief-")]
        assert not [secret for secret in secrets if secret in said]
        assert set(view.shown) in ({"options", "choose"}, {"unit"})
        for option in view.shown.get("options", []):
            assert set(option) == {"id", "text"}
    assert types == {"single", "multiple", "numeric"}


def test_after_the_answer_everything_is_explained(stocked: Database) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(count=60)
    for position in range(1, 8):
        practice.answer(quiz.id, position, is_correct=position % 2 == 0)
        view = feedback_of(practice, quiz.id, position)
        assert view.is_correct is (position % 2 == 0)
        assert view.next_position == position + 1
        assert view.body.get("key") or view.body.get("answer")
        assert view.explanation
        assert view.principle
        assert len(view.references) == 2
        assert view.lesson
        assert view.concept_name
        assert view.why
        assert view.expected.startswith("We expected you to get this right about ")
        assert set(view.misconceptions) >= {belief.id for belief in view.held}
        assert bool(view.held) is not view.is_correct


@pytest.mark.parametrize("is_correct", [True, False])
def test_a_quiz_that_explains_at_the_end_says_nothing_before_it(
    stocked: Database, is_correct: bool
) -> None:
    practice = enrolled(stocked)
    quiz = practice.custom(count=3, feedback="end")
    practice.answer(quiz.id, 1, is_correct=is_correct)
    practice.answer(quiz.id, 2)
    assert isinstance(practice.question(quiz.id, 1), QuestionView)
    practice.answer(quiz.id, 3)
    first = feedback_of(practice, quiz.id, 1)
    assert first.is_correct is is_correct
    assert first.next_position == 2
    assert feedback_of(practice, quiz.id, 3).next_position is None


def test_a_quiz_ended_early_shows_what_was_answered_only(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=5, feedback="end")
    practice.answer(quiz.id, 1)
    practice.answer(quiz.id, 3)
    finish(practice, quiz.id)
    assert feedback_of(practice, quiz.id, 1).next_position == 3
    assert practice.position(quiz.id) is None
    with pytest.raises(NotFound):
        practice.question(quiz.id, 2)


def test_options_keep_their_order_for_one_question(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=60)
    orders = [practice.question(quiz.id, n).shown for n in range(1, 61)]
    assert orders == [practice.later(days=1).question(quiz.id, n).shown for n in range(1, 61)]
    practice.answer(quiz.id, 1)
    assert feedback_of(practice, quiz.id, 1).question.shown == orders[0]


def test_options_change_their_order_from_question_to_question(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=60)
    shown = [practice.question(quiz.id, n).shown.get("options", []) for n in range(1, 61)]
    first = [options[0]["id"] for options in shown if options]
    assert len(set(first)) >= 4
    assert max(first.count(i) for i in set(first)) < 0.6 * len(first)


def test_the_answer_is_shown_as_it_was_given(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=60)
    for position in range(1, 12):
        with stocked_sqlite.reader() as db:
            raw = fields(db, practice.learner_id, quiz.id, position, is_correct=True)
        practice.answer(quiz.id, position, raw=raw)
        given = feedback_of(practice, quiz.id, position).answer
        assert given == (raw["choice"] if "choice" in raw else float(raw["value"][0]))


def test_the_next_question_is_the_first_open_one(stocked_sqlite: Database) -> None:
    practice = enrolled(stocked_sqlite)
    quiz = practice.custom(count=3)
    practice.answer(quiz.id, 3)
    assert practice.position(quiz.id) == 1
    assert feedback_of(practice, quiz.id, 3).next_position == 1


@pytest.mark.parametrize("case", ["foreign", "position", "number", "quiz"])
def test_what_is_not_there_for_this_learner_is_not_found(
    stocked_sqlite: Database, case: str
) -> None:
    practice, other = enrolled(stocked_sqlite), enrolled(stocked_sqlite)
    mine, yours = practice.daily(), other.daily()
    asked = {
        "foreign": (yours.id, 1),
        "position": (mine.id, 11),
        "number": (mine.id, 10**30),
        "quiz": (UUID(int=7), 1),
    }[case]
    with pytest.raises(NotFound):
        practice.question(*asked)
