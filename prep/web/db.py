"""This request's session. Pages that only look get a reader, the others a writer."""

from typing import TYPE_CHECKING

from flask import Flask, current_app, g, request

from prep.storage.database import UNAVAILABLE_ERRORS, Database, transaction

__all__ = ["UNAVAILABLE_ERRORS", "Database", "get_database", "get_db", "init_app", "transaction"]

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

READING_METHODS = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask, database: Database) -> None:
    """Give the application its database."""
    app.extensions["prep_database"] = database
    app.teardown_appcontext(_close_db)


def get_database() -> Database:
    """The application's database."""
    database: Database = current_app.extensions["prep_database"]
    return database


def get_db() -> "Session":
    """The session of this request. A page that changes something commits it once."""
    if "db" not in g:
        database = get_database()
        is_reading = request.method in READING_METHODS
        g.db = database.reader() if is_reading else database.writer()
    db: Session = g.db
    return db


def _close_db(_error: BaseException | None) -> None:
    db: Session | None = g.pop("db", None)
    if db is not None:
        db.close()
