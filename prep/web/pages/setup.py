"""Set-up: which certification, which plan, and a diagnostic."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.learning.diagnostic import MOST_QUESTIONS
from prep.services.catalogue import get_catalogue
from prep.services.choosing import QUESTIONS, recommend_for
from prep.services.diagnostics import start_diagnostic
from prep.services.enrolments import (
    JOB_ROLES,
    MINUTES_RANGE,
    Plan,
    enrol,
    list_certifications,
)
from prep.services.learners import set_time_zone
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import (
    int_field,
    int_list_field,
    optional_date_field,
    text_field,
    uuid_field,
)
from prep.web.login import current_enrolment, current_learner, login_required

bp = Blueprint("setup", __name__, url_prefix="/setup")


@bp.get("")
@login_required
def certification() -> str:
    """Step 1: choose a certification, or ask for help."""
    return render_template("setup/certification.html", certifications=list_certifications(get_db()))


@bp.get("/choose")
@login_required
def choose() -> str | tuple[str, int]:
    """Five questions, and what fits the answers."""
    answers = dict(request.args)
    try:
        recommendation = recommend_for(get_db(), answers) if answers else None
    except InvalidInput as error:
        page = render_template(
            "setup/choose.html", questions=QUESTIONS, values=answers, error=error
        )
        return page, 422
    return render_template(
        "setup/choose.html", questions=QUESTIONS, values=answers, recommendation=recommendation
    )


@bp.get("/plan")
@login_required
def plan() -> str:
    """Step 2: exam date, minutes, days and role."""
    return _plan_page(dict(request.args))


@bp.post("/plan")
@login_required
def save_plan() -> Response | tuple[str, int]:
    """Enrol with the plan."""
    db = get_db()
    learner = current_learner()
    try:
        if zone := text_field("time_zone"):
            set_time_zone(db, learner.id, zone)
        today = current_learner().today(now())
        enrol(db, learner.id, text_field("certification"), plan_from_form(), today=today, now=now())
    except InvalidInput as error:
        db.rollback()
        values = {**request.form, "study_days": request.form.getlist("study_days")}
        return _plan_page(values, error), 422
    db.commit()
    return redirect(url_for("setup.diagnostic"), 303)


@bp.get("/diagnostic")
@login_required
def diagnostic() -> str:
    """Step 3: what the diagnostic is; it can be left out."""
    _, certification_id = current_enrolment()
    seconds = get_catalogue(get_db(), certification_id).blueprint.seconds_per_question
    return render_template(
        "setup/diagnostic.html",
        most=MOST_QUESTIONS,
        minutes=round(MOST_QUESTIONS * seconds / 60),
    )


@bp.post("/diagnostic")
@login_required
def start() -> Response:
    """Start or resume the diagnostic."""
    learner, certification_id = current_enrolment()
    db = get_db()
    quiz = start_diagnostic(
        db, learner.id, certification_id, quiz_id=uuid_field("quiz_id"), now=now()
    )
    db.commit()
    return redirect(url_for("quiz.resume", quiz_id=quiz.id), 303)


def plan_from_form() -> Plan:
    """The plan that a form holds; the set-up and the settings page share it."""
    return Plan(
        exam_on=optional_date_field("exam_on", "Exam date"),
        minutes_a_day=int_field("minutes_a_day", "Minutes a day"),
        study_days=int_list_field("study_days", "Study days"),
        job_role=text_field("job_role"),
    )


def _plan_page(values: Mapping[str, object], error: InvalidInput | None = None) -> str:
    today: date = current_learner().today(now())
    return render_template(
        "setup/plan.html",
        certifications=list_certifications(get_db()),
        job_roles=JOB_ROLES,
        minutes_range=MINUTES_RANGE,
        today=today,
        values=values,
        error=error,
    )
