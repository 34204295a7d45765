"""The later item types in a browser: by mouse, by keyboard alone, by touch, without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from prep.content.bank import BankItem
from prep.content.loader import Loaded
from prep.services.enrolments import enrol
from prep.services.learners import create_learner
from prep.storage.database import transaction
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.history import PLAN, items_of_later_types
from tests.browser.learner import Learner, items_by_stem
from tests.browser.site import Site
from tests.sittings import serve_quiz

pytestmark = pytest.mark.browser

MATCHING, ORDERING, PULLDOWN, HOTSPOT, CASE = range(1, 6)
STEP_NAMES = "all => all.map((one) => one.textContent.trim())"


@pytest.fixture
def items(shipped: Loaded) -> list[BankItem]:
    """One item of each later type, then one of a case."""
    pmp = next(bank for bank in shipped.banks.banks if bank.certification.id == "pmp")
    items = [item for item in pmp.items if item.pool == "practice"]
    return [*items_of_later_types(items), next(item for item in items if item.case_id)]


@pytest.fixture
def quiz(site: Site, items: list[BankItem]) -> str:
    """The address of a quiz of these items."""
    with transaction(site.database) as db:
        learner_id = create_learner(db, "You", now=site.clock())
        enrol(db, learner_id, "pmp", PLAN, today=site.clock().date(), now=site.clock())
    ids = [item.id for item in items]
    return f"{site.url}/quiz/{serve_quiz(site.database, learner_id, ids, now=site.clock())}"


def answer_all(page: Page, hand: Hand, quiz: str, shipped: Loaded) -> None:
    learner = Learner(page, hand, items_by_stem(shipped, "pmp"))
    page.goto(quiz)
    learner.take_quiz(5, wrong_each=2)
    learner.arrive(re.compile("3 of 5 right"))


def step_names(page: Page) -> list[str]:
    return page.locator(".order__text").evaluate_all(STEP_NAMES)


@pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_every_type_is_answered(
    quiz: str, open_page: OpenPage, shipped: Loaded, hand: Hand
) -> None:
    answer_all(open_page(), hand, quiz, shipped)


def test_every_type_is_answered_on_a_phone(quiz: str, open_page: OpenPage, shipped: Loaded) -> None:
    answer_all(open_page(viewport=PHONE, has_touch=True), Mouse(), quiz, shipped)


def test_every_type_is_answered_without_a_script(
    quiz: str, open_page: OpenPage, shipped: Loaded
) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE)
    learner = Learner(page, Mouse(), items_by_stem(shipped, "pmp"))
    page.goto(quiz)
    for number in range(1, 6):
        learner.arrive(re.compile(f"Question {number} of 5"))
        learner.answer(turn=number, is_right=True)
        page.locator("[data-primary]").click()
    learner.arrive(re.compile("5 of 5 right"))


def test_a_moved_step_is_announced_and_its_button_keeps_the_focus(
    quiz: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    before = step_names(page)
    down = page.locator(".order__step").first.get_by_role("button", name="Move down")

    Keyboard().press(down)

    first, second, *others = before
    assert step_names(page) == [second, first, *others]
    expect(page.locator("#live")).to_have_text(f"{first}: place 2 of {len(before)}")
    expect(page.get_by_role("button", name=f"Move down: {first}")).to_be_focused()


def test_the_first_step_cannot_move_up_and_nothing_breaks(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    before = step_names(page)
    page.locator(".order__step").first.get_by_role("button", name="Move up").click()
    assert step_names(page) == before
    assert page.locator(".order__number").all_inner_texts() == [
        str(n) for n in range(1, len(before) + 1)
    ]


def test_steps_are_dragged_by_their_handle(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    before = step_names(page)
    handle = page.locator(".order__handle").first.bounding_box()
    target = page.locator(".order__step").nth(2).bounding_box()
    assert handle
    assert target

    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 10, target["y"] + target["height"] - 5, steps=8)
    page.mouse.up()

    first, second, third, *others = before
    assert step_names(page) == [second, third, first, *others]
    assert page.locator(".order select").evaluate_all("all => all.map((one) => one.value)") == [
        str(n) for n in range(1, len(before) + 1)
    ]


def test_a_tap_on_a_handle_answers_nothing(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    page.locator(".order__handle").first.click()
    expect(page.get_by_role("button", name="Keep this order")).to_be_visible()


def test_an_order_that_nobody_touched_is_no_answer(quiz: str, open_page: OpenPage, watch) -> None:
    watch.expect(422)
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    page.locator("[data-primary]").click()
    expect(page.locator("#error-summary")).to_contain_text("Give every step a place")


def test_an_order_kept_as_it_stands_is_an_answer(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    page.get_by_role("button", name="Keep this order").click()
    page.locator("[data-primary]").click()
    expect(page.locator("h1")).to_have_text("Wrong")


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_a_click_in_the_figure_chooses_its_letter(
    quiz: str, open_page: OpenPage, viewport: dict[str, int] | None
) -> None:
    page = open_page(**({"viewport": viewport} if viewport else {}))
    page.goto(f"{quiz}/{HOTSPOT}")
    radio = page.locator("[data-hotspot] input").nth(1)
    region = page.locator(f'[data-region="{radio.get_attribute("value")}"]:visible')

    region.locator(".figure__letter").click()

    expect(radio).to_be_checked()
    expect(region).to_have_class(re.compile("figure__region--chosen"))
    expect(page.locator("#live")).to_contain_text("Chosen: B")


def test_exhibits_are_tabs_that_arrows_turn(quiz: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{quiz}/{CASE}")
    tabs, panels = page.get_by_role("tab"), page.locator("[role=tabpanel]")
    count = tabs.count()
    assert count == panels.count() >= 2
    expect(panels.nth(0)).to_be_visible()

    Keyboard().reach(tabs.nth(0))
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(panels.nth(1)).to_be_visible()
    expect(panels.nth(0)).to_be_hidden()
    page.keyboard.press("End")
    expect(panels.nth(count - 1)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(panels.nth(0)).to_be_visible()
    page.keyboard.press("Tab")
    expect(panels.nth(0)).to_be_focused()


def test_what_was_refused_comes_back_in_its_order(quiz: str, open_page: OpenPage, watch) -> None:
    watch.expect(422)
    page = open_page()
    page.goto(f"{quiz}/{ORDERING}")
    page.locator(".order__step").first.get_by_role("button", name="Move down").click()
    moved = step_names(page)
    page.evaluate("document.querySelector('[name=response_id]').value = '7'")
    page.locator("[data-primary]").click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert step_names(page) == moved
