"""Lessons to read and to search."""

from flask import Blueprint, render_template, request

from prep.services.library import get_lesson, list_lessons
from prep.web.db import get_db
from prep.web.login import current_enrolment, login_required

bp = Blueprint("library", __name__, url_prefix="/library")


@bp.get("")
@login_required
def index() -> str:
    """All lessons, or those that hold the words of ?q=."""
    _, certification_id = current_enrolment()
    search = request.args.get("q", "").strip()
    lessons = list_lessons(get_db(), certification_id, search)
    return render_template("library/index.html", lessons=lessons, search=search)


@bp.get("/<concept_id>")
@login_required
def lesson(concept_id: str) -> str:
    """One lesson."""
    _, certification_id = current_enrolment()
    found = get_lesson(get_db(), certification_id, concept_id)
    return render_template("library/lesson.html", lesson=found)
