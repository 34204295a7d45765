"""What does not fit the window on the page that is open."""

from playwright.sync_api import Page

from tests.browser.conftest import NARROW, PHONE

ZOOMED = {"width": 640, "height": 450}
"""What a window of 1280 pixels offers at 200 %."""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > room)
    .map((element) => `${element.tagName}.${element.className}`);
  return [`${document.documentElement.scrollWidth} > ${room}: ${wide.slice(0, 5).join(", ")}`];
}"""
SCROLLING_TABLES = """() => [...document.querySelectorAll(".table-frame")]
  .filter((frame) => !frame.matches(".exhibit-table, .figure-block *, .prose"))
  .filter((frame) => frame.scrollWidth > frame.clientWidth)
  .map((frame) => `${frame.ariaLabel}: ${frame.scrollWidth} > ${frame.clientWidth}`)"""
"""Tables that have to be scrolled; those of the question banks' texts and figures may."""


def overflows_in_all_sizes(page: Page) -> list[str]:
    """What has to be scrolled sideways on a phone, at 200 % and at 400 % zoom."""
    found = []
    for size in (PHONE, ZOOMED, NARROW):
        page.set_viewport_size(size)
        for script in (TOO_WIDE, SCROLLING_TABLES):
            found += [f"{size['width']} px: {line}" for line in page.evaluate(script)]
    return found
