"""A scripted learner: sets up, takes quizzes of all kinds, and never gives up on an answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.forms import Fields, answer_fields, find_form, has_form
from benchmarks.server import Browser, Page

CERTIFICATION = "pmp"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form on its way, with the id that the client made for it."""

    path: str
    fields: Fields

    @property
    def response_id(self) -> str | None:
        """The id of an answer; None for other forms."""
        return dict(self.fields).get("response_id")


class ScriptedLearner:
    """Goes on where it stood after every crash.

    acknowledged: the answers for which a redirect came back, by response id. pending: a form
    that was sent without hearing back; it is sent again, with the same ids, before anything else.
    at_answer: called once, when the next answer is about to be sent.
    """

    def __init__(self, browser: Browser, rng: np.random.Generator) -> None:
        self.acknowledged: dict[str, Sent] = {}
        self.pending: Sent | None = None
        self.at_answer: Callable[[], None] | None = None
        self._browser = browser
        self._rng = rng
        self._at = "/"

    def settle(self) -> None:
        """Send what is pending."""
        if self.pending is not None:
            self._send(self.pending)

    def go_on(self) -> None:
        """Work until the server goes away, which raises Disconnected."""
        while True:
            self.step()

    def step(self) -> None:
        """Look at one page and do what it asks for."""
        self.settle()
        page = self._browser.get(self._at)
        if page.status in (302, 303):
            self._at = page.location
        elif page.status != 200:
            raise AssertionError(f"GET {self._at} gave {page.status}: {page.text[:2000]}")
        else:
            self._read(page)

    def _read(self, page: Page) -> None:
        if has_form(page.text, "/answer"):
            form = find_form(page.text, "/answer")
            self._send(Sent(form.action, answer_fields(form, self._rng)))
        elif self._at.startswith("/quiz/") and not self._at.endswith("/result"):
            self._at = self._at.rpartition("/")[0]  # feedback was read: to the next question
        elif self._at in ("/", "/setup"):
            self._set_up()
        else:
            self._start_quiz()

    def _set_up(self) -> None:
        form = find_form(self._browser.get("/setup/plan").text, "/setup/plan")
        plan = [
            ("certification", CERTIFICATION),
            ("minutes_a_day", "20"),
            ("job_role", "developer"),
            *(("study_days", str(day)) for day in range(1, 6)),
        ]
        self._send(Sent("/setup/plan", [*form.hidden, *plan]))

    def _start_quiz(self) -> None:
        kind = int(self._rng.integers(4))
        if kind == 0:
            self._start("/setup/diagnostic", "/setup/diagnostic", [])
        elif kind == 1 and has_form(self._browser.get("/today").text, "/today/start"):
            self._start("/today", "/today/start", [])
        else:
            feedback = "end" if kind == 2 else "each"
            count = str(int(self._rng.integers(1, 16)))
            wanted = [("scope", ""), ("status", "any"), ("count", count), ("feedback", feedback)]
            self._start("/practice", "/practice", wanted)

    def _start(self, page: str, action: str, fields: Fields) -> None:
        form = find_form(self._browser.get(page).text, action)
        self._send(Sent(action, [*form.hidden, *fields]))

    def _send(self, sent: Sent) -> None:
        self.pending = sent
        if sent.response_id is not None and self.at_answer is not None:
            alarm = self.at_answer
            self.at_answer = None
            alarm()
        page = self._browser.post(sent.path, sent.fields)
        if page.status != 303:
            raise AssertionError(f"POST {sent.path} gave {page.status}: {page.text[:2000]}")
        if sent.response_id is not None:
            self.acknowledged[sent.response_id] = sent
        self.pending = None
        self._at = page.location
