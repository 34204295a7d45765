"""A small bank with an exam pool: mock exams of twenty questions, enough for two of them.

Twelve questions on people (six a task), eight on process; two sections of ten. Each of the three
tasks has eight concepts of five items: four in the practice pool, four in the exam pool.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from prep.content.loader import Loaded, load_banks
from tests.banks import Documents, blueprint, write_banks
from tests.factories import wide_documents

BLUEPRINT = "pmp/blueprints/pmp-1.yaml"
EXAM_CONCEPTS = "efgh"


def exam_documents() -> Documents:
    """Every file of the bank."""
    files = wide_documents(concepts=8)
    files[BLUEPRINT] = blueprint(questions_total=20, questions_scored=18, minutes=30)
    for item in _items(files):
        if item["id"].split("-")[-2] in EXAM_CONCEPTS:
            item["pool"] = "exam"
    return files


def exam_ids(files: Documents) -> list[str]:
    """The ids of the exam pool."""
    return sorted(item["id"] for item in _items(files) if item["pool"] == "exam")


def form_file(files: Documents, name: str = "a", **changes: Any) -> Documents:
    """The bank with a form of twenty questions that keeps all rules."""
    ids = exam_ids(files)

    def of(task: str, count: int) -> list[str]:
        """So many of a task, from each concept in turn."""
        mine = [i for i in ids if i.startswith(f"pmp-{task}-")]
        return sorted(mine, key=lambda i: i.rpartition("-")[2])[:count]

    chosen = [*of("people-1", 6), *of("people-2", 6), *of("process-1", 8)]
    document = {
        "id": name,
        "kind": "full",
        "seed": 1,
        "sections": [{"id": "s1", "items": chosen[:10]}, {"id": "s2", "items": chosen[10:]}],
    }
    return files | {f"pmp/forms/{name}.yaml": document | changes}


def _items(files: Documents) -> list[dict[str, Any]]:
    return [i for path, file in files.items() if "/concepts/" in path for i in file["items"]]


@cache
def loaded_exam_bank() -> Loaded:
    """The bank, read and checked once."""
    with TemporaryDirectory() as folder:
        return load_banks(write_banks(Path(folder), exam_documents()))
