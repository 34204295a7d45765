"""The calendar feed: its private address, made and revoked in the settings, and the file."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from prep.services.calendar_feed import get_feed, make_address, revoke_address
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.login import current_learner_id, login_required

bp = Blueprint("calendar", __name__)


@bp.get("/calendar/<secret>.ics")
def feed(secret: str) -> Response:
    """The calendar as a file. A program may keep it, but asks each time whether it is still so."""
    found = get_feed(get_db(), secret, now=now())
    response = Response(found.body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = "inline; filename=prep.ics"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(found.tag, weak=True)
    response.make_conditional(request)
    return response


@bp.post("/settings/calendar")
@login_required
def create_link() -> tuple[str, int]:
    """Make an address in place of the one before, and show it this once."""
    db = get_db()
    secret = make_address(db, current_learner_id(), now=now())
    db.commit()
    address = url_for("calendar.feed", secret=secret, _external=True)
    return render_template("calendar/created.html", address=address), 201


@bp.post("/settings/calendar/revoke")
@login_required
def revoke_link() -> AnyResponse:
    """End the address at once."""
    db = get_db()
    revoke_address(db, current_learner_id(), now=now())
    db.commit()
    return redirect(url_for("settings.index", saved="calendar", _anchor="calendar"), 303)
