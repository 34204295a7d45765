"""Exercises to and from plain data, as files and rows hold them."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from prep.content.exercise import BulletPattern, Exercise, Product

LISTS = (
    "settings", "misconceptions", "preparation", "steps", "done_when", "rubric", "reflection",
    "confidentiality",
)  # fmt: skip
TEXTS = ("id", "gap", "name", "summary", "approach", "minutes", "ask")


def exercise_of(data: Mapping[str, Any], path: str = "") -> Exercise:
    """The exercise of a document that fits the format."""
    plain: dict[str, Any] = {name: data[name] for name in TEXTS}
    lists: dict[str, Any] = {name: tuple(data[name]) for name in LISTS}
    return Exercise(
        **plain,
        **lists,
        tasks={name: tuple(tasks) for name, tasks in data["tasks"].items()},
        produce=Product(**data["produce"]),
        roles=dict(data["roles"]),
        bullet=BulletPattern(**data["bullet"]),
        path=path,
    )


def exercise_document(exercise: Exercise) -> dict[str, Any]:
    """The exercise as JSON holds it, with the fields of its file."""
    produce, bullet = exercise.produce, exercise.bullet
    return {
        **{name: getattr(exercise, name) for name in TEXTS},
        **{name: list(getattr(exercise, name)) for name in LISTS},
        "tasks": {name: list(tasks) for name, tasks in exercise.tasks.items()},
        "produce": {
            "name": produce.name, "template": produce.template, "example": produce.example,
        },
        "roles": dict(exercise.roles),
        "bullet": {"pattern": bullet.pattern, "before": bullet.before, "after": bullet.after},
    }  # fmt: skip


def exercise_hash(exercise: Exercise) -> str:
    """Fingerprint of all that the exercise says."""
    document = json.dumps(exercise_document(exercise), sort_keys=True)
    return hashlib.sha256(document.encode()).hexdigest()
