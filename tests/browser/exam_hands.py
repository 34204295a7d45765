"""Somebody who sits a mock exam in a browser, with the mouse or with keys alone."""

import re
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.browser.exams import in_order
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.sittings import RawAnswer

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")
ITEM = "[data-item]"
TAKES_KEYS = """() => document.activeElement.matches(
  "body, h1, input[type=radio], input[type=checkbox]")"""
KEYS = {"Next": "Enter", "Back": "p", "Review": "r", "Review your answers": "Enter"}


class ExamHand(Hand, Protocol):
    """What a person does in the exam room besides what they do to any page."""

    def option(self, option: Locator, letter: str) -> None:
        """Choose an option, or take the choice back."""

    def select(self, control: Locator, value: str) -> None:
        """Choose a value from a list that opens."""

    def turn(self, page: Page, name: str) -> None:
        """Press Next, Back or whatever leads to the review."""

    def flag(self, page: Page) -> None:
        """Flag the question, or take the flag away."""

    def strike(self, page: Page, letter: str) -> None:
        """Strike an option out, or take that back."""


class ExamMouse(Mouse):
    """Clicks."""

    def option(self, option: Locator, letter: str) -> None:
        option.click()

    def select(self, control: Locator, value: str) -> None:
        control.select_option(value=value)

    def turn(self, page: Page, name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    def flag(self, page: Page) -> None:
        page.get_by_label("Flag for review").click()

    def strike(self, page: Page, letter: str) -> None:
        page.get_by_role("button", name=f"Strike out {letter}", exact=True).click()


class ExamKeyboard(Keyboard):
    """Keys alone."""

    def option(self, option: Locator, letter: str) -> None:
        option.page.keyboard.press(letter.lower())

    def select(self, control: Locator, value: str) -> None:
        self.reach(control)
        values = control.locator("option").evaluate_all("all => all.map((one) => one.value)")
        control.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            control.page.keyboard.press("ArrowDown")
        expect(control).to_have_value(value)

    def turn(self, page: Page, name: str) -> None:
        if page.evaluate(TAKES_KEYS):
            page.keyboard.press(KEYS[name])
        else:
            self.press(page.get_by_role("button", name=name, exact=True))

    def flag(self, page: Page) -> None:
        page.keyboard.press("f")

    def strike(self, page: Page, letter: str) -> None:
        page.keyboard.press(f"Shift+{letter}")


@dataclass
class Candidate:
    """One person in the exam room."""

    page: Page
    hand: ExamHand

    def enter(self, url: str) -> None:
        """Open the exam where it stands."""
        self.page.goto(url)

    def arrive(self, number: int, total: int) -> None:
        """Wait for a question of the section and its scripts, and see that it fits the window."""
        heading = self.page.locator("#main h1")
        expect(heading).to_have_text(f"Question {number} of {total}")
        self.page.wait_for_load_state("domcontentloaded")
        width, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room, f"question {number} is {width} px wide in a window of {room} px"

    def answer(self, raw: RawAnswer) -> None:
        """Give an answer by its form fields, whatever the type."""
        for name, values in sorted(raw.items(), key=lambda field: field[1]):
            controls = self.page.locator(f"{ITEM} [name='{name}']")
            if controls.first.get_attribute("type") in ("radio", "checkbox"):
                self._choose(values)
            elif name.startswith("order-"):
                self._place(name, int(values[0]))
            elif controls.evaluate("one => one.tagName") == "SELECT":
                self.hand.select(controls, values[0])
            else:
                self.hand.write(controls, values[0])

    def take_answer(self, raw: RawAnswer, *, then: str = "Next") -> None:
        """Give an answer and go on."""
        self.answer(raw)
        self.hand.turn(self.page, then)

    def wait_saved(self) -> None:
        """Wait until the page says that everything is saved."""
        expect(self.page.locator("#saved")).to_have_text(SAVED)

    def shown(self) -> RawAnswer:
        """What stands in the answer's controls."""
        return in_order(self.page.evaluate(SHOWN))

    def press(self, role: str, name: str) -> None:
        """Press the link or button of that name."""
        self.hand.press(self.page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]

    def _place(self, name: str, place: int) -> None:
        """Move a step up to its place; those before it stand already."""
        step = self.page.locator(f"{ITEM} li").filter(has=self.page.locator(f"[name='{name}']"))
        before = step.evaluate("step => [...step.parentElement.children].indexOf(step)")
        for _ in range(before + 1 - place):
            self.hand.press(step.get_by_role("button", name="Move up"))
        keep = self.page.get_by_role("button", name="Keep this order")
        if place == step.locator("xpath=../li").count() and keep.is_visible():
            self.hand.press(keep)

    def _choose(self, values: list[str]) -> None:
        options = self.page.locator(f"{ITEM} [data-option]")
        shown = options.locator("input").evaluate_all(
            "all => all.map((one) => [one.value, one.checked, one.type])"
        )
        for number, (value, is_chosen, kind) in enumerate(shown):
            if (value in values) != is_chosen and not (kind == "radio" and is_chosen):
                self.hand.option(options.nth(number), "ABCDEFGH"[number])


SHOWN = """() => {
  const data = new FormData(document.querySelector("[data-answer]"));
  const controls = [...document.querySelectorAll("[data-item] [name]")];
  const names = [...new Set(controls.map((one) => one.name))].filter((name) => data.has(name));
  return Object.fromEntries(names.map((name) => [name, data.getAll(name)]));
}"""
