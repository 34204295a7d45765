"""The exercise library: browse it, read an exercise, plan it."""

from flask import Blueprint, render_template

from prep.services.catalogue import get_catalogue
from prep.services.enrolments import JOB_ROLES, get_plan
from prep.services.exercise_library import Wish, get_exercise_page, list_library
from prep.services.exercise_words import GAPS, SETTINGS
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.exercise_filters import MINUTES, Filters, filters_of_address
from prep.web.login import current_enrolment, login_required

bp = Blueprint("exercises", __name__, url_prefix="/at-work/exercises")


@bp.get("")
@login_required
def index() -> str:
    """All exercises by gap, or those that fit the filters of the address."""
    learner, certification_id = current_enrolment()
    wanted = _filters(learner.id, certification_id)
    wish = Wish(wanted.task or None, wanted.minutes_limit, wanted.setting or None)
    return render_template(
        "exercises/index.html",
        shelves=list_library(get_db(), learner.id, certification_id, wish, role=wanted.role),
        blueprint=get_catalogue(get_db(), certification_id).blueprint,
        wanted=wanted,
        roles=JOB_ROLES,
        minutes=MINUTES,
        settings=SETTINGS,
    )


@bp.get("/<exercise_id>")
@login_required
def show(exercise_id: str) -> str:
    """One exercise as it looks in one's job, and the form that plans it."""
    learner, certification_id = current_enrolment()
    wanted = _filters(learner.id, certification_id)
    page = get_exercise_page(
        get_db(),
        learner.id,
        certification_id,
        exercise_id,
        now=now(),
        task_id=wanted.task or None,
        role=wanted.role,
    )
    return render_template(
        "exercises/show.html",
        page=page,
        exercise=page.exercise,
        gap_name=GAPS[page.exercise.gap],
        role=wanted.role,
        roles=JOB_ROLES,
        settings=SETTINGS,
    )


def _filters(learner_id: int, certification_id: str) -> Filters:
    db = get_db()
    tasks = {task.id for task in get_catalogue(db, certification_id).blueprint.tasks}
    role = get_plan(db, learner_id, certification_id).job_role
    return filters_of_address(tasks, default_role=role)
