"""What all pages of mock exams share: their blueprint, and being in time and in turn."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from prep.errors import ExamConflict
from prep.services.exams.submitting import needs_submitting, submit_if_overdue
from prep.web.clock import now
from prep.web.db import get_database, get_db, transaction
from prep.web.fitted import get_layer
from prep.web.login import current_learner_id, login_required

Answer = str | Response | tuple[str, int]

bp = Blueprint("exams", __name__, url_prefix="/mock")


def room(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """A page of the room: where it is out of turn, the browser is led to what is in turn."""

    @wraps(view)
    @login_required
    def in_turn(attempt_id: UUID, **values: Any) -> Answer:
        submit_in_time(attempt_id)
        try:
            return view(attempt_id, **values)
        except ExamConflict as error:
            if error.reason == "locked":
                raise
            return redirect(url_for("exams.resume", attempt_id=attempt_id), 303)

    return in_turn


def submit_in_time(attempt_id: UUID) -> None:
    """Hand the attempt in if its deadline has passed. The request's session is put back first."""
    learner_id = current_learner_id()
    if needs_submitting(get_db(), learner_id, attempt_id, now=now()):
        get_db().rollback()
        with transaction(get_database()) as db:
            submit_if_overdue(db, learner_id, attempt_id, now=now(), layer=get_layer())
