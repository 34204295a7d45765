"""The exam room as it is used: answering, marks, the review, doors, breaks; also without script."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from prep.content.loader import Loaded
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.exam_hands import Candidate, ExamHand, ExamKeyboard, ExamMouse
from tests.browser.exams import Part, Sitting, begin_exam, in_order, items_of_types
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

TYPES = ("single", "multiple", "numeric", "single")
PARTS = (Part("First part", 3, 10), Part("Second part", 1))


@pytest.fixture
def sitting(site: Site, shipped: Loaded) -> Sitting:
    """An exam of two sections with a break between them: three questions and one."""
    return begin_exam(site, items_of_types(shipped, *TYPES), parts=PARTS)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty page."""
    return open_page()


@pytest.mark.parametrize("hand", [ExamMouse(), ExamKeyboard()], ids=["mouse", "keyboard"])
def test_an_exam_is_sat_from_its_first_question_to_handing_in(
    sitting: Sitting, page: Page, hand: ExamHand
) -> None:
    candidate = Candidate(page, hand)
    candidate.enter(sitting.url)
    for number in (1, 2, 3):
        candidate.arrive(number, 3)
        then = "Next" if number < 3 else "Review your answers"
        candidate.take_answer(sitting.right(number), then=then)
    expect(page.locator("h1")).to_have_text("Review")
    candidate.press("link", "Leave this section")
    candidate.press("button", "Leave and take the break")
    expect(page.locator("h1")).to_have_text("Break")
    candidate.press("button", "End the break and go on")
    candidate.arrive(1, 1)
    candidate.take_answer(sitting.right(4), then="Review your answers")
    candidate.press("link", "Hand in the exam")
    candidate.press("button", "Hand in")

    page.wait_for_url(re.compile("/result$"))
    attempt = sitting.attempt()
    assert (attempt.submitted_by, attempt.score) == ("learner", 1.0)
    for position in (1, 2, 3, 4):
        assert sitting.answer(position) == sitting.right(position)


def test_all_that_is_done_to_a_question_is_saved_and_shown_again(
    sitting: Sitting, page: Page
) -> None:
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.answer(sitting.right(1))
    candidate.hand.flag(page)
    expect(page.get_by_role("checkbox", name="Flagged for review", exact=True)).to_be_checked()
    candidate.hand.say(page, "Unsure")
    struck = page.locator("[data-option]:not(:has(:checked))").first
    letter = struck.locator(".option__letter").inner_text()
    candidate.hand.strike(page, letter)
    page.locator("summary", has_text="Note").click()
    page.get_by_label("Note for this question").fill("Look at the owner again.")
    candidate.wait_saved()

    saved = sitting.saved(1)
    assert saved
    facts = (in_order(saved.raw), saved.is_flagged, saved.confidence, saved.note)
    assert facts == (sitting.right(1), True, "unsure", "Look at the owner again.")
    assert saved.struck == [struck.locator("input").input_value()]
    page.reload()
    assert candidate.shown() == sitting.right(1)
    expect(page.get_by_label("Flag for review")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Unsure")).to_be_checked()
    strike = page.get_by_role("button", name=f"Strike out {letter}")
    expect(strike).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Note for this question")).to_have_value("Look at the owner again.")


def test_an_option_that_was_struck_out_can_still_be_chosen(sitting: Sitting, page: Page) -> None:
    candidate = Candidate(page, ExamKeyboard())
    candidate.enter(sitting.url)
    first = page.locator("[data-option]").first
    strike = page.get_by_role("button", name="Strike out A")

    candidate.hand.option(first, "A")
    candidate.hand.strike(page, "A")
    expect(strike).to_have_attribute("aria-pressed", "true")
    expect(first.locator("input")).not_to_be_checked()
    candidate.hand.option(first, "A")

    expect(strike).to_have_attribute("aria-pressed", "false")
    candidate.wait_saved()
    saved = sitting.saved(1)
    assert saved
    assert (saved.struck, in_order(saved.raw)) == ([], candidate.shown())


def test_the_review_lists_what_is_flagged_unanswered_and_incomplete(
    sitting: Sitting, page: Page
) -> None:
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.hand.flag(page)
    candidate.hand.turn(page, "Next")
    candidate.arrive(2, 3)
    candidate.answer({"choice": sitting.right(2)["choice"][:1]})
    candidate.hand.turn(page, "Review")
    expect(page.locator("h1")).to_have_text("Review")
    squares = page.locator(".square__number")

    for name, listed in (("Flagged", ["1"]), ("Unanswered", ["1", "3"]), ("Incomplete", ["2"])):
        page.locator(".filter", has_text=name).click()
        expect(squares).to_have_text([re.compile(f"{number}$") for number in listed])
    page.locator(".square").first.click()
    candidate.arrive(2, 3)


def test_a_highlight_stays_with_its_question(sitting: Sitting, page: Page) -> None:
    candidate = Candidate(page, ExamKeyboard())
    candidate.enter(sitting.url)
    words = page.locator("#stem").inner_text().split()

    page.keyboard.press("m")
    expect(page.locator("#stem")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("m")

    mark = page.locator("#stem mark")
    expect(mark).to_have_text(re.compile(f"^{words[0]}\\s{words[1]}"))
    candidate.hand.turn(page, "Next")
    candidate.arrive(2, 3)
    expect(mark).to_have_count(0)
    candidate.hand.turn(page, "Back")
    candidate.arrive(1, 3)
    expect(mark).to_have_count(1)
    mark.select_text()
    page.keyboard.press("m")
    expect(mark).to_have_count(0)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("12*3=", "36"),
        ("2+3*4=", "20"),
        ("7/8-1=", "−0.125"),
        ("0.1+0.2=", "0.3"),
        ("5+-3=", "2"),
        ("1/0=", "Error"),
        ("1/0=4", "4"),
        ("9C8", "8"),
    ],
)
def test_the_calculator_calculates_by_keyboard(
    sitting: Sitting, page: Page, keys: str, shown: str
) -> None:
    page.goto(sitting.url)
    page.keyboard.press("k")
    for key in keys:
        page.keyboard.press(key)

    expect(page.get_by_label("Display")).to_have_text(shown)
    expect(page.locator("[data-option] input:checked")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#calculator")).to_be_hidden()


def test_the_calculator_calculates_with_the_mouse(sitting: Sitting, page: Page) -> None:
    page.goto(sitting.url)
    page.get_by_role("button", name="Calculator").click()
    for name in ("1", "2", "Divide by", "4", "Equals"):
        page.locator("#calculator").get_by_role("button", name=name, exact=True).click()

    expect(page.get_by_label("Display")).to_have_text("3")


def test_the_help_names_every_key_of_the_room(sitting: Sitting, page: Page) -> None:
    page.goto(sitting.url)

    page.keyboard.press("?")

    names = page.get_by_role("dialog").locator("dt").all_inner_texts()
    assert names == [
        "1–9 or A–H", "Shift A–H", "S U", "Enter", "P", "R", "F", "N", "M", "K", "?",
    ]  # fmt: skip


def test_keys_that_are_switched_off_do_nothing(sitting: Sitting, page: Page) -> None:
    page.goto(sitting.url)
    page.keyboard.press("?")
    ExamKeyboard().tick_off(page.get_by_label("Single-key shortcuts are on"))
    page.keyboard.press("Escape")

    for key in ("f", "k", "1", "Shift+A"):
        page.keyboard.press(key)

    expect(page.get_by_label("Flag for review")).not_to_be_checked()
    expect(page.locator("#calculator")).to_be_hidden()
    expect(page.locator("[data-option] input:checked")).to_have_count(0)
    expect(page.locator(".option--struck")).to_have_count(0)


def test_the_way_back_of_the_browser_leads_to_the_question_before(
    sitting: Sitting, page: Page
) -> None:
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.take_answer(sitting.right(1))
    candidate.arrive(2, 3)

    page.go_back()

    candidate.arrive(1, 3)
    assert candidate.shown() == sitting.right(1)
    expect(page.locator("#main h1")).to_be_focused()


def test_without_javascript_an_exam_can_be_sat(sitting: Sitting, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, viewport=PHONE)
    hand = ExamMouse()
    page.goto(sitting.url)
    for position in (1, 2, 3):
        _fill_in(page, sitting.right(position))
        page.get_by_role("checkbox", name="Flag for review", exact=True).click()
        expect(page.get_by_text("Flagged for review")).to_be_visible()
        hand.turn(page, "Next" if position < 3 else "Review your answers")
    expect(page.locator("h1")).to_have_text("Review")
    page.get_by_role("link", name="Leave this section").click()
    page.get_by_role("button", name="Leave without a break").click()
    _fill_in(page, sitting.wrong(4))
    hand.turn(page, "Review your answers")
    page.get_by_role("link", name="Hand in the exam").click()
    page.get_by_role("button", name="Hand in").click()

    page.wait_for_url(re.compile("/result$"))
    assert sitting.attempt().score == 0.75
    saved = sitting.saved(2)
    assert saved
    assert (saved.is_flagged, saved.revision) == (True, 1)


def test_a_question_sent_before_its_script_came_is_saved(
    sitting: Sitting, page: Page, watch: Watch
) -> None:
    watch.expect_cut()
    page.route(re.compile("/exam-room.js"), lambda route: route.abort("internetdisconnected"))
    page.goto(f"{sitting.url}3")
    _fill_in(page, sitting.right(3))
    ExamMouse().turn(page, "Review your answers")

    expect(page.locator("h1")).to_have_text("Review")
    assert sitting.answer(3) == sitting.right(3)


def test_a_break_counts_down_and_ends_by_itself(sitting: Sitting, page: Page, site: Site) -> None:
    page.clock.install()
    page.goto(sitting.url + "leave-section")
    page.get_by_role("button", name="Leave and take the break").click()
    expect(page.locator("[data-clock=break]")).to_contain_text(re.compile(r"^(10:00|9:5\d) left"))
    expect(page.locator("main")).to_contain_text("stands still at 1:00:00")

    site.clock.moment += timedelta(minutes=9, seconds=30)
    with page.expect_response(re.compile("/clock$")):
        page.clock.fast_forward("09:30")
    expect(page.locator("#warning")).to_have_text("1 minute left.")
    site.clock.moment += timedelta(seconds=40)
    page.clock.fast_forward("00:40")

    Candidate(page, ExamMouse()).arrive(1, 1)
    expect(page.locator("[data-face]")).to_have_text(re.compile("^0:59:[45]"))


def _fill_in(page: Page, raw: dict[str, list[str]]) -> None:
    for name, values in raw.items():
        for value in values:
            field = page.locator(f"[data-item] [name='{name}']")
            if field.first.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            elif field.first.get_attribute("type") == "text":
                field.fill(value)
            else:
                field.locator(f"xpath=self::*[@value='{value}']/ancestor::label").click()
