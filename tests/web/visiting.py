"""A visitor without JavaScript: loads pages, fills the forms that they hold, and sends them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Fields = dict[str, str | list[str]]


@dataclass
class Form:
    """One form of a page: where it goes, and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Visitor:
    """One person at one browser."""

    def __init__(self, client: FlaskClient, base_url: str = "http://127.0.0.1:8000") -> None:
        self.client = client
        self.base_url = base_url

    def get(self, path: str, **options: Any) -> TestResponse:
        """The page at a path."""
        return self.client.get(path, base_url=self.base_url, **options)

    def post(self, path: str, fields: Fields | None = None, **options: Any) -> TestResponse:
        """Send fields as they are, with the Referer that browsers add."""
        headers = {"Referer": self.base_url + "/"} | options.pop("headers", {})
        return self.client.post(
            path, data=fields or {}, base_url=self.base_url, headers=headers, **options
        )

    def submit(self, page: str, action: str, fields: Fields | None = None) -> TestResponse:
        """Load a page and send its form that goes to `action`, with some fields changed.

        Only fields that the form has can be changed; the others go as they stand.
        """
        form = self.form(page, action)
        unknown = set(fields or {}) - form.names
        assert not unknown, f"the form on {page} has no {unknown}"
        return self.post(action, {**form.fields, **(fields or {})})

    def form(self, page: str, action: str) -> Form:
        """The form of a page that goes to `action`."""
        response = self.get(page)
        assert response.status_code == 200, (page, response.status_code)
        found = forms_in(response.text)
        assert action in found, f"no form goes to {action}; there are {sorted(found)}"
        return found[action]

    def token(self, page: str) -> str:
        """The token against forged requests, from any page with a form."""
        match = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        assert match, f"no token on {page}"
        return match[1]


def forms_in(html: str) -> dict[str, Form]:
    """All forms of a page, by the path that they go to."""
    parser = _FormParser()
    parser.feed(html)
    return {urlsplit(form.action).path: form for form in parser.forms}


def text_of(html: str) -> str:
    """What a reader sees of the page, in one line."""
    parser = _TextParser()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).split())


class _FormParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(facts.get("action", ""), facts.get("method", "get"))
            self.forms.append(self._open)
        elif self._open and tag in ("input", "select", "textarea") and facts.get("name"):
            self._open.names.add(facts["name"])
            self._within = facts["name"]
            if tag != "select" and ("checked" in facts or not _is_choice(facts)):
                self._keep(facts.get("value", ""))
        elif self._open and tag == "option":
            self._offer(facts)
        elif self._open and tag == "button" and facts.get("name"):
            self._open.names.add(facts["name"])

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea" and self._within:
            self._open.fields[self._within] = [data.removeprefix("\n")]  # as browsers do

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag in ("select", "textarea"):
            self._within = ""

    def _keep(self, value: str) -> None:
        assert self._open
        self._open.fields.setdefault(self._within, []).append(value)

    def _offer(self, facts: dict[str, str]) -> None:
        """An option: the selected one is sent, or else the first."""
        assert self._open
        if "selected" in facts or self._within not in self._open.fields:
            self._open.fields[self._within] = [facts.get("value", "")]


def _is_choice(facts: dict[str, str]) -> bool:
    return facts.get("type") in ("radio", "checkbox")


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
