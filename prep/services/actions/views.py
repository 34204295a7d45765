"""An action as pages show it: how far it has come, and what is next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.services.actions.standing import Standing, thawed
from prep.services.catalogue import Catalogue
from prep.services.exercise_words import SETTINGS
from prep.storage import actions
from prep.storage.actions import ActionCheckRow, ActionRow
from prep.storage.exercises import ExerciseRow, find_exercises


class Stage(StrEnum):
    """How far an action has come."""

    PLANNED = "planned"
    DOING = "doing"
    DOCUMENTED = "documented"
    CHECKED = "checked"
    DROPPED = "dropped"


class NextStep(StrEnum):
    """What an action waits for. WAIT: its next check falls due later. NONE: it is over."""

    BEGIN = "begin"
    DOCUMENT = "document"
    WAIT = "wait"
    CHECK = "check"
    GO_ON = "go on"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CheckView:
    """One sitting of a check. `quiz_id` is None until it is begun."""

    number: int
    due_on: date
    quiz_id: UUID | None
    is_finished: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action. `after` is None until its check has ended."""

    id: UUID
    certification_id: str
    exercise: Exercise
    task_id: str
    task_name: str
    setting: str
    place: str
    who: str
    due_on: date | None
    planned_at: datetime
    documented_at: datetime | None
    checked_at: datetime | None
    stage: Stage
    before: Standing
    after: Standing | None
    checks: tuple[CheckView, ...]

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.stage not in (Stage.CHECKED, Stage.DROPPED)

    @property
    def setting_name(self) -> str:
        """The occasion at work in words."""
        return SETTINGS.get(self.setting, self.setting)

    @property
    def next_check(self) -> CheckView | None:
        """The first sitting that is not finished; None before documenting and after the last."""
        return next((check for check in self.checks if not check.is_finished), None)

    @property
    def next_step(self) -> NextStep:
        """What it waits for."""
        match self.stage:
            case Stage.PLANNED:
                return NextStep.BEGIN
            case Stage.DOING:
                return NextStep.DOCUMENT
            case Stage.DOCUMENTED if self.next_check:
                return _step_of(self.next_check)
            case _:
                return NextStep.NONE


def stage_of(row: ActionRow) -> Stage:
    """How far an action has come, from its moments."""
    if row.dropped_at:
        return Stage.DROPPED
    if row.checked_at:
        return Stage.CHECKED
    if row.documented_at:
        return Stage.DOCUMENTED
    return Stage.DOING if row.started_at else Stage.PLANNED


def action_views(
    db: Session, learner_id: int, catalogue: Catalogue, rows: Sequence[ActionRow], *, today: date
) -> list[ActionView]:
    """The views of some actions of a certification, in two statements however many they are."""
    if not rows:
        return []
    exercises = find_exercises(db, {row.exercise_id for row in rows})
    sittings = _by_action(
        actions.list_sittings(db, learner_id, catalogue.certification_id), today=today
    )
    return [
        _action_view(row, catalogue, exercises[row.exercise_id], sittings.get(row.id, ()))
        for row in rows
    ]


def get_action_view(
    db: Session, learner_id: int, catalogue: Catalogue, row: ActionRow, *, today: date
) -> ActionView:
    """The view of one action."""
    return action_views(db, learner_id, catalogue, [row], today=today)[0]


def _step_of(check: CheckView) -> NextStep:
    if check.quiz_id:
        return NextStep.GO_ON
    return NextStep.CHECK if check.is_due else NextStep.WAIT


def _by_action(
    found: Iterable[tuple[ActionCheckRow, datetime | None]], *, today: date
) -> Mapping[UUID, tuple[CheckView, ...]]:
    by_action: dict[UUID, tuple[CheckView, ...]] = {}
    for row, finished_at in found:
        view = CheckView(
            number=row.number,
            due_on=row.due_on,
            quiz_id=row.quiz_id,
            is_finished=finished_at is not None,
            is_due=row.due_on <= today,
        )
        by_action[row.action_id] = (*by_action.get(row.action_id, ()), view)
    return by_action


def _action_view(
    row: ActionRow, catalogue: Catalogue, exercise: ExerciseRow, checks: tuple[CheckView, ...]
) -> ActionView:
    return ActionView(
        id=row.id,
        certification_id=row.certification_id,
        exercise=exercise_of(exercise.document),
        task_id=row.task_id,
        task_name=catalogue.task_name(row.task_id),
        setting=row.setting,
        place=row.place,
        who=row.who,
        due_on=row.due_on,
        planned_at=row.planned_at,
        documented_at=row.documented_at,
        checked_at=row.checked_at,
        stage=stage_of(row),
        before=thawed(row.before, catalogue, row.task_id),
        after=thawed(row.after, catalogue, row.task_id) if row.after else None,
        checks=checks,
    )
