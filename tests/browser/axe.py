"""axe on the page that is open: both sizes, light and dark."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import VIEWPORTS

SCHEMES = ("light", "dark")
AXE = Axe()
RUN_AXE = "options => axe.run({ resultTypes: ['violations'], preload: false, ...options })"
EVERYTHING: dict[str, object] = {}
COLOURS: dict[str, object] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
"""The rules of level AA that look at colours, all that a scheme can change."""


def violations_in_all_looks(page: Page) -> list[str]:
    """What axe complains about in each size and scheme."""
    page.evaluate(AXE.axe_script)
    found = []
    for viewport, size in VIEWPORTS.items():
        page.set_viewport_size(size)
        for scheme, options in zip(SCHEMES, (EVERYTHING, COLOURS), strict=True):
            page.emulate_media(color_scheme=scheme)
            found += [f"{viewport}, {scheme}: {line}" for line in _violations(page, options)]
    return found


def violations(page: Page) -> list[str]:
    """What axe complains about in the present look."""
    page.evaluate(AXE.axe_script)
    return _violations(page, EVERYTHING)


def _violations(page: Page, options: dict[str, object]) -> list[str]:
    """The rule, where, and what it measured."""
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in page.evaluate(RUN_AXE, options)["violations"]
        for node in violation["nodes"]
    ]
