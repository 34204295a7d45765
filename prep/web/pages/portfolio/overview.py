"""The portfolio's first page."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from prep.services.portfolio.overview import get_portfolio
from prep.services.portfolio.projects import place_evidence
from prep.web.db import get_db
from prep.web.forms import text_field, uuid_field
from prep.web.login import current_learner_id, login_required
from prep.web.pages.portfolio.blueprint import bp, to_index


@bp.get("")
@login_required
def index() -> str:
    """Projects, evidence without one, bullets and stories."""
    return render_template(
        "portfolio/index.html",
        portfolio=get_portfolio(get_db(), current_learner_id()),
        saved=request.args.get("saved"),
    )


@bp.post("/evidence")
@login_required
def place() -> Response:
    """Attach evidence to a project; without one, detach it. Leads to `shown_on`, or the project."""
    db = get_db()
    project_id = uuid_field("project_id") if text_field("project_id") else None
    shown_on = uuid_field("shown_on") if text_field("shown_on") else project_id
    place_evidence(db, current_learner_id(), uuid_field("evidence_id"), project_id)
    db.commit()
    if shown_on is None:
        return to_index("detached")
    saved = "attached" if project_id else "detached"
    return redirect(url_for("portfolio.project", project_id=shown_on, saved=saved), 303)
