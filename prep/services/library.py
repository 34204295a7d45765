"""Lessons to read and to search."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.services.catalogue import Catalogue, get_catalogue
from prep.storage import banks

LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One lesson in a list."""

    concept_id: str
    name: str
    task_id: str
    task_name: str
    domain_name: str
    words: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson to read; `text` is Markdown."""

    concept_id: str
    name: str
    task_id: str
    task_name: str
    domain_name: str
    text: str


def list_lessons(db: Session, certification_id: str, search: str = "") -> list[LessonLine]:
    """Lessons in the order of the outline; with a search, those that hold all its words."""
    catalogue = get_catalogue(db, certification_id)
    wanted = search[:LONGEST_SEARCH].lower().split()
    order = {task.id: n for n, task in enumerate(catalogue.blueprint.tasks)}
    lines = [
        _line(catalogue, row)
        for row in banks.list_concepts(db, certification_id)
        if all(word in _searched(catalogue, row) for word in wanted)
    ]
    return sorted(lines, key=lambda line: (order.get(line.task_id, len(order)), line.name))


def get_lesson(db: Session, certification_id: str, concept_id: str) -> Lesson:
    """One lesson. Raises NotFound, also for a concept of another certification."""
    row = banks.get_concept(db, concept_id)
    if row.certification_id != certification_id:
        raise NotFound("no such lesson")
    line = _line(get_catalogue(db, certification_id), row)
    return Lesson(row.id, row.name, row.task_id, line.task_name, line.domain_name, row.lesson)


def _line(catalogue: Catalogue, row: banks.ConceptRow) -> LessonLine:
    return LessonLine(
        concept_id=row.id,
        name=row.name,
        task_id=row.task_id,
        task_name=catalogue.task_name(row.task_id),
        domain_name=catalogue.domain_name(row.task_id),
        words=len(row.lesson.split()),
    )


def _searched(catalogue: Catalogue, row: banks.ConceptRow) -> str:
    return " ".join((row.name, catalogue.task_name(row.task_id), row.lesson)).lower()
