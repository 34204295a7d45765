"""The path from IT work to project work: exams, titles, talks, the first role, mistakes, tools."""

from flask import Blueprint, render_template

from prep.services.career.certifications import compare_certifications
from prep.services.career.links import list_exercise_links, list_mistakes, most_chosen
from prep.services.career.titles import LADDER
from prep.services.career.tools import TOOLS
from prep.web.db import get_db
from prep.web.login import current_enrolment, login_required

bp = Blueprint("path", __name__, url_prefix="/path")


@bp.get("")
@login_required
def index() -> str:
    """What there is to read."""
    current_enrolment()
    return render_template("path/index.html")


@bp.get("/certifications")
@login_required
def certifications() -> str:
    """Which certification, also before set-up."""
    facts = compare_certifications(get_db())
    return render_template("path/certifications.html", certifications=facts)


@bp.get("/titles")
@login_required
def titles() -> str:
    """The ladder, and what to search for on each rung."""
    _, certification_id = current_enrolment()
    exercises = list_exercise_links(get_db(), certification_id)
    return render_template("path/titles.html", ladder=LADDER, exercises=exercises)


@bp.get("/talks")
@login_required
def talks() -> str:
    """Questions for talks with people who do the work."""
    current_enrolment()
    return render_template("path/talks.html")


@bp.get("/first-role")
@login_required
def first_role() -> str:
    """Habits for the first 30, 60 and 90 days."""
    current_enrolment()
    return render_template("path/first_role.html")


@bp.get("/mistakes")
@login_required
def mistakes() -> str:
    """Frequent mistakes, what to believe instead, and what cures them."""
    learner, certification_id = current_enrolment()
    found = list_mistakes(get_db(), learner.id, certification_id)
    return render_template("path/mistakes.html", mistakes=found, yours=most_chosen(found))


@bp.get("/tools")
@login_required
def tools() -> str:
    """Which tool serves what."""
    _, certification_id = current_enrolment()
    exercises = list_exercise_links(get_db(), certification_id)
    return render_template("path/tools.html", tools=TOOLS, exercises=exercises)
