"""axe on every page in every state: light and dark, phone and desktop, 0 violations."""

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from tests.browser.axe import SCHEMES, violations, violations_in_all_looks
from tests.browser.conftest import OpenPage
from tests.browser.page_states import PageState
from tests.browser.pages import NOT_PAGES, PAGES
from tests.browser.stages import Stages
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

EXPECTED_WHILE_FAILING = (404, 405, 409, 422)


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_axe_finds_nothing(
    stages: Stages, open_page: OpenPage, watch: Watch, state: PageState
) -> None:
    stage = stages.get(state.site)
    page = open_page(storage_state=stage.cookies)
    watch.expect(*EXPECTED_WHILE_FAILING)

    stage.show(page, state)

    assert _endpoint(stage.site.app, page) == state.endpoint
    found = violations_in_all_looks(page)
    assert not found, "\n" + "\n".join(found)


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


@pytest.mark.parametrize("site", ["new", "server"])
def test_every_page_is_in_the_list(stages: Stages, site: str) -> None:
    rules = stages.get(site).site.app.url_map.iter_rules()
    pages = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}

    assert pages - {state.endpoint for state in PAGES} == pages & set(NOT_PAGES)


def _endpoint(app: Flask, page: Page) -> str:
    """The endpoint behind the address that the page shows; `none` where there is none."""
    path = page.evaluate("location.pathname")
    for method in ("GET", "POST"):
        try:
            return str(app.url_map.bind("").match(path, method=method)[0])
        except HTTPException:
            continue
    return "none"
