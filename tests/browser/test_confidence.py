"""Saying that one is sure or unsure, and taking it back: in a quiz and in the exam room."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from prep.content.loader import Loaded
from tests.browser.conftest import NARROW, PHONE, OpenPage
from tests.browser.exam_hands import Candidate, ExamMouse
from tests.browser.exams import Sitting, begin_exam, items_of_types
from tests.browser.hands import Keyboard
from tests.browser.history import make_history
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

Press = Callable[[Locator], None]


def by_mouse(box: Locator) -> None:
    box.locator("xpath=ancestor::label").click()


def by_touch(box: Locator) -> None:
    box.locator("xpath=ancestor::label").tap()


def by_space(box: Locator) -> None:
    Keyboard().reach(box)
    box.page.keyboard.press("Space")


def by_its_key(box: Locator) -> None:
    box.page.keyboard.press((box.get_attribute("value") or "")[0])


WAYS = pytest.mark.parametrize(
    ("press", "has_script"),
    [
        (by_mouse, True),
        (by_touch, True),
        (by_space, True),
        (by_its_key, True),
        (by_mouse, False),
        (by_space, False),
    ],
)


@pytest.fixture
def quiz(site: Site, shipped: Loaded) -> str:
    """The address of an open quiz."""
    return f"{site.url}/quiz/{make_history(site, shipped).open}"


@pytest.fixture
def sitting(site: Site, shipped: Loaded) -> Sitting:
    """An exam of two questions."""
    return begin_exam(site, items_of_types(shipped, "single", "multiple"))


def boxes(page: Page) -> tuple[Locator, Locator]:
    """Those for sure and unsure, as a screen reader finds them."""
    group = page.get_by_role("group", name="How sure are you? Choose one or neither.")
    sure, unsure = (
        group.get_by_role("checkbox", name=name, exact=True) for name in ("Sure", "Unsure")
    )
    return sure, unsure


def turn(candidate: Candidate, way: str, number: int) -> None:
    """Go to the other question of the sitting."""
    candidate.hand.turn(candidate.page, way)
    candidate.arrive(number, 2)


@WAYS
def test_in_a_quiz_pressing_again_takes_it_back(
    quiz: str, open_page: OpenPage, press: Press, *, has_script: bool
) -> None:
    page = open_page(java_script_enabled=has_script, viewport=PHONE, has_touch=True)
    page.goto(f"{quiz}/1")
    sure, unsure = boxes(page)
    page.locator("[data-option]").first.click()

    press(sure)
    expect(sure).to_be_checked()
    if has_script:
        press(unsure)
        expect(unsure).to_be_checked()
        expect(sure).not_to_be_checked()
        press(unsure)
    else:
        press(sure)
    for box in (sure, unsure):
        expect(box).not_to_be_checked()
    page.get_by_role("button", name="Check answer").click()

    expect(page.locator("h1")).to_have_text(re.compile("Right|Wrong"))
    expect(page.locator(".result-heading")).not_to_contain_text("You were")


@WAYS
def test_in_the_exam_room_pressing_again_takes_it_back_and_saves_that(
    sitting: Sitting, open_page: OpenPage, press: Press, *, has_script: bool
) -> None:
    page = open_page(java_script_enabled=has_script, viewport=PHONE, has_touch=True)
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)

    def said() -> str | None:
        if has_script:
            candidate.wait_saved()
        else:
            turn(candidate, "Next", 2)
            turn(candidate, "Back", 1)
        saved = sitting.saved(1)
        return saved.confidence if saved else "nothing saved"

    sure, unsure = boxes(page)
    press(sure)
    assert said() == "sure"
    if has_script:
        press(unsure)
        assert said() == "unsure"
        expect(sure).not_to_be_checked()
    press(unsure if has_script else sure)
    assert said() is None
    page.reload()
    for box in (sure, unsure):
        expect(box).not_to_be_checked()


def test_on_the_smallest_phone_the_boxes_stand_beside_the_button(
    quiz: str, open_page: OpenPage
) -> None:
    page = open_page(viewport=NARROW)
    page.goto(f"{quiz}/1")
    _, unsure = boxes(page)
    by_mouse(unsure)  # its word is widest when it is chosen

    label = unsure.locator("xpath=ancestor::label").bounding_box()
    button = page.get_by_role("button", name="Check answer").bounding_box()
    assert label
    assert button
    assert label["x"] + label["width"] < button["x"]


def test_what_is_taken_back_without_the_network_is_saved_after_it(
    sitting: Sitting, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect_cut()
    page = open_page()
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    turn(candidate, "Next", 2)
    sure, _ = boxes(page)
    by_mouse(sure)
    turn(candidate, "Back", 1)
    turn(candidate, "Next", 2)
    expect(sure).to_be_checked()
    candidate.wait_saved()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)

    by_mouse(sure)
    turn(candidate, "Back", 1)
    turn(candidate, "Next", 2)
    expect(sure).not_to_be_checked()
    page.context.set_offline(False)

    candidate.wait_saved()
    saved = sitting.saved(2)
    assert saved
    assert saved.confidence is None
