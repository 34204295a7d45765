"""The whole way, once with the mouse and once with the keyboard alone, on a phone and a desktop."""

import re
from collections import Counter
from datetime import date

import pytest

from prep.content.loader import Loaded
from tests.browser.conftest import VIEWPORTS, OpenPage
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.learner import Learner, items_by_stem
from tests.browser.site import Site

MINUTES_FOR_TEN = 14
"""At 80 seconds a question."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("viewport", VIEWPORTS)
@pytest.mark.parametrize("hand", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_from_set_up_to_a_quiz_of_missed_questions(
    site: Site, open_page: OpenPage, shipped: Loaded, hand: Hand, viewport: str
) -> None:
    page = open_page(viewport=VIEWPORTS[viewport])
    learner = Learner(page, hand, items_by_stem(shipped, "pmp"))
    page.goto(site.url)

    learner.set_up("pmp", exam_on=date(2027, 1, 4), minutes=MINUTES_FOR_TEN)
    learner.press("button", "Start diagnostic")
    diagnostic = learner.take_quiz(25, wrong_each=4)
    learner.arrive("Diagnostic: 19 of 25 right")
    learner.press("link", "See the dashboard")
    learner.arrive("Where you stand")
    before = learner.task_rows()

    learner.press("link", "Today")
    learner.arrive("Today")
    learner.press("button", "Start quiz")
    daily = learner.take_quiz(10, wrong_each=3)
    learner.arrive("Daily quiz: 7 of 10 right")
    learner.press("link", "See the dashboard")
    learner.arrive("Where you stand")
    after = learner.task_rows()
    asked = Counter(answered.item.task_id for answered in daily)
    assert {task: after[task][0] - before[task][0] for task in asked} == asked
    for task, (responses, text) in after.items():
        assert responses == before[task][0] or text != before[task][1], task

    learner.press("link", "Practice")
    learner.arrive("Practice")
    hand.tick(page.locator("input[name=status][value=missed]"))
    learner.press("button", "Start practice")
    missed = {a.item.id for a in [*diagnostic, *daily] if not a.is_right}
    again = learner.take_quiz(len(missed), wrong_each=None)
    assert {answered.item.id for answered in again} == missed
    learner.arrive(re.compile("Your own quiz: 9 of 9 right"))
