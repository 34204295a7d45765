"""What the script adds to a quiz, leaving and coming back, and life without JavaScript."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from prep.content.loader import Loaded
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.hands import Keyboard, Mouse
from tests.browser.history import make_history
from tests.browser.learner import Learner, items_by_stem
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def quiz(site: Site, shipped: Loaded) -> str:
    """The address of an open quiz: a question of each type."""
    return f"{site.url}/quiz/{make_history(site, shipped).open}"


def test_without_javascript_set_up_answers_and_a_result_work(
    site: Site, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE)
    learner = Learner(page, Mouse(), items_by_stem(shipped, "pmp"))
    page.goto(site.url)

    learner.set_up("pmp", exam_on=date(2027, 1, 4), minutes=14)
    learner.press("button", "Start diagnostic")
    for number in (1, 2, 3):
        learner.arrive(f"Question {number}, at most 25")
        learner.answer(turn=number, is_right=number != 2)
        learner.press("link", "Next")
    learner.press("button", "End quiz")
    learner.arrive("Diagnostic: 2 of 3 right")
    learner.press("link", "See the dashboard")
    learner.arrive("Where you stand")
    assert "3 answers" in (page.locator("main").text_content() or "").replace("\xa0", " ")


def test_a_quiz_that_was_left_goes_on_where_it_stood(
    quiz: str, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page()
    learner = Learner(page, Mouse(), items_by_stem(shipped, "pmp"))
    page.goto(quiz)
    learner.arrive("Question 1 of 3")
    learner.answer(turn=1, is_right=True)
    learner.press("link", "Leave")
    learner.arrive("Today")

    another = open_page()
    learner.page = another
    another.goto(quiz.partition("/quiz/")[0])
    learner.press("link", "Go on with your own quiz")

    learner.take_quiz(3, wrong_each=None, first=2)
    learner.arrive("Your own quiz: 3 of 3 right")


def test_the_question_mark_explains_the_keys_and_can_switch_them_off(
    quiz: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{quiz}/1")
    hand = Keyboard()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    hand.tick_off(page.get_by_label("Single-key shortcuts are on"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("1")
    expect(page.locator("[data-option] input:checked")).to_have_count(0)

    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Keyboard").click()
    hand.tick(page.get_by_label("Single-key shortcuts are on"))
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("[data-option] input").nth(0)).to_be_checked()


def test_keys_toggle_options_confidence_and_bookmark(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/2")
    chosen = page.locator("[data-option] input:checked")

    for key, count in (("1", 1), ("b", 2), ("1", 1), ("9", 1)):
        page.keyboard.press(key)
        expect(chosen).to_have_count(count)
    page.keyboard.press("s")
    expect(page.get_by_role("checkbox", name="Sure", exact=True)).to_be_checked()
    page.keyboard.press("u")
    expect(page.get_by_role("checkbox", name="Unsure")).to_be_checked()
    page.keyboard.press("u")
    expect(page.get_by_role("checkbox", name="Unsure")).not_to_be_checked()
    bookmark = page.get_by_role("button", name="Bookmark")
    page.keyboard.press("f")
    expect(bookmark).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(bookmark).to_have_attribute("aria-pressed", "true")


def by_key(page: Page) -> None:
    page.keyboard.press("1")
    page.keyboard.press("s")
    page.keyboard.press("Enter")


def by_tap(page: Page) -> None:
    page.locator("[data-option]").nth(0).click()
    Mouse().say(page, "Unsure")
    page.get_by_role("button", name="Check answer").click()


def skipped(page: Page) -> None:
    page.locator("[data-option]").nth(0).click()
    page.get_by_role("button", name="Check answer").click()


def skipped_by_key(page: Page) -> None:
    page.keyboard.press("1")
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("answer", "has_script", "said"),
    [
        (by_key, True, "You were sure"),
        (by_tap, True, "You were unsure"),
        (by_tap, False, "You were unsure"),
        (skipped, True, None),
        (skipped, False, None),
        (skipped_by_key, True, None),
    ],
)
def test_confidence_takes_one_key_or_tap_and_can_be_left_out(
    quiz: str,
    open_page: OpenPage,
    answer: Callable[[Page], None],
    has_script: bool,
    said: str | None,
) -> None:
    page = open_page(java_script_enabled=has_script, viewport=PHONE)
    page.goto(f"{quiz}/1")

    answer(page)

    expect(page.locator("h1")).to_have_text(re.compile("Right|Wrong"))
    heading = page.locator(".result-heading")
    expect(heading).to_contain_text(said) if said else expect(heading).not_to_contain_text("You")


def test_the_help_names_every_key_of_a_question(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/1")

    page.keyboard.press("?")

    keys = page.get_by_role("dialog").locator("kbd").all_inner_texts()
    assert keys == ["1", "9", "A", "H", "S", "U", "Enter", "F", "?"]


def test_letters_typed_into_a_note_are_text(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/3")
    field = page.locator("#value")

    Keyboard().write(field, "1f?u")

    expect(field).to_have_value("1f?u")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Bookmark")).to_have_attribute("aria-pressed", "false")


def test_an_error_takes_the_focus_and_leads_to_the_field(
    quiz: str, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect(422)
    page = open_page()
    page.goto(f"{quiz}/1")

    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#choice")).to_be_focused()


def test_pressing_twice_sends_one_answer(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/1")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.keyboard.press("1")

    page.get_by_role("button", name="Check answer").dblclick()

    expect(page.locator("h1")).to_have_text(re.compile("Right|Wrong"))
    assert sent == [f"{quiz}/1/answer"]
