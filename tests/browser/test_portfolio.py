"""The bullet workshop in a browser: hints that follow the typing, by keyboard, without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.stages import Stages
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

NEW = "/portfolio/bullets/new"
FLAT = "Responsible for various VLANs"
GOOD = (
    "Led the move of 1,400 mailboxes for 14 sites with four teams, agreed the order with each "
    "manager and finished on time."
)


@pytest.fixture
def url(stages: Stages) -> str:
    """Where a learner with a portfolio is."""
    return stages.get("portfolio").site.url


def wording(page: Page):
    return page.get_by_label("Project wording")


def test_the_checklist_follows_the_typing_and_is_told_politely(
    url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(url + NEW)
    checklist = page.get_by_role("region", name="Checklist")

    wording(page).press_sequentially(FLAT)
    expect(checklist).to_contain_text("“various” leaves open how many or what.")
    expect(page.locator("#live")).to_have_text("0 of 8 present, 2 things to mind")

    wording(page).fill(GOOD)
    expect(checklist).to_contain_text("8 of 8 present")
    expect(page.locator("#live")).to_have_text("8 of 8 present")
    expect(wording(page)).to_be_focused()


def test_a_wording_that_is_too_long_is_told_at_once(
    url: str, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect(422)
    page = open_page()
    page.goto(url + NEW)

    wording(page).fill("word " * 300)
    expect(page.locator("#live")).to_contain_text("at most 1000 characters")


def test_the_pattern_of_the_exercise_begins_an_empty_wording(
    stages: Stages, url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{url}{NEW}?evidence={stages.get('portfolio').ids['evidence']}")
    button = page.get_by_role("button", name="Begin with this pattern")

    button.focus()
    page.keyboard.press("Enter")

    pattern = page.locator("[data-pattern]").inner_text()
    expect(wording(page)).to_have_value(pattern)
    expect(wording(page)).to_be_focused()
    expect(button).to_be_hidden()
    expect(page.get_by_role("region", name="Checklist")).to_contain_text("is still a blank")


def test_a_bullet_is_written_by_keyboard_alone(url: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(url + NEW)

    page.get_by_label("IT wording").focus()
    page.keyboard.type("Moved mail.")
    page.keyboard.press("Tab")
    page.keyboard.type(GOOD + " By keyboard.")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save bullet")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("The bullet is saved.")
    expect(page.get_by_text("By keyboard.").first).to_be_visible()


def test_without_a_script_the_button_checks_and_redactions_show(
    url: str, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(url + NEW)
    wording(page).fill(FLAT)
    page.get_by_role("button", name="Check wording").click()
    expect(page.get_by_text("“various” leaves open how many or what.")).to_be_visible()
    expect(wording(page)).to_have_value(FLAT)

    page.goto(url + "/portfolio/projects/new")
    redacted = page.get_by_label("Redacted: organisation")
    expect(redacted).to_be_hidden()
    page.get_by_label("Redacted: leaves in the wording that you write for it").check()
    expect(redacted).to_be_visible()
