"""After a mock exam: the result, its review by keyboard, and the report on paper."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page

from prep.content.loader import Loaded
from tests.browser.conftest import PHONE, MakeSettings, OpenPage
from tests.browser.exams import Sitting
from tests.browser.handed_in import practice_items, sat_exam
from tests.browser.site import running
from tests.tools.pdf import count_pages, read_text

pytestmark = pytest.mark.browser

QUESTIONS = 120
MOST_PAGES = 6


@pytest.fixture(scope="module")
def sat(make_settings: MakeSettings, shipped: Loaded) -> Iterator[Sitting]:
    """A long exam that was handed in."""
    rng = np.random.default_rng(3)
    with running(make_settings()) as site:
        yield sat_exam(site, practice_items(shipped, QUESTIONS, rng), rng)


def right(sitting: Sitting) -> int:
    """How many questions were right, by the stored score."""
    return round((sitting.attempt().score or 0) * QUESTIONS)


def print_report(page: Page, sitting: Sitting) -> bytes:
    page.goto(sitting.url + "report")
    return page.pdf(format="A4", print_background=True)


def test_the_report_prints_on_few_pages_with_the_score(sat: Sitting, open_page: OpenPage) -> None:
    document = print_report(open_page(), sat)
    text = read_text(document)
    assert 2 <= count_pages(document) <= MOST_PAGES
    assert f"{right(sat)}of{QUESTIONS}" in text
    assert "68%(61–75)" in text
    assert f"{QUESTIONS}.Unanswered" in text
    assert "Savethispage" not in text


def test_the_report_is_black_on_white_in_the_dark_too(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    page.goto(sat.url + "report")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """() => {
          const main = getComputedStyle(document.querySelector("main"));
          const cell = getComputedStyle(document.querySelector("main td"));
          const body = getComputedStyle(document.body);
          return [main.color, cell.color, body.backgroundColor];
        }"""
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    for hidden in (".topbar", ".footer", ".screen-only"):
        assert not page.locator(hidden).is_visible(), hidden


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["result", "report", "result/items", "result/items/1"])
def test_nothing_is_wider_than_the_window(
    sat: Sitting, open_page: OpenPage, path: str, size: dict[str, int]
) -> None:
    page = open_page(viewport=size)
    page.goto(sat.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_every_table_of_the_result_fits_a_phone(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(sat.url + "result")
    for closed in page.get_by_text("Show as table").all():
        closed.click()
    frames = page.locator(".table-frame").evaluate_all(
        "frames => frames.map(frame => [frame.ariaLabel, frame.scrollWidth, frame.clientWidth])"
    )
    assert frames
    assert [name for name, content, room in frames if content > room] == []


def test_the_review_works_by_keyboard_alone(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(sat.url + "result")
    press(page, "Review what you missed")
    page.wait_for_url("**/result/items?show=missed")
    page.locator(".row--item").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/items/*?show=missed")
    first = page.url

    page.get_by_label("No reason yet").focus()
    page.keyboard.press("ArrowDown")
    press(page, "Keep the reason")
    page.get_by_text("Kept.").wait_for()
    assert page.get_by_label("I did not know it").is_checked()
    press(page, "Next")
    page.wait_for_url(lambda url: url.split("?")[0] != first.split("?")[0])
    assert "wrong" in page.get_by_role("heading", level=1).inner_text()


def test_the_page_works_without_its_script(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(sat.url + "result")
    assert (
        page.get_by_role("heading", level=1)
        .inner_text()
        .endswith(f"{right(sat)} of {QUESTIONS} right")
    )


def press(page: Page, name: str) -> None:
    """Put the focus on a link or button and press Enter."""
    role = "button" if page.get_by_role("button", name=name, exact=True).count() else "link"
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")
