"""The exercise library: all exercises of a certification by gap, and one of them by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.errors import NotFound
from prep.learning.exercise_matching import TaskNeed, most_at_stake
from prep.services.catalogue import Catalogue, ConceptSummary, get_catalogue
from prep.services.exercise_words import GAPS, SETTINGS
from prep.services.exercises import learner_needs
from prep.services.learners import get_learner_view
from prep.storage.actions import ActionRow, list_actions
from prep.storage.banks import list_misconceptions
from prep.storage.exercises import get_exercise

LESSONS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the library is narrowed to. None is no limit."""

    task_id: str | None = None
    minutes: int | None = None
    setting: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the learner did with an exercise.

    open_id: the action that is not documented yet. done_on: when one was documented last.
    """

    open_id: UUID | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class TaskName:
    """A task of the certification that an exercise trains."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """One exercise in the library, as it looks in the learner's job."""

    exercise: Exercise
    tasks: tuple[TaskName, ...]
    setting_names: tuple[str, ...]
    role_text: str
    history: History


@dataclass(frozen=True, slots=True)
class GapShelf:
    """The exercises of one gap."""

    gap: str
    name: str
    cards: tuple[ExerciseCard, ...]


@dataclass(frozen=True, slots=True)
class BeliefView:
    """A wrong belief that an exercise takes on. lessons: where to read more."""

    belief: str
    instead: str
    lessons: tuple[ConceptSummary, ...]


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """One exercise to read and to plan.

    tasks: those of the certification that it trains, with how the learner stands.
    task_id: the one to plan it for, asked for or else with most at stake.
    is_retired: not in the library any more; it can be read, and not be planned anew.
    """

    card: ExerciseCard
    needs: tuple[tuple[TaskName, TaskNeed], ...]
    task_id: str
    beliefs: tuple[BeliefView, ...]
    is_retired: bool

    @property
    def exercise(self) -> Exercise:
        """What its file says."""
        return self.card.exercise


def list_library(
    db: Session, learner_id: int, certification_id: str, wish: Wish, *, role: str | None
) -> list[GapShelf]:
    """The exercises that train a task of the certification, by gap, those that fit the wish."""
    catalogue = get_catalogue(db, certification_id)
    actions = list_actions(db, learner_id, certification_id)
    zone = ZoneInfo(get_learner_view(db, learner_id).time_zone)
    cards = [
        _card(exercise, catalogue, actions, zone, role) for exercise in catalogue.exercises.values()
    ]
    fitting = [card for card in cards if _fits(card, wish)]
    shelves = [
        GapShelf(gap, name, tuple(card for card in fitting if card.exercise.gap == gap))
        for gap, name in GAPS.items()
    ]
    return [shelf for shelf in shelves if shelf.cards]


def get_exercise_page(
    db: Session,
    learner_id: int,
    certification_id: str,
    exercise_id: str,
    *,
    now: datetime,
    task_id: str | None,
    role: str | None,
) -> ExercisePage:
    """One exercise. Raises NotFound, also when it trains no task of the certification."""
    row = get_exercise(db, exercise_id)
    catalogue = get_catalogue(db, certification_id)
    zone = ZoneInfo(get_learner_view(db, learner_id).time_zone)
    actions = list_actions(db, learner_id, certification_id)
    card = _card(exercise_of(row.document), catalogue, actions, zone, role)
    trained = {task.id: task for task in card.tasks}
    if not trained:
        raise NotFound("no such exercise")
    needs = learner_needs(db, learner_id, catalogue, now=now)
    return ExercisePage(
        card=card,
        needs=tuple((trained[n.task_id], n) for n in needs.tasks if n.task_id in trained),
        task_id=task_id if task_id in trained else most_at_stake(needs, trained),
        beliefs=_beliefs(db, catalogue, card.exercise),
        is_retired=row.retired_at is not None,
    )


def _card(
    exercise: Exercise,
    catalogue: Catalogue,
    actions: Sequence[ActionRow],
    zone: ZoneInfo,
    role: str | None,
) -> ExerciseCard:
    mine = exercise.tasks.get(catalogue.certification_id, ())
    return ExerciseCard(
        exercise=exercise,
        tasks=tuple(
            TaskName(task.id, task.name) for task in catalogue.blueprint.tasks if task.id in mine
        ),
        setting_names=tuple(SETTINGS[setting] for setting in exercise.settings),
        role_text=exercise.roles.get(role or "", ""),
        history=_history([row for row in actions if row.exercise_id == exercise.id], zone),
    )


def _history(rows: Sequence[ActionRow], zone: ZoneInfo) -> History:
    done = [row.documented_at for row in rows if row.documented_at]
    still_open = [row.id for row in rows if not (row.documented_at or row.dropped_at)]
    return History(
        open_id=still_open[0] if still_open else None,
        done_on=max(done).astimezone(zone).date() if done else None,
    )


def _fits(card: ExerciseCard, wish: Wish) -> bool:
    return (
        (wish.task_id is None or wish.task_id in {task.id for task in card.tasks})
        and (wish.minutes is None or card.exercise.minutes <= wish.minutes)
        and (wish.setting is None or wish.setting in card.exercise.settings)
    )


def _beliefs(db: Session, catalogue: Catalogue, exercise: Exercise) -> tuple[BeliefView, ...]:
    rows = list_misconceptions(db, exercise.misconceptions)
    return tuple(
        BeliefView(row.belief, row.instead, _lessons(catalogue, exercise, name))
        for name in exercise.misconceptions
        if (row := rows.get(name))
    )


def _lessons(catalogue: Catalogue, exercise: Exercise, name: str) -> tuple[ConceptSummary, ...]:
    """Lessons whose questions name the belief, those on tasks of the exercise first."""
    tasks = exercise.tasks[catalogue.certification_id]
    found = [
        catalogue.concepts[concept]
        for concept in catalogue.beliefs.get(name, ())
        if concept in catalogue.concepts
    ]
    return tuple(sorted(found, key=lambda lesson: lesson.task_id not in tasks)[:LESSONS_NAMED])
