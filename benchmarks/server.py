"""`prep serve` in a process group of its own, and a browser to talk to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from benchmarks.forms import Fields

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.01


class Disconnected(Exception):
    """The server went away before the whole answer was there."""


@dataclass(frozen=True, slots=True)
class Page:
    """One response. `location` is a path, empty unless it redirects."""

    status: int
    location: str
    text: str


class Server:
    """Starts and kills Prep; the data folder and the port stay the same."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.port = free_port()
        self.log = data.parent / f"{data.name}.log"
        self._environment = _environment(data, self.port, settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start it; returns at once."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from prep.app import main; main()", "serve"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it answers. Raises Disconnected when it was killed, TimeoutError after a minute."""
        until = time.monotonic() + PATIENCE_SECONDS
        pause = threading.Event()
        while time.monotonic() < until:
            process = self._process
            if process is None or process.poll() == -signal.SIGKILL:
                raise Disconnected
            if process.poll() is not None:
                raise RuntimeError(f"Prep stopped by itself:\n{self.log.read_text()[-3000:]}")
            if self._answers():
                return
            pause.wait(POLL_SECONDS)
        raise TimeoutError(f"no answer on port {self.port}; see {self.log}")

    def kill(self) -> None:
        """SIGKILL to the whole group, and wait until the port is free again."""
        with self._lock:
            if self._process is None:
                return
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
        pause = threading.Event()
        while self._is_open():
            pause.wait(POLL_SECONDS)

    def _answers(self) -> bool:
        browser = Browser(self.port)
        try:
            return browser.get("/setup").status < 500
        except Disconnected:
            return False
        finally:
            browser.close()

    def _is_open(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Browser:
    """One connection that is kept open, with cookies."""

    def __init__(self, port: int) -> None:
        self._cookies: SimpleCookie = SimpleCookie()
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)

    def close(self) -> None:
        """Drop the connection, keep the cookies. The next request opens another."""
        self._connection.close()

    def get(self, path: str) -> Page:
        """Fetch a page; redirects are not followed."""
        return self._request("GET", path, None)

    def post(self, path: str, fields: Fields) -> Page:
        """Send a form; redirects are not followed."""
        return self._request("POST", path, fields)

    def post_json(self, path: str, body: Any, token: str) -> Page:
        """Send what a script sends, with its token against forged requests."""
        return self._send("POST", path, json.dumps(body), json_headers(token))

    def cut(self, path: str, body: Any, token: str, share: float) -> None:
        """Send a share of such a request, 0 to 1, and hang up. Raises Disconnected."""
        text = json.dumps(body)
        headers = self._cookie_header() | json_headers(token) | {"Content-Length": str(len(text))}
        lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{self._connection.port}"]
        head = "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items())])
        request = f"{head}\r\n\r\n{text}".encode()
        with socket.create_connection(("127.0.0.1", self._connection.port)) as connection:
            connection.sendall(request[: round(share * len(request))])
        raise Disconnected

    def _request(self, method: str, path: str, fields: Fields | None) -> Page:
        if fields is None:
            return self._send(method, path, None, {})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send(method, path, urlencode(fields), kind)

    def _cookie_header(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{k}={m.value}" for k, m in self._cookies.items())}

    def _send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Page:
        headers = {**headers, **self._cookie_header()}
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, HTTPException) as error:
            self.close()
            raise Disconnected from error
        for cookie in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        location = urlsplit(response.headers.get("Location", ""))
        return Page(response.status, location.path, text)


def json_headers(token: str) -> dict[str, str]:
    """What a script of Prep's pages adds to a request."""
    return {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "X-CSRFToken": token,
    }


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(data: Path, port: int, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREP_") or k == "PREP_BANKS"}
    return {**kept, "PREP_DATA_DIR": str(data), "PREP_PORT": str(port), **settings}
