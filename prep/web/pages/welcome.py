"""The first page: what Prep is, and the way in."""

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from prep.services.enrolments import list_certifications
from prep.web.db import get_db
from prep.web.login import current_learner

bp = Blueprint("welcome", __name__)


@bp.get("/")
def index() -> str | Response:
    """Welcome, or the today page for somebody who is set up."""
    if current_user.is_authenticated and current_learner().certification_id:
        return redirect(url_for("today.index"))
    return render_template("welcome/index.html", certifications=list_certifications(get_db()))
