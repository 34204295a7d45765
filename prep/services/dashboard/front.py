"""The first page of the dashboard: where the learner stands, and what would raise the score most.

It must stay light however long the log is: what needs the log has a page of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from prep.learning.comparison import Difference
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.dashboard.comparing import change_of
from prep.services.dashboard.sentences import chance_sentence
from prep.services.forecasting import ForecastView, readiness_of
from prep.services.mastery_days import standing_on
from prep.services.progress import Dashboard, TaskLine, get_dashboard, weakest_tasks
from prep.services.track_record import TrackRecord, track_record

CHANGE_DAYS = 28
LEAST_CHANGE_DAYS = 7
"""Rows say what changed in four weeks; in less, down to one, for who has begun since."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a day, by task id; tasks without figures then and now are left out."""

    since: date
    by_task: Mapping[str, Difference]

    @property
    def chance(self) -> str:
        """What chance alone may do to so many tasks; empty while no change is clear."""
        is_shown = any(change.is_clear for change in self.by_task.values())
        return chance_sentence(len(self.by_task)) if is_shown else ""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The first page.

    by_worth: all tasks, where most of the exam is at stake first. changes: None while no day is
    old enough. readiness, record: what a mock would give, and how good forecasts have been.
    """

    dashboard: Dashboard
    by_worth: tuple[TaskLine, ...]
    domain_names: Mapping[str, str]
    changes: Changes | None
    readiness: ForecastView
    record: TrackRecord


def get_front_page(
    db: Session, learner_id: int, certification_id: str, *, now: datetime
) -> FrontPage:
    """How the learner stands now. Raises NotFound when not enrolled."""
    catalogue = get_catalogue(db, certification_id)
    dashboard = get_dashboard(db, learner_id, certification_id, now=now)
    return FrontPage(
        dashboard=dashboard,
        by_worth=tuple(weakest_tasks(dashboard, len(dashboard.tasks))),
        domain_names={domain.id: domain.name for domain in dashboard.domains},
        changes=recent_changes(db, learner_id, catalogue, dashboard.tasks, today=now.date()),
        readiness=readiness_of(db, learner_id, certification_id, now),
        record=track_record(db, learner_id),
    )


def recent_changes(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    tasks: tuple[TaskLine, ...],
    *,
    today: date,
) -> Changes | None:
    """What changed lately; None while no stored day is a week old."""
    then = standing_on(db, learner_id, catalogue, today - timedelta(days=CHANGE_DAYS))
    if then is None or then.on > today - timedelta(days=LEAST_CHANGE_DAYS):
        return None
    changes = {
        task.id: change_of(then.figures.get(task.id), task.mastery, task.items_total)
        for task in tasks
    }
    return Changes(then.on, {name: found for name, found in changes.items() if found})
