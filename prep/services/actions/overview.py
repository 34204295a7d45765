"""All actions of a learner: what is open, nearest first, what is done, what was put aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from prep.services.actions.views import ActionView, NextStep, Stage, action_views
from prep.services.catalogue import get_catalogue
from prep.services.enrolments import get_plan
from prep.services.exercises import ProposalView, propose
from prep.storage.actions import list_actions

URGENCY = (
    NextStep.GO_ON,
    NextStep.CHECK,
    NextStep.DOCUMENT,
    NextStep.BEGIN,
    NextStep.WAIT,
    NextStep.NONE,
)
"""What an open action waits for, the most pressing first."""

PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Overview:
    """The actions of one certification. `open_ones`: the first is the one to go on with."""

    open_ones: tuple[ActionView, ...]
    done: tuple[ActionView, ...]
    dropped: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class AtWork:
    """What the today page says of work: the action to go on with, or what to begin."""

    action: ActionView | None
    proposal: ProposalView | None


def get_overview(db: Session, learner_id: int, certification_id: str, *, today: date) -> Overview:
    """All actions of a certification."""
    catalogue = get_catalogue(db, certification_id)
    rows = list_actions(db, learner_id, certification_id)
    views = action_views(db, learner_id, catalogue, rows, today=today)
    return Overview(
        open_ones=tuple(by_urgency([view for view in views if view.is_open])),
        done=tuple(view for view in views if view.stage is Stage.CHECKED),
        dropped=tuple(view for view in views if view.stage is Stage.DROPPED),
    )


def get_at_work(
    db: Session, learner_id: int, certification_id: str, *, today: date, now: datetime
) -> AtWork:
    """The most pressing open action; without any, an exercise for the weakest task."""
    rows = list_actions(db, learner_id)
    mine = [row for row in rows if row.certification_id == certification_id]
    catalogue = get_catalogue(db, certification_id)
    views = action_views(db, learner_id, catalogue, mine, today=today)
    if open_ones := by_urgency([view for view in views if view.is_open]):
        return AtWork(open_ones[0], None)
    role = get_plan(db, learner_id, certification_id).job_role
    proposals = propose(db, learner_id, certification_id, now=now, role=role, limit=1, actions=rows)
    return AtWork(None, proposals[0] if proposals else None)


def by_urgency(views: Sequence[ActionView]) -> list[ActionView]:
    """Open actions, what presses most first; then by day, those without one last."""
    return sorted(
        views,
        key=lambda view: (URGENCY.index(view.next_step), day_of(view) or date.max, view.planned_at),
    )


def day_of(view: ActionView) -> date | None:
    """The day that an action's next step is meant for, if there is one."""
    return view.next_check.due_on if view.next_check else view.due_on
