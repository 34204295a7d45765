"""What learners think they can do, to be held against what is measured."""

from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.base import Base, LearnerKey, Word


class SelfRatingRow(Base):
    """The learner's answer to one question of the self-assessment, 1 (not yet) to 5 (easily)."""

    __tablename__ = "self_rating"
    __table_args__ = (CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),)

    learner_id: Mapped[LearnerKey]
    question: Mapped[Word] = mapped_column(primary_key=True)
    rating: Mapped[int]
    rated_at: Mapped[datetime]


def list_ratings(db: Session, learner_id: int) -> dict[str, SelfRatingRow]:
    """All ratings of a learner, by question."""
    rows = select(SelfRatingRow).where(SelfRatingRow.learner_id == learner_id)
    return {row.question: row for row in db.scalars(rows)}


def save_rating(db: Session, learner_id: int, question: str, rating: int, *, now: datetime) -> None:
    """The learner's answer to a question, in place of an earlier one."""
    row = db.get(SelfRatingRow, (learner_id, question)) or SelfRatingRow(
        learner_id=learner_id, question=question
    )
    row.rating = rating
    row.rated_at = now
    db.add(row)
