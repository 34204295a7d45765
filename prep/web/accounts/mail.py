"""Mail: handed to a server by SMTP, or written to the log when none is set.

It leaves in a thread of its own. A page that waited for the mail server would answer later for
addresses that have an account, and that would tell.
"""

import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from ipaddress import ip_address
from logging import Logger
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flask import Flask, current_app
from flask_security import MailUtil

TIMEOUT_SECONDS = 20
DEFAULT_PORTS = {"smtp": 587, "smtps": 465}

Deliver = Callable[[EmailMessage], None]


class Mailer:
    """Sends in the order of asking, one after the other; failures go to the log."""

    def __init__(self, deliver: Deliver, logger: Logger) -> None:
        self._deliver = deliver
        self._logger = logger
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def send(self, message: EmailMessage) -> None:
        """Take the mail and return at once."""
        self._thread.submit(self._try_to_deliver, message)

    def wait(self) -> None:
        """Return when everything taken so far was sent or has failed."""
        self._thread.submit(lambda: None).result()

    def _try_to_deliver(self, message: EmailMessage) -> None:
        try:
            self._deliver(message)
        except Exception as error:  # whatever it is, a thread has nobody else to tell
            self._logger.error("mail %r was not sent: %s", message["Subject"], error)


class AccountMail(MailUtil):  # type: ignore[misc]  # flask-security is untyped
    """Addresses in one spelling, and mails given to the application's mailer."""

    def normalize(self, email: str) -> str:
        """The address in lower case. Raises ValueError when it is none."""
        return str(super().normalize(email)).lower()

    def validate(self, email: str) -> str:
        """As `normalize`."""
        return str(super().validate(email)).lower()

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: str,
        sender: str,
        body: str,
        html: None,
        **_context: Any,
    ) -> None:
        """Hand one mail to the mailer."""
        message = EmailMessage()
        message["From"] = str(sender)
        message["To"] = recipient
        message["Subject"] = str(subject)
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=parseaddr(str(sender))[1].rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        get_mailer().send(message)


def init_mail(app: Flask, mail_url: str | None) -> None:
    """Give the application its mailer."""
    deliver = _to_server(urlsplit(mail_url)) if mail_url else _to_log(app.logger)
    app.extensions["prep_mailer"] = Mailer(deliver, app.logger)


def get_mailer() -> Mailer:
    """The application's mailer."""
    mailer: Mailer = current_app.extensions["prep_mailer"]
    return mailer


def _to_log(logger: Logger) -> Deliver:
    def deliver(message: EmailMessage) -> None:
        logger.warning(
            "PREP_MAIL_URL is not set, so this mail stands here only.\nTo: %s\nSubject: %s\n\n%s",
            message["To"],
            message["Subject"],
            message.get_content(),
        )

    return deliver


def _to_server(url: SplitResult) -> Deliver:
    def deliver(message: EmailMessage) -> None:
        with _connection(url) as server:
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            server.send_message(message)

    return deliver


def _connection(url: SplitResult) -> smtplib.SMTP:
    """A connection, encrypted when the server can.

    Raises SMTPNotSupportedError before a password would cross the network in the clear.
    """
    host, port = str(url.hostname), url.port or DEFAULT_PORTS[url.scheme]
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    elif url.username and not _is_this_machine(host):
        server.close()
        raise smtplib.SMTPNotSupportedError(
            f"{host} offers no TLS, and the password of PREP_MAIL_URL is not sent without it"
        )
    return server


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
