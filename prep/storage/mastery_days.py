"""How a learner stood at the end of each day with answers: a cache that a rebuild remakes."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Select, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.base import Base, LearnerKey, Slug


class MasteryDayRow(Base):
    """The estimates at the end of a day (UTC) with answers.

    figures: by node of the outline ("overall", domains and tasks) a list of share, low, high, all
    0 to 1, and how many first answers they rest on.
    """

    __tablename__ = "mastery_day"

    learner_id: Mapped[LearnerKey]
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    blueprint_id: Mapped[Slug]
    figures: Mapped[dict[str, Any]]


def find_day(
    db: Session, learner_id: int, certification_id: str, blueprint_id: str, *, until: date
) -> MasteryDayRow | None:
    """The newest day of a blueprint that is not after a day, or else the oldest, or None."""
    wanted = _days(learner_id, certification_id, blueprint_id)
    until_then = func.max(case((MasteryDayRow.on <= until, MasteryDayRow.on)))
    on = wanted.with_only_columns(func.coalesce(until_then, func.min(MasteryDayRow.on)))
    return db.scalar(wanted.where(MasteryDayRow.on == on.scalar_subquery()))


def list_days(
    db: Session, learner_id: int, certification_id: str, blueprint_id: str, *, since: date
) -> list[MasteryDayRow]:
    """The days of a blueprint since a day, oldest first."""
    rows = _days(learner_id, certification_id, blueprint_id).where(MasteryDayRow.on >= since)
    return list(db.scalars(rows.order_by(MasteryDayRow.on)))


def _days(learner_id: int, certification_id: str, blueprint_id: str) -> Select[MasteryDayRow]:
    return select(MasteryDayRow).where(
        MasteryDayRow.learner_id == learner_id,
        MasteryDayRow.certification_id == certification_id,
        MasteryDayRow.blueprint_id == blueprint_id,
    )
