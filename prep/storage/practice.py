"""Quizzes as served, and the append-only log of responses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.banks import CertificationRow, ItemVersionRow
from prep.storage.base import Base, LearnerKey, Slug, Word
from prep.storage.learners import LearnerRow

MOCK = "mock"
"""The mode, and the reason, that the log has for an answer of a mock exam."""

LAST_POSITION = 2**31 - 1
"""The largest number that the column holds; an address may name a larger one."""


def served_version() -> ForeignKeyConstraint:
    """The constraint that a row names an item version that exists."""
    return ForeignKeyConstraint(
        ["item_id", "item_version"], ["item_version.item_id", "item_version.version"]
    )


class QuizRow(Base):
    """One sitting: daily, custom, diagnostic, or part of an action's check.

    `length` is how many items it will ask.
    """

    __tablename__ = "quiz"
    __table_args__ = (
        CheckConstraint("kind IN ('daily', 'custom', 'diagnostic', 'check')", name="kind"),
        CheckConstraint("feedback IN ('each', 'end')", name="feedback"),
        Index(None, "learner_id", "certification_id", "finished_at", "created_at"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    kind: Mapped[Word]
    feedback: Mapped[Word]
    length: Mapped[int]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class QuizItemRow(Base):
    """One item of a quiz, at the version in which it is served, with why it was chosen."""

    __tablename__ = "quiz_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "quiz_id"], ["quiz.learner_id", "quiz.id"], ondelete="CASCADE"
        ),
        served_version(),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True)
    quiz_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[Slug]
    item_version: Mapped[int]
    reason: Mapped[Word]
    figures: Mapped[dict[str, Any]]


class ResponseRow(Base):
    """One answer, for ever. `sequence` is its number in the learner's log, from 1.

    `id` is made by whoever sends the answer, so that sending it twice stores it once.
    `p_predicted` is what the model expected before it saw the answer; `prediction_basis` has the
    figures behind it, None where the model did not cover the task.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("learner_id", "id"),
        UniqueConstraint("learner_id", "quiz_id", "position"),
        Index(None, "learner_id", "certification_id", "answered_at"),
        served_version(),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        CheckConstraint("p_predicted BETWEEN 0 AND 1", name="p_predicted"),
    )

    learner_id: Mapped[LearnerKey]
    sequence: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID]
    certification_id: Mapped[Slug]
    quiz_id: Mapped[UUID]
    position: Mapped[int]
    item_id: Mapped[Slug]
    item_version: Mapped[int]
    mode: Mapped[Word]
    reason: Mapped[Word]
    answer: Mapped[Any] = mapped_column(JSON)
    is_correct: Mapped[bool]
    score: Mapped[float]
    misconceptions: Mapped[list[str]]
    confidence: Mapped[Word | None]
    elapsed_ms: Mapped[int | None]
    is_first_exposure: Mapped[bool]
    p_predicted: Mapped[float]
    prediction_basis: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    answered_at: Mapped[datetime]


class Outcome(NamedTuple):
    """The columns of a response that a learner's state depends on."""

    certification_id: str
    item_id: str
    item_version: int
    mode: str
    is_correct: bool
    confidence: str | None
    elapsed_ms: int | None
    p_predicted: float
    answered_at: datetime


def get_quiz(db: Session, learner_id: int, quiz_id: UUID) -> QuizRow:
    """This learner's quiz. Raises NotFound, also for somebody else's."""
    row = db.get(QuizRow, (learner_id, quiz_id))
    if row is None:
        raise NotFound("no such quiz")
    return row


def find_open_quiz(
    db: Session, learner_id: int, certification_id: str, kind: str, *, since: datetime | None = None
) -> QuizRow | None:
    """The newest unfinished quiz of a kind, started after a moment if one is given, or None."""
    rows = select(QuizRow).where(
        QuizRow.learner_id == learner_id,
        QuizRow.certification_id == certification_id,
        QuizRow.kind == kind,
        QuizRow.finished_at.is_(None),
    )
    if since is not None:
        rows = rows.where(QuizRow.created_at > since)
    return db.scalar(rows.order_by(QuizRow.created_at.desc()).limit(1))


def get_quiz_item(db: Session, learner_id: int, quiz_id: UUID, position: int) -> QuizItemRow:
    """The item at a position of a quiz. Raises NotFound."""
    is_possible = 0 < position <= LAST_POSITION
    row = db.get(QuizItemRow, (learner_id, quiz_id, position)) if is_possible else None
    if row is None:
        raise NotFound("no such question")
    return row


@dataclass(frozen=True, slots=True)
class Served:
    """A position of a learner's quiz with the item version that stands there."""

    learner: LearnerRow
    quiz: QuizRow
    item: QuizItemRow
    version: ItemVersionRow


def get_served(
    db: Session, learner_id: int, quiz_id: UUID, position: int, *, is_locking: bool = False
) -> Served:
    """What stands at a position of this learner's quiz, in one statement. Raises NotFound.

    is_locking: keep everybody else who would write for this learner waiting, as `lock_learner`
    does. The learner is locked first, and both rows are as they stand after the wait.
    The certification is read along, so that asking the session for it costs nothing.
    """
    rows = (
        select(LearnerRow, QuizRow, QuizItemRow, ItemVersionRow, CertificationRow)
        .join(QuizRow, QuizRow.learner_id == LearnerRow.id)
        .join(
            QuizItemRow,
            (QuizItemRow.learner_id == QuizRow.learner_id) & (QuizItemRow.quiz_id == QuizRow.id),
        )
        .join(
            ItemVersionRow,
            (ItemVersionRow.item_id == QuizItemRow.item_id)
            & (ItemVersionRow.version == QuizItemRow.item_version),
        )
        .join(CertificationRow, CertificationRow.id == QuizRow.certification_id)
        .where(LearnerRow.id == learner_id, QuizRow.id == quiz_id, QuizItemRow.position == position)
    )
    if is_locking:
        rows = rows.with_for_update(of=(LearnerRow, QuizRow))
        rows = rows.execution_options(populate_existing=True)
    found = db.execute(rows).one_or_none() if 0 < position <= LAST_POSITION else None
    if found is None:
        raise NotFound("no such question")
    learner, quiz, item, version, _certification = found
    return Served(learner, quiz, item, version)


def list_quiz_items(db: Session, learner_id: int, quiz_id: UUID) -> list[QuizItemRow]:
    """All items served in a quiz so far, in order."""
    rows = select(QuizItemRow).where(
        QuizItemRow.learner_id == learner_id, QuizItemRow.quiz_id == quiz_id
    )
    return list(db.scalars(rows.order_by(QuizItemRow.position)))


class Given(NamedTuple):
    """Which answer stands where."""

    id: UUID
    quiz_id: UUID
    position: int
    item_id: str


def list_given(db: Session, learner_id: int, quiz_id: UUID, response_id: UUID) -> list[Given]:
    """The answers in a quiz, by position, and the one with this id anywhere.

    The learner stands in both halves: SQLite would read their whole log to decide an OR behind it.
    """
    mine = ResponseRow.learner_id == learner_id
    rows = select(
        ResponseRow.id, ResponseRow.quiz_id, ResponseRow.position, ResponseRow.item_id
    ).where((mine & (ResponseRow.quiz_id == quiz_id)) | (mine & (ResponseRow.id == response_id)))
    return sorted((Given(*row) for row in db.execute(rows)), key=lambda given: given.position)


def find_response_at(
    db: Session, learner_id: int, quiz_id: UUID, position: int
) -> ResponseRow | None:
    """The answer to a position of a quiz, or None while there is none."""
    return db.scalar(
        select(ResponseRow).where(
            ResponseRow.learner_id == learner_id,
            ResponseRow.quiz_id == quiz_id,
            ResponseRow.position == position,
        )
    )


def list_quiz_responses(db: Session, learner_id: int, quiz_id: UUID) -> list[ResponseRow]:
    """All answers of a quiz, by position."""
    rows = select(ResponseRow).where(
        ResponseRow.learner_id == learner_id, ResponseRow.quiz_id == quiz_id
    )
    return list(db.scalars(rows.order_by(ResponseRow.position)))


def count_responses(db: Session, learner_id: int, quiz_id: UUID) -> int:
    """How many positions of a quiz are answered."""
    rows = select(func.count()).where(
        ResponseRow.learner_id == learner_id, ResponseRow.quiz_id == quiz_id
    )
    return db.scalar(rows) or 0


def iterate_responses(db: Session, learner_id: int) -> Iterator[ResponseRow]:
    """The learner's whole log, oldest first, without holding it all in memory."""
    rows = select(ResponseRow).where(ResponseRow.learner_id == learner_id)
    return iter(db.scalars(rows.order_by(ResponseRow.sequence).execution_options(yield_per=1000)))


def iterate_outcomes(db: Session, learner_id: int) -> Iterator[Outcome]:
    """The learner's whole log, oldest first, as far as a rebuild needs it."""
    rows = select(
        ResponseRow.certification_id,
        ResponseRow.item_id,
        ResponseRow.item_version,
        ResponseRow.mode,
        ResponseRow.is_correct,
        ResponseRow.confidence,
        ResponseRow.elapsed_ms,
        ResponseRow.p_predicted,
        ResponseRow.answered_at,
    ).where(ResponseRow.learner_id == learner_id)
    ordered = rows.order_by(ResponseRow.sequence).execution_options(yield_per=1000)
    return (Outcome(*row) for row in db.execute(ordered))
