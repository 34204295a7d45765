"""Every page fits a phone and stands 400 % zoom; the focus shows on all that can have it."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, PHONE, OpenPage
from tests.browser.hands import SHOWS_FOCUS
from tests.browser.page_states import PageState
from tests.browser.pages import PAGES
from tests.browser.stages import Stages
from tests.browser.watching import Watch

ZOOMED = {"width": 640, "height": 450}
"""What a window of 1280 pixels offers at 200 %."""
MOST_STOPS = 60
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > room)
    .map((element) => `${element.tagName}.${element.className}`);
  return `${document.documentElement.scrollWidth} > ${room}: ${wide.slice(0, 5).join(", ")}`;
}"""
SCROLLING_TABLES = """() => [...document.querySelectorAll(".table-frame")]
  .filter((frame) => !frame.matches(".exhibit-table, .figure-block *, .prose"))
  .filter((frame) => frame.scrollWidth > frame.clientWidth)
  .map((frame) => `${frame.ariaLabel}: ${frame.scrollWidth} > ${frame.clientWidth}`)"""
"""Tables that have to be scrolled; those of the question banks' texts and figures may."""
FOCUSED = """() => {
  const focused = document.activeElement;
  return focused === document.body ? "" : focused.outerHTML.slice(0, 120);
}"""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_no_page_scrolls_sideways(
    stages: Stages, open_page: OpenPage, watch: Watch, state: PageState
) -> None:
    stage = stages.get(state.site)
    page = open_page(storage_state=stage.cookies, viewport=PHONE, device_scale_factor=2)
    watch.expect(state.status, 409)  # 409: an exam that another window took over

    stage.show(page, state)
    for size in (PHONE, ZOOMED, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) is None, size
        assert page.evaluate(SCROLLING_TABLES) == [], size


@pytest.mark.parametrize(
    "path", ["/today", "/quiz/{open}/1", "/quiz/{open}/2", "/quiz/{done}/4", "/settings"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_shows_on_every_stop_of_tab(
    stages: Stages, open_page: OpenPage, path: str, scheme: str
) -> None:
    stage = stages.get("used")
    page = open_page(color_scheme=scheme)
    page.goto(stage.site.url + path.format(**stage.ids))

    stops = list(stops_of_tab(page))

    assert len(stops) > 5
    assert [stop for stop, is_shown in stops if not is_shown] == []


def stops_of_tab(page: Page) -> list[tuple[str, bool]]:
    """What Tab leads to, and whether the focus shows there, until it comes round."""
    stops: list[tuple[str, bool]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop or (stops and stop == stops[0][0]):
            break
        stops.append((stop, page.evaluate(SHOWS_FOCUS)))
    return stops
