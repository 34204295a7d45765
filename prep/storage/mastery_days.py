"""How a learner stood at the end of each day with answers: a cache that a rebuild remakes."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prep.storage.base import Base, LearnerKey, Slug


class MasteryDayRow(Base):
    """The estimates after the last answer of a day (UTC).

    figures: by node of the outline ("overall", domains and tasks), share, low, high, all 0 to 1,
    and how many answers they rest on.
    """

    __tablename__ = "mastery_day"

    learner_id: Mapped[LearnerKey]
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    blueprint_id: Mapped[Slug]
    figures: Mapped[dict[str, Any]]
