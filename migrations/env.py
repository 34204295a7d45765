"""Alembic's environment: online migrations on SQLite and PostgreSQL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Engine, create_engine, event

from prep.storage.base import UtcDateTime
from prep.storage.metadata import metadata


def database_url() -> str:
    """The caller's URL, or that of the settings when the `alembic` command was typed."""
    if url := context.config.attributes.get("url"):
        return str(url)
    from prep.config import read_settings  # noqa: PLC0415 - needed by the bare command only

    return read_settings(os.environ).database_url


def render_item(kind: str, value: Any, _autogenerate: Any) -> str | bool:
    """Migrations name plain types, so that old ones never depend on present code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime()"
    return False


def migration_engine(url: str) -> Engine:
    """An engine on which a migration happens wholly or not at all, whenever it is killed.

    SQLite's driver would otherwise commit before every CREATE. Foreign keys stay off here, for
    batch mode drops tables that others refer to.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


engine = migration_engine(database_url())
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        compare_type=True,
        transactional_ddl=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
