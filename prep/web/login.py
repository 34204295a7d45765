"""Who is learning. Local mode signs in its one learner; server mode has accounts."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import flask_login
from flask import Flask, Request
from flask_login import LoginManager, UserMixin, current_user

from prep.errors import NotEnrolled
from prep.services.learners import (
    LearnerView,
    ensure_local_learner,
    find_local_learner,
    get_learner_view,
)
from prep.web.clock import now
from prep.web.db import get_database, get_db, transaction

P = ParamSpec("P")
R = TypeVar("R")


class LocalUser(UserMixin):  # type: ignore[misc]  # flask-login is untyped
    """The one person at this machine."""

    def __init__(self, learner_id: int) -> None:
        self.id = learner_id
        self.learner_id = learner_id


def init_local(app: Flask) -> None:
    """Every request is the local learner's; there is nothing to log in to."""
    manager = LoginManager(app)

    @manager.request_loader  # type: ignore[untyped-decorator]
    def _local_user(_request: Request) -> LocalUser:
        db = get_db()
        learner_id = find_local_learner(db)
        if learner_id is None:
            db.rollback()  # a writer would keep the next transaction out
            with transaction(get_database()) as db:
                learner_id = ensure_local_learner(db, now=now())
        return LocalUser(learner_id)


def login_required(view: Callable[P, R]) -> Callable[P, R]:
    """The view for people who are signed in; others are sent to log in."""
    return cast("Callable[P, R]", flask_login.login_required(view))


def current_learner_id() -> int:
    """The learner behind this request; the page must require log-in."""
    learner_id: int = current_user.learner_id
    return learner_id


def current_learner() -> LearnerView:
    """The learner behind this request."""
    return get_learner_view(get_db(), current_learner_id())


def current_enrolment() -> tuple[LearnerView, str]:
    """The learner and the certification in preparation. Raises NotEnrolled before set-up."""
    learner = current_learner()
    if learner.certification_id is None:
        raise NotEnrolled
    return learner, learner.certification_id
