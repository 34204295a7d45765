"""Prep in a process of its own, which a test can kill and start again; its clock is a file.

Run as a module it is that process: it answers on a port and hands in exams whose time is up.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

from werkzeug.serving import make_server

from benchmarks.server import free_port
from prep.app import create_app
from prep.config import PROJECT_ROOT, Settings, read_settings
from prep.storage.database import Database, connect
from prep.web import overdue
from tests.browser.site import Clock, Quiet

HOST = "127.0.0.1"
SWEEP_SECONDS = 0.2
POLL_SECONDS = 0.05
MOST_POLLS = 1200


class SharedClock:
    """The site's time, in a file that its process reads: stands still until a test moves it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> datetime:
        return self.moment

    @property
    def moment(self) -> datetime:
        """The time now."""
        return datetime.fromisoformat(self._path.read_text())

    @moment.setter
    def moment(self, moment: datetime) -> None:
        fresh = self._path.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self._path)


@dataclass
class KillableSite:
    """As a `Site`, without its application, which lives in the other process."""

    port: int
    folder: Path
    clock: SharedClock
    database: Database
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Start the process, and wait until it answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PREP_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self.port)],
            cwd=PROJECT_ROOT,
            env=kept | {"PREP_DATA_DIR": str(self.folder)},
        )
        for _ in range(MOST_POLLS):
            if self._answers():
                return
            assert self._process.poll() is None, "the process ended by itself"
            Event().wait(POLL_SECONDS)
        raise TimeoutError(f"no answer on port {self.port}")

    def kill(self) -> None:
        """End the process without a warning."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=POLL_SECONDS * MOST_POLLS)
        try:
            connection.request("HEAD", "/static/favicon.svg")
            return connection.getresponse().status == 200
        except ConnectionError:
            return False
        finally:
            connection.close()


@contextmanager
def killable(settings: Settings) -> Iterator[KillableSite]:
    """Prep with the data directory of these settings, until the end of the block."""
    clock = SharedClock(_clock_file(settings.data_dir))
    clock.moment = Clock().moment
    site = KillableSite(free_port(), settings.data_dir, clock, connect(settings.database_url))
    site.start()
    try:
        yield site
    finally:
        site.kill()
        site.database.dispose()


def serve(port: int, settings: Settings) -> None:
    """Answer until killed; look for exams whose time is up more often than in earnest."""
    app = create_app(settings, clock=SharedClock(_clock_file(settings.data_dir)))
    overdue.SWEEP_SECONDS = SWEEP_SECONDS
    overdue.start_sweeping(app)
    make_server(HOST, port, app, threaded=True, request_handler=Quiet).serve_forever()


def _clock_file(folder: Path) -> Path:
    return folder / "clock.txt"


if __name__ == "__main__":
    serve(int(sys.argv[1]), read_settings(os.environ))
