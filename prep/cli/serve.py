"""`prep serve`: migrate, sync the banks, and answer browsers."""

import socket
import threading
import time
from http.client import HTTPConnection, HTTPException
from typing import Any

import click
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces
from rich.console import Console

from prep.cli.context import database, settings
from prep.cli.preparing import prepare

THREADS = 8
PATIENCE_SECONDS = 60


@click.command()
@with_appcontext
def serve() -> None:
    """Prepare the database and serve until stopped."""
    console = Console()
    chosen = settings()
    refuse_taken_port(chosen.host, chosen.port)
    prepare(console)
    database().dispose()
    _AnnouncedServer(
        "prep.app:create_server",
        factory=True,
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()


def refuse_taken_port(host: str, port: int) -> None:
    """End with a sentence when somebody listens there already.

    The server itself would share the port, and each request would reach one of the two.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"prep: {host}:{port} cannot be used ({error.strerror}). "
                "Stop what runs there, or choose another port with PREP_PORT."
            ) from None


class _AnnouncedServer(Granian):  # type: ignore[misc]  # granian is untyped
    """Says where it listens once it answers there.

    The thread that looks starts after the worker was forked: a lock that it holds at that moment,
    such as that of an import, would stay locked in the worker for ever.
    """

    def startup(self, *arguments: Any) -> None:
        """Start the worker, then the announcer."""
        super().startup(*arguments)
        address = (Console(), self.bind_addr, self.bind_port)
        threading.Thread(target=_announce, args=address, daemon=True).start()


def _announce(console: Console, host: str, port: int) -> None:
    """Print the address once the server answers there."""
    name = _browsable(host)
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        if _answers(name.strip("[]"), port):
            console.print(f"\nPrep is ready: http://{name}:{port}/   (stop it with Ctrl+C)")
            return
        time.sleep(0.05)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=1)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _browsable(host: str) -> str:
    """The address as a browser takes it."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - shown, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
