"""A bank by the outline of 2026 with an exam pool that suffices for whole PMP mock exams.

Every task has one concept with nine exam items, all types that stand outside cases among them.
Eight cases of five items hold numeric and ordering items too; a full form takes every one.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from prep.config import PROJECT_ROOT
from prep.content.loader import Loaded, load_banks
from tests import banks
from tests.form_pools import outline

OUTLINE = "pmp/blueprints/pmp-2026.yaml"
MAKERS = (
    banks.single,
    banks.multiple,
    banks.matching,
    banks.single,
    banks.pulldown,
    banks.hotspot,
    banks.single,
    banks.multiple,
    banks.single,
)
CASE_MAKERS = (banks.single, banks.numeric, banks.ordering, banks.multiple, banks.matching)
CASES = 8
APPROACHES = ("predictive", "agile", "hybrid", "predictive", "hybrid")


def mock_documents() -> banks.Documents:
    """Every file of the bank."""
    tasks = [task.id for domain in outline("pmp-2026").domains for task in domain.tasks]
    files: banks.Documents = {
        "misconceptions.yaml": [banks.misconception(name) for name in banks.MISCONCEPTIONS],
        "pmp/certification.yaml": banks.certification_document(
            blueprint="pmp-2026", seconds_per_item=80
        ),
        OUTLINE: (PROJECT_ROOT / "question_banks" / OUTLINE).read_text(encoding="utf-8"),
    }
    for number, task in enumerate(tasks):
        files[banks.concept_path(task)] = _concept(task, number)
    for number in range(CASES):
        files[f"pmp/cases/harbour-{number}.yaml"] = _case(number, tasks)
    return files


def loaded_mock_bank() -> Loaded:
    """The bank, read and checked."""
    with TemporaryDirectory() as folder:
        loaded = load_banks(banks.write_banks(Path(folder), mock_documents()))
    assert not loaded.problems, loaded.problems[:3]
    return loaded


def _concept(task: str, number: int) -> banks.Document:
    stem = f"pmp-{task.replace('.', '-')}"
    items = [
        _exam_item(make(f"{stem}-{n:03d}"), number + n) for n, make in enumerate(MAKERS, start=1)
    ]
    return banks.concept(task, items=items)


def _case(number: int, tasks: list[str]) -> banks.Document:
    """Its items ask about five tasks, from all over the outline."""
    items = []
    for n, make in enumerate(CASE_MAKERS):
        task = tasks[(number * len(CASE_MAKERS) + n) % len(tasks)]
        item = _exam_item(make(f"pmp-harbour-{number}-{n}"), number)
        items.append(item | {"concept": f"pmp-{task.replace('.', '-')}-idea"})
    facts = banks.case()["case"] | {"id": f"harbour-{number}"}
    return {"case": facts, "items": items}


def _exam_item(item: dict[str, Any], turn: int) -> dict[str, Any]:
    return item | {"pool": "exam", "approach": APPROACHES[turn % len(APPROACHES)]}
