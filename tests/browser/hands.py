"""Two ways to use a page: with the mouse, or with nothing but the keyboard."""

from datetime import date
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 200
HAS_FOCUS = "element => element === document.activeElement"
IN_GROUP = """radio => document.activeElement.type === "radio"
  && document.activeElement.name === radio.name"""
SHOWS_FOCUS = """() => {
  const focused = document.activeElement;
  const near = [focused, focused.closest("label"), focused.nextElementSibling];
  return near.some((element) => {
    if (!element) return false;
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
}"""


class Hand(Protocol):
    """What a person does to a page."""

    def press(self, control: Locator) -> None:
        """Follow a link or push a button."""

    def write(self, field: Locator, text: str) -> None:
        """Put text into a field in place of what stood there."""

    def write_date(self, field: Locator, day: date) -> None:
        """Put a date into a date field that is empty."""

    def pick(self, select: Locator, label: str) -> None:
        """Choose from a list that opens."""

    def pick_value(self, select: Locator, value: str) -> None:
        """The same by the value of the entry; several entries may begin alike."""

    def tick(self, control: Locator) -> None:
        """Choose a radio button or check a box."""

    def choose(self, page: Page, numbers: list[int], turn: int) -> None:
        """Choose options of a question by their place, from 0; `turn` varies how."""

    def submit(self, page: Page, turn: int) -> None:
        """Send the answer that was chosen."""

    def say(self, page: Page, word: str) -> None:
        """Say that one is sure or unsure."""

    def go_on(self, page: Page) -> None:
        """From the explanation to what comes next."""


class Mouse:
    """Clicks."""

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        field.fill(text)

    def write_date(self, field: Locator, day: date) -> None:
        field.click()
        field.fill(day.isoformat())

    def pick(self, select: Locator, label: str) -> None:
        select.select_option(label=label)

    def pick_value(self, select: Locator, value: str) -> None:
        select.select_option(value=value)

    def tick(self, control: Locator) -> None:
        control.locator("xpath=ancestor::label").click()
        expect(control).to_be_checked()

    def choose(self, page: Page, numbers: list[int], turn: int) -> None:
        for number in numbers:
            page.locator("[data-option]").nth(number).click()

    def submit(self, page: Page, turn: int) -> None:
        page.locator("[data-answer] [data-primary]").click()

    def say(self, page: Page, word: str) -> None:
        self.tick(page.get_by_role("checkbox", name=word, exact=True))

    def go_on(self, page: Page) -> None:
        page.locator("[data-primary]").click()


class Keyboard:
    """Keys alone: what cannot be reached with Tab, arrows or a shortcut cannot be used."""

    def press(self, control: Locator) -> None:
        self.reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(text)

    def write_date(self, field: Locator, day: date) -> None:
        self.reach(field)
        field.page.keyboard.type(f"{day:%m%d%Y}")

    def pick(self, select: Locator, label: str) -> None:
        self.reach(select)
        select.page.keyboard.type(label)

    def pick_value(self, select: Locator, value: str) -> None:
        self.reach(select)
        values = select.evaluate("one => [...one.options].map((option) => option.value)")
        select.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            select.page.keyboard.press("ArrowDown")
        expect(select).to_have_value(value)

    def tick(self, control: Locator) -> None:
        if control.get_attribute("type") == "radio":
            self._turn_to(control)
        else:
            self.reach(control)
            control.page.keyboard.press("Space")
        expect(control).to_be_checked()

    def tick_off(self, control: Locator) -> None:
        """Take the tick out of a box."""
        self.reach(control)
        control.page.keyboard.press("Space")
        expect(control).not_to_be_checked()

    def choose(self, page: Page, numbers: list[int], turn: int) -> None:
        if turn % 3 == 0:
            for number in numbers:
                self.tick(page.locator("[data-option] input").nth(number))
            return
        names = "123456789" if turn % 3 == 1 else "abcdefgh"
        for number in numbers:
            page.keyboard.press(names[number])

    def submit(self, page: Page, turn: int) -> None:
        if turn % 2:
            self.reach(page.locator("[data-answer] [data-primary]"))
        page.keyboard.press("Enter")

    def say(self, page: Page, word: str) -> None:
        page.keyboard.press(word[0].lower())

    def go_on(self, page: Page) -> None:
        page.keyboard.press("Enter")

    def reach(self, control: Locator, *, backwards: bool = False) -> None:
        """Press Tab until the control has the focus, and see that it shows."""
        page, element = control.page, control.element_handle()
        for _ in range(MOST_TABS):
            if element.evaluate(HAS_FOCUS):
                assert page.evaluate(SHOWS_FOCUS), f"no focus ring on {control}"
                return
            page.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"Tab does not lead to {control}")

    def _turn_to(self, radio: Locator) -> None:
        """Tab into the group of radio buttons, then arrows to the one."""
        page = radio.page
        for _ in range(MOST_TABS):
            if radio.evaluate(IN_GROUP):
                break
            page.keyboard.press("Tab")
        if radio.evaluate(HAS_FOCUS):
            page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if radio.is_checked():
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not lead to {radio}")
