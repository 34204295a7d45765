"""How a quiz went: score, every question, what to do next."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.services.catalogue import get_catalogue
from prep.services.questions import MisconceptionView
from prep.services.serving import QuizView, quiz_view
from prep.storage import practice
from prep.storage.banks import get_item_version, list_misconceptions


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One question of a finished quiz."""

    position: int
    stem: str
    task_id: str
    task_name: str
    is_correct: bool
    confidence: str | None


@dataclass(frozen=True, slots=True)
class HeldBelief:
    """A misconception that wrong answers of the quiz pointed to, and how often."""

    belief: MisconceptionView
    times: int


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A finished quiz. `expected` is how many right answers the model had predicted."""

    quiz: QuizView
    correct: int
    expected: float
    lines: tuple[ResultLine, ...]
    beliefs: tuple[HeldBelief, ...]


def get_result(db: Session, *, learner_id: int, quiz_id: UUID) -> QuizResult:
    """The result. Raises NotFound until the quiz is finished."""
    quiz = practice.get_quiz(db, learner_id, quiz_id)
    if quiz.finished_at is None:
        raise NotFound("this quiz is not finished")
    responses = practice.list_quiz_responses(db, learner_id, quiz_id)
    return QuizResult(
        quiz=quiz_view(db, quiz),
        correct=sum(row.is_correct for row in responses),
        expected=sum(row.p_predicted for row in responses),
        lines=tuple(_line(db, quiz, row) for row in responses),
        beliefs=_beliefs(db, responses),
    )


def _line(db: Session, quiz: practice.QuizRow, row: practice.ResponseRow) -> ResultLine:
    version = get_item_version(db, row.item_id, row.item_version)
    return ResultLine(
        position=row.position,
        stem=version.stem,
        task_id=version.task_id,
        task_name=get_catalogue(db, quiz.certification_id).task_name(version.task_id),
        is_correct=row.is_correct,
        confidence=row.confidence,
    )


def _beliefs(db: Session, responses: list[practice.ResponseRow]) -> tuple[HeldBelief, ...]:
    times = Counter(i for row in responses for i in row.misconceptions)
    known = list_misconceptions(db, times)
    return tuple(
        HeldBelief(MisconceptionView(row.id, row.belief, row.tempting, row.instead), times[row.id])
        for row in sorted(known.values(), key=lambda row: (-times[row.id], row.id))
    )
