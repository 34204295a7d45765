"""A visitor of server mode: keeps cookies, sends forms as a browser would."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HOST = "prep.example.org"
EMAIL = "ana@example.org"
PASSWORD = "four unrelated words"


class Browser:
    """One browser at one network address."""

    def __init__(self, app: Flask, address: str = "203.0.113.7") -> None:
        self.client: FlaskClient = app.test_client()
        self.address = address

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self._open("GET", path, **options)

    def post(
        self, path: str, fields: dict[str, Any] | None = None, *, csrf: bool = True, **options: Any
    ) -> TestResponse:
        """Send a form, with its token unless told otherwise."""
        data = {"csrf_token": self.token()} if csrf else {}
        return self._open("POST", path, data={**data, **(fields or {})}, **options)

    def token(self) -> str:
        """The form token of this session."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/account/reset").text)
        assert found
        return found[1]

    def register(self, email: str = EMAIL, password: str = PASSWORD) -> TestResponse:
        """Make an account."""
        fields = {"email": email, "password": password, "password_confirm": password}
        return self.post("/account/register", fields)

    def log_in(self, email: str = EMAIL, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Log in."""
        return self.post("/account/login", {"email": email, "password": password, **fields})

    def change(self, present: str, new: str, again: str | None = None) -> TestResponse:
        """Change the password."""
        fields = {"password": present, "new_password": new, "new_password_confirm": again or new}
        return self.post("/account/change", fields)

    def is_logged_in(self) -> bool:
        """Whether pages of a learner open."""
        return self.get("/setup").status_code == 200

    def send_raw(self, method: str, path: str, **options: Any) -> TestResponse:
        """A request in any method."""
        return self._open(method, path, **options)

    def _open(self, method: str, path: str, **options: Any) -> TestResponse:
        headers = {"Referer": f"https://{HOST}/", **options.pop("headers", {})}
        base_url = options.pop("base_url", f"https://{HOST}")
        environ = {"REMOTE_ADDR": self.address}
        return self.client.open(
            path,
            method=method,
            base_url=base_url,
            headers=headers,
            environ_base=environ,
            **options,
        )


def signed_up(app: Flask, email: str = EMAIL, **options: Any) -> Browser:
    """A browser that made an account and logged in."""
    browser = Browser(app, **options)
    browser.register(email)
    browser.log_in(email)
    assert browser.is_logged_in()
    return browser


def plain(response: TestResponse) -> str:
    """The page without what differs from visit to visit."""
    return re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", response.text)


def link_in(text: str) -> str:
    """The path of the first link with a token in a mail."""
    found = re.search(rf"https?://{re.escape(HOST)}(/account/(?:reset|confirm)/\S+)", text)
    assert found, text
    return found[1]
