"""Learners and their preparation for a certification."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import NUL, Base, LearnerKey, Slug, Word


class LearnerRow(Base):
    """One person who learns. `response_count` numbers the rows of the response log.

    shows_streak: whether the days in a row are counted on the dashboard.
    """

    __tablename__ = "learner"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    time_zone: Mapped[Slug] = mapped_column(default="UTC")
    theme: Mapped[Word] = mapped_column(default="auto")
    certification_id: Mapped[Slug | None]
    response_count: Mapped[int] = mapped_column(default=0)
    shows_streak: Mapped[bool] = mapped_column(default=True)


class EnrolmentRow(Base):
    """One learner preparing for one certification.

    study_days: ISO weekdays, 1 is Monday. mock_on: the day set for the next mock exam.
    """

    __tablename__ = "enrolment"
    __table_args__ = (CheckConstraint("minutes_a_day BETWEEN 5 AND 240", name="minutes"),)

    learner_id: Mapped[LearnerKey]
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"), primary_key=True)
    exam_on: Mapped[date | None]
    minutes_a_day: Mapped[int]
    study_days: Mapped[list[int]]
    job_role: Mapped[Word]
    created_at: Mapped[datetime]
    mock_on: Mapped[date | None]


def get_learner(db: Session, learner_id: int) -> LearnerRow:
    """The learner. Raises NotFound."""
    learner = db.get(LearnerRow, learner_id)
    if learner is None:
        raise NotFound("no such learner")
    return learner


def lock_learner(db: Session, learner_id: int) -> LearnerRow:
    """The learner, with everybody else who would write for this learner kept waiting.

    SQLite has one writer at a time anyway, and leaves FOR UPDATE out. A row that the session
    knew before is read again, for `response_count` may have moved while waiting.
    """
    rows = select(LearnerRow).where(LearnerRow.id == learner_id).with_for_update()
    row = db.scalar(rows.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("no such learner")
    return row


def lock_learners(db: Session) -> None:
    """Keep everybody else who would add or change a learner waiting.

    SQLite has one writer at a time anyway.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("LOCK TABLE learner IN SHARE ROW EXCLUSIVE MODE"))


def find_enrolment(db: Session, learner_id: int, certification_id: str) -> EnrolmentRow | None:
    """The enrolment, or None."""
    is_possible = NUL not in certification_id
    return db.get(EnrolmentRow, (learner_id, certification_id)) if is_possible else None


def list_enrolments(db: Session, learner_id: int) -> list[EnrolmentRow]:
    """All enrolments of a learner, oldest first."""
    rows = select(EnrolmentRow).where(EnrolmentRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(EnrolmentRow.created_at)))
