"""A page in a state of its own, and what is done on it to get there."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in one state.

    site: `new` has nobody set up, `enrolled` somebody without answers, `used` a history;
        `planned` is as `enrolled`, with a mock exam planned for today;
        `server` has accounts, and `inside` is the same for somebody who is logged in;
        `starting` has new questions for mock exams and one that was handed in, `sitting` an
        open one, `resting` one on a break; `finished` has sat two to the end.
    path: may name ids of the history, such as {open}.
    act: what to do on the page to come to the state. status: what is answered at last.
    """

    name: str
    endpoint: str
    site: str
    path: str
    act: Act | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def pressing(name: str) -> Act:
    """Press the button of that name."""
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def writing(label: str, text: str, button: str) -> Act:
    """Write into a field, then press a button."""

    def act(page: Page) -> None:
        page.get_by_label(label, exact=True).fill(text)
        pressing(button)(page)

    return act


def opening_all(page: Page) -> None:
    """Open everything that can be unfolded."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def choosing(label: str) -> Act:
    """Choose the radio button of that label."""
    return lambda page: page.get_by_label(label, exact=True).check()


def asking_for_help(page: Page) -> None:
    """Open the list of shortcuts."""
    page.get_by_role("button", name="Keyboard").click()


def opening_more(page: Page) -> None:
    """Open what the bar keeps behind one word."""
    page.locator("summary", has_text="More").first.click()
