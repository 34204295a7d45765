"""Handing in exams whose time is up while nobody is connected."""

from threading import Event, Thread

from flask import Flask

from prep.services.exams.submitting import list_overdue, submit_if_overdue
from prep.web.clock import now
from prep.web.db import UNAVAILABLE_ERRORS, get_database, transaction
from prep.web.fitted import get_layer

SWEEP_SECONDS = 15.0


def start_sweeping(app: Flask) -> None:
    """Look for such exams now and every few seconds, until the process ends.

    Several processes may do so: an exam is handed in once.
    """
    Thread(target=_sweep_for_ever, args=(app,), name="overdue exams", daemon=True).start()


def sweep(app: Flask) -> None:
    """Hand in every exam whose time is up; one that fails is logged and leaves the others alone."""
    with app.app_context():
        try:
            with get_database().reader() as db:
                overdue = list_overdue(db, now=now())
        except UNAVAILABLE_ERRORS as error:
            app.logger.warning("Exams whose time is up cannot be looked for: %s", error)
            return
        for learner_id, attempt_id in overdue:
            try:
                with transaction(get_database()) as db:
                    submit_if_overdue(db, learner_id, attempt_id, now=now(), layer=get_layer())
            except Exception:
                app.logger.exception("An exam whose time is up could not be handed in")


def _sweep_for_ever(app: Flask) -> None:
    pause = Event()
    while True:
        sweep(app)
        pause.wait(SWEEP_SECONDS)
