"""The only clock of the web layer. A test hands the factory its own."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, current_app

Clock = Callable[[], datetime]


def init_app(app: Flask, clock: Clock | None) -> None:
    """Give the application its clock."""
    app.extensions["prep_clock"] = clock or _system_clock


def now() -> datetime:
    """This moment, in UTC."""
    moment: datetime = current_app.extensions["prep_clock"]()
    return moment


def _system_clock() -> datetime:
    return datetime.now(UTC)
