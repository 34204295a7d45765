"""A learner at work, for tests of services: enrols, starts quizzes, answers right or wrong."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import event
from sqlalchemy.orm import Session

from prep.learning.items import Confidence
from prep.learning.layer import Layer
from prep.services.answering import GivenAnswer, answer_item
from prep.services.custom_quizzes import CustomQuiz, Status, start_custom
from prep.services.diagnostics import start_diagnostic
from prep.services.enrolments import Plan, enrol
from prep.services.learners import create_learner
from prep.services.questions import FeedbackView, QuestionView, current_position, get_question
from prep.services.quizzes import start_daily
from prep.services.serving import QuizView
from prep.storage.banks import get_item_version
from prep.storage.database import Database, transaction
from prep.storage.practice import get_quiz_item
from tests.factories import MONDAY_NOON, draw_confidence
from tests.sittings import right_answer, wrong_answer

PLAN = Plan(exam_on=None, minutes_a_day=15, study_days=(1, 2, 3, 4, 5), job_role="systems")
"""Ten questions a day in a bank of 90 seconds a question."""

EVERYTHING = CustomQuiz(domain_id=None, task_id=None, status=Status.ANY, count=10, feedback="each")


@dataclass(frozen=True, slots=True)
class Practice:
    """One enrolled learner, the moment of everything, and the layer that predictions go through."""

    database: Database
    learner_id: int
    now: datetime = MONDAY_NOON
    certification_id: str = "pmp"
    layer: Layer | None = None

    def later(self, **elapsed: float) -> "Practice":
        """The same learner after some time, such as `days=3`."""
        return replace(self, now=self.now + timedelta(**elapsed))

    def daily(self, quiz_id: UUID | None = None) -> QuizView:
        """Today's quiz, started or resumed."""
        with transaction(self.database) as db:
            return start_daily(
                db,
                self.learner_id,
                self.certification_id,
                quiz_id=quiz_id or uuid4(),
                today=self.now.date(),
                now=self.now,
            )

    def custom(self, quiz_id: UUID | None = None, **wanted: Any) -> QuizView:
        """A custom quiz of ten questions of any kind."""
        with transaction(self.database) as db:
            return start_custom(
                db,
                self.learner_id,
                self.certification_id,
                replace(EVERYTHING, **wanted),
                quiz_id=quiz_id or uuid4(),
                now=self.now,
            )

    def diagnostic(self, quiz_id: UUID | None = None) -> QuizView:
        """The diagnostic, started or resumed."""
        with transaction(self.database) as db:
            return start_diagnostic(
                db,
                self.learner_id,
                self.certification_id,
                quiz_id=quiz_id or uuid4(),
                now=self.now,
            )

    def answer(
        self,
        quiz_id: UUID,
        position: int,
        *,
        is_correct: bool = True,
        raw: Mapping[str, list[str]] | None = None,
        response_id: UUID | None = None,
        confidence: Confidence | None = None,
        elapsed_ms: int | None = 30_000,
    ) -> None:
        """Answer one question, rightly unless told otherwise."""
        with transaction(self.database) as db:
            if raw is None:
                raw = fields(db, self.learner_id, quiz_id, position, is_correct=is_correct)
            answer_item(
                db,
                learner_id=self.learner_id,
                quiz_id=quiz_id,
                position=position,
                given=GivenAnswer(response_id or uuid4(), raw, confidence, elapsed_ms),
                now=self.now,
                layer=self.layer,
            )

    def complete(self, quiz: QuizView, *, rng: np.random.Generator | None = None) -> int:
        """Answer to the end: rightly, or with a generator as it falls. How many it took."""
        answered = 0
        while (position := self.position(quiz.id)) is not None:
            self.answer(
                quiz.id,
                position,
                is_correct=rng is None or bool(rng.random() < 0.6),
                confidence=draw_confidence(rng) if rng else None,
                elapsed_ms=30_000 * (1 + answered % 10),
            )
            answered += 1
        return answered

    def position(self, quiz_id: UUID) -> int | None:
        """Where the quiz stands."""
        with self.database.reader() as db:
            return current_position(db, self.learner_id, quiz_id)

    def question(self, quiz_id: UUID, position: int) -> QuestionView | FeedbackView:
        """What the page of a question shows."""
        with self.database.reader() as db:
            return get_question(db, learner_id=self.learner_id, quiz_id=quiz_id, position=position)


def enrolled(database: Database, *, plan: Plan = PLAN, now: datetime = MONDAY_NOON) -> Practice:
    """A new learner who prepares for the only certification of the bank."""
    with transaction(database) as db:
        learner_id = create_learner(db, "Alice", now=now)
        enrol(db, learner_id, "pmp", plan, today=now.date(), now=now)
    return Practice(database, learner_id, now)


def random_history(practice: Practice, seed: int, quizzes: int = 4) -> Practice:
    """Quizzes of all kinds over some weeks, answered as it falls; the learner afterwards.

    The custom ones stay in one task of twenty items, so that items come again soon.
    """
    rng = np.random.default_rng(seed)
    practice.complete(practice.diagnostic(), rng=rng)
    for _ in range(quizzes):
        practice = practice.later(hours=float(rng.exponential(60)))
        is_daily = rng.random() < 0.4
        quiz = practice.daily() if is_daily else practice.custom(task_id="process.1")
        practice.complete(quiz, rng=rng)
    return practice


@contextmanager
def counted_statements(database: Database) -> Iterator[list[str]]:
    """The statements that are sent to a database meanwhile, BEGIN of SQLite among them."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_facts: Any) -> None:
        sent.append(statement)

    engines = {database.read_engine, database.write_engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def fields(
    db: Session, learner_id: int, quiz_id: UUID, position: int, *, is_correct: bool
) -> dict[str, list[str]]:
    """The form fields of a right or a wrong answer to a question."""
    served = get_quiz_item(db, learner_id, quiz_id, position)
    version = get_item_version(db, served.item_id, served.item_version)
    return right_answer(version) if is_correct else wrong_answer(version)
