"""A scripted candidate: sits mock exams, saves at random, and never gives up on a save."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from benchmarks.forms import find_form
from benchmarks.server import Browser, Page

Place = tuple[UUID, int]
"""An attempt and a position."""

HANDS_IN = 0.02
"""Share of steps that hand the exam in."""


@dataclass(slots=True)
class Records:
    """What was sent, and what the server said of it.

    sent: every save, by place and revision. acknowledged: the newest revision that the server
    confirmed. handed_in: the attempts whose end it confirmed.
    """

    sent: dict[Place, dict[int, dict[str, Any]]] = field(default_factory=dict)
    acknowledged: dict[Place, int] = field(default_factory=dict)
    handed_in: set[UUID] = field(default_factory=set)
    saves: int = 0


class ScriptedCandidate:
    """Goes on where they stood after every crash: what is pending is sent again first.

    at_save: called when the next save is about to be sent, instead of sending it.
    """

    def __init__(self, browser: Browser, rng: np.random.Generator, questions: int) -> None:
        self.records = Records()
        self.at_save: Callable[[str, dict[str, Any], str], None] | None = None
        self._browser = browser
        self._rng = rng
        self._questions = questions
        self._attempt: UUID | None = None
        self._pending: Callable[[], None] | None = None
        self._options: dict[Place, list[str]] = {}
        self._token = ""

    def go_on(self) -> None:
        """Work until the server goes away, which raises Disconnected."""
        while True:
            self.step()

    def step(self) -> None:
        """Send what is pending, then start, save something or hand in."""
        self.settle()
        if self._attempt is None:
            self._start()
        elif self._rng.random() < HANDS_IN:
            self._do(self._hand_in)
        else:
            self._do(self._draw_save(self._attempt))

    def settle(self) -> None:
        """Send what is pending."""
        if self._pending is not None:
            self._do(self._pending)

    def _do(self, action: Callable[[], None]) -> None:
        """Try something until it was confirmed, across crashes."""
        self._pending = action
        action()
        self._pending = None

    def _start(self) -> None:
        page = self._browser.get("/mock/start?kind=full")
        if page.status == 200:
            form = find_form(page.text, "/mock/start")
            self._token = dict(form.hidden)["csrf_token"]
            wanted = [("kind", "full"), ("extra_time", "1.0"), ("target", "")]
            kept = [(name, value) for name, value in form.hidden if name != "kind"]
            page = self._browser.post("/mock/start", [*kept, *wanted])
        self._attempt = UUID(expected(page, 303).location.split("/")[2])

    def _hand_in(self) -> None:
        attempt = self._attempt
        assert attempt
        fields = [("csrf_token", self._token)]
        expected(self._browser.post(f"/mock/{attempt}/submit", fields), 303)
        self.records.handed_in.add(attempt)
        self._attempt = None

    def _draw_save(self, attempt: UUID) -> Callable[[], None]:
        place = (attempt, int(self._rng.integers(1, self._questions + 1)))
        known = self.records.sent.setdefault(place, {})
        options = self._options_at(place)
        body = {
            "tab": str(uuid4()),
            "revision": len(known) + 1,
            "raw": {"choice": sorted(options[: int(self._rng.integers(0, 3))])},
            "is_flagged": bool(self._rng.random() < 0.5),
            "struck": [],
            "note": f"note {self._rng.integers(10**9)}",
            "confidence": None,
            "elapsed_ms": int(self._rng.integers(10**5)),
        }
        known[len(known) + 1] = body
        return lambda: self._save(place, body)

    def _options_at(self, place: Place) -> list[str]:
        """The options of a question in a random order."""
        if place not in self._options:
            page = expected(self._browser.get(f"/mock/{place[0]}/{place[1]}"), 200)
            form = find_form(page.text, "/save")
            self._options[place] = form.choices["choice"]
        options = self._options[place]
        return [options[int(n)] for n in self._rng.permutation(len(options))]

    def _save(self, place: Place, body: dict[str, Any]) -> None:
        path = f"/mock/{place[0]}/{place[1]}/save"
        if self.at_save is not None:
            trouble, self.at_save = self.at_save, None
            trouble(path, body, self._token)
        expected(self._browser.post_json(path, body, self._token), 200)
        self.records.acknowledged[place] = body["revision"]
        self.records.saves += 1


def expected(page: Page, status: int) -> Page:
    """The page, which has this status. Raises AssertionError for another."""
    if page.status != status:
        raise AssertionError(f"status {page.status} and not {status}: {page.text[:2000]}")
    return page
