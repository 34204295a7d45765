"""Every page in every state: axe finds nothing, light and dark, and nothing scrolls sideways."""

import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException

from tests.browser.axe import violations_in_all_looks
from tests.browser.conftest import OpenPage
from tests.browser.layout import overflows_in_all_sizes
from tests.browser.page_states import PageState
from tests.browser.pages import NOT_PAGES, PAGES
from tests.browser.stages import Stages
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

TAKEN_OVER = 409
"""An exam that another window took over."""


@pytest.mark.parametrize("state", PAGES, ids=str)
def test_it_is_accessible_and_fits(
    stages: Stages, open_page: OpenPage, watch: Watch, state: PageState
) -> None:
    stage = stages.get(state.site)
    page = open_page(storage_state=stage.cookies)
    watch.expect(state.status, TAKEN_OVER)

    stage.show(page, state)

    assert _endpoint(stage.site.app, page) == state.endpoint
    found = violations_in_all_looks(page) + overflows_in_all_sizes(page)
    assert not found, "\n" + "\n".join(found)


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
