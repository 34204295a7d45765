"""One task with its concepts: seen or not, remembered or not, and what to do about each."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.learning.memory import is_leech, retrievability
from prep.learning.standings import Learner
from prep.services.catalogue import Catalogue, ConceptSummary, get_catalogue
from prep.services.dashboard.comparing import Course, course_of
from prep.services.dashboard.front import Changes, recent_changes
from prep.services.enrolments import get_enrolment
from prep.services.progress import Dashboard, TaskLine, dashboard_of
from prep.services.states import load_learner


@dataclass(frozen=True, slots=True)
class ConceptLine:
    """One concept. recall_now, recall_on_exam: 0 to 1; None before it was met, or without a date.

    answers, missed: so far, of all its questions. is_stubborn: missed again and again.
    """

    id: str
    name: str
    recall_now: float | None
    recall_on_exam: float | None
    last_seen_at: datetime | None
    answers: int
    missed: int
    items_seen: int
    items_total: int
    is_stubborn: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task: its line, the same as everywhere, its concepts and its course."""

    dashboard: Dashboard
    task: TaskLine
    domain_name: str
    concepts: tuple[ConceptLine, ...]
    course: Course
    changes: Changes | None


def get_task_page(
    db: Session, learner_id: int, certification_id: str, task_id: str, *, now: datetime
) -> TaskPage:
    """The page of a task. Raises NotFound for one that the outline does not have."""
    catalogue = get_catalogue(db, certification_id)
    exam_on = get_enrolment(db, learner_id, certification_id).exam_on
    learner = load_learner(db, learner_id, catalogue)
    dashboard = dashboard_of(catalogue, learner, exam_on=exam_on, now=now)
    task = next((task for task in dashboard.tasks if task.id == task_id), None)
    if task is None:
        raise NotFound("no such task")
    exam_at = datetime.combine(exam_on, time(12), UTC) if exam_on else None
    return TaskPage(
        dashboard=dashboard,
        task=task,
        domain_name=catalogue.domain_name(task_id),
        concepts=tuple(
            _line(concept, catalogue, learner, now, exam_at)
            for concept in catalogue.concepts.values()
            if concept.task_id == task_id
        ),
        course=course_of(db, learner_id, catalogue, task_id, task.mastery, now=now),
        changes=recent_changes(db, learner_id, catalogue, (task,), today=now.date()),
    )


def _line(
    concept: ConceptSummary,
    catalogue: Catalogue,
    learner: Learner,
    now: datetime,
    exam_at: datetime | None,
) -> ConceptLine:
    memory = learner.memories.get(concept.id)
    items = [item.id for item in catalogue.pool if item.concept_id == concept.id]
    return ConceptLine(
        id=concept.id,
        name=concept.name,
        recall_now=retrievability(memory, now=now) if memory else None,
        recall_on_exam=retrievability(memory, now=exam_at) if memory and exam_at else None,
        last_seen_at=memory.last_review_at if memory else None,
        answers=memory.reviews if memory else 0,
        missed=memory.lapses if memory else 0,
        items_seen=sum(item in learner.exposures for item in items),
        items_total=len(items),
        is_stubborn=memory is not None and is_leech(memory),
    )
