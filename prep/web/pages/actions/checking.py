"""The check of an action: each sitting is a quiz."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from prep.services.actions.checking import begin_check as begin_sitting
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.forms import uuid_field
from prep.web.login import current_learner, login_required
from prep.web.pages.actions.blueprint import bp


@bp.post("/<uuid:action_id>/checks/<int:number>")
@login_required
def begin_check(action_id: UUID, number: int) -> Response:
    """Begin a sitting, or go on with it."""
    learner = current_learner()
    db = get_db()
    quiz = begin_sitting(
        db,
        learner.id,
        action_id,
        number,
        quiz_id=uuid_field("quiz_id"),
        today=learner.today(now()),
        now=now(),
    )
    db.commit()
    return redirect(url_for("quiz.resume", quiz_id=quiz.id), 303)
