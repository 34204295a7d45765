"""A mentor in another browser without an account; a calendar's address."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from prep.services.actions.planning import PlanDetails
from prep.services.exercises import propose
from prep.services.learners import find_local_learner
from tests.acting import document, plan
from tests.browser.axe import violations_in_all_looks
from tests.browser.conftest import DESKTOP, OpenPage
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.site import Site
from tests.browser.stages import Stage
from tests.browser.watching import Watch
from tests.browser.work import REDACTED
from tests.practising import Practice

pytestmark = pytest.mark.browser

CLIPBOARD_IS = "async (text) => (await navigator.clipboard.readText()) === text"


def documented(site: Site) -> tuple[Practice, UUID]:
    """The learner, and work of theirs with evidence that leaves in its redacted wording."""
    with site.database.reader() as db:
        learner_id = find_local_learner(db)
        assert learner_id
        me = Practice(site.database, learner_id, site.clock())
        (found,) = propose(db, learner_id, "pmp", now=me.now, limit=1)
    details = PlanDetails(found.exercise.settings[0], "The mail migration", "Two teams", None)
    action_id = plan(me, found.exercise.id, found.task_id, details)
    document(me, action_id, REDACTED)
    return me, action_id


def check_with_axe(page: Page) -> None:
    """No violation on phone and desktop, light and dark."""
    assert violations_in_all_looks(page) == []
    page.set_viewport_size(DESKTOP)


def make_link(page: Page, hand: Hand, action: str) -> str:
    """Make a link on the page of an action; the address that is shown."""
    page.goto(action)
    hand.write(page.get_by_label("Days that the link works"), "7")
    hand.press(page.get_by_role("button", name="Make a link"))
    expect(page.get_by_role("heading", name="The link is made")).to_be_visible()
    return page.get_by_role("region", name="Address").inner_text()


@pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_mentor_reads_and_signs_off_until_the_link_is_revoked(
    inside: Stage, open_page: OpenPage, watch: Watch, hand: Hand
) -> None:
    _, action_id = documented(inside.site)
    action = f"{inside.site.url}/at-work/{action_id}"
    page = open_page(storage_state=inside.cookies)
    address = make_link(page, hand, action)
    check_with_axe(page)

    mentor = open_page()
    mentor.goto(address)
    expect(mentor.get_by_text("Ask the owner of 10.20.30.40.")).to_be_visible()
    assert "corp.example.com" not in mentor.content()
    assert "mail migration" not in mentor.content()
    hand.write(mentor.get_by_label("Your name"), "Jo Smith")
    hand.write(mentor.get_by_label("Your role"), "Head of operations")
    hand.write(mentor.get_by_label("Comment"), "It is in use since.")
    watch.expect(422)
    hand.press(mentor.get_by_role("button", name="Sign off"))
    expect(mentor.get_by_role("alert")).to_contain_text("Tick the box")
    expect(mentor.get_by_label("Comment")).to_have_value("It is in use since.")
    hand.tick(mentor.get_by_label("I have seen this work"))
    hand.press(mentor.get_by_role("button", name="Sign off"))
    expect(mentor.get_by_text("Thank you. This was signed off on 23 November")).to_be_visible()
    expect(mentor.get_by_role("button")).to_have_count(0)

    page.goto(action)
    expect(page.get_by_text("Signed off by Jo Smith")).to_be_visible()
    hand.press(page.get_by_role("button", name=re.compile("^Revoke")))
    expect(page.get_by_text("Links that work")).to_have_count(0)
    expect(page.get_by_text("Signed off by Jo Smith")).to_be_visible()
    watch.expect(404)
    mentor.goto(address)
    expect(mentor.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_a_link_dies_when_the_evidence_becomes_private(
    inside: Stage, open_page: OpenPage, watch: Watch
) -> None:
    me, action_id = documented(inside.site)
    page = open_page(storage_state=inside.cookies)
    address = make_link(page, Mouse(), f"{inside.site.url}/at-work/{action_id}")
    document(me, action_id, replace(REDACTED, confidentiality="private"))

    watch.expect(404)
    mentor = open_page()
    mentor.goto(address)
    expect(mentor.get_by_role("heading", name="There is nothing here")).to_be_visible()
    page.goto(f"{inside.site.url}/at-work/{action_id}")
    expect(page.get_by_text("but shows nothing now")).to_be_visible()
    expect(page.get_by_text("The evidence is private, so no link shows it")).to_be_visible()


def test_a_link_in_the_work_tells_its_site_nothing_of_the_address(
    inside: Stage, open_page: OpenPage
) -> None:
    _, action_id = documented(inside.site)
    page = open_page(storage_state=inside.cookies)
    address = make_link(page, Mouse(), f"{inside.site.url}/at-work/{action_id}")

    mentor = open_page()
    mentor.goto(address)
    with mentor.expect_navigation():
        mentor.evaluate("path => { location.href = path; }", "/")
    assert mentor.evaluate("document.referrer") == ""


def test_a_calendar_address_is_copied_replaced_and_revoked(
    inside: Stage, open_page: OpenPage, watch: Watch
) -> None:
    page = open_page(
        storage_state=inside.cookies, permissions=["clipboard-read", "clipboard-write"]
    )
    page.goto(inside.site.url + "/settings")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_role("region", name="Address").inner_text()
    check_with_axe(page)
    page.get_by_role("button", name="Copy address").click()
    page.wait_for_function(CLIPBOARD_IS, arg=address)

    stranger = open_page()
    assert "BEGIN:VCALENDAR" in stranger.request.get(address).text()
    page.get_by_role("link", name="Back to settings").click()
    check_with_axe(page)
    page.get_by_role("button", name="Revoke the address").click()
    expect(page.get_by_text("The calendar address has ended")).to_be_visible()
    watch.expect(404)
    assert stranger.request.get(address).status == 404
