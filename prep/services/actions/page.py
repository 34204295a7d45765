"""Everything that the page of one action shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.services.actions.comparing import BeforeAfter, compare
from prep.services.actions.documenting import as_asked
from prep.services.actions.evidence import EvidenceView, get_evidence_of
from prep.services.actions.views import ActionView, Stage, get_action_view
from prep.services.catalogue import get_catalogue
from prep.services.states import load_learner
from prep.storage.actions import get_action
from prep.storage.exercises import get_exercise


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action with its evidence and the comparison; None where there is none yet."""

    action: ActionView
    evidence: EvidenceView | None
    comparison: BeforeAfter | None

    @property
    def rubric(self) -> tuple[str, ...]:
        """The points to judge."""
        kept = self.evidence.rubric if self.evidence else None
        return as_asked(kept, "point", self.action.exercise.rubric)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions to reflect on."""
        kept = self.evidence.reflection if self.evidence else None
        return as_asked(kept, "question", self.action.exercise.reflection)


def get_action_page(
    db: Session, learner_id: int, action_id: UUID, *, today: date, now: datetime
) -> ActionPage:
    """The page. Raises NotFound, also for somebody else's action."""
    row = get_action(db, learner_id, action_id)
    catalogue = get_catalogue(db, row.certification_id)
    action = get_action_view(db, learner_id, catalogue, row, today=today)
    comparison = None
    if action.documented_at and action.stage is not Stage.DROPPED:
        learner = load_learner(db, learner_id, catalogue)
        comparison = compare(db, learner_id, catalogue, learner, action, now=now)
    return ActionPage(action, get_evidence_of(db, learner_id, action_id), comparison)


def get_exercise_to_plan(
    db: Session, certification_id: str, exercise_id: str
) -> tuple[Exercise, dict[str, str]]:
    """An exercise, and the names of the tasks that it trains, by id. Raises NotFound."""
    exercise = exercise_of(get_exercise(db, exercise_id).document)
    catalogue = get_catalogue(db, certification_id)
    trained = exercise.tasks.get(certification_id, ())
    named = {task.id: task.name for task in catalogue.blueprint.tasks}
    return exercise, {task_id: named[task_id] for task_id in trained if task_id in named}
