"""The exercise library in the database: what the files under `gap_to_action/` say."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import NUL, Base, Slug, Word


class ExerciseRow(Base):
    """One on-the-job exercise. `document` is its file; a retired one stays for old actions."""

    __tablename__ = "exercise"

    id: Mapped[Slug] = mapped_column(primary_key=True)
    gap: Mapped[Word]
    document: Mapped[dict[str, Any]]
    retired_at: Mapped[datetime | None]


def get_exercise(db: Session, exercise_id: str) -> ExerciseRow:
    """The exercise, also a retired one. Raises NotFound."""
    row = db.get(ExerciseRow, exercise_id) if NUL not in exercise_id else None
    if row is None:
        raise NotFound("no such exercise")
    return row


def list_exercises(db: Session) -> list[ExerciseRow]:
    """All exercises in use, by gap and id."""
    rows = select(ExerciseRow).where(ExerciseRow.retired_at.is_(None))
    return list(db.scalars(rows.order_by(ExerciseRow.gap, ExerciseRow.id)))


def find_exercises(db: Session, ids: Collection[str]) -> dict[str, ExerciseRow]:
    """The exercises with these ids, also retired ones, by id; unknown ones are left out."""
    rows = select(ExerciseRow).where(ExerciseRow.id.in_(ids))
    return {row.id: row for row in db.scalars(rows)}
