"""Somebody who takes a weak task to work in a browser, and leaves with evidence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from prep.content.loader import Loaded
from prep.services.learners import find_local_learner
from tests.browser.hands import Hand
from tests.browser.learner import Answered, Learner
from tests.browser.site import Site
from tests.practising import Practice
from tests.sittings import give_answer, serve_quiz

WEAK = "process.8"
"""The task with most questions: enough for a figure before, and for new ones in the check."""
ANSWERS_BEFORE = 8
WEEKS_AGO = 3
OTHER_ANSWERS = 20

PRIVATE = "Okapi"
"""Stands in every private wording."""
TOLD = {
    "Title": f"Register of the {PRIVATE} move",
    "Situation": f"Two cutovers at {PRIVATE} had failed.",
    "What you did": f"I agreed owners with four teams of {PRIVATE}.",
    "Result": f"The third cutover at {PRIVATE} went well.",
    "A number": "9 of 11 risks answered",
    "Redacted: title": "Register of a move",
    "Redacted: result": "The third cutover went well.",
    "Redacted: a number": "9 of 11 risks",
}
FLAT = "Responsible for various VLANs"
BULLET = (
    "Led the move of 1,400 mailboxes for 14 sites with four teams, agreed the order with each "
    "manager and finished on time."
)


def weaken(site: Site, loaded: Loaded) -> set[str]:
    """Some weeks ago the learner was right everywhere but in one task; the questions they saw."""
    with site.database.reader() as db:
        learner_id = find_local_learner(db)
    assert learner_id
    me = Practice(site.database, learner_id, site.clock()).later(weeks=-WEEKS_AGO)
    bank = next(b for b in loaded.banks.banks if b.certification.id == "pmp")
    items = [item for item in bank.items if item.pool == "practice" and not item.case_id]
    weak = [item.id for item in items if item.task_id == WEAK][:ANSWERS_BEFORE]
    others = [item.id for item in items if item.task_id != WEAK][:OTHER_ANSWERS]
    for ids, is_right in ((weak, False), (others, True)):
        quiz_id = serve_quiz(site.database, learner_id, ids, now=me.now)
        for position in range(1, len(ids) + 1):
            give_answer(site.database, learner_id, quiz_id, position, is_right=is_right, now=me.now)
    return {*weak, *others}


@dataclass
class Worker:
    """A learner on the way from the dashboard to a file."""

    learner: Learner
    site: Site
    exercise: str = ""
    action: str = ""

    @property
    def page(self) -> Page:
        """Where they are."""
        return self.learner.page

    @property
    def hand(self) -> Hand:
        """How they use it."""
        return self.learner.hand

    def choose(self, task_name: str, job: str) -> str:
        """From the dashboard's weakest task to the first exercise for a job; what it tells."""
        page = self.page
        page.goto(self.site.url + "/dashboard")
        self.learner.arrive("Where you stand")
        row = page.locator(".task--start")
        expect(row.get_by_role("heading")).to_have_text(task_name)
        self.hand.press(row.get_by_role("link", name=re.compile("^Do it at work")))
        self.learner.arrive("At work")
        expect(page.get_by_label("Task", exact=True)).to_have_value(WEAK)
        self.hand.pick(page.get_by_label("Your job"), job)
        self.learner.press("button", "Show")
        page.wait_for_url(re.compile("role="))
        link = page.get_by_role("link", name=re.compile("^See and plan it")).first
        self.exercise = (link.locator(".visually-hidden").text_content() or "").removeprefix(": ")
        self.hand.press(link)
        self.learner.arrive(self.exercise)
        return page.locator("#role-text").inner_text()

    def plan(self, on: date) -> None:
        """Plan the exercise on this page for a day, and begin."""
        page, hand = self.page, self.hand
        hand.tick(page.get_by_role("group", name="Occasion at work").get_by_role("radio").last)
        hand.write(page.get_by_label("Where", exact=True), f"The {PRIVATE} migration")
        hand.write(page.get_by_label("With whom"), f"The {PRIVATE} team")
        hand.write_date(page.get_by_label("When", exact=True), on)
        self.learner.press("button", "Plan it")
        self.learner.arrive(self.exercise)
        self.action = page.url
        planned = page.get_by_text(re.compile(f"Planned for .* The {PRIVATE} migration"))
        expect(planned).to_be_visible()
        hand.press(page.get_by_role("button", name=re.compile("^I have begun")))
        expect(page.get_by_text("You are doing it")).to_be_visible()

    def document(self) -> None:
        """A draft first; the rest over a page that is closed; then all of it."""
        page, hand = self.page, self.hand
        hand.press(page.get_by_role("link", name=re.compile("^Document it")))
        self.learner.arrive("Document it")
        hand.tick(page.locator("[name=confidentiality][value=redacted]"))
        told = list(TOLD.items())
        self._write(dict(told[:4]))
        self.learner.press("button", "Save draft")
        expect(page.get_by_text("Your draft is saved")).to_be_visible()
        self._write(dict(told[4:]))
        self._reopen()
        for label, text in told:
            expect(self.page.get_by_label(label, exact=True)).to_have_value(text)
        points = self.page.locator("[name^=rubric-][value=yes]").count()
        for point in range(1, points + 1):
            answer = ("yes", "partly", "no")[point % 3]
            hand.tick(self.page.locator(f"[name=rubric-{point}][value={answer}]"))
        self.learner.press("button", "Document it")
        self.learner.arrive(self.exercise)

    def make_link(self) -> str:
        """A mentor's link to the action; the address that is shown."""
        self.hand.press(self.page.get_by_role("button", name="Make a link"))
        self.learner.arrive("The link is made")
        return self.page.get_by_role("region", name="Address").inner_text()

    def revoke_link(self) -> None:
        """End it, on the page of the action."""
        self.hand.press(self.page.get_by_role("button", name=re.compile("^Revoke")))
        expect(self.page.get_by_text("Links that work")).to_have_count(0)

    def wait_for_check(self, number: int) -> date:
        """Let days pass until the one that the action's page names; before, none is offered."""
        waits = self.page.get_by_text(re.compile(f"Check {number} of 3 is for"))
        told = re.search(r"is for \w+, (\d+ \w+)", waits.inner_text())
        assert told
        day = f"{told[1]} {self.site.clock().year}"
        due_on = datetime.strptime(day, "%d %B %Y").replace(tzinfo=UTC).date()
        start = self.page.get_by_role("button", name=re.compile("^Start check"))
        while self.site.clock().date() < due_on:
            self.page.goto(self.site.url + "/today")
            expect(self.page.get_by_role("heading", level=1)).to_have_text("Today")
            expect(start).to_have_count(0)
            self.site.clock.pass_days(1)
        return due_on

    def sit_check(self, number: int) -> list[Answered]:
        """A sitting that is due, from today's page and back to the action."""
        learner, page = self.learner, self.page
        page.goto(self.site.url + "/today")
        learner.press("button", f"Start check {number} of {self.exercise}")
        learner.arrive(re.compile("Question 1 of"))
        length = int((page.locator("#progress-label").text_content() or "").split()[-1])
        answered = learner.take_quiz(length, wrong_each=None)
        learner.arrive(f"Check: {length} of {length} right")
        learner.press("link", "See before and after")
        learner.arrive(self.exercise)
        return answered

    def write_bullet(self) -> None:
        """The line of a résumé from the evidence, while the checklist follows."""
        page, hand = self.page, self.hand
        hand.press(page.get_by_role("link", name="Write the bullet").first)
        self.learner.arrive("Write a bullet")
        expect(page.locator("#origin option:checked")).to_have_text(re.compile(TOLD["Title"]))
        checklist = page.get_by_role("region", name="Checklist")
        wording = page.get_by_label("Project wording")
        hand.write(wording, FLAT)
        expect(checklist).to_contain_text("“various” leaves open how many or what.")
        hand.write(wording, BULLET)
        expect(checklist).to_contain_text("8 of 8 present")
        expect(checklist).not_to_contain_text("“various”")
        self.learner.press("button", "Save bullet")
        self.learner.arrive("Portfolio")
        hand.press(page.get_by_role("button", name=re.compile("^Mark for export")))
        expect(page.get_by_text("Leaves with an export.")).to_be_visible()

    def export(self, folder: Path) -> Mapping[str, Path]:
        """All three documents, by their ending, each fetched by its own press."""
        self.learner.press("link", "Export")
        self.learner.arrive("Export")
        names = {"docx": "Word (DOCX)", "md": "Markdown", "json": "JSON Résumé"}
        return {
            ending: self._download(self.page.get_by_role("link", name=name), folder, ending)
            for ending, name in names.items()
        }

    def _download(self, link: Locator, folder: Path, ending: str) -> Path:
        with self.page.expect_download() as waiting:
            self.hand.press(link)
        name = waiting.value.suggested_filename
        assert name.endswith(f".{ending}")
        waiting.value.save_as(folder / name)
        return folder / name

    def _write(self, texts: Mapping[str, str]) -> None:
        for label, text in texts.items():
            self.hand.write(self.page.get_by_label(label, exact=True), text)

    def _reopen(self) -> None:
        """Close the page without saving, and come back in another."""
        address, context, old = self.page.url, self.page.context, self.page
        old.close(run_before_unload=True)
        self.learner.page = context.new_page()
        self.learner.page.goto(address.partition("?")[0])
        self.learner.arrive("Document it")
        expect(self.page.get_by_text("This is what you had typed")).to_be_visible()
