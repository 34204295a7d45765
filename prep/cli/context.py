"""What commands need of the application."""

from typing import TYPE_CHECKING

from flask import current_app

from prep.storage.database import Database

if TYPE_CHECKING:
    from prep.config import Settings


def settings() -> "Settings":
    """The application's settings."""
    found: Settings = current_app.extensions["prep_settings"]
    return found


def database() -> Database:
    """The application's database."""
    found: Database = current_app.extensions["prep_database"]
    return found
