"""A bank and the log of a crowd whose abilities and items are known: for item calibration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import insert

from prep.learning.blueprint import Domain, ExamBlueprint, Task
from prep.services.catalogue import blueprint_document
from prep.storage.banks import CertificationRow, ConceptRow, ItemRow, ItemVersionRow
from prep.storage.database import Database, transaction
from prep.storage.learners import LearnerRow
from prep.storage.metadata import metadata
from prep.storage.practice import ResponseRow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ITEMS, LEARNERS, EACH = 2_000, 5_000, 200
"""Every learner answers 200 of 2,000 items: a million first answers, 500 an item."""
DOMAINS, TASKS_A_DOMAIN, CONCEPTS_A_TASK = 3, 8, 5
OPTIONS = "abcd"
GUESSING = 1 / len(OPTIONS)
WRONG_KEYS = 20
"""Items whose key names an option that the able do not choose."""
LEARNERS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class World:
    """Items with their true figures and the task and concept of each."""

    blueprint: ExamBlueprint
    task: np.ndarray
    concept: np.ndarray
    expected: np.ndarray
    difficulty: np.ndarray
    discrimination: np.ndarray

    def item_id(self, item: int) -> str:
        """An id that sorts as the number does."""
        return f"item-{item:04}"


def make_world(rng: np.random.Generator) -> World:
    tasks = DOMAINS * TASKS_A_DOMAIN
    concept = rng.integers(0, tasks * CONCEPTS_A_TASK, ITEMS)
    expected = rng.normal(0, 0.5, ITEMS)
    return World(
        blueprint=make_blueprint(DOMAINS, TASKS_A_DOMAIN),
        task=concept // CONCEPTS_A_TASK,
        concept=concept,
        expected=expected,
        difficulty=expected + rng.normal(0, 1, ITEMS),
        discrimination=np.exp(rng.normal(0, 0.3, ITEMS)),
    )


def make_blueprint(domains: int, tasks: int) -> ExamBlueprint:
    names = [[f"task-{d * tasks + t}" for t in range(tasks)] for d in range(domains)]
    return ExamBlueprint(
        id="bench",
        name="Benchmark",
        short_name="B",
        vendor="",
        outline="",
        questions_total=180,
        questions_scored=170,
        minutes=240,
        in_force_from=date(2026, 1, 1),
        in_force_until=None,
        domains=tuple(
            Domain(f"domain-{d}", "", 100 / domains, tuple(Task(i, "", ()) for i in ids))
            for d, ids in enumerate(names)
        ),
        details={},
        sources=(),
    )


def answer_all(world: World, rng: np.random.Generator) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """By learner: the items in order, and the option chosen for each; option 0 is the truth."""
    tasks = DOMAINS * TASKS_A_DOMAIN
    domain = np.arange(tasks) // TASKS_A_DOMAIN
    for _ in range(LEARNERS):
        by_task = rng.normal(0, 1) + rng.normal(0, 0.5, DOMAINS)[domain] + rng.normal(0, 0.4, tasks)
        by_concept = by_task.repeat(CONCEPTS_A_TASK) + rng.normal(0, 0.4, tasks * CONCEPTS_A_TASK)
        items = rng.permutation(ITEMS)[:EACH]
        gap = by_concept[world.concept[items]] - world.difficulty[items]
        knows = rng.random(EACH) < 1 / (1 + np.exp(-world.discrimination[items] * gap))
        guess = rng.integers(0, len(OPTIONS), EACH)
        yield items, np.where(knows, 0, guess)


def fill(database: Database, world: World, rng: np.random.Generator) -> None:
    """A bank and a log with a million responses."""
    metadata.create_all(database.write_engine)
    with transaction(database) as db:
        for row, values in bank_rows(world):
            db.execute(insert(row), values)
    batch: list[dict[str, Any]] = []
    for learner, (items, options) in enumerate(answer_all(world, rng), start=1):
        batch += log_rows(world, learner, items, options, rng)
        if learner % LEARNERS_AT_ONCE == 0:
            with transaction(database) as db:
                first = learner - LEARNERS_AT_ONCE + 1
                db.execute(insert(LearnerRow), [learner_row(n) for n in range(first, learner + 1)])
                db.execute(insert(ResponseRow.__table__), batch)
            batch = []


def learner_row(learner: int) -> dict[str, Any]:
    return {"id": learner, "name": "Learner", "created_at": NOW, "response_count": EACH}


def bank_rows(world: World) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    shared = {"certification_id": "bench", "retired_at": None}
    yield (
        CertificationRow,
        [
            {
                "id": "bench",
                "facts": {},
                "blueprint_id": "bench",
                "blueprint": blueprint_document(world.blueprint),
                "bank_version": 1,
                "bank_hash": "benchmark",
                "synced_at": NOW,
            }
        ],
    )
    texts = {"name": "", "gap": "", "lesson": "", "hash": ""}
    yield (
        ConceptRow,
        [
            {"id": f"concept-{c}", "task_id": f"task-{c // CONCEPTS_A_TASK}"} | texts | shared
            for c in range(DOMAINS * TASKS_A_DOMAIN * CONCEPTS_A_TASK)
        ],
    )
    yield (
        ItemRow,
        [{"id": world.item_id(n), "pool": "practice", "version": 1} | shared for n in range(ITEMS)],
    )
    yield ItemVersionRow, [version_row(world, n) for n in range(ITEMS)]


def version_row(world: World, item: int) -> dict[str, Any]:
    key = OPTIONS[1] if item < WRONG_KEYS else OPTIONS[0]
    return {
        "item_id": world.item_id(item),
        "version": 1,
        "concept_id": f"concept-{world.concept[item]}",
        "task_id": f"task-{world.task[item]}",
        "type": "single",
        "approach": "",
        "cognitive_level": "",
        "difficulty": float(world.expected[item]),
        "guessing": GUESSING,
        "stem": "Which of these?",
        "body": {"options": [{"id": i, "text": i} for i in OPTIONS], "key": [key]},
        "explanation": "",
        "principle": "",
        "references": [],
        "hash": "",
        "created_at": NOW,
    }


def log_rows(
    world: World, learner: int, items: np.ndarray, options: np.ndarray, rng: np.random.Generator
) -> Iterator[dict[str, Any]]:
    is_right = (options == 0) ^ ((items < WRONG_KEYS) & (options < 2))
    ids = rng.bytes(32 * EACH)
    for n, (item, option) in enumerate(zip(items.tolist(), options.tolist(), strict=True)):
        yield {
            "learner_id": learner,
            "sequence": n + 1,
            "id": UUID(bytes=ids[32 * n : 32 * n + 16]),
            "certification_id": "bench",
            "quiz_id": UUID(bytes=ids[32 * n + 16 : 32 * n + 32]),
            "position": 1,
            "item_id": world.item_id(item),
            "item_version": 1,
            "mode": "daily",
            "reason": "new",
            "answer": [OPTIONS[option]],
            "is_correct": bool(is_right[n]),
            "score": float(is_right[n]),
            "misconceptions": [],
            "confidence": None,
            "elapsed_ms": 40_000,
            "is_first_exposure": True,
            "p_predicted": 0.5,
            "answered_at": NOW - timedelta(days=30) + timedelta(hours=3 * n),
        }
