"""Engines and sessions.

SQLite gets two engines on one file. The writer begins every transaction with BEGIN IMMEDIATE:
a transaction that reads first and writes later would otherwise lose updates or fail at once
when another writer came between. The reader never takes that lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

UNAVAILABLE_ERRORS: tuple[type[DBAPIError], ...] = (OperationalError, InterfaceError)
"""What the driver raises when the database is locked, full or gone."""

BUSY_SECONDS = 10.0
"""How long a SQLite writer waits for another before it gives up."""


class _KeepingSession(Session):
    """A session that keeps every row that it loads until it closes.

    By itself it forgets rows that nobody holds, and asks for them again at the next `get`.
    """


@event.listens_for(_KeepingSession, "loaded_as_persistent")
def _keep(db: Session, row: object) -> None:
    db.info.setdefault("kept", []).append(row)


@dataclass(frozen=True, slots=True)
class Database:
    """Two ways into one database: `reader()` for pages that only look, `writer()` to change."""

    read_engine: Engine
    write_engine: Engine

    def reader(self) -> Session:
        """A session for looking."""
        return _KeepingSession(self.read_engine)

    def writer(self) -> Session:
        """A session for changing; on SQLite its first statement takes the write lock."""
        return _KeepingSession(self.write_engine)

    def dispose(self) -> None:
        """Close all pooled connections."""
        self.read_engine.dispose()
        self.write_engine.dispose()


def connect(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """The database behind a SQLAlchemy URL. Nothing is opened before the first statement."""
    if make_url(url).get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True)
        return Database(engine, engine)
    return Database(
        _sqlite_engine(url, busy_seconds, is_writer=False),
        _sqlite_engine(url, busy_seconds, is_writer=True),
    )


@contextmanager
def transaction(database: Database) -> Iterator[Session]:
    """A writing session that commits at the end, or rolls back if anything was raised."""
    with database.writer() as db, db.begin():
        yield db


def _sqlite_engine(url: str, busy_seconds: float, *, is_writer: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": busy_seconds})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        if is_writer:
            connection.isolation_level = None
        cursor = connection.cursor()
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "temp_store = MEMORY",
            "cache_size = -20000",
        ):
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    if is_writer:

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
