"""Planning an exercise, changing the plan, beginning, dropping and taking up again."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.errors import InvalidInput
from prep.services.actions.page import get_exercise_to_plan
from prep.services.actions.planning import (
    PlanDetails,
    begin_action,
    change_plan,
    drop_action,
    plan_action,
    take_up_action,
)
from prep.services.exercise_words import SETTINGS
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import optional_date_field, text_field
from prep.web.login import (
    current_enrolment,
    current_learner,
    current_learner_id,
    login_required,
)
from prep.web.pages.actions.blueprint import Answer, bp, page_of, to_action


@bp.post("/plan")
@login_required
def plan() -> Answer:
    """Plan an exercise; a plan that is wrong in form comes back as it was typed."""
    learner, certification_id = current_enrolment()
    db = get_db()
    try:
        action_id = plan_action(
            db,
            learner.id,
            certification_id,
            action_id=uuid4(),
            exercise_id=text_field("exercise_id"),
            task_id=text_field("task_id"),
            details=_details(),
            today=learner.today(now()),
            now=now(),
        )
    except InvalidInput as error:
        db.rollback()
        return _plan_page(certification_id, error), 422
    db.commit()
    return to_action(action_id)


@bp.get("/<uuid:action_id>/plan")
@login_required
def change(action_id: UUID) -> str:
    """The plan of an action, to be changed."""
    return _change_page(action_id)


@bp.post("/<uuid:action_id>/plan")
@login_required
def save_change(action_id: UUID) -> Answer:
    """Change where, with whom and when."""
    learner = current_learner()
    db = get_db()
    try:
        change_plan(db, learner.id, action_id, _details(), today=learner.today(now()))
    except InvalidInput as error:
        db.rollback()
        return _change_page(action_id, error), 422
    db.commit()
    return to_action(action_id)


@bp.post("/<uuid:action_id>/begin")
@login_required
def begin(action_id: UUID) -> Response:
    """Note that the work has begun."""
    db = get_db()
    begin_action(db, current_learner_id(), action_id, now=now())
    db.commit()
    return to_action(action_id)


@bp.get("/<uuid:action_id>/drop")
@login_required
def dropping(action_id: UUID) -> str:
    """Ask before an action is put aside."""
    return render_template("actions/drop.html", action=page_of(action_id).action)


@bp.post("/<uuid:action_id>/drop")
@login_required
def drop(action_id: UUID) -> Response:
    """Put an action aside; nothing of it is lost."""
    db = get_db()
    drop_action(db, current_learner_id(), action_id, now=now())
    db.commit()
    return redirect(url_for("actions.index"), 303)


@bp.post("/<uuid:action_id>/take-up")
@login_required
def take_up(action_id: UUID) -> Response:
    """Go on with what was dropped."""
    db = get_db()
    take_up_action(db, current_learner_id(), action_id)
    db.commit()
    return to_action(action_id)


def _details() -> PlanDetails:
    return PlanDetails(
        setting=text_field("setting"),
        place=text_field("place"),
        who=text_field("who"),
        due_on=optional_date_field("due_on", "When"),
    )


def _plan_page(certification_id: str, error: InvalidInput) -> str:
    exercise, tasks = get_exercise_to_plan(get_db(), certification_id, text_field("exercise_id"))
    return _form("actions/plan.html", dict(request.form), error, exercise=exercise, tasks=tasks)


def _change_page(action_id: UUID, error: InvalidInput | None = None) -> str:
    action = page_of(action_id).action
    values = {
        "setting": action.setting,
        "place": action.place,
        "who": action.who,
        "due_on": action.due_on or "",
    }
    return _form(
        "actions/change.html",
        dict(request.form) if error else values,
        error,
        action=action,
        exercise=action.exercise,
    )


def _form(
    template: str, values: Mapping[str, str | date], error: InvalidInput | None, **more: object
) -> str:
    return render_template(template, values=values, error=error, settings=SETTINGS, **more)
