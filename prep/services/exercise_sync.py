"""Exercise files into rows. What is gone is retired, never deleted: actions still refer to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_document
from prep.storage.exercises import ExerciseRow


def sync_exercises(db: Session, exercises: Sequence[Exercise], *, now: datetime) -> None:
    """Bring the rows in line with the files, which must be clean."""
    rows = {row.id: row for row in db.scalars(select(ExerciseRow))}
    for exercise in exercises:
        row = rows.pop(exercise.id, None)
        if row is None:
            row = ExerciseRow(id=exercise.id)
            db.add(row)
        row.gap = exercise.gap
        row.document = exercise_document(exercise)
        row.retired_at = None
    for gone in rows.values():
        gone.retired_at = gone.retired_at or now
    db.flush()
