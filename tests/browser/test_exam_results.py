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
PAPER = {"A4": 688, "Letter": 710}
"""Pixels between the margins of a printed page."""
WIDEST_NUMBER = 30
"""Pixels that "120. " takes in the report's list of questions."""
TAP = 44
GAPS_OF_COLUMNS = """() => {
  const ends = new Map();
  for (const item of document.querySelectorAll(".report__items li")) {
    const words = document.createRange();
    words.selectNodeContents(item);
    const left = Math.round(item.getBoundingClientRect().left);
    const right = Math.max(...[...words.getClientRects()].map((one) => one.right));
    ends.set(left, Math.max(right, ends.get(left) ?? 0));
  }
  const lefts = [...ends.keys()].sort((one, other) => one - other);
  return lefts.slice(1).map((left, n) => left - ends.get(lefts[n]));
}"""
WIDER_THAN_THEIR_ROOM = """() => [...document.querySelectorAll(".table-frame")]
  .filter((frame) => frame.scrollWidth > frame.clientWidth)
  .map((frame) => frame.ariaLabel)"""


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


@pytest.mark.parametrize("paper", PAPER)
def test_nothing_overlaps_in_print(sat: Sitting, open_page: OpenPage, paper: str) -> None:
    page = open_page(viewport={"width": PAPER[paper], "height": 900})
    page.goto(sat.url + "report")
    page.emulate_media(media="print")
    page.locator(".report__items li").evaluate_all(
        "all => all.forEach((one) => one.append(' · unsure · changed · reasoning'))"
    )
    page.locator(".figures-table tbody th").evaluate_all(
        "all => all.forEach((one) => one.append(' and Core Concepts of Methodologies'))"
    )
    gaps = page.evaluate(GAPS_OF_COLUMNS)
    assert len(gaps) == 2
    assert min(gaps) > WIDEST_NUMBER
    assert page.evaluate(WIDER_THAN_THEIR_ROOM) == []


def test_questions_behind_a_belief_are_easy_to_tap(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(sat.url + "result")
    boxes = [link.bounding_box() for link in page.locator(".item-link:visible").all()]
    assert boxes
    assert all(box and min(box["width"], box["height"]) >= TAP for box in boxes)


def test_the_filters_leave_a_phone_room_for_the_list(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(sat.url + "result/items")
    first = page.locator(".row--item").first.bounding_box()
    assert first
    assert first["y"] < PHONE["height"] * 0.4
    page.get_by_text("All domains").first.click()
    page.get_by_role("link", name="Process", exact=True).click()
    page.wait_for_url("**/result/items?domain=process")
    assert page.locator("summary", has_text="Process").is_visible()


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


def test_keep_and_next_leads_through_the_misses_by_keyboard(
    sat: Sitting, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(sat.url + "result")
    page.get_by_role("link", name="No reason yet").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/items?show=missed&reason=none")
    page.locator(".row--item").first.click()
    total = int(page.locator(".place").inner_text().split()[2])
    for left in (total, total - 1):
        assert page.locator(".place").inner_text() == f"1 of {left} missed: no reason yet"
        page.get_by_label("No reason yet").focus()
        page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("?show=missed&reason=none")


def test_keep_and_next_needs_no_script(sat: Sitting, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(sat.url + "result/items?show=missed")
    second = page.locator(".row--item").nth(1).get_attribute("href")
    page.locator(".row--item").first.click()
    page.get_by_label("I misread the question").check()
    page.get_by_role("button", name="Keep and next").click()
    assert page.url.endswith(str(second))
    assert page.locator(".place").inner_text().startswith("2 of ")


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
