"""Two dates side by side: what changed, and whether that is more than noise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.learning.comparison import Difference, difference
from prep.learning.composites import Mastery
from prep.learning.standings import is_measured
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.dashboard import sentences
from prep.services.learners import LearnerView
from prep.services.mastery_days import OVERALL, StandingOn, list_course, standing_on
from prep.services.progress import Dashboard, get_dashboard

COURSE_WEEKS = 26
"""So far back the course of a figure is drawn."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """The whole exam, a domain or a task at two dates.

    id: `overall` for the whole exam. weight: share of the exam, 0 to 1. was_measured,
    is_measured: enough answers for a figure. change: None unless both are measured.
    """

    id: str
    name: str
    weight: float
    before: Mastery
    after: Mastery
    was_measured: bool
    is_measured: bool
    change: Difference | None


@dataclass(frozen=True, slots=True)
class ComparedDomain:
    """A domain and its tasks."""

    line: ComparedLine
    tasks: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two dates. before_on, after_on: the days whose figures stand for them.

    is_now: whether the later one is this moment. chance: what chance alone may do.
    """

    before_on: date
    after_on: date
    is_now: bool
    overall: ComparedLine
    domains: tuple[ComparedDomain, ...]
    summary: str
    chance: str


@dataclass(frozen=True, slots=True)
class Course:
    """A figure at the end of days with answers, a week apart, and now; oldest first."""

    points: tuple[tuple[date, Mastery], ...]


def compare(
    db: Session,
    learner: LearnerView,
    certification_id: str,
    before: date,
    after: date,
    *,
    now: datetime,
) -> Comparison | None:
    """The learner at two dates; None where no two different days are stored.

    Today stands for this moment. Raises InvalidInput for dates in the wrong order or to come.
    """
    today = learner.today(now)
    _check(before, after, today)
    catalogue = get_catalogue(db, certification_id)
    dashboard = get_dashboard(db, learner.id, certification_id, now=now)
    earlier = standing_on(db, learner.id, catalogue, before)
    is_now = after >= today
    later = _live(dashboard, today) if is_now else standing_on(db, learner.id, catalogue, after)
    if earlier is None or later is None or earlier.on >= later.on:
        return None
    return _comparison(dashboard, earlier, later, is_now)


def change_of(before: Mastery | None, after: Mastery, pool_size: int) -> Difference | None:
    """What changed, where both figures rest on enough answers; None otherwise."""
    if before is None or not all(is_measured(one, pool_size) for one in (before, after)):
        return None
    return difference(before, after)


def course_of(
    db: Session, learner_id: int, catalogue: Catalogue, name: str, live: Mastery, *, now: datetime
) -> Course:
    """The course of one figure over half a year: the last day of each week, and now."""
    since = now.date() - timedelta(weeks=COURSE_WEEKS)
    weeks: dict[tuple[int, int], tuple[date, Mastery]] = {}
    for on, mastery in list_course(db, learner_id, catalogue, name, since):
        weeks[on.isocalendar()[:2]] = (on, mastery)
    weeks[now.date().isocalendar()[:2]] = (now.date(), live)
    return Course(tuple(weeks.values()))


def _check(before: date, after: date, today: date) -> None:
    if after > today:
        raise InvalidInput("after", "That date is still to come. Choose today or an earlier one.")
    if before >= after:
        raise InvalidInput("before", "Choose a first date before the second one.")


def _live(dashboard: Dashboard, today: date) -> StandingOn:
    figures = {OVERALL: dashboard.overall}
    figures |= {domain.id: domain.mastery for domain in dashboard.domains}
    return StandingOn(today, figures | {task.id: task.mastery for task in dashboard.tasks})


def _comparison(
    dashboard: Dashboard, earlier: StandingOn, later: StandingOn, is_now: bool
) -> Comparison:
    pools = {task.id: task.items_total for task in dashboard.tasks}
    pools |= {d.id: sum(pools[task.id] for task in d.tasks) for d in dashboard.domains}
    pools[OVERALL] = sum(task.items_total for task in dashboard.tasks)

    def line(name: str, title: str, weight: float) -> ComparedLine:
        return _line(name, title, weight, earlier.figures, later.figures, pools[name])

    domains = tuple(
        ComparedDomain(
            line(domain.id, domain.name, domain.weight),
            tuple(line(task.id, task.name, task.weight) for task in domain.tasks),
        )
        for domain in dashboard.domains
    )
    overall = line(OVERALL, "Overall", 1.0)
    compared = [overall, *(d.line for d in domains), *(t for d in domains for t in d.tasks)]
    return Comparison(
        before_on=earlier.on,
        after_on=later.on,
        is_now=is_now,
        overall=overall,
        domains=domains,
        summary=sentences.comparison_sentence(overall.change, is_now=is_now),
        chance=sentences.chance_sentence(sum(one.change is not None for one in compared)),
    )


def _line(
    name: str,
    title: str,
    weight: float,
    earlier: Mapping[str, Mastery],
    later: Mapping[str, Mastery],
    pool_size: int,
) -> ComparedLine:
    before, after = earlier[name], later[name]
    return ComparedLine(
        id=name,
        name=title,
        weight=weight,
        before=before,
        after=after,
        was_measured=is_measured(before, pool_size),
        is_measured=is_measured(after, pool_size),
        change=change_of(before, after, pool_size),
    )
