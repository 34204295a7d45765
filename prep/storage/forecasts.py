"""What was forecast of a mock exam before its first question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.base import Base
from prep.storage.exams import AttemptRow


class ForecastRow(Base):
    """One forecast, never changed. Scores are shares of right answers, 0 to 1.

    answers: first answers of the learner that it rests on.
    is_sufficient: whether that was enough evidence for a forecast to be shown.
    low and high: the 90 % interval of the score.
    p_target: chance that the score reaches the learner's own target; None without a target.
    domains: by domain id, its expected score, interval, and the chance of each level.
    """

    __tablename__ = "forecast"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "attempt_id"],
            ["attempt.learner_id", "attempt.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("p_target BETWEEN 0 AND 1", name="p_target"),
    )

    learner_id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    answers: Mapped[int]
    is_sufficient: Mapped[bool]
    expected: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    target: Mapped[float | None]
    p_target: Mapped[float | None]
    domains: Mapped[dict[str, Any]]


def find_forecast(db: Session, learner_id: int, attempt_id: UUID) -> ForecastRow | None:
    """The forecast of this learner's attempt, or None."""
    return db.get(ForecastRow, (learner_id, attempt_id))


def list_judged(db: Session, learner_id: int | None) -> Sequence[tuple[ForecastRow, AttemptRow]]:
    """Every forecast whose attempt was submitted, with that attempt, oldest first.

    Of one learner; of all when None, which only the track record of the whole instance may ask.
    """
    rows = (
        select(ForecastRow, AttemptRow)
        .join(
            AttemptRow,
            (AttemptRow.learner_id == ForecastRow.learner_id)
            & (AttemptRow.id == ForecastRow.attempt_id),
        )
        .where(AttemptRow.score.is_not(None))
        .order_by(ForecastRow.made_at, ForecastRow.learner_id)
    )
    if learner_id is not None:
        rows = rows.where(ForecastRow.learner_id == learner_id)
    return [(row, attempt) for row, attempt in db.execute(rows)]
