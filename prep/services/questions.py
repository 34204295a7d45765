"""One question as a page shows it: before the answer without its key, after it with everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.errors import NotFound
from prep.learning.memory import is_leech
from prep.learning.selection import Reason
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.explaining import explanation_from, prediction_sentence
from prep.services.reasons import reason_sentence
from prep.services.seeds import rng_for
from prep.services.serving import QuizView, quiz_view
from prep.storage import notes, practice
from prep.storage.banks import (
    ItemVersionRow,
    get_concept,
    list_misconceptions,
)
from prep.storage.progress import find_memory


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What a learner may see before answering.

    shown: what the item type shows (`options` in served order, or `unit`); no key in it.
    stimulus: what stands before the stem: text, figure, table or case; None without one.
    """

    quiz: QuizView
    position: int
    item_id: str
    item_version: int
    type: str
    stem: str
    stimulus: Mapping[str, Any] | None
    shown: Mapping[str, Any]
    task_id: str
    task_name: str
    domain_name: str
    is_bookmarked: bool
    note: str


@dataclass(frozen=True, slots=True)
class MisconceptionView:
    """A wrong belief by name."""

    id: str
    belief: str
    tempting: str
    instead: str


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """Everything about an answered question.

    body: the item's body with key and rationales. misconceptions: by id, all that the body
    names. held: the beliefs that this answer points to. expected: what the model expected before
    the answer and why, in a sentence; empty where it did not cover the task. opens_lesson: whether
    the lesson comes first, because the concept was missed again and again. next_position: None
    after the last.
    """

    question: QuestionView
    answer: Any
    is_correct: bool
    score: float
    confidence: str | None
    expected: str
    answered_at: datetime
    body: Mapping[str, Any]
    misconceptions: Mapping[str, MisconceptionView]
    held: tuple[MisconceptionView, ...]
    explanation: str
    principle: str
    references: tuple[str, ...]
    concept_id: str
    concept_name: str
    lesson: str
    opens_lesson: bool
    why: str
    next_position: int | None


def current_position(db: Session, learner_id: int, quiz_id: UUID) -> int | None:
    """The first position without an answer; None when the quiz is finished."""
    quiz = practice.get_quiz(db, learner_id, quiz_id)
    if quiz.finished_at is not None:
        return None
    answered = {row.position for row in practice.list_quiz_responses(db, learner_id, quiz_id)}
    return next((n for n in range(1, quiz.length + 1) if n not in answered), None)


def get_question(
    db: Session, *, learner_id: int, quiz_id: UUID, position: int
) -> QuestionView | FeedbackView:
    """The question, or its feedback once it may be seen.

    Feedback of a quiz that explains at the end is held back until the quiz is finished.
    Raises NotFound when there is no such question, or none any more.
    """
    found = practice.get_served(db, learner_id, quiz_id, position)
    quiz, served, version = found.quiz, found.item, found.version
    catalogue = get_catalogue(db, quiz.certification_id)
    question = _question(db, quiz, served, version, catalogue)
    response = practice.find_response_at(db, learner_id, quiz_id, position)
    if response is None and quiz.finished_at is not None:
        raise NotFound("this question was not answered")
    if response is None or (quiz.feedback == "end" and quiz.finished_at is None):
        return question
    return _feedback(db, question, response, served, version)


def misconception_views(db: Session, ids: Iterable[str]) -> dict[str, MisconceptionView]:
    """The misconceptions with these ids, by id; unknown ones are left out."""
    return {
        row.id: MisconceptionView(row.id, row.belief, row.tempting, row.instead)
        for row in list_misconceptions(db, ids).values()
    }


def named_misconceptions(db: Session, version: ItemVersionRow) -> dict[str, MisconceptionView]:
    """All that an item's body names, by id."""
    ids = {name for _, name in item_type(version.type).misconceptions(version.body)}
    return misconception_views(db, ids)


def _question(
    db: Session,
    quiz: practice.QuizRow,
    served: practice.QuizItemRow,
    version: ItemVersionRow,
    catalogue: Catalogue,
) -> QuestionView:
    note = db.get(notes.ItemNoteRow, (quiz.learner_id, served.item_id))
    rng = rng_for("options", quiz.learner_id, quiz.id, served.position)
    return QuestionView(
        quiz=quiz_view(db, quiz),
        position=served.position,
        item_id=served.item_id,
        item_version=served.item_version,
        type=version.type,
        stem=version.stem,
        stimulus=version.stimulus,
        shown=item_type(version.type).shown(version.body, rng),
        task_id=version.task_id,
        task_name=catalogue.task_name(version.task_id),
        domain_name=catalogue.domain_name(version.task_id),
        is_bookmarked=bool(note and note.is_bookmarked),
        note=note.note if note else "",
    )


def _feedback(
    db: Session,
    question: QuestionView,
    response: practice.ResponseRow,
    served: practice.QuizItemRow,
    version: ItemVersionRow,
) -> FeedbackView:
    concept = get_concept(db, version.concept_id)
    memory = find_memory(db, served.learner_id, concept.id)
    beliefs = named_misconceptions(db, version)
    return FeedbackView(
        question=question,
        answer=response.answer,
        is_correct=response.is_correct,
        score=response.score,
        confidence=response.confidence,
        expected=_expected(response),
        answered_at=response.answered_at,
        body=version.body,
        misconceptions=beliefs,
        held=tuple(beliefs[i] for i in response.misconceptions if i in beliefs),
        explanation=version.explanation,
        principle=version.principle,
        references=tuple(version.references),
        concept_id=concept.id,
        concept_name=concept.name,
        lesson=concept.lesson,
        opens_lesson=served.reason == Reason.LEECH or (memory is not None and is_leech(memory)),
        why=reason_sentence(served.reason, served.figures, question.task_name),
        next_position=_next_position(db, question.quiz, served),
    )


def _expected(response: practice.ResponseRow) -> str:
    basis = response.prediction_basis
    return prediction_sentence(explanation_from(basis)) if basis else ""


def _next_position(db: Session, quiz: QuizView, served: practice.QuizItemRow) -> int | None:
    """Where to go from here: the next open question, or in a finished quiz the next answered."""
    if quiz.finished_at is None:
        return current_position(db, served.learner_id, quiz.id)
    answered = practice.list_quiz_responses(db, served.learner_id, quiz.id)
    return next((row.position for row in answered if row.position > served.position), None)
