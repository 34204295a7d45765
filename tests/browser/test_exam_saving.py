"""Nothing that was answered is lost: no network, two windows, a crash, a busy database."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from prep.content.loader import Loaded
from tests.browser.conftest import OpenPage
from tests.browser.exam_hands import SAVED, Candidate, ExamMouse
from tests.browser.exams import Sitting, begin_exam, in_order, items_of_types
from tests.browser.site import Site
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

TYPES = ("single", "multiple", "numeric", "single", "multiple")
SAVES = re.compile("/save$")
KEPT = "Your answers are kept on this device."


@pytest.fixture
def sitting(site: Site, shipped: Loaded) -> Sitting:
    """An exam of five questions."""
    return begin_exam(site, items_of_types(shipped, *TYPES))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page that lets the test speed up its time."""
    page = open_page()
    page.clock.install()
    return page


def entered(page: Page, sitting: Sitting) -> Candidate:
    """A candidate before the first question, with nothing under way."""
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.arrive(1, 5)
    page.wait_for_load_state("networkidle")
    return candidate


def test_answers_given_during_a_network_cut_are_saved_after_it(
    sitting: Sitting, page: Page, watch: Watch
) -> None:
    watch.expect_cut()
    candidate = entered(page, sitting)
    page.context.set_offline(True)

    for number in (1, 2, 3, 4):
        candidate.take_answer(sitting.right(number))
        candidate.arrive(number + 1, 5)
        page.clock.run_for(15_000)
    expect(page.locator("#saved")).to_have_text(f"Not saved yet, trying again. {KEPT}")
    expect(page.locator("#live")).to_have_text(f"Not saved yet, trying again. {KEPT}")
    assert [sitting.answer(number) for number in (1, 2, 3, 4)] == [None] * 4
    page.context.set_offline(False)

    candidate.wait_saved()
    assert [sitting.answer(n) for n in (1, 2, 3, 4)] == [sitting.right(n) for n in (1, 2, 3, 4)]
    candidate.hand.turn(page, "Back")
    candidate.arrive(4, 5)
    assert candidate.shown() == sitting.right(4)


@pytest.mark.parametrize("number", [1, 3])
def test_without_the_network_there_is_a_way_back(
    sitting: Sitting, page: Page, watch: Watch, number: int
) -> None:
    watch.expect_cut()
    page.goto(f"{sitting.url}{number}")
    page.wait_for_load_state("networkidle")
    candidate = Candidate(page, ExamMouse())
    page.context.set_offline(True)
    candidate.take_answer(sitting.right(number))
    candidate.arrive(number + 1, 5)

    for one in range(number, max(number - 2, 0), -1):
        candidate.hand.turn(page, "Back")
        candidate.arrive(one, 5)
        assert (candidate.shown() == sitting.right(one)) is (one == number)


def test_a_network_that_comes_back_while_a_save_is_failing_is_used_at_once(
    sitting: Sitting, page: Page, watch: Watch
) -> None:
    watch.expect_cut()
    candidate = entered(page, sitting)
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))  # no pause ends by itself
    under_way: list[Route] = []
    page.route(SAVES, lambda route: under_way.append(route), times=1)
    with page.expect_request(SAVES):
        candidate.answer(sitting.right(1))

    page.evaluate("dispatchEvent(new Event('online'))")
    under_way[0].abort("internetdisconnected")

    candidate.wait_saved()
    assert sitting.answer(1) == sitting.right(1)


def test_the_review_waits_for_the_network(sitting: Sitting, page: Page, watch: Watch) -> None:
    watch.expect_cut()
    candidate = entered(page, sitting)
    page.context.set_offline(True)
    candidate.take_answer(sitting.right(1), then="Review")
    page.clock.run_for(6_000)
    expect(page.get_by_role("alert")).to_contain_text(["The review needs the network.", ""])

    page.context.set_offline(False)
    candidate.wait_saved()
    candidate.hand.turn(page, "Review")

    expect(page.locator("h1")).to_have_text("Review")
    expect(page.locator(".square").first).to_contain_text("Answered")


def test_what_was_not_saved_survives_closing_the_browser(
    sitting: Sitting, page: Page, watch: Watch
) -> None:
    watch.expect_cut()
    candidate = entered(page, sitting)
    page.context.set_offline(True)
    for number in (1, 2):
        candidate.take_answer(sitting.right(number))
        candidate.arrive(number + 1, 5)
    another = page.context.new_page()
    page.close()
    page.context.set_offline(False)

    another.goto(sitting.url + "1")  # what the closing page sent may have arrived, or not

    candidate = Candidate(another, ExamMouse())
    candidate.arrive(1, 5)
    assert candidate.shown() == sitting.right(1)
    candidate.wait_saved()
    candidate.hand.turn(another, "Next")
    candidate.arrive(2, 5)
    assert candidate.shown() == sitting.right(2)
    candidate.hand.turn(another, "Next")
    candidate.arrive(3, 5)
    candidate.wait_saved()
    assert [sitting.answer(n) for n in (1, 2)] == [sitting.right(n) for n in (1, 2)]


def test_reloading_while_typing_loses_no_letter(sitting: Sitting, page: Page) -> None:
    candidate = Candidate(page, ExamMouse())
    page.goto(sitting.url + "1")
    page.locator("summary", has_text="Note").click()
    note = page.get_by_label("Note for this question")

    note.press_sequentially("The owner decides")
    page.reload()

    expect(note).to_have_value("The owner decides")
    candidate.wait_saved()
    saved = sitting.saved(1)
    assert saved
    assert saved.note == "The owner decides"


def test_of_two_windows_the_later_one_holds_the_exam(
    sitting: Sitting, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect(409)
    first, second = (Candidate(open_page(), ExamMouse()) for _ in range(2))
    first.enter(sitting.url)
    first.answer(sitting.right(1))
    first.wait_saved()
    second.enter(sitting.url + "2")
    second.answer({"choice": sitting.right(2)["choice"][:1]})
    second.wait_saved()

    first.hand.turn(first.page, "Next")
    first.arrive(2, 5)
    first.answer(sitting.right(2))
    notice = first.page.locator("#exam-notice")
    expect(notice).to_contain_text("in another window or on another device")
    expect(first.page.locator("#saved")).to_have_text(f"Not saved yet. {KEPT}")
    assert sitting.answer(2) == {"choice": sitting.right(2)["choice"][:1]}

    notice.get_by_role("button", name="Continue here").click()

    expect(notice).to_be_hidden()
    first.wait_saved()
    assert first.shown() == sitting.right(2)
    assert sitting.answer(2) == sitting.right(2)
    second.answer(sitting.right(2))
    expect(second.page.locator("#exam-notice")).to_be_visible()


def test_a_window_in_which_nothing_changed_overwrites_nothing(
    sitting: Sitting, open_page: OpenPage, watch: Watch, site: Site
) -> None:
    watch.expect(409)
    first, second = (Candidate(open_page(), ExamMouse()) for _ in range(2))
    first.enter(sitting.url)
    first.answer(sitting.wrong(1))
    first.wait_saved()
    site.clock.moment += timedelta(minutes=1)
    second.enter(sitting.url + "1")
    second.answer(sitting.right(1))
    second.wait_saved()

    first.hand.turn(first.page, "Next")
    first.page.get_by_role("button", name="Continue here").click()
    notice = first.page.locator("#exam-notice")
    expect(notice).to_contain_text("Question 1 was answered later in another window")
    assert sitting.answer(1) == sitting.right(1)


def test_an_answer_that_waited_on_another_device_does_not_replace_a_later_one(
    sitting: Sitting, open_page: OpenPage, watch: Watch, site: Site
) -> None:
    watch.expect_cut()
    watch.expect(409)
    second = Candidate(open_page(), ExamMouse())
    first = entered(open_page(), sitting)
    first.page.context.set_offline(True)
    first.answer(sitting.wrong(1))
    expect(first.page.locator("#saved")).to_have_text(f"Not saved yet, trying again. {KEPT}")
    site.clock.moment += timedelta(minutes=1)
    second.enter(sitting.url + "1")
    second.answer(sitting.right(1))
    second.wait_saved()
    first.page.context.set_offline(False)
    first.page.get_by_role("button", name="Continue here").click()

    notice = first.page.locator("#exam-notice")
    expect(notice).to_contain_text("Question 1 was answered later in another window")
    assert sitting.answer(1) == sitting.right(1)
    notice.get_by_role("button", name="Load this page again").click()
    expect(notice).to_be_hidden()
    first.arrive(1, 5)
    assert first.shown() == sitting.right(1)


def test_a_newer_answer_here_is_not_lost_to_an_older_one_that_met_another_windows(
    sitting: Sitting, page: Page
) -> None:
    entered(page, sitting)

    def meet_another(route: Route) -> None:
        elsewhere = route.request.post_data_json | {"revision": 7, "raw": {}}
        route.fetch(post_data=json.dumps(elsewhere))
        page.evaluate("document.querySelectorAll('[data-option] input')[1].click()")
        route.fulfill(response=route.fetch())

    page.route(re.compile("/1/save$"), meet_another, times=1)
    page.evaluate("document.querySelectorAll('[data-option] input')[0].click()")
    expect(page.locator("#saved")).to_have_text(SAVED)
    chosen = page.locator("[data-option] input").nth(1).input_value()
    expect(page.locator("[data-option] input").nth(1)).to_be_checked()
    assert sitting.answer(1) == {"choice": [chosen]}


def test_a_window_that_comes_back_to_the_front_says_that_another_one_took_over(
    sitting: Sitting, open_page: OpenPage, page: Page
) -> None:
    page.goto(sitting.url)
    Candidate(page, ExamMouse()).arrive(1, 5)
    page.wait_for_load_state("networkidle")
    open_page().goto(sitting.url)
    page.wait_for_timeout(300)

    page.clock.fast_forward("00:31")

    expect(page.locator("#exam-notice")).to_contain_text("in another window or on another device")


def test_while_the_database_is_away_the_page_says_that_it_is_saving_again(
    sitting: Sitting, page: Page, watch: Watch
) -> None:
    watch.expect(503)
    candidate = entered(page, sitting)

    def be_busy(route: Route) -> None:
        route.fulfill(status=503, json={"reason": "unavailable", "message": "Try again."})

    page.route(SAVES, be_busy, times=2)
    candidate.answer(sitting.right(1))
    expect(page.locator("#saved")).to_contain_text("Saving again")
    assert sitting.answer(1) is None
    for ms in (1_000, 2_000):
        page.clock.run_for(ms)
        page.wait_for_timeout(200)

    expect(page.locator("#saved")).to_have_text(SAVED)
    assert sitting.answer(1) == sitting.right(1)


def test_a_save_whose_answer_was_lost_is_stored_once(sitting: Sitting, page: Page) -> None:
    candidate = entered(page, sitting)
    lost: list[str] = []

    def lose_answer(route: Route) -> None:
        route.fetch()
        lost.append(route.request.url)
        route.fulfill(status=200, body="cut o")

    page.route(SAVES, lose_answer, times=1)
    candidate.answer(sitting.right(1))
    expect(page.locator("#saved")).to_contain_text("trying again")
    page.clock.run_for(2_000)
    candidate.wait_saved()

    saved = sitting.saved(1)
    assert saved
    assert (len(lost), saved.revision, in_order(saved.raw)) == (1, 1, sitting.right(1))


def test_an_exam_that_was_handed_in_elsewhere_says_so(sitting: Sitting, page: Page) -> None:
    entered(page, sitting)
    other = page.context.browser
    assert other
    device = other.new_context().new_page()
    device.goto(sitting.url + "submit")
    device.get_by_role("button", name="Hand in").click()
    device.wait_for_url(re.compile("/result$"))
    device.context.close()

    page.clock.fast_forward("00:31")

    expect(page.locator("h1")).to_have_text("This exam was handed in.")
    page.get_by_role("link", name="See the result").click()
    page.wait_for_url(re.compile("/result$"))
