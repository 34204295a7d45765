"""Somebody who learns in a browser, and knows which answers are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Page, expect

from prep.content.bank import BankItem
from prep.content.item_types import item_type
from prep.content.loader import Loaded
from tests.browser.hands import Hand
from tests.sittings import right_fields, wrong_fields

TASK_ROWS = """rows => rows.map((row) =>
  [row.id.replace("task-", ""), [Number(row.dataset.responses), row.textContent]])"""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question as it went."""

    item: BankItem
    is_right: bool


@dataclass
class Learner:
    """One person at one page; looks for sideways scrolling on every page."""

    page: Page
    hand: Hand
    items: dict[str, BankItem]
    log: list[Answered] = field(default_factory=list)

    def set_up(self, certification: str, *, exam_on: date, minutes: int) -> None:
        """From the first page to the offer of the diagnostic."""
        page = self.page
        self.press("link", "Set up your plan")
        self.arrive("Which exam are you preparing for?")
        self.hand.tick(page.locator(f"input[name=certification][value={certification}]"))
        self.press("button", "Continue")
        self.arrive("Your plan")
        expect(page.locator(f"input[name=certification][value={certification}]")).to_be_checked()
        self.hand.write_date(page.get_by_label("Exam date"), exam_on)
        self.hand.write(page.get_by_label("Minutes a day"), str(minutes))
        self.hand.tick(page.get_by_label("Saturday"))
        self.hand.pick(page.get_by_label("Your work today"), "Software development")
        self.press("button", "Save plan")
        self.arrive("Find out where you stand")

    def press(self, role: Any, name: str) -> None:
        """Press the link or button of that name."""
        self.hand.press(self.page.get_by_role(role, name=name, exact=True))

    def arrive(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the page of that heading, and see that it fits the window."""
        exact = heading if isinstance(heading, re.Pattern) else _whole(heading)
        self.page.locator("h1", has_text=exact).wait_for(state="attached")
        self.page.wait_for_load_state("domcontentloaded")
        width, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room, f"{self.page.url} is {width} px wide in a window of {room} px"

    def take_quiz(self, length: int, *, wrong_each: int | None, first: int = 1) -> list[Answered]:
        """Answer a quiz from its `first` question to its last, every n-th of them wrong."""
        start = len(self.log)
        for number in range(first, length + 1):
            self.arrive(re.compile(f"Question {number}( of|, at most) {length}"))
            self.answer(turn=number, is_right=wrong_each is None or number % wrong_each != 0)
            self.hand.go_on(self.page)
        return self.log[start:]

    def answer(self, *, turn: int, is_right: bool) -> None:
        """Answer the question that is shown, and read what comes back."""
        item = self.shown_item()
        fields = (right_fields if is_right else wrong_fields)(item.type, item.body)
        if turn % 2 == 0:
            self.hand.say(self.page, "Sure" if is_right else "Unsure")
        if item.type == "numeric":
            self.hand.write(self.page.locator("#value"), fields["value"][0])
        elif "choice" in fields:
            self.hand.choose(self.page, self._places(item, fields["choice"]), turn)
        elif item.type == "ordering" and self.page.locator(".order--live").count():
            put_in_order(self.page, self.hand, fields)
        else:
            for name, (value,) in fields.items():
                self.hand.pick_value(self.page.locator(f'select[name="{name}"]'), value)
        # Enter sends from options and fields; in a list and on a button it means something else.
        self.hand.submit(self.page, turn if {"choice", "value"} & fields.keys() else 1)
        self.arrive(re.compile("Right" if is_right else "Wrong"))
        self.log.append(Answered(item, is_right))
        self._read_feedback(item)

    def shown_item(self) -> BankItem:
        """The item behind the question on the page."""
        stem = " ".join(self.page.locator("#stem p").all_inner_texts())
        return self.items[" ".join(stem.split())]

    def task_rows(self) -> dict[str, tuple[int, str]]:
        """All rows of the dashboard: answers and text, by task."""
        show_all = self.page.get_by_role("link", name=re.compile(r"^Show all \d+ tasks$"))
        self.hand.press(show_all)
        expect(show_all).to_be_hidden()
        rows = self.page.locator("li.task").evaluate_all(TASK_ROWS)
        return {task: (responses, " ".join(text.split())) for task, (responses, text) in rows}

    def _places(self, item: BankItem, chosen: list[str]) -> list[int]:
        inputs = self.page.locator("[data-option] input")
        shown = inputs.evaluate_all("all => all.map((one) => one.value)")
        assert sorted(shown) == sorted(i for i, *_ in item_type(item.type).choices(item.body))
        return [shown.index(option) for option in chosen]

    def _read_feedback(self, item: BankItem) -> None:
        read = " ".join((self.page.locator("main").text_content() or "").split())
        rationales = list(_rationales(item.body))
        for wanted in (*rationales, item.explanation, item.principle):
            assert " ".join(wanted.split()) in read, f"{item.id}: the page lacks {wanted!r}"


def put_in_order(page: Page, hand: Hand, fields: dict[str, list[str]]) -> None:
    """Move the steps of an ordering question up to their places, the first one first."""
    wanted = sorted(fields, key=lambda name: fields[name])
    names = "selects => selects.map((select) => select.name)"
    for place, name in enumerate(wanted):
        step = page.locator("li", has=page.locator(f'select[name="{name}"]'))
        for _ in wanted:
            if page.locator(".order select").evaluate_all(names).index(name) == place:
                break
            hand.press(step.get_by_role("button", name="Move up"))
    if page.get_by_role("button", name="Keep this order").is_visible():
        hand.press(page.get_by_role("button", name="Keep this order"))


def _rationales(part: Any) -> Iterator[str]:
    """Every rationale in a body, however deep."""
    if isinstance(part, dict):
        yield from (value for name, value in part.items() if name == "rationale")
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            yield from _rationales(inner)


def items_by_stem(loaded: Loaded, certification: str) -> dict[str, BankItem]:
    """All items of a bank by their stem in one line."""
    bank = next(b for b in loaded.banks.banks if b.certification.id == certification)
    return {" ".join(item.stem.split()): item for item in bank.items}


def _whole(text: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(text)}\s*$")
