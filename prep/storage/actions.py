"""Actions: one learner doing one exercise at work, and the questions that check it later."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, LearnerKey, Slug, Word


class ActionRow(Base):
    """One learner doing one exercise against one weak task.

    How far it has come follows from its moments: planned, started, documented, checked, dropped.
    setting: the kind of occasion at work, as the exercise lists them. place: where at work; who:
    with whom.
    before, after: the task's mastery when it was planned and when its check ended: `share`, `low`
    and `high` from 0 to 1, and `responses`.
    """

    __tablename__ = "action"
    __table_args__ = (Index(None, "learner_id", "certification_id", "planned_at"),)

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    task_id: Mapped[Slug]
    exercise_id: Mapped[Slug] = mapped_column(ForeignKey("exercise.id"))
    setting: Mapped[Word]
    place: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None]
    planned_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    documented_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ActionCheckRow(Base):
    """One sitting of an action's check: a few fresh questions from `due_on`.

    `quiz_id` is the quiz that asks them, None until the learner begins it.
    """

    __tablename__ = "action_check"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "action_id"], ["action.learner_id", "action.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["learner_id", "quiz_id"], ["quiz.learner_id", "quiz.id"]),
        Index(None, "learner_id", "quiz_id"),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    due_on: Mapped[date]
    quiz_id: Mapped[UUID | None]


def get_action(db: Session, learner_id: int, action_id: UUID) -> ActionRow:
    """This learner's action. Raises NotFound, also for somebody else's."""
    row = db.get(ActionRow, (learner_id, action_id))
    if row is None:
        raise NotFound("no such action")
    return row


def list_actions(db: Session, learner_id: int, certification_id: str) -> list[ActionRow]:
    """All actions of a certification, the last planned first."""
    rows = select(ActionRow).where(
        ActionRow.learner_id == learner_id, ActionRow.certification_id == certification_id
    )
    return list(db.scalars(rows.order_by(ActionRow.planned_at.desc(), ActionRow.id)))


def list_checks(db: Session, learner_id: int, action_id: UUID) -> list[ActionCheckRow]:
    """The sittings of an action's check, in order."""
    rows = select(ActionCheckRow).where(
        ActionCheckRow.learner_id == learner_id, ActionCheckRow.action_id == action_id
    )
    return list(db.scalars(rows.order_by(ActionCheckRow.number)))
