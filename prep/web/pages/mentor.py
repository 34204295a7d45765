"""Showing one piece of work to a mentor: a learner makes the link, a mentor reads and signs off.

A mentor has no account. Who holds the link's secret may read and sign; nothing else of the learner
can be reached from there.
"""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.wrappers import Response
from wtforms import ValidationError

from prep.errors import InvalidInput
from prep.services import mentoring, sign_offs
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import int_field, text_field
from prep.web.login import current_learner_id, login_required

Answer = str | Response | tuple[str, int]

bp = Blueprint("mentor", __name__)


@bp.post("/at-work/<uuid:action_id>/links")
@login_required
def create_link(action_id: UUID) -> Answer:
    """Make a link, and show its address this once."""
    learner_id, db = current_learner_id(), get_db()
    try:
        days = int_field("days", "Days")
        secret, work = mentoring.create_link(db, learner_id, action_id, days=days, now=now())
    except InvalidInput as error:
        db.rollback()
        return _refused(action_id, error), 422
    db.commit()
    address = url_for("mentor.show", secret=secret, _external=True)
    page = render_template(
        "mentor/created.html", action_id=action_id, address=address, work=work, days=days
    )
    return page, 201


@bp.post("/at-work/<uuid:action_id>/links/<uuid:link_id>/revoke")
@login_required
def revoke_link(action_id: UUID, link_id: UUID) -> Response:
    """End a link at once."""
    db = get_db()
    mentoring.revoke_link(db, current_learner_id(), action_id, link_id, now=now())
    db.commit()
    return redirect(url_for("actions.show", action_id=action_id, _anchor="mentor"), 303)


@bp.get("/mentor/<secret>")
def show(secret: str) -> str:
    """The work, and the form to sign it off until somebody has."""
    return _shown(secret)


@bp.post("/mentor/<secret>")
def sign(secret: str) -> Answer:
    """Keep a sign-off; sent again, it changes nothing."""
    _check_token()
    given = sign_offs.SignOff(
        name=text_field("name"),
        role=text_field("role"),
        comment=text_field("comment").replace("\r\n", "\n"),
        has_seen=text_field("has_seen") == "yes",
        revision=text_field("revision"),
    )
    db = get_db()
    try:
        sign_offs.sign_off(db, secret, given, now=now())
    except InvalidInput as error:
        db.rollback()
        return _shown(secret, error), 422
    db.commit()
    return redirect(url_for("mentor.show", secret=secret), 303)


@bp.record
def _leave_token_to_the_page(state: BlueprintSetupState) -> None:
    """`sign` checks its token itself: under https the extension asks for a Referer as well.

    Pages whose address is a secret send none.
    """
    state.app.extensions["csrf"].exempt(sign)


def _refused(action_id: UUID, error: InvalidInput) -> str:
    found = mentoring.get_mentoring(get_db(), current_learner_id(), action_id, now=now())
    return render_template(
        "mentor/link.html",
        action_id=action_id,
        mentoring=found,
        days=text_field("days"),
        error=error,
    )


def _check_token() -> None:
    try:
        validate_csrf(request.form.get(current_app.config["WTF_CSRF_FIELD_NAME"]))
    except ValidationError as error:
        raise CSRFError(str(error)) from None


def _shown(secret: str, error: InvalidInput | None = None) -> str:
    page = sign_offs.get_mentor_page(get_db(), secret, now=now())
    return render_template(
        "mentor/show.html",
        learner=None,  # who looks may be logged in; the page is nobody's
        page=page,
        secret=secret,
        values=request.form if error else {},
        error=error,
    )
