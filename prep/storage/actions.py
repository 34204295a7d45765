"""Actions: one learner doing one exercise at work, and the questions that check it later."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, LearnerKey, Slug, Word
from prep.storage.practice import QuizRow, ResponseRow


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
        ForeignKeyConstraint(
            ["learner_id", "quiz_id"], ["quiz.learner_id", "quiz.id"], ondelete="CASCADE"
        ),
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


def list_actions(
    db: Session, learner_id: int, certification_id: str | None = None
) -> list[ActionRow]:
    """All actions of a certification, or of all of them, the last planned first."""
    rows = select(ActionRow).where(ActionRow.learner_id == learner_id)
    if certification_id:
        rows = rows.where(ActionRow.certification_id == certification_id)
    return list(db.scalars(rows.order_by(ActionRow.planned_at.desc(), ActionRow.id)))


def list_checks(db: Session, learner_id: int, action_id: UUID) -> list[ActionCheckRow]:
    """The sittings of an action's check, in order."""
    rows = select(ActionCheckRow).where(
        ActionCheckRow.learner_id == learner_id, ActionCheckRow.action_id == action_id
    )
    return list(db.scalars(rows.order_by(ActionCheckRow.number)))


def find_planned(
    db: Session, learner_id: int, certification_id: str, exercise_id: str
) -> ActionRow | None:
    """The action of an exercise that was planned, and neither begun nor dropped; None without."""
    rows = select(ActionRow).where(
        ActionRow.learner_id == learner_id,
        ActionRow.certification_id == certification_id,
        ActionRow.exercise_id == exercise_id,
        ActionRow.started_at.is_(None),
        ActionRow.documented_at.is_(None),
        ActionRow.dropped_at.is_(None),
    )
    return db.scalar(rows.order_by(ActionRow.planned_at).limit(1))


def list_sittings(
    db: Session, learner_id: int, certification_id: str
) -> list[tuple[ActionCheckRow, datetime | None]]:
    """The sittings of all checks of a certification, and when the quiz of each was finished."""
    rows = (
        select(ActionCheckRow, QuizRow.finished_at)
        .join(
            ActionRow,
            (ActionRow.learner_id == ActionCheckRow.learner_id)
            & (ActionRow.id == ActionCheckRow.action_id),
        )
        .outerjoin(
            QuizRow,
            (QuizRow.learner_id == ActionCheckRow.learner_id)
            & (QuizRow.id == ActionCheckRow.quiz_id),
        )
        .where(
            ActionCheckRow.learner_id == learner_id,
            ActionRow.certification_id == certification_id,
        )
    )
    ordered = rows.order_by(ActionCheckRow.action_id, ActionCheckRow.number)
    return [(check, finished_at) for check, finished_at in db.execute(ordered)]


def count_sittings_ahead(
    db: Session, learner_id: int, certification_id: str, *, planned_since: datetime, sittings: int
) -> dict[str, int]:
    """By task, how many sittings its open actions still have before them.

    An action has `sittings`, less those that were begun. Actions planned earlier do not count.
    """
    rows = (
        select(ActionRow.task_id, func.count(ActionCheckRow.quiz_id))
        .outerjoin(
            ActionCheckRow,
            (ActionCheckRow.learner_id == ActionRow.learner_id)
            & (ActionCheckRow.action_id == ActionRow.id),
        )
        .where(
            ActionRow.learner_id == learner_id,
            ActionRow.certification_id == certification_id,
            ActionRow.planned_at >= planned_since,
            ActionRow.checked_at.is_(None),
            ActionRow.dropped_at.is_(None),
        )
        .group_by(ActionRow.id, ActionRow.task_id)
    )
    ahead: Counter[str] = Counter()
    for task_id, begun in db.execute(rows):
        ahead[task_id] += sittings - begun
    return dict(ahead)


def find_checked_action(
    db: Session, learner_id: int, quiz_id: UUID
) -> tuple[ActionRow, int] | None:
    """The action whose check a quiz is part of, and how many of its other sittings are open.

    None for other quizzes. One statement, for it runs with a check's last answers.
    """
    other = aliased(ActionCheckRow)
    open_others = (
        select(func.count())
        .select_from(other)
        .outerjoin(
            QuizRow, (QuizRow.learner_id == other.learner_id) & (QuizRow.id == other.quiz_id)
        )
        .where(
            other.learner_id == ActionRow.learner_id,
            other.action_id == ActionRow.id,
            other.number != ActionCheckRow.number,
            QuizRow.finished_at.is_(None),
        )
        .scalar_subquery()
    )
    rows = (
        select(ActionRow, open_others)
        .join(
            ActionCheckRow,
            (ActionCheckRow.learner_id == ActionRow.learner_id)
            & (ActionCheckRow.action_id == ActionRow.id),
        )
        .where(ActionCheckRow.learner_id == learner_id, ActionCheckRow.quiz_id == quiz_id)
    )
    found = db.execute(rows).one_or_none()
    return (found[0], found[1]) if found else None


def list_check_answers(db: Session, learner_id: int, action_id: UUID) -> list[ResponseRow]:
    """The answers that an action's check got so far, in order."""
    rows = (
        select(ResponseRow)
        .join(
            ActionCheckRow,
            (ActionCheckRow.learner_id == ResponseRow.learner_id)
            & (ActionCheckRow.quiz_id == ResponseRow.quiz_id),
        )
        .where(ResponseRow.learner_id == learner_id, ActionCheckRow.action_id == action_id)
    )
    return list(db.scalars(rows.order_by(ResponseRow.sequence)))
