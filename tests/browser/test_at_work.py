"""From a weak task to work that is documented and checked, on a phone and a desktop."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from prep.content.loader import Loaded
from tests.browser.conftest import DESKTOP, VIEWPORTS, OpenPage
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.learner import Learner, items_by_stem
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

TOLD = {
    "Situation": "Two cutovers had failed.",
    "What you did": "I agreed owners with four teams.",
    "Result": "The third cutover went well.",
    "A number": "9 of 11 risks answered",
    "Redacted: result": "It went well.",
}


def on_the_way(site: Site, page: Page, hand: Hand, shipped: Loaded) -> Learner:
    """Somebody who is set up and stands on the page of work."""
    learner = Learner(page, hand, items_by_stem(shipped, "pmp"))
    page.goto(site.url)
    learner.set_up("pmp", exam_on=date(2027, 1, 4), minutes=14)
    learner.press("link", "At work")
    learner.arrive("At work")
    return learner


def plan_the_first(learner: Learner) -> str:
    """Plan the first proposal, and begin; its name."""
    page, hand = learner.page, learner.hand
    link = page.get_by_role("link", name=re.compile("See and plan it")).first
    name = (link.locator(".visually-hidden").text_content() or "").removeprefix(": ")
    hand.press(link)
    learner.arrive(name)
    hand.write(page.get_by_label("Where", exact=True), "The mail migration")
    hand.write(page.get_by_label("With whom"), "The network team")
    hand.write_date(page.get_by_label("When", exact=True), date(2026, 11, 26))
    learner.press("button", "Plan it")
    learner.arrive(name)
    expect(
        page.get_by_text("Planned for Thursday, 26 November · The mail migration")
    ).to_be_visible()
    hand.press(page.get_by_role("button", name=re.compile("I have begun")))
    expect(page.get_by_text("You are doing it")).to_be_visible()
    return name


def open_form(learner: Learner) -> None:
    """Go from the page of an action to its form."""
    learner.hand.press(learner.page.get_by_role("link", name=re.compile("^Document it")))
    learner.arrive("Document it")


def tell(learner: Learner) -> None:
    """Fill in what is asked, with a redacted wording."""
    page, hand = learner.page, learner.hand
    hand.tick(page.locator("[name=confidentiality][value=redacted]"))
    for label, text in TOLD.items():
        hand.write(page.get_by_label(label, exact=True), text)
    points = page.locator("[name^=rubric-][value=yes]").count()
    for point in range(1, points + 1):
        hand.tick(page.locator(f"[name=rubric-{point}][value=partly]"))


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_from_a_proposal_to_before_and_after(
    site: Site, open_page: OpenPage, shipped: Loaded, hand: Hand, viewport: str
) -> None:
    page = open_page(viewport=VIEWPORTS[viewport])
    learner = on_the_way(site, page, hand, shipped)

    name = plan_the_first(learner)
    open_form(learner)
    tell(learner)
    learner.press("button", "Document it")
    learner.arrive(name)
    expect(page.get_by_text("Check 1 of 3 is for Tuesday, 24 November")).to_be_visible()
    expect(page.get_by_text("Leaves as: It went well.")).to_be_visible()

    asked = 0
    for number, days in enumerate((1, 2, 4), start=1):
        site.clock.pass_days(days)
        page.goto(site.url + "/today")
        learner.press("button", f"Start check {number} of {name}")
        learner.arrive(re.compile("Question 1 of"))
        length = int((page.locator("#progress-label").text_content() or "").split()[-1])
        learner.take_quiz(length, wrong_each=None)
        learner.arrive(f"Check: {length} of {length} right")
        learner.press("link", "See before and after")
        learner.arrive(name)
        asked += length

    expect(page.get_by_role("heading", name="Before and after")).to_be_visible()
    expect(page.get_by_text(f"{asked} of {asked} fresh questions right")).to_be_visible()
    hand.press(page.get_by_role("navigation", name="Main").get_by_role("link", name="At work"))
    learner.arrive("At work")
    expect(page.get_by_role("link", name=re.compile(re.escape(name)))).to_be_visible()


def test_what_was_typed_survives_a_closed_page(
    site: Site, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page(viewport=DESKTOP)
    learner = on_the_way(site, page, Mouse(), shipped)
    plan_the_first(learner)
    open_form(learner)
    address = page.url
    tell(learner)
    page.close(run_before_unload=True)

    again = page.context.new_page()
    again.goto(address)
    for label, text in TOLD.items():
        expect(again.get_by_label(label, exact=True)).to_have_value(text)
    expect(again.locator("[name=rubric-1][value=partly]")).to_be_checked()
    expect(again.get_by_text("This is what you had typed")).to_be_visible()

    again.get_by_role("button", name="Save draft").click()
    expect(again.get_by_text("Your draft is saved")).to_be_visible()
    expect(again.get_by_text("This is what you had typed")).to_be_hidden()
    expect(again.get_by_label("Result", exact=True)).to_have_value(TOLD["Result"])
    assert again.evaluate("Object.keys(localStorage).filter((k) => k.includes('draft'))") == []


def test_what_was_typed_can_be_thrown_away(
    site: Site, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page(viewport=DESKTOP)
    learner = on_the_way(site, page, Mouse(), shipped)
    plan_the_first(learner)
    open_form(learner)
    page.get_by_label("Situation", exact=True).fill("Not meant.")
    page.reload()
    expect(page.get_by_label("Situation", exact=True)).to_have_value("Not meant.")

    page.get_by_role("button", name="Show what was saved instead").click()

    expect(page.get_by_label("Situation", exact=True)).to_have_value("")
    page.reload()
    expect(page.get_by_label("Situation", exact=True)).to_have_value("")


def test_after_an_error_what_was_typed_stays_on_page_and_device(
    site: Site, open_page: OpenPage, watch: Watch, shipped: Loaded
) -> None:
    page = open_page(viewport=DESKTOP)
    learner = on_the_way(site, page, Mouse(), shipped)
    plan_the_first(learner)
    open_form(learner)
    page.get_by_label("Situation", exact=True).fill("Half of it.")
    address = page.url
    watch.expect(422)
    with page.expect_navigation():
        page.get_by_role("button", name="Document it").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("Situation", exact=True)).to_have_value("Half of it.")

    page.goto(address)

    expect(page.get_by_label("Situation", exact=True)).to_have_value("Half of it.")


@pytest.mark.parametrize("level", ["private", "shareable"])
def test_the_redacted_wording_shows_only_where_it_is_wanted(
    site: Site, open_page: OpenPage, shipped: Loaded, level: str
) -> None:
    page = open_page(viewport=DESKTOP, java_script_enabled=False)
    scripted = open_page(viewport=DESKTOP)
    learner = on_the_way(site, scripted, Mouse(), shipped)
    plan_the_first(learner)
    open_form(learner)
    page.goto(scripted.url)
    redacted = page.get_by_label("Redacted: result")

    page.locator("[name=confidentiality][value=redacted]").check()
    expect(redacted).to_be_visible()
    page.locator(f"[name=confidentiality][value={level}]").check()
    expect(redacted).to_be_hidden()


def test_what_left_the_bar_is_reached_with_the_keyboard(
    site: Site, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page(viewport=VIEWPORTS["phone"])
    learner = on_the_way(site, page, Keyboard(), shipped)
    for name, heading in (("Library", "Library"), ("Settings", "Settings")):
        learner.hand.press(page.locator("summary", has_text="More"))
        learner.press("link", name)
        learner.arrive(heading)
