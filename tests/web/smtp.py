"""A mail server on this machine that keeps what it is given."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer


@dataclass
class MailServer:
    """Where it listens, what arrived and who logged in."""

    port: int = 0
    messages: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)


class Handler(StreamRequestHandler):
    """One conversation."""

    server: "Server"

    def handle(self) -> None:
        """Answer command by command."""
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            command, _, rest = line.partition(" ")
            answer = getattr(self, f"on_{command.lower()}", self.on_other)
            self.say(answer(rest))

    def on_ehlo(self, _name: str) -> str:
        """No TLS here."""
        return "250-here\r\n250 AUTH PLAIN"

    def on_auth(self, rest: str) -> str:
        """Everybody may log in."""
        _, user, password = base64.b64decode(rest.split()[-1]).decode().split("\0")
        self.server.state.logins.append((user, password))
        return "235 welcome"

    def on_data(self, _rest: str) -> str:
        """One message, up to a line with a dot."""
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        message = message_from_bytes(b"".join(lines), policy=default)
        self.server.state.messages.append(message)
        return "250 taken"

    def on_other(self, _rest: str) -> str:
        """Sender, receivers and the farewell."""
        return "250 fine"

    def say(self, text: str) -> None:
        """One answer."""
        self.wfile.write(f"{text}\r\n".encode())


class Server(ThreadingTCPServer):
    """Listens on a free port."""

    def __init__(self, state: MailServer) -> None:
        self.state = state
        super().__init__(("127.0.0.1", 0), Handler)
        state.port = self.server_address[1]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server for the length of a test."""
    state = MailServer()
    with Server(state) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()
