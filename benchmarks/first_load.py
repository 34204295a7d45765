"""What the quiz page makes a browser fetch: bytes, and requests that hold up rendering."""

from html.parser import HTMLParser

from benchmarks.report import Figure, Section
from benchmarks.visitor import Visitor

KB = 1000


class _Linked(HTMLParser):
    """Files that a page asks for, and those of them that a browser waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[str] = []
        self.blocking: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect scripts, style sheets, icons and pictures."""
        named = dict(attrs)
        address = named.get("src") or (named.get("href") if tag == "link" else None)
        if not address or address.startswith("data:"):
            return
        self.files.append(address)
        is_style = tag == "link" and named.get("rel") == "stylesheet"
        is_late = "defer" in named or "async" in named or named.get("type") == "module"
        if is_style or (tag == "script" and not is_late):
            self.blocking.append(address)


def first_load(visitor: Visitor) -> Section:
    """Weigh the quiz page with an empty cache and with a full one."""
    path = visitor.question_path("custom")
    page = visitor.fetch(path)
    linked = _Linked()
    linked.feed(page.decode())
    sizes = {address.partition("?")[0]: len(visitor.fetch(address)) for address in linked.files}
    total = len(page) + sum(sizes.values())
    return Section(
        "First load of the quiz page",
        ["Uncompressed bytes of the page and of all that it links to; 1 KB is 1,000 bytes."],
        ("file", "KB"),
        [("the page", len(page) / KB), *((name, size / KB) for name, size in sizes.items())],
        [
            Figure("quiz page, first load", total / KB, "KB", 100),
            Figure("requests that block rendering", 1 + len(linked.blocking), "", 3),
            Figure("quiz page, second load (static files are cached)", len(page) / KB, "KB", 15),
        ],
    )
