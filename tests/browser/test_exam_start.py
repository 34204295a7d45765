"""From the page of mock exams to the first question, and the day of the next exam."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from prep.services.forms import form_for
from prep.storage.database import transaction
from prep.storage.exams import AttemptRow
from prep.storage.forecasts import ForecastRow
from prep.storage.learners import EnrolmentRow
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.exam_hands import Candidate, ExamMouse
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.site import Site
from tests.browser.stages import enrol_first, use_all_in_exams
from tests.browser.watching import Watch
from tests.rows import attempt_row

pytestmark = pytest.mark.browser

KIND = re.compile("^Prepare to start.*Business Environment")


@pytest.fixture
def ready(site: Site) -> Site:
    """A site with a learner and with questions that mock exams may use."""
    with transaction(site.database) as db:
        enrol_first(db, site)
        use_all_in_exams(db)
    return site


def attempts(site: Site) -> list[AttemptRow]:
    """All attempts that are stored."""
    with site.database.reader() as db:
        return list(db.scalars(select(AttemptRow)))


@pytest.mark.parametrize(
    ("hand", "has_script"), [(Mouse(), True), (Mouse(), False), (Keyboard(), True)]
)
def test_an_exam_is_started_with_extra_time_and_a_target(
    ready: Site, open_page: OpenPage, hand: Hand, has_script: bool
) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=has_script)
    page.goto(ready.url + "/today")
    hand.press(page.get_by_role("link", name="Mock exams"))
    hand.press(page.get_by_role("link", name=KIND))
    expect(page.locator("h1")).to_have_text("Before you start")
    hand.tick(page.get_by_label("+25 %"))
    hand.write(page.get_by_label("Your target"), "75")
    hand.press(page.get_by_role("button", name="Start the exam"))

    expect(page.locator("#main h1")).to_have_text(re.compile("^Question 1 of"))
    (attempt,) = attempts(ready)
    assert (attempt.extra_time, attempt.target) == (1.25, 0.75)
    with ready.database.reader() as db:
        assert [row.target for row in db.scalars(select(ForecastRow))] == [0.75]


def test_pressing_start_twice_starts_one_exam(ready: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(ready.url + "/mock/start?kind=domain:business")

    page.get_by_role("button", name="Start the exam").dblclick()

    expect(page.locator("#main h1")).to_have_text(re.compile("^Question 1 of"))
    assert len(attempts(ready)) == 1


def test_an_open_exam_comes_first_and_goes_on(ready: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(ready.url + "/mock/start?kind=domain:business")
    page.get_by_role("button", name="Start the exam").click()
    candidate = Candidate(page, ExamMouse())
    candidate.hand.turn(page, "Next")
    expect(page.locator("#main h1")).to_have_text(re.compile("^Question 2 of"))
    page.get_by_role("link", name="Leave").click()

    expect(page.locator(".card--next")).to_contain_text("is open")
    expect(page.get_by_role("link", name=re.compile("Prepare to start"))).to_have_count(0)
    page.get_by_role("link", name="Go on with the exam").click()

    expect(page.locator("#main h1")).to_have_text(re.compile(r"^Question \d of"))


def test_a_target_out_of_range_comes_back_with_the_reason(
    ready: Site, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect(422)
    page = open_page(java_script_enabled=False)
    page.goto(ready.url + "/mock/start?kind=domain:business")
    page.get_by_label("Your target").fill("120")
    page.get_by_role("button", name="Start the exam").click()

    expect(page.get_by_label("Your target")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your target")).to_have_value("120")
    assert attempts(ready) == []


def test_on_a_phone_long_names_have_the_row_to_themselves(site: Site, open_page: OpenPage) -> None:
    with transaction(site.database) as db:
        learner_id = enrol_first(db, site)
        for kind in ("full", "domain:business"):
            form = form_for(db, learner_id, "pmp", kind, now=site.clock())
            facts = {"started_at": site.clock(), "submitted_at": site.clock(), "score": 0.6}
            db.add(attempt_row(learner_id, form.id, submitted_by="learner", **facts))
            db.flush()
    page = open_page(viewport=PHONE)
    page.goto(site.url + "/mock")

    next_step = page.locator(".button--primary")
    expect(next_step).to_have_count(1)
    expect(next_step).to_be_in_viewport()
    rows = page.locator(".row--mock")
    expect(rows).to_have_count(5 + 2)  # sections and domains but the longest; exams that were sat
    for row in rows.all():
        shares = row.evaluate(
            """row => {
              const [name, other] = row.children, whole = row.clientWidth;
              const below = !other || other.getBoundingClientRect().top
                >= name.getBoundingClientRect().bottom;
              return [name.clientWidth / whole, below];
            }"""
        )
        assert shares[0] > 0.85, row.inner_text()
        assert shares[1], row.inner_text()


def planned_days(site: Site) -> list[date | None]:
    """The day of the next exam, of every enrolment."""
    with site.database.reader() as db:
        return list(db.scalars(select(EnrolmentRow.mock_on)))


def test_a_day_is_set_moved_and_removed_by_keyboard(
    ready: Site, open_page: OpenPage, watch: Watch
) -> None:
    watch.expect(422)
    keys, page = Keyboard(), open_page(viewport=PHONE)
    day, save = (
        page.get_by_label("Day", exact=True),
        page.get_by_role("button", name="Save the day"),
    )
    page.goto(ready.url + "/mock")
    expect(day).to_have_value("2026-12-21")  # two weeks before the exam

    keys.write_date(day, date(2026, 11, 2))
    keys.press(save)
    expect(page.locator("#error-summary")).to_be_focused()
    keys.press(page.locator("#error-summary a"))
    expect(day).to_be_focused()
    expect(day).to_have_value("2026-11-02")
    assert planned_days(ready) == [None]

    keys.write_date(day, date(2026, 11, 28))
    page.keyboard.press("Enter")
    planned = page.get_by_text("Planned for Saturday, 28 November 2026.")
    expect(planned).to_be_in_viewport()
    assert planned_days(ready) == [date(2026, 11, 28)]
    keys.press(page.get_by_role("link", name="Today"))
    expect(page.get_by_text("Mock exam on Saturday, 28 November.")).to_be_visible()

    ready.clock.pass_days(5)
    page.reload()
    expect(page.get_by_text("planned for today")).to_be_visible()
    keys.press(page.get_by_role("link", name="Go to mock exams"))
    keys.press(page.get_by_role("button", name="Remove the day"))
    expect(page.get_by_role("button", name="Remove the day")).to_have_count(0)
    assert planned_days(ready) == [None]
