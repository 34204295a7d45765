"""Mock exams as they are sat: attempts, and what stands at each of their positions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, LearnerKey, Slug, Word


class AttemptRow(Base):
    """One learner sitting one form.

    extra_time: factor on the form's minutes, 1 without an accommodation.
    target: the share of right answers that the learner aims at, 0 to 1.
    section: index of the section that is open, from 0. Those before it are locked for ever.
    deadline_at: when the attempt submits itself. A break moves it by all its minutes when it
    begins; coming back early moves it back by what was left.
    break_ends_at: set while the learner is on the break before `section`.
    tab: which browser page holds the attempt; the one opened last does.
    submitted_by: "learner" or "deadline"; None while the attempt is open.
    score: share of right answers, once submitted.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("submitted_by IN ('learner', 'deadline')", name="submitted_by"),
        CheckConstraint("score BETWEEN 0 AND 1", name="score"),
        Index(None, "learner_id", "certification_id", "started_at"),
        Index(None, "submitted_at", "deadline_at"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    form_id: Mapped[UUID] = mapped_column(ForeignKey("form.id"))
    extra_time: Mapped[float]
    target: Mapped[float | None]
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    section: Mapped[int]
    break_ends_at: Mapped[datetime | None]
    tab: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[Word | None]
    score: Mapped[float | None]


class AttemptItemRow(Base):
    """What stands at a position of an attempt. There is no row before the first save.

    revision: number of the save that stands, from 1, made by the sender; a lower one is old news.
    raw: the form fields of the answer as they were sent, complete or not.
    answer: the answer as parsed and is_correct as marked, only once the attempt is submitted.
    changes: earlier complete answers, oldest first, each with when it was replaced.
    struck: ids of the options that the learner crossed out.
    elapsed_ms: how long the question was looked at, over all visits.
    miss_reason: why the learner says it was missed, given when reviewing.
    """

    __tablename__ = "attempt_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempt.learner_id", "attempt.id"],
            ondelete="CASCADE",
        ),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    raw: Mapped[dict[str, Any]]
    changes: Mapped[list[dict[str, Any]]]
    is_flagged: Mapped[bool]
    struck: Mapped[list[str]]
    note: Mapped[str] = mapped_column(Text)
    confidence: Mapped[Word | None]
    elapsed_ms: Mapped[int]
    saved_at: Mapped[datetime]
    answer: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)
    is_correct: Mapped[bool | None]
    score: Mapped[float | None]
    miss_reason: Mapped[Word | None]


def get_attempt(db: Session, learner_id: int, attempt_id: UUID) -> AttemptRow:
    """This learner's attempt. Raises NotFound, also for somebody else's."""
    row = db.get(AttemptRow, (learner_id, attempt_id))
    if row is None:
        raise NotFound("no such mock exam")
    return row


def list_attempts(db: Session, learner_id: int, certification_id: str) -> list[AttemptRow]:
    """The learner's attempts at a certification, newest first."""
    rows = select(AttemptRow).where(
        AttemptRow.learner_id == learner_id, AttemptRow.certification_id == certification_id
    )
    return list(db.scalars(rows.order_by(AttemptRow.started_at.desc())))


def find_attempt_item(
    db: Session, learner_id: int, attempt_id: UUID, position: int
) -> AttemptItemRow | None:
    """What stands at a position, or None before its first save."""
    return db.get(AttemptItemRow, (learner_id, attempt_id, position))


def list_attempt_items(db: Session, learner_id: int, attempt_id: UUID) -> list[AttemptItemRow]:
    """All saved positions of an attempt, in order."""
    rows = select(AttemptItemRow).where(
        AttemptItemRow.learner_id == learner_id, AttemptItemRow.attempt_id == attempt_id
    )
    return list(db.scalars(rows.order_by(AttemptItemRow.position)))


def list_overdue(db: Session, now: datetime) -> list[tuple[int, UUID]]:
    """Learner and id of every open attempt whose deadline has passed, oldest deadline first."""
    rows = select(AttemptRow.learner_id, AttemptRow.id).where(
        AttemptRow.submitted_at.is_(None), AttemptRow.deadline_at <= now
    )
    found = db.execute(rows.order_by(AttemptRow.deadline_at))
    return [(learner_id, attempt_id) for learner_id, attempt_id in found]
