"""Exercise files -> exercises, one file each, in a folder named like the gap."""

from pathlib import Path

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.content.exercises.schema import ExerciseSchema
from prep.content.reader import Reader


def read_exercises(reader: Reader, folder: Path) -> tuple[Exercise, ...]:
    """The exercises under `folder`, by gap and file name."""
    reader.refuse_yml(folder)
    found = [_exercise(reader, path) for path in sorted(folder.rglob("*.yaml"))]
    return tuple(exercise for exercise in found if exercise)


def _exercise(reader: Reader, path: Path) -> Exercise | None:
    raw = reader.read(path, dict)
    data = reader.checked(path, raw, ExerciseSchema().load) if raw is not None else None
    if data is None:
        return None
    if data["id"] != path.stem:
        reader.report(path, "id", f"is not the file's name; write {path.stem!r}")
    if data["gap"] != path.parent.name:
        message = f"is not the folder's name; move the file to gap_to_action/{data['gap']}/"
        reader.report(path, "gap", message)
    return exercise_of(data, reader.relative(path))
