"""Planning an action: which exercise against which task, where, with whom and when."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.errors import Conflict, InvalidInput
from prep.services.actions.standing import frozen_mastery
from prep.services.actions.views import Stage, stage_of
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_enrolment
from prep.services.states import load_mastery
from prep.storage.actions import ActionRow, find_planned, get_action
from prep.storage.base import NUL
from prep.storage.exercises import ExerciseRow, get_exercise
from prep.storage.learners import lock_learner

LONGEST_TEXT = 200
LONGEST_DAYS = 365


@dataclass(frozen=True, slots=True)
class PlanDetails:
    """What a learner decides. setting: the kind of occasion; place and who: in their own words."""

    setting: str
    place: str
    who: str
    due_on: date | None


def plan_action(
    db: Session,
    learner_id: int,
    certification_id: str,
    *,
    action_id: UUID,
    exercise_id: str,
    task_id: str,
    details: PlanDetails,
    today: date,
    now: datetime,
) -> UUID:
    """Plan an exercise; the id of its action.

    An exercise that is planned and not begun is planned anew, so that sending twice makes one.
    The task's mastery is kept as it is when the task is chosen. Raises InvalidInput, NotFound for
    an unknown exercise, Conflict for one that has left the library.
    """
    lock_learner(db, learner_id)
    get_enrolment(db, learner_id, certification_id)
    found = get_exercise(db, exercise_id)
    exercise = exercise_of(found.document)
    catalogue = get_catalogue(db, certification_id)
    _check_task(exercise, catalogue, task_id)
    _check_details(exercise, details, today)
    row = find_planned(db, learner_id, certification_id, exercise_id)
    if row is None:
        _check_in_use(found)
        row = ActionRow(
            learner_id=learner_id,
            id=action_id,
            certification_id=certification_id,
            exercise_id=exercise_id,
        )
    if row.task_id != task_id:
        row.task_id, row.planned_at = task_id, now
        state = load_mastery(db, learner_id, catalogue)
        row.before = frozen_mastery(catalogue, state, task_id, now=now)
    _assign(row, details)
    db.add(row)
    return row.id


def change_plan(
    db: Session, learner_id: int, action_id: UUID, details: PlanDetails, *, today: date
) -> None:
    """Change where, with whom and when. Raises InvalidInput; Conflict for what is over.

    A day that has passed meanwhile may stay.
    """
    lock_learner(db, learner_id)
    row = get_action(db, learner_id, action_id)
    if stage_of(row) not in (Stage.PLANNED, Stage.DOING):
        raise Conflict("This work is documented or dropped, so its plan stays as it was.")
    exercise = exercise_of(get_exercise(db, row.exercise_id).document)
    _check_details(exercise, details, today, kept=row.due_on)
    _assign(row, details)


def begin_action(db: Session, learner_id: int, action_id: UUID, *, now: datetime) -> None:
    """Note that the work has begun; once is enough. Raises Conflict for what was dropped."""
    lock_learner(db, learner_id)
    row = get_action(db, learner_id, action_id)
    if row.dropped_at:
        raise Conflict("This was dropped. Take it up again first.")
    row.started_at = row.started_at or now


def drop_action(db: Session, learner_id: int, action_id: UUID, *, now: datetime) -> None:
    """Put an action aside; nothing of it is lost. Raises Conflict once its check has ended."""
    lock_learner(db, learner_id)
    row = get_action(db, learner_id, action_id)
    if row.checked_at:
        raise Conflict("This is done and checked; there is nothing left to drop.")
    row.dropped_at = row.dropped_at or now


def take_up_action(db: Session, learner_id: int, action_id: UUID) -> None:
    """Go on with what was dropped, from where it stood."""
    lock_learner(db, learner_id)
    get_action(db, learner_id, action_id).dropped_at = None


def _assign(row: ActionRow, details: PlanDetails) -> None:
    row.setting, row.due_on = details.setting, details.due_on
    row.place, row.who = details.place, details.who


def _check_in_use(row: ExerciseRow) -> None:
    if row.retired_at:
        raise Conflict("This exercise has left the library. Choose another one.")


def _check_task(exercise: Exercise, catalogue: Catalogue, task_id: str) -> None:
    trained = exercise.tasks.get(catalogue.certification_id, ())
    if task_id not in trained or task_id not in catalogue.outline.layout.paths:
        raise InvalidInput("task_id", "Choose one of the tasks that this exercise trains.")


def _check_details(
    exercise: Exercise, details: PlanDetails, today: date, *, kept: date | None = None
) -> None:
    if details.setting not in exercise.settings:
        raise InvalidInput("setting", "Choose one of the occasions listed for this exercise.")
    for field, text in (("place", details.place), ("who", details.who)):
        if len(text) > LONGEST_TEXT or NUL in text:
            raise InvalidInput(field, f"Keep it to one line of at most {LONGEST_TEXT} characters.")
    if details.due_on is None or details.due_on == kept:
        return
    if details.due_on < today:
        raise InvalidInput("due_on", "That day is before today. Choose a later one, or none.")
    if (details.due_on - today).days > LONGEST_DAYS:
        raise InvalidInput("due_on", "That day is over a year away. Check the year.")
