"""Mock exams as they are sat: attempts, and what stands at each of their positions."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.banks import ItemVersionRow
from prep.storage.base import Base, LearnerKey, Slug, Word
from prep.storage.forms import FormItemRow, FormRow
from prep.storage.practice import LAST_POSITION

IS_OPEN = text("submitted_at IS NULL")


class AttemptRow(Base):
    """One learner sitting one form. Nobody has two open attempts at a certification.

    extra_time: factor on the form's minutes, 1 without an accommodation.
    target: the share of right answers that the learner aims at, 0 to 1.
    section: index of the section that is open, from 0. Those before it are locked for ever.
    deadline_at: when the attempt submits itself. A break outside the exam time moves it by all
    its minutes when it begins; coming back early moves it back by what was left.
    break_ends_at: when the break before `section` is over by itself; None if none was taken, or
    it was ended. The break lasts until that moment and needs no one to end it.
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
        Index(
            "uq_attempt_open",
            "learner_id",
            "certification_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
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
    raw: the form fields of the answer as they were sent; is_complete: whether nothing lacks.
    answer: the answer as parsed and is_correct as marked, only once the attempt is submitted.
    changes: earlier complete answers, oldest first, each as `answer` with `until` when it stood.
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
    is_complete: Mapped[bool]
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A position of an attempt: which sections its form has, and the item that stands there."""

    attempt: AttemptRow
    sections: list[dict[str, Any]]
    type: str
    body: dict[str, Any]


def get_attempt(db: Session, learner_id: int, attempt_id: UUID) -> AttemptRow:
    """This learner's attempt. Raises NotFound, also for somebody else's."""
    row = db.get(AttemptRow, (learner_id, attempt_id))
    if row is None:
        raise NotFound("no such mock exam")
    return row


def lock_attempt(db: Session, learner_id: int, attempt_id: UUID) -> AttemptRow:
    """This learner's attempt, with everybody else who would change it kept waiting.

    Raises NotFound. Who needs the learner's lock too takes that one first.
    """
    rows = select(AttemptRow).where(
        AttemptRow.learner_id == learner_id, AttemptRow.id == attempt_id
    )
    row = db.scalar(rows.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound("no such mock exam")
    return row


_ASKED = (
    select(AttemptRow, FormRow.sections, ItemVersionRow.type, ItemVersionRow.body)
    .join(FormRow, FormRow.id == AttemptRow.form_id)
    .join(FormItemRow, FormItemRow.form_id == FormRow.id)
    .join(
        ItemVersionRow,
        (ItemVersionRow.item_id == FormItemRow.item_id)
        & (ItemVersionRow.version == FormItemRow.item_version),
    )
    .where(
        AttemptRow.learner_id == bindparam("learner_id"),
        AttemptRow.id == bindparam("attempt_id"),
        FormItemRow.position == bindparam("position"),
    )
    .with_for_update(of=AttemptRow)
    .execution_options(populate_existing=True)
)
"""Built once: every save asks it, and building it takes as long as asking."""


def lock_asked(db: Session, learner_id: int, attempt_id: UUID, position: int) -> Asked:
    """A position of this learner's attempt, locked as above, in one statement. Raises NotFound."""
    if not 0 < position <= LAST_POSITION:
        raise NotFound("no such question")
    place = {"learner_id": learner_id, "attempt_id": attempt_id, "position": position}
    found = db.execute(_ASKED, place).one_or_none()
    if found is None:
        raise NotFound("no such question")
    return Asked(*found)


def find_open_attempt(db: Session, learner_id: int, certification_id: str) -> AttemptRow | None:
    """The attempt that is not submitted yet, or None."""
    return db.scalar(
        select(AttemptRow).where(
            AttemptRow.learner_id == learner_id,
            AttemptRow.certification_id == certification_id,
            AttemptRow.submitted_at.is_(None),
        )
    )


def list_attempts(db: Session, learner_id: int, certification_id: str) -> list[AttemptRow]:
    """The learner's attempts at a certification, newest first."""
    rows = select(AttemptRow).where(
        AttemptRow.learner_id == learner_id, AttemptRow.certification_id == certification_id
    )
    return list(db.scalars(rows.order_by(AttemptRow.started_at.desc())))


def newest_target(attempts: Sequence[AttemptRow]) -> float | None:
    """The target that stands, of attempts as listed above; None where the newest has none.

    It is offered again at each start, so an attempt without one means that it was taken away.
    """
    return attempts[0].target if attempts else None


def find_attempt_item(
    db: Session, learner_id: int, attempt_id: UUID, position: int
) -> AttemptItemRow | None:
    """What stands at a position, or None before its first save."""
    return db.get(AttemptItemRow, (learner_id, attempt_id, position))


def get_asked_version(db: Session, attempt: AttemptRow, position: int) -> ItemVersionRow:
    """The item that stands at a position of an attempt. Raises NotFound."""
    rows = (
        select(ItemVersionRow)
        .join(
            FormItemRow,
            (FormItemRow.item_id == ItemVersionRow.item_id)
            & (FormItemRow.item_version == ItemVersionRow.version),
        )
        .where(FormItemRow.form_id == attempt.form_id, FormItemRow.position == position)
    )
    row = db.scalar(rows) if 0 < position <= LAST_POSITION else None
    if row is None:
        raise NotFound("no such question")
    return row


def list_attempt_items(
    db: Session, learner_id: int, attempt_id: UUID, first: int = 1, last: int = LAST_POSITION
) -> list[AttemptItemRow]:
    """The saved positions of an attempt, from first to last, in order."""
    rows = select(AttemptItemRow).where(
        AttemptItemRow.learner_id == learner_id,
        AttemptItemRow.attempt_id == attempt_id,
        AttemptItemRow.position.between(first, last),
    )
    return list(db.scalars(rows.order_by(AttemptItemRow.position)))


def find_newest_misses(
    db: Session, learner_id: int, certification_id: str
) -> tuple[AttemptRow, int] | None:
    """The newest submitted attempt, and how many of its missed questions have no reason.

    A question at which nothing was saved is missed too. None before the first.
    """
    asked = (
        select(func.count())
        .where(FormItemRow.form_id == AttemptRow.form_id)
        .correlate(AttemptRow)
        .scalar_subquery()
    )
    settled = (
        select(func.count())
        .where(
            AttemptItemRow.learner_id == AttemptRow.learner_id,
            AttemptItemRow.attempt_id == AttemptRow.id,
            AttemptItemRow.is_correct.is_(True) | AttemptItemRow.miss_reason.is_not(None),
        )
        .correlate(AttemptRow)
        .scalar_subquery()
    )
    rows = select(AttemptRow, asked - settled).where(
        AttemptRow.learner_id == learner_id,
        AttemptRow.certification_id == certification_id,
        AttemptRow.submitted_at.is_not(None),
    )
    found = db.execute(rows.order_by(AttemptRow.started_at.desc()).limit(1)).one_or_none()
    return (found[0], found[1]) if found else None


def list_overdue(db: Session, now: datetime) -> list[tuple[int, UUID]]:
    """Learner and id of every open attempt whose deadline has passed, oldest deadline first."""
    rows = select(AttemptRow.learner_id, AttemptRow.id).where(
        AttemptRow.submitted_at.is_(None), AttemptRow.deadline_at <= now
    )
    found = db.execute(rows.order_by(AttemptRow.deadline_at))
    return [(learner_id, attempt_id) for learner_id, attempt_id in found]
