"""The dashboard: where the learner stands, one task, two dates, beliefs, answers, the calendar."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request

from prep.errors import InvalidInput
from prep.services.dashboard.answers import get_answer_profile
from prep.services.dashboard.beliefs import get_belief_profile
from prep.services.dashboard.calendar import get_calendar
from prep.services.dashboard.comparing import Comparison, compare
from prep.services.dashboard.front import get_front_page
from prep.services.dashboard.task_page import get_task_page
from prep.services.learners import LearnerView
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.login import current_enrolment, login_required

bp = Blueprint("dashboard", __name__, url_prefix="/dashboard")

COMPARED_DAYS = 30


@bp.get("")
@login_required
def index() -> str:
    """How the learner stands; by what is at stake, or by the outline."""
    learner, certification_id = current_enrolment()
    return render_template(
        "dashboard/index.html",
        page=get_front_page(get_db(), learner.id, certification_id, now=now()),
        by_outline=request.args.get("order") == "outline",
        shows_all=request.args.get("show") == "all",
    )


@bp.get("/tasks/<task_id>")
@login_required
def task(task_id: str) -> str:
    """One task with its concepts."""
    learner, certification_id = current_enrolment()
    page = get_task_page(get_db(), learner.id, certification_id, task_id, now=now())
    return render_template("dashboard/task.html", page=page)


@bp.get("/compare")
@login_required
def compared() -> str | tuple[str, int]:
    """Two dates side by side: a month ago and today unless others are asked for."""
    learner, certification_id = current_enrolment()
    found, error = None, None
    try:
        found = _comparison(learner, certification_id)
    except InvalidInput as problem:
        error = problem
    page = render_template(
        "dashboard/compare.html",
        found=found,
        error=error,
        asked={name: request.args.get(name) or on for name, on in _usual(learner).items()},
        today=learner.today(now()),
    )
    return (page, 422) if error else page


@bp.get("/beliefs")
@login_required
def beliefs() -> str:
    """Misconceptions, with the answers behind them."""
    learner, certification_id = current_enrolment()
    profile = get_belief_profile(get_db(), learner.id, certification_id)
    return render_template("dashboard/beliefs.html", profile=profile)


@bp.get("/answers")
@login_required
def answers() -> str:
    """Confidence, forecasts and pace of the latest answers."""
    learner, certification_id = current_enrolment()
    profile = get_answer_profile(get_db(), learner.id, certification_id)
    return render_template("dashboard/answers.html", profile=profile)


@bp.get("/calendar")
@login_required
def calendar() -> str:
    """Half a year of study, day by day."""
    learner, certification_id = current_enrolment()
    found = get_calendar(get_db(), learner, certification_id, now=now())
    return render_template("dashboard/calendar.html", calendar=found)


def _comparison(learner: LearnerView, certification_id: str) -> Comparison | None:
    before, after = (_asked_date(name, on) for name, on in _usual(learner).items())
    return compare(get_db(), learner, certification_id, before, after, now=now())


def _usual(learner: LearnerView) -> dict[str, date]:
    today = learner.today(now())
    return {"before": today - timedelta(days=COMPARED_DAYS), "after": today}


def _asked_date(name: str, usual: date) -> date:
    text = request.args.get(name, "").strip()
    if not text:
        return usual
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(name, "Write the date as year-month-day.") from None
