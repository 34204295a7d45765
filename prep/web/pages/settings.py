"""Settings: the plan, how Prep looks, taking everything out, deleting everything."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response as AnyResponse

from prep.errors import InvalidInput
from prep.services import enrolments, learners
from prep.services.calendar_feed import find_address_date
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import text_field
from prep.web.login import current_enrolment, current_learner, current_learner_id, login_required
from prep.web.pages.setup import plan_from_form

bp = Blueprint("settings", __name__, url_prefix="/settings")

DELETE_WORD = "delete"


@bp.get("")
@login_required
def index() -> str:
    """All settings on one page."""
    return _page()


@bp.post("/plan")
@login_required
def save_plan() -> AnyResponse | tuple[str, int]:
    """Change the plan of the current certification."""
    learner, certification_id = current_enrolment()
    db = get_db()
    try:
        enrolments.enrol(
            db,
            learner.id,
            certification_id,
            plan_from_form(),
            today=learner.today(now()),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(error), 422
    db.commit()
    return redirect(url_for("settings.index", saved="plan"), 303)


@bp.post("/preferences")
@login_required
def save_preferences() -> AnyResponse | tuple[str, int]:
    """Change theme, time zone and whether days in a row are counted."""
    db = get_db()
    try:
        learners.save_preferences(
            db,
            current_learner_id(),
            theme=text_field("theme"),
            time_zone=text_field("time_zone"),
            shows_streak=bool(text_field("shows_streak")),
        )
    except InvalidInput as error:
        db.rollback()
        return _page(error), 422
    db.commit()
    return redirect(url_for("settings.index", saved="preferences"), 303)


@bp.post("/certification")
@login_required
def switch() -> AnyResponse:
    """Go on with another certification that the learner is enrolled in."""
    db = get_db()
    enrolments.switch_certification(db, current_learner_id(), text_field("certification"))
    db.commit()
    return redirect(url_for("today.index"), 303)


@bp.get("/export.json")
@login_required
def export_json() -> Response:
    """Everything about the learner as JSON."""
    export = learners.export_learner(get_db(), current_learner_id(), now=now())
    response = jsonify(export)
    return _as_download(response, "prep-export.json")


@bp.get("/responses.csv")
@login_required
def export_csv() -> Response:
    """The response log as CSV."""
    text = learners.export_responses_csv(get_db(), current_learner_id())
    return _as_download(Response(text, mimetype="text/csv"), "prep-responses.csv")


@bp.post("/delete")
@login_required
def delete() -> AnyResponse | tuple[str, int]:
    """Delete the learner and everything, after the word was typed."""
    if text_field("confirm").lower() != DELETE_WORD:
        return _page(InvalidInput("confirm", f"Type the word {DELETE_WORD} to confirm.")), 422
    db = get_db()
    learners.delete_learner(db, current_learner_id())
    db.commit()
    logout_user()
    return redirect(url_for("welcome.index"), 303)


def _page(error: InvalidInput | None = None) -> str:
    typed = {**request.form, "study_days": request.form.getlist("study_days")}
    learner = current_learner()
    db = get_db()
    return render_template(
        "settings/index.html",
        plan=_plan(learner),
        enrolled=enrolments.list_enrolled(db, learner.id),
        job_roles=enrolments.JOB_ROLES,
        minutes_range=enrolments.MINUTES_RANGE,
        themes=learners.THEMES,
        time_zones=sorted(learners.known_time_zones()),
        today=learner.today(now()),
        calendar_since=find_address_date(db, learner.id, now=now()),
        delete_word=DELETE_WORD,
        saved=request.args.get("saved"),
        values=typed if error else None,
        error=error,
    )


def _plan(learner: learners.LearnerView) -> enrolments.Plan | None:
    """The present plan; None before set-up."""
    if learner.certification_id is None:
        return None
    return enrolments.get_plan(get_db(), learner.id, learner.certification_id)


def _as_download(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
