"""What tests share: a moment, a generator, and databases of both kinds.

`database` runs a test twice, on SQLite and on PostgreSQL; `stocked` is the same with the bank
of `tests.factories.wide_documents` in it. `sqlite_url` and `stocked_sqlite_url` are for tests that
need one database only, such as those of the pages; `shipped_banks` holds what Prep ships.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from prep.content.loader import Loaded, load_banks
from prep.services.banks import sync_banks
from prep.storage.database import Database, connect, transaction
from prep.storage.metadata import metadata
from prep.storage.migrating import upgrade
from tests import postgresql
from tests.banks import write_banks
from tests.exercises import library
from tests.factories import wide_documents

settings.register_profile("prep", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("prep")

PROJECT = Path(__file__).resolve().parents[1]
MIGRATIONS = PROJECT / "migrations"
QUESTION_BANKS = PROJECT / "question_banks"
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))

Fresh = Callable[[str], AbstractContextManager[str]]
"""The URL of a new database, made from a template: `empty`, `migrated` or `stocked`."""


@pytest.fixture
def now() -> datetime:
    """Noon of a Monday."""
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def rng() -> np.random.Generator:
    """A seeded generator."""
    return np.random.default_rng(20261123)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nearly every test of a page makes an application: all use what one of them has compiled."""
    cache = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": cache})
        yield


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The bank of `wide_documents` with the exercises of `library`, read and checked."""
    files = wide_documents() | library()
    return load_banks(write_banks(tmp_path_factory.mktemp("banks"), files))


@pytest.fixture(scope="session")
def fresh_sqlite(tmp_path_factory: pytest.TempPathFactory, loaded: Loaded) -> Fresh:
    """New SQLite files."""
    folder = tmp_path_factory.mktemp("sqlite")
    (folder / "empty").touch()
    _migrate(f"sqlite:///{folder}/migrated")
    shutil.copy(folder / "migrated", folder / "stocked")
    _stock(f"sqlite:///{folder}/stocked", loaded)
    numbers = count()
    spare: list[
        Path
    ] = []  # paths are used again, so that `kept_database` can keep what it compiled

    @contextmanager
    def fresh(template: str) -> Iterator[str]:
        path = spare.pop() if spare else folder / f"prep-{next(numbers)}.sqlite"
        shutil.copy(folder / template, path)
        yield f"sqlite:///{path}"
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        spare.append(path)

    return fresh


@pytest.fixture(scope="session")
def fresh_postgresql(loaded: Loaded) -> Iterator[Fresh]:
    """Databases of one PostgreSQL server, which stops after the session.

    Making one takes long, so those with tables are emptied and used again. A test that changes
    the bank takes `database` and stocks it itself.
    """
    emptied = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
    cleaning = {"migrated": emptied, "stocked": ["DELETE FROM learner", "DELETE FROM form"]}
    restart = "ALTER SEQUENCE learner_id_seq RESTART"
    with postgresql.server() as url:

        def create(name: str, template: str) -> str:
            postgresql.run(url, f"CREATE DATABASE {name} TEMPLATE {template}")
            return postgresql.database_in(url, name)

        @contextmanager
        def fresh(template: str) -> Iterator[str]:
            if template in cleaning:
                found = postgresql.database_in(url, template)
                yield found
                postgresql.run(found, *cleaning[template], restart)
            else:
                yield create("fresh", template)
                postgresql.run(url, "DROP DATABASE fresh WITH (FORCE)")

        create("empty", "template1")
        _migrate(create("migrated", "empty"))
        _stock(create("stocked", "migrated"), loaded)
        yield fresh


@pytest.fixture(params=KINDS)
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """New databases of one kind, then of the other."""
    made: Fresh = request.getfixturevalue(f"fresh_{request.param}")
    return made


@pytest.fixture
def database(fresh: Fresh) -> Iterator[Database]:
    """A new database without rows."""
    with fresh("migrated") as url:
        yield from _connected(url)


@pytest.fixture
def stocked(fresh: Fresh) -> Iterator[Database]:
    """A new database that holds the bank. Tests leave the bank in it alone."""
    with fresh("stocked") as url:
        yield from _connected(url)


@pytest.fixture
def sqlite_url(fresh_sqlite: Fresh) -> Iterator[str]:
    """The URL of a new SQLite file without rows."""
    with fresh_sqlite("migrated") as url:
        yield url


@pytest.fixture
def stocked_sqlite_url(fresh_sqlite: Fresh) -> Iterator[str]:
    """The URL of a new SQLite file that holds the bank."""
    with fresh_sqlite("stocked") as url:
        yield url


@pytest.fixture
def stocked_sqlite(stocked_sqlite_url: str) -> Iterator[Database]:
    """A new SQLite file that holds the bank: for tests in which the kind does not matter."""
    yield from _connected(stocked_sqlite_url)


@pytest.fixture(scope="module")
def shipped_banks(fresh_sqlite: Fresh) -> Iterator[Database]:
    """A SQLite database with the banks that ship, for all tests of a module."""
    with fresh_sqlite("migrated") as url:
        _stock(url, load_banks(QUESTION_BANKS))
        yield from _connected(url)


def _connected(url: str) -> Iterator[Database]:
    database = kept_database(url)
    yield database
    database.dispose()


@cache
def kept_database(url: str, **options: float) -> Database:
    """Kept over the session: an engine remembers the statements that it compiled."""
    return connect(url, **options)


def _migrate(url: str) -> None:
    upgrade(url, MIGRATIONS)


def _stock(url: str, loaded: Loaded) -> None:
    database = connect(url)
    with transaction(database) as db:
        sync_banks(db, loaded, now=datetime(2026, 11, 1, tzinfo=UTC))
    database.dispose()
