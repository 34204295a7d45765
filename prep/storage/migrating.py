"""Bringing a database to the schema that this version needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def alembic_config(url: str, folder: Path) -> Config:
    """Alembic's configuration for a database and the folder of the migrations."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["url"] = url
    return config


def upgrade(url: str, folder: Path) -> None:
    """Run the migrations that are missing. Each is one transaction."""
    command.upgrade(alembic_config(url, folder), "head")
