"""The study calendar: half a year of days by the learner's own calendar, weeks from Monday."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.learning.streaks import streak_of
from prep.services.enrolments import Plan, get_plan
from prep.services.learners import LearnerView
from prep.services.studying import Studied, monday_of, studied_days

CALENDAR_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row on which something was answered; `is_whole` if all of the calendar."""

    days: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: what was done, and whether it is meant for study. Days to come have nothing."""

    on: date
    minutes: float
    answers: int
    is_study_day: bool
    is_today: bool
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """Seven days from Monday. kept, wanted: study days with answers, and all until today."""

    days: tuple[CalendarDay, ...]
    minutes: float
    answers: int
    kept: int
    wanted: int

    @property
    def monday(self) -> date:
        """Its first day."""
        return self.days[0].on


@dataclass(frozen=True, slots=True)
class StudyCalendar:
    """The weeks, oldest first, this one last. minutes_a_day: of the plan.

    streak: None for who does not want it counted.
    """

    weeks: tuple[CalendarWeek, ...]
    minutes_a_day: int
    streak: Streak | None

    @property
    def answers(self) -> int:
        """Of all weeks."""
        return sum(week.answers for week in self.weeks)

    @property
    def minutes(self) -> float:
        """Of all weeks."""
        return sum(week.minutes for week in self.weeks)


def get_calendar(
    db: Session, learner: LearnerView, certification_id: str, *, now: datetime
) -> StudyCalendar:
    """The calendar until now. Raises NotFound when not enrolled."""
    plan = get_plan(db, learner.id, certification_id)
    zone, today = ZoneInfo(learner.time_zone), learner.today(now)
    first = monday_of(today) - timedelta(weeks=CALENDAR_WEEKS - 1)
    studied = studied_days(db, learner.id, certification_id, zone, first)
    streak = None
    if learner.shows_streak:
        streak = Streak(*streak_of(studied.keys(), plan.study_days, since=first, today=today))
    weeks = (first + timedelta(weeks=n) for n in range(CALENDAR_WEEKS))
    return StudyCalendar(
        tuple(_week(monday, studied, plan, today) for monday in weeks), plan.minutes_a_day, streak
    )


def _week(monday: date, studied: Mapping[date, Studied], plan: Plan, today: date) -> CalendarWeek:
    days = tuple(
        CalendarDay(
            on=(on := monday + timedelta(days=n)),
            minutes=studied[on].minutes,
            answers=studied[on].answers,
            is_study_day=n + 1 in plan.study_days,
            is_today=on == today,
            is_to_come=on > today,
        )
        for n in range(7)
    )
    wanted = [day for day in days if day.is_study_day and not day.is_to_come]
    return CalendarWeek(
        days=days,
        minutes=sum(day.minutes for day in days),
        answers=sum(day.answers for day in days),
        kept=sum(day.answers > 0 for day in wanted),
        wanted=len(wanted),
    )
