"""The exercise library in a real browser: by keyboard, on a phone, with and without its script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.stages import Stage, Stages

pytestmark = pytest.mark.browser

LIBRARY = "/at-work/exercises"
ONE = f"{LIBRARY}/risk-premortem-sorted"
ROLES = ("help-desk", "developer", "security", "operations-manager")
WALKED = ("risk-premortem-sorted", "governance-access-list", "communication-outage-kit")


@pytest.fixture
def stage(stages: Stages) -> Stage:
    """Somebody with a history."""
    return stages.get("used")


@pytest.mark.parametrize("role", ROLES)
def test_an_exercise_is_found_and_read_in_one_s_job(
    stage: Stage, open_page: OpenPage, role: str
) -> None:
    page = open_page(viewport=PHONE)
    for exercise in WALKED:
        page.goto(stage.site.url + LIBRARY)
        page.get_by_text("Choose by task, job, time and occasion").click()
        page.get_by_label("Your job").select_option(role)
        page.get_by_role("button", name="Show", exact=True).click()
        link = page.locator(f'a[href*="{exercise}"]')
        shelf = page.locator("details", has=link).locator("summary")
        shelf.press("Enter")
        link.press("Enter")
        expect(page.get_by_label("Show it for")).to_have_value(role)
        expect(page.locator("#role-text")).not_to_have_text(re.compile("^Take a piece of work"))
        assert _overhang(page) == 0


def test_template_and_message_are_copied(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(stage.site.url + ONE)
    for label, place in (("Copy template", "#template"), ("Copy message", "#ask-text")):
        page.get_by_role("button", name=label).press("Enter")
        expect(page.locator("#live")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == (page.locator(place).text_content() or "").strip()
        expect(page.get_by_role("button", name=label)).to_be_visible()


def test_without_a_clipboard_the_text_is_selected(stage: Stage, open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(stage.site.url + ONE)
    page.get_by_role("button", name="Copy message").click()
    expect(page.locator("#live")).to_have_text("Selected. Copy it with your keys.")
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == (page.locator("#ask-text").text_content() or "").strip()


def test_without_javascript_everything_is_there_but_the_copy_buttons(
    stage: Stage, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(stage.site.url + ONE)
    expect(page.locator("#template")).to_contain_text("<change>")
    expect(page.get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)
    expect(page.get_by_role("button", name="Plan it")).to_be_visible()


def test_on_paper_an_exercise_has_its_steps_and_no_controls(
    stage: Stage, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(stage.site.url + ONE)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Steps")).to_be_visible()
    expect(page.locator(".example-case table")).to_be_visible()
    assert page.locator("button:visible, select:visible, nav:visible").count() == 0


def _overhang(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width
