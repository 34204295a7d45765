"""What helps whoever sees or points badly: the focus that shows, and a theme of one's own."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import SCHEMES, violations
from tests.browser.conftest import OpenPage
from tests.browser.hands import SHOWS_FOCUS
from tests.browser.stages import Stages

pytestmark = pytest.mark.browser

MOST_STOPS = 60
FOCUSED = """() => {
  const focused = document.activeElement;
  return focused === document.body ? "" : focused.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", SCHEMES)
def test_a_chosen_theme_beats_the_system(
    stages: Stages, open_page: OpenPage, theme: str, scheme: str
) -> None:
    stage = stages.get("used")
    page = open_page(color_scheme=scheme)
    page.goto(stage.site.url + "/dashboard")
    page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)

    assert violations(page) == []
    brightness = page.evaluate(
        "() => Number(getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/)[0])"
    )
    assert (brightness > 128) == (theme == "light")


@pytest.mark.parametrize(
    "path", ["/today", "/quiz/{open}/1", "/quiz/{open}/2", "/quiz/{done}/4", "/settings"]
)
@pytest.mark.parametrize("scheme", SCHEMES)
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
