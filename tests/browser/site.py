"""A running Prep for a browser: its own database, a free loopback port, the shipped banks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from prep.app import create_app
from prep.config import Settings
from prep.storage.database import Database, connect


@dataclass
class Clock:
    """The site's time: stands still until a test moves it."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def pass_days(self, days: int) -> None:
        """Go on to a later day, same hour."""
        self.moment += timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a browser finds Prep, and what is behind it."""

    url: str
    app: Flask
    database: Database
    clock: Clock


@contextmanager
def running(settings: Settings) -> Iterator[Site]:
    """Prep with these settings, answering until the end of the block."""
    clock = Clock()
    database = connect(settings.database_url)
    app = create_app(settings, clock=clock, database=database)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.port}", app, database, clock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        database.dispose()


class Quiet(WSGIRequestHandler):
    """Keeps connections open, as the real server does, and prints no line a request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass
