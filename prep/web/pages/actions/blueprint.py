"""What all pages of actions share."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from prep.services.actions.page import ActionPage, get_action_page
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.login import current_learner

Answer = str | Response | tuple[str, int]

bp = Blueprint("actions", __name__, url_prefix="/at-work")


def page_of(action_id: UUID) -> ActionPage:
    """What the page of this learner's action shows. Raises NotFound."""
    learner = current_learner()
    return get_action_page(get_db(), learner.id, action_id, today=learner.today(now()), now=now())


def to_action(action_id: UUID) -> Response:
    """On to the page of an action."""
    return redirect(url_for("actions.show", action_id=action_id), 303)
