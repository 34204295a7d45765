"""The clock of the exam room: it is the server's, whatever the computer believes."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from prep.content.loader import Loaded
from tests.browser.axe import violations_in_all_looks
from tests.browser.conftest import OpenPage
from tests.browser.exam_hands import Candidate, ExamMouse
from tests.browser.exams import Sitting, begin_exam, items_of_types
from tests.browser.site import Clock, Site
from tests.browser.watching import Watch

NOON = Clock().moment
pytestmark = pytest.mark.browser


@pytest.fixture
def sitting(site: Site, shipped: Loaded) -> Sitting:
    """An exam of two questions in 40 minutes."""
    return begin_exam(site, items_of_types(shipped, "single", "single"), minutes=40)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page that lets the test speed up its time."""
    page = open_page()
    page.clock.install()
    return page


def face(page: Page, pattern: str) -> None:
    """Expect what the clock shows."""
    expect(page.locator("[data-face]")).to_have_text(re.compile(f"^{pattern}$"))


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_computer_whose_clock_is_wrong_shows_the_right_time_left(
    sitting: Sitting, open_page: OpenPage, hours: int
) -> None:
    page = open_page()
    page.clock.install(time=NOON + timedelta(hours=hours))
    page.goto(sitting.url)
    face(page, "0:40:00|0:39:5\\d")

    page.clock.run_for(5_000)
    face(page, "0:39:5\\d")
    page.clock.set_system_time(NOON - timedelta(hours=hours))
    page.clock.run_for(5_000)

    face(page, "0:39:[45]\\d|0:40:00")
    expect(page.locator("#exam-notice")).to_be_hidden()


def test_after_an_hour_of_sleep_the_page_asks_the_server(
    sitting: Sitting, page: Page, site: Site
) -> None:
    page.goto(sitting.url)
    Candidate(page, ExamMouse()).arrive(1, 2)

    site.clock.moment += timedelta(minutes=25)
    page.clock.fast_forward("25:00")

    face(page, "0:1[45]:\\d\\d")


def test_warnings_are_shown_and_read_out(sitting: Sitting, page: Page, site: Site) -> None:
    page.goto(sitting.url)
    Candidate(page, ExamMouse()).arrive(1, 2)
    warning = page.locator("#warning")
    expect(warning).to_be_hidden()

    for minutes, said in ((30, "#live"), (10, "#live"), (5, "#live"), (1, "#urgent")):
        site.clock.moment = NOON + timedelta(minutes=40 - minutes, seconds=1)
        page.clock.fast_forward(31_000)
        text = f"{minutes} {'minutes' if minutes > 1 else 'minute'} left."
        expect(warning).to_have_text(text)
        expect(page.locator(said)).to_have_text(text)


def test_the_time_can_be_hidden_and_stays_so(sitting: Sitting, page: Page) -> None:
    page.goto(sitting.url)
    page.get_by_role("button", name="Hide time").click()
    expect(page.locator("[data-face]")).to_be_hidden()

    page.reload()

    expect(page.locator("[data-face]")).to_be_hidden()
    page.get_by_role("button", name="Show time").click()
    expect(page.locator("[data-face]")).to_be_visible()


def test_at_the_end_the_open_page_says_so_and_goes_to_the_result(
    sitting: Sitting, page: Page, site: Site
) -> None:
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.answer(sitting.right(1))
    candidate.wait_saved()
    site.clock.moment += timedelta(minutes=40, seconds=1)

    page.clock.fast_forward("40:01")

    expect(page.locator("h1")).to_have_text("Time is up. Your answers were handed in.")
    expect(page.locator("h1")).to_be_focused()
    attempt = sitting.attempt()
    assert (attempt.submitted_by, attempt.score) == ("deadline", 0.5)
    assert attempt.submitted_at == attempt.deadline_at
    page.clock.run_for(8_000)
    page.wait_for_url(re.compile("/result$"))
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('exam.')).length")
    assert keys <= 1, "only whether the clock is hidden stays on the device"


def test_answers_that_came_too_late_because_of_the_network_are_named(
    sitting: Sitting, page: Page, site: Site, watch: Watch
) -> None:
    watch.expect_cut()
    watch.expect(409)
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.arrive(1, 2)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    candidate.answer(sitting.right(1))
    site.clock.moment += timedelta(minutes=41)
    page.context.set_offline(False)

    expect(page.locator("h1")).to_have_text("Time is up. Your answers were handed in.")
    expect(page.locator("main")).to_contain_text("It was up at 13:40:00.")
    expect(page.locator("main")).to_contain_text("had not reached the server by then")


def test_an_answer_after_the_end_is_refused_and_earlier_ones_stand(
    sitting: Sitting, page: Page, site: Site, watch: Watch
) -> None:
    watch.expect(409)
    candidate = Candidate(page, ExamMouse())
    candidate.enter(sitting.url)
    candidate.take_answer(sitting.right(1))
    candidate.arrive(2, 2)
    candidate.wait_saved()
    site.clock.moment += timedelta(minutes=41)

    page.locator("[data-option]").first.click()

    expect(page.locator("h1")).to_have_text("Time is up. Your answers were handed in.")
    saved = sitting.saved(2)
    assert saved is None or saved.raw == {}
    assert sitting.attempt().score == 0.5


def test_axe_finds_nothing_in_the_view_that_says_time_is_up(
    sitting: Sitting, open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect(409)
    page = open_page()
    page.route("**/result", lambda route: route.fulfill(status=204))  # the view stays
    Candidate(page, ExamMouse()).enter(sitting.url)
    site.clock.moment += timedelta(minutes=41)
    page.keyboard.press("a")  # where the page has not noticed by itself, this answer tells it
    expect(page.locator("h1")).to_have_text("Time is up. Your answers were handed in.")

    assert violations_in_all_looks(page) == []
