"""The dashboard: domains and tasks, with interval, count, memory and coverage."""

from flask import Blueprint, render_template

from prep.services.progress import get_dashboard, weakest_tasks
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.login import current_enrolment, login_required

bp = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@bp.get("")
@login_required
def index() -> str:
    """How the learner stands."""
    learner, certification_id = current_enrolment()
    dashboard = get_dashboard(get_db(), learner.id, certification_id, now=now())
    start_here = weakest_tasks(dashboard, 1)
    return render_template(
        "dashboard/index.html",
        dashboard=dashboard,
        start_here=start_here[0].id if start_here else None,
    )
