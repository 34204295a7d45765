"""The dashboard by keyboard: from a weak task to its ideas and to practice, and two dates."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.stages import Stages
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser


def press(found: Locator) -> None:
    """Go there and press Enter."""
    found.focus()
    found.press("Enter")


def test_from_the_first_row_to_an_idea_s_practice(stages: Stages, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(stages.get("used").site.url + "/dashboard")
    first = page.locator(".task--start")
    name = first.get_by_role("heading").inner_text()

    press(first.get_by_role("link", name=name, exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    idea = page.locator("#concepts ~ ul .row").first
    title = idea.locator(".row__name").inner_text()
    press(idea.get_by_role("link", name="Drill"))
    expect(page.locator("#scope option:checked")).to_have_text(f"One idea: {title}")


def test_the_order_of_tasks_is_chosen_by_links(stages: Stages, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(stages.get("used").site.url + "/dashboard")

    press(page.get_by_role("link", name="By the outline"))
    expect(page.get_by_role("heading", name="Domains and tasks")).to_be_visible()
    assert page.locator("details.domain").count() == 3
    press(page.get_by_role("link", name="By points open"))
    press(page.get_by_role("link", name="Show all 26 tasks"))
    assert page.locator("li.task").count() == 26


def test_a_refused_date_is_named_and_kept(
    stages: Stages, open_page: OpenPage, watch: Watch
) -> None:
    page = open_page()
    watch.expect(422)
    page.goto(stages.get("used").site.url + "/dashboard/compare")

    page.get_by_label("From").fill("2026-11-23")
    page.get_by_label("To").fill("2026-11-01")
    press(page.get_by_role("button", name="Compare"))
    expect(page.get_by_role("alert")).to_contain_text("Choose a first date before")
    assert kept(page) == ["2026-11-23", "2026-11-01"]


def kept(page: Page) -> list[str]:
    return [page.get_by_label(label, exact=True).input_value() for label in ("From", "To")]


@pytest.mark.parametrize("site", ["enrolled", "used"])
def test_every_card_leads_to_a_page_that_teaches_or_shows(
    stages: Stages, open_page: OpenPage, site: str
) -> None:
    page = open_page()
    page.goto(stages.get(site).site.url + "/dashboard")
    titles = page.locator(".looks strong").all_inner_texts()

    assert len(titles) == 4
    for title in titles:
        press(page.locator(".looks a", has_text=title))
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        press(page.get_by_role("main").get_by_role("link", name="Dashboard"))
