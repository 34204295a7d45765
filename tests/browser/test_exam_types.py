"""Every type of question in the exam room: answered, saved, shown again."""

import pytest
from playwright.sync_api import expect

from prep.content.loader import Loaded
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.exam_hands import Candidate, ExamHand, ExamKeyboard, ExamMouse
from tests.browser.exam_pages import EXAM_TYPES
from tests.browser.exams import begin_exam, case_items, items_of_types
from tests.browser.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("hand", [ExamMouse(), ExamKeyboard()], ids=["mouse", "keyboard"])
@pytest.mark.parametrize("choice", ["right", "wrong"])
def test_an_answer_to_every_type_is_saved_and_shown_again(
    site: Site, shipped: Loaded, open_page: OpenPage, hand: ExamHand, choice: str
) -> None:
    sitting = begin_exam(site, items_of_types(shipped, *EXAM_TYPES))
    answers = [getattr(sitting, choice)(n + 1) for n in range(len(EXAM_TYPES))]
    candidate = Candidate(open_page(viewport=PHONE), hand)
    candidate.enter(sitting.url)

    for number, answer in enumerate(answers, start=1):
        candidate.arrive(number, len(answers))
        candidate.answer(answer)
        candidate.wait_saved()
        assert sitting.answer(number) == answer, sitting.items[number - 1].id
        if number < len(answers):
            hand.turn(candidate.page, "Next")

    for number, answer in reversed(list(enumerate(answers, start=1))):
        candidate.arrive(number, len(answers))
        assert candidate.shown() == answer
        if number > 1:
            hand.turn(candidate.page, "Back")


def test_the_exhibit_that_is_open_stays_open_within_its_case(
    site: Site, shipped: Loaded, open_page: OpenPage
) -> None:
    items = [*case_items(shipped)[:2], *items_of_types(shipped, "single")]
    sitting = begin_exam(site, items)
    candidate = Candidate(open_page(), ExamMouse())
    page = candidate.page
    candidate.enter(sitting.url)
    exhibit = page.get_by_role("tab").nth(1)
    exhibit.click()

    candidate.hand.turn(page, "Next")
    candidate.arrive(2, 3)
    expect(exhibit).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")

    candidate.hand.turn(page, "Next")
    candidate.arrive(3, 3)
    expect(exhibit).to_have_count(0)
    candidate.hand.turn(page, "Back")
    candidate.arrive(2, 3)
    expect(page.get_by_role("tab").first).to_have_attribute("aria-selected", "true")


def test_a_part_of_a_figure_can_be_chosen_by_a_click_in_it_and_stays_marked(
    site: Site, shipped: Loaded, open_page: OpenPage
) -> None:
    sitting = begin_exam(site, items_of_types(shipped, "single", "hotspot"))
    candidate = Candidate(open_page(), ExamMouse())
    page = candidate.page
    candidate.enter(sitting.url)
    candidate.hand.turn(page, "Next")
    candidate.arrive(2, 2)
    key = sitting.right(2)["choice"][0]

    page.locator(f"[data-region='{key}']:visible").first.click()

    candidate.wait_saved()
    assert sitting.answer(2) == {"choice": [key]}
