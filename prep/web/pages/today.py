"""The today page: one next step."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from prep.services.actions.overview import get_at_work
from prep.services.quizzes import start_daily
from prep.services.today import get_today
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import uuid_field
from prep.web.login import current_enrolment, login_required

bp = Blueprint("today", __name__, url_prefix="/today")


@bp.get("")
@login_required
def index() -> str:
    """Today's quiz, what is open at work, the week and the weakest tasks."""
    learner, certification_id = current_enrolment()
    db = get_db()
    at_work = get_at_work(db, learner.id, certification_id, today=learner.today(now()), now=now())
    today = get_today(db, learner.id, certification_id, now=now())
    return render_template("today/index.html", today=today, at_work=at_work)


@bp.post("/start")
@login_required
def start() -> Response:
    """Start or resume today's quiz."""
    learner, certification_id = current_enrolment()
    db = get_db()
    quiz = start_daily(
        db,
        learner.id,
        certification_id,
        quiz_id=uuid_field("quiz_id"),
        today=learner.today(now()),
        now=now(),
    )
    db.commit()
    return redirect(url_for("quiz.resume", quiz_id=quiz.id), 303)
