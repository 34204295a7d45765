"""What learners add to items: bookmarks, notes and problem reports."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.base import Base, LearnerKey, Slug, Word
from prep.storage.practice import served_version


class ItemNoteRow(Base):
    """A learner's bookmark and note on an item."""

    __tablename__ = "item_note"

    learner_id: Mapped[LearnerKey]
    item_id: Mapped[Slug] = mapped_column(ForeignKey("item.id"), primary_key=True)
    is_bookmarked: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class ProblemReportRow(Base):
    """A learner's word that something is wrong with an item."""

    __tablename__ = "problem_report"
    __table_args__ = (served_version(),)

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    item_id: Mapped[Slug]
    item_version: Mapped[int]
    kind: Mapped[Word]
    text: Mapped[str] = mapped_column(String(2000))
    created_at: Mapped[datetime]


def list_notes(db: Session, learner_id: int) -> list[ItemNoteRow]:
    """All bookmarks and notes of a learner, newest first."""
    rows = select(ItemNoteRow).where(ItemNoteRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(ItemNoteRow.updated_at.desc())))
