"""The today page: the next step, the week, the weakest tasks, the ideas that will not stick."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.learning.memory import is_leech
from prep.learning.selection import Reason, Selected
from prep.learning.standings import Learner
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import Plan, get_plan
from prep.services.exam_results.misses import RecentMisses, find_recent_misses
from prep.services.exams.planning import find_near_mock
from prep.services.exams.views import NearMock
from prep.services.learners import get_learner_view
from prep.services.progress import TaskLine, dashboard_of, weakest_tasks
from prep.services.quizzes import choose_daily, list_open_quizzes
from prep.services.serving import QuizView
from prep.services.states import load_learner
from prep.services.studying import monday_of, studied_days

MOST_STUBBORN = 3
"""So many ideas that will not stick are named at most: a list of one's misses helps nobody."""


@dataclass(frozen=True, slots=True)
class PlannedQuiz:
    """Today's quiz before it starts. `counts` has the questions by reason."""

    length: int
    minutes: int
    counts: dict[Reason, int]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week: what was done, and whether it is meant for study."""

    on: date
    minutes: float
    answers: int
    is_study_day: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class StubbornIdea:
    """A concept that was missed `missed` times in `answers` and still does not stay."""

    concept_id: str
    name: str
    task_id: str
    missed: int
    answers: int


@dataclass(frozen=True, slots=True)
class Today:
    """What the today page shows."""

    short_name: str
    exam_on: date | None
    days_to_exam: int | None
    open_quizzes: tuple[QuizView, ...]
    planned: PlannedQuiz
    mock: NearMock | None
    misses: RecentMisses | None
    week: tuple[Day, ...]
    minutes_this_week: float
    minutes_wanted: int
    weakest: tuple[TaskLine, ...]
    stubborn: tuple[StubbornIdea, ...]
    responses: int


def get_today(db: Session, learner_id: int, certification_id: str, *, now: datetime) -> Today:
    """The learner's day. Raises NotFound when not enrolled."""
    learner = get_learner_view(db, learner_id)
    today = learner.today(now)
    catalogue = get_catalogue(db, certification_id)
    plan = get_plan(db, learner_id, certification_id)
    state = load_learner(db, learner_id, catalogue)
    chosen = choose_daily(db, learner_id, catalogue, state, today=today, now=now)
    zone = ZoneInfo(learner.time_zone)
    week = _week(db, learner_id, certification_id, plan, today, zone)
    dashboard = dashboard_of(catalogue, state, exam_on=plan.exam_on, now=now)
    return Today(
        short_name=catalogue.short_name,
        exam_on=plan.exam_on,
        days_to_exam=(plan.exam_on - today).days if plan.exam_on else None,
        open_quizzes=tuple(list_open_quizzes(db, learner_id, certification_id, now=now)),
        planned=_planned(chosen, catalogue),
        mock=find_near_mock(db, learner_id, certification_id, today=today),
        misses=find_recent_misses(db, learner_id, certification_id, today=today, zone=zone),
        week=week,
        minutes_this_week=sum(day.minutes for day in week),
        minutes_wanted=plan.minutes_a_day * len(plan.study_days),
        weakest=tuple(weakest_tasks(dashboard, 3)),
        stubborn=_stubborn(catalogue, state),
        responses=dashboard.overall.responses,
    )


def _planned(chosen: list[Selected], catalogue: Catalogue) -> PlannedQuiz:
    return PlannedQuiz(
        length=len(chosen),
        minutes=max(1, round(sum(s.item.seconds for s in chosen) / 60)),
        counts=dict(Counter(selected.reason for selected in chosen)),
    )


def _stubborn(catalogue: Catalogue, learner: Learner) -> tuple[StubbornIdea, ...]:
    """The concepts that want another approach, the most missed first."""
    ideas = [
        StubbornIdea(concept.id, concept.name, concept.task_id, memory.lapses, memory.reviews)
        for concept in catalogue.concepts.values()
        if (memory := learner.memories.get(concept.id)) and is_leech(memory)
    ]
    return tuple(sorted(ideas, key=lambda idea: (-idea.missed, idea.name))[:MOST_STUBBORN])


def _week(
    db: Session,
    learner_id: int,
    certification_id: str,
    plan: Plan,
    today: date,
    zone: ZoneInfo,
) -> tuple[Day, ...]:
    monday = monday_of(today)
    studied = studied_days(db, learner_id, certification_id, zone, monday)
    return tuple(
        Day(
            on=(on := monday + timedelta(days=n)),
            minutes=studied[on].minutes,
            answers=studied[on].answers,
            is_study_day=n + 1 in plan.study_days,
            is_today=on == today,
        )
        for n in range(7)
    )
