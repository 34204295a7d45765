"""Values for tests: valid by default, one field changed per test."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from prep.learning.ability_tree import UNTOUCHED, MasteryState
from prep.learning.blueprint import Domain, ExamBlueprint, Task
from prep.learning.items import Confidence, ItemParameters, PoolItem
from prep.learning.mastery import MasteryLayout, descent, layout_of, prior, updated
from prep.learning.memory import MemoryState
from prep.learning.replay import Exposure, ItemResponse
from prep.learning.standings import Learner, Outline
from tests import banks

MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

BLUEPRINT_DOMAINS = (
    ("people", 50.0, ("people.1", "people.2")),
    ("process", 30.0, ("process.1", "process.2")),
    ("business", 20.0, ("business.1",)),
)


def make_blueprint(
    domains: Iterable[tuple[str, float, tuple[str, ...]]] = BLUEPRINT_DOMAINS,
) -> ExamBlueprint:
    """An exam of 60 questions in 90 minutes: three domains, five tasks."""
    return ExamBlueprint(
        id="exam-1",
        name="Certified Test Professional",
        short_name="CTP",
        vendor="Test Institute",
        outline="Test outline",
        questions_total=60,
        questions_scored=50,
        minutes=90,
        in_force_from=date(2026, 1, 1),
        in_force_until=None,
        domains=tuple(
            Domain(name, name.title(), weight, tuple(Task(i, f"Task {i}", ()) for i in tasks))
            for name, weight, tasks in domains
        ),
        details={},
        sources=(),
    )


def make_outline(blueprint: ExamBlueprint | None = None) -> Outline:
    """What a choice knows of the exam."""
    blueprint = blueprint or make_blueprint()
    return Outline(layout_of(blueprint), blueprint.task_weights())


def make_parameters(**changes: float) -> ItemParameters:
    """An item of middle difficulty with four options."""
    return ItemParameters(**({"difficulty": 0.0, "guessing": 0.25} | changes))


def make_item(item_id: str = "people.1/1/1", **changes: Any) -> PoolItem:
    """A single-choice item of 90 seconds whose id names its task, concept and number."""
    task_id, concept, _ = item_id.split("/")
    facts = {
        "id": item_id,
        "concept_id": f"{task_id}/{concept}",
        "task_id": task_id,
        "parameters": make_parameters(),
        "seconds": 90.0,
        "type": "single",
    }
    return PoolItem(**(facts | changes))


def make_pool(
    concepts: int = 4, siblings: int = 3, outline: Outline | None = None
) -> list[PoolItem]:
    """So many concepts a task, with so many items each, of various difficulty."""
    tasks = (outline or make_outline()).layout.task_ids
    return [
        make_item(
            f"{task}/{concept}/{number}",
            parameters=make_parameters(difficulty=(concept + number) % 5 / 2 - 1),
        )
        for task in tasks
        for concept in range(concepts)
        for number in range(siblings)
    ]


def make_memory(**changes: Any) -> MemoryState:
    """A concept last answered at the test's Monday noon, with five days of stability."""
    facts = {
        "stability": 5.0,
        "memory_difficulty": 5.0,
        "last_review_at": MONDAY_NOON,
        "reviews": 1,
        "lapses": 0,
    }
    return MemoryState(**(facts | changes))


def make_exposure(**changes: Any) -> Exposure:
    """An item answered right once, at the test's Monday noon."""
    facts = {
        "times": 1,
        "wrong": 0,
        "last_at": MONDAY_NOON,
        "last_correct": True,
        "last_confidence": None,
    }
    return Exposure(**(facts | changes))


def make_response(**changes: Any) -> ItemResponse:
    """A right answer."""
    facts = {
        "parameters": make_parameters(),
        "is_correct": True,
        "is_explained": True,
        "confidence": None,
        "p_predicted": 0.7,
        "pace": None,
        "answered_at": MONDAY_NOON,
    }
    return ItemResponse(**(facts | changes))


def make_learner(**changes: Any) -> Learner:
    """Somebody who has not answered anything."""
    facts = {"mastery": prior(), "memories": {}, "exposures": {}}
    return Learner(**(facts | changes))


def answered(learner: Learner, *items: PoolItem, at: datetime = MONDAY_NOON) -> Learner:
    """The learner with these items seen at a moment; mastery stays as it was."""
    return Learner(
        learner.mastery,
        {**learner.memories, **{i.concept_id: make_memory(last_review_at=at) for i in items}},
        {**learner.exposures, **{i.id: make_exposure(last_at=at) for i in items}},
    )


def after_answer(
    state: MasteryState,
    layout: MasteryLayout,
    *,
    task_id: str,
    concept_id: str | None = None,
    parameters: ItemParameters,
    is_correct: bool,
    now: datetime,
) -> MasteryState:
    """The posterior after one answer at a moment."""
    before = descent(state, layout, task_id=task_id, concept_id=concept_id, now=now)
    return updated(before, parameters, is_correct=is_correct)


def measured(state: MasteryState, **responses: int) -> MasteryState:
    """The state with so many first answers a task: `people_1=8` is task people.1."""
    layout = make_outline().layout
    nodes = dict(state.nodes)
    for task_id in layout.task_ids:
        name, _ = layout.path(task_id)[-1]
        precision, information, practice, _, day = nodes.get(name, UNTOUCHED)
        count = responses.get(task_id.replace(".", "_"), 0)
        nodes[name] = (precision, information, practice, count, day)
    return state._replace(nodes=nodes)


def draw_confidence(rng: np.random.Generator) -> Confidence | None:
    """Sure, unsure, or nothing said."""
    return (Confidence.SURE, Confidence.UNSURE, None)[int(rng.integers(3))]


def wide_documents(certification: str = "pmp", concepts: int = 4) -> banks.Documents:
    """The files of `banks.documents` with four concepts a task: 60 items in three tasks."""
    files = banks.documents(certification)
    for task in banks.TASKS:
        stem = f"{certification}-{task.replace('.', '-')}"
        text = json.dumps(banks.concept(task, certification))
        for number in range(2, concepts + 1):
            path = banks.concept_path(task, certification).replace("idea", f"idea-{number}")
            files[path] = json.loads(text.replace(stem, f"{stem}-{chr(96 + number)}"))
    return files
