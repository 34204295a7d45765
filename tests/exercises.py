"""Small exercise libraries for tests: lint-clean by default, one field changed per test.

    files = documents() | library()
    exercise_of(files, "risk-one")["minutes"] = 400

`library()` serves every task of `tests.banks.documents()` twice and cures its misconceptions.
"""

from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.content.exercise import ROLES
from prep.storage.banks import CertificationRow
from tests.banks import MISCONCEPTIONS, TASKS, Document, Documents, prose


def exercise_path(exercise_id: str, gap: str = "risk") -> str:
    """Where an exercise lies."""
    return f"gap_to_action/{gap}/{exercise_id}.yaml"


def exercise(exercise_id: str = "risk-one", **changes: Any) -> Document:
    """An exercise of an hour on risk, for two settings; it serves people.1 of PMP."""
    return {
        "id": exercise_id,
        "gap": "risk",
        "name": f"Write down what may happen, {exercise_id}",
        "summary": f"You list {prose(20)} and that trains seeing risks early.",
        "approach": "hybrid",
        "settings": ["action-items", "rollout"],
        "minutes": 60,
        "tasks": {"pmp": ["people.1"]},
        "misconceptions": ["belief-1"],
        "preparation": [f"A change that is running, with {prose(n)}." for n in (5, 6)],
        "steps": [f"Step {n}: ask {prose(12)}." for n in (1, 2, 3, 4)],
        "produce": {
            "name": "A list of six risks",
            "template": f"# Risks of <change>\n\n- <risk>: {prose(15)}",
            "example": f"# Risks of the move\n\n- A late lorry: {prose(60)}",
        },
        "done_when": [f"Somebody has seen {n} of {prose(6)}." for n in (1, 2, 3)],
        "rubric": [f"Every risk names {n} of {prose(6)}." for n in (1, 2, 3, 4)],
        "reflection": [f"Which {n} of {prose(6)}?" for n in (1, 2)],
        "ask": prose(60, "I would like to ask") + ".",
        "confidentiality": [f"Leave out {prose(10)}."],
        "roles": {role: f"As {role}, take {prose(15)}." for role in ROLES},
        "bullet": {
            "pattern": "Listed <number> risks with <who>.",
            "before": "Kept a list.",
            "after": "Listed six risks with three teams.",
        },
    } | changes


def library(certifications: tuple[str, ...] = ("pmp",)) -> Documents:
    """Seven exercises named risk-1 to risk-7: two serve all tasks, each cures four beliefs."""
    everything = {name: list(TASKS) for name in certifications}
    one = {name: ["people.1"] for name in certifications}
    return {
        exercise_path(f"risk-{n}"): exercise(
            f"risk-{n}",
            tasks=everything if n <= 2 else one,
            misconceptions=list(MISCONCEPTIONS[4 * n - 4 : 4 * n]),
        )
        for n in range(1, 8)
    }


def make_known(db: Session) -> None:
    """After a test has changed rows of exercises: what is kept of the banks is read anew."""
    for row in db.scalars(select(CertificationRow)):
        row.bank_hash = uuid4().hex
