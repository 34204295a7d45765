"""A real Chromium against a real server. A missing browser fails these tests; none is skipped."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from prep.config import PROJECT_ROOT, Settings, read_settings
from prep.content.loader import Loaded, load_banks
from prep.services.banks import sync_banks
from prep.storage.database import connect, transaction
from prep.storage.migrating import upgrade
from tests.browser.site import Clock, Site, running
from tests.browser.stages import Stage, Stages
from tests.browser.watching import Watch
from tests.tools.browser import HOW_TO_GET_ONE, find_chromium

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 568}
"""The smallest of phones, and what a window of 1280 pixels offers at 400 % (WCAG 1.4.10)."""
DESKTOP = {"width": 1280, "height": 900}
VIEWPORTS = {"phone": PHONE, "desktop": DESKTOP}
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    path = find_chromium()
    assert path, HOW_TO_GET_ONE
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    """The banks that Prep ships."""
    loaded = load_banks(PROJECT_ROOT / "question_banks")
    assert not loaded.problems
    return loaded


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, shipped: Loaded) -> Path:
    """A SQLite file that holds the shipped banks and nobody who learns."""
    path = tmp_path_factory.mktemp("shipped") / "prep.sqlite3"
    stock(path, shipped)
    return path


def stock(path: Path, loaded: Loaded) -> None:
    """Make a SQLite file that holds these banks."""
    url = f"sqlite:///{path}"
    upgrade(url, PROJECT_ROOT / "migrations")
    database = connect(url)
    with transaction(database) as db:
        sync_banks(db, loaded, now=Clock().moment)
    database.dispose()


MakeSettings = Callable[..., Settings]


@pytest.fixture(scope="session")
def make_settings(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> MakeSettings:
    """Settings with a data directory and a copy of the prepared database of their own."""

    def make(**variables: str) -> Settings:
        folder = tmp_path_factory.mktemp("data")
        settings = read_settings({"PREP_DATA_DIR": str(folder), **variables})
        shutil.copy(prepared, folder / "prep.sqlite3")
        return settings

    return make


@pytest.fixture(scope="session")
def stages(make_settings: MakeSettings, shipped: Loaded, chromium: Browser) -> Iterator[Stages]:
    """Sites in the states that pages need; tests leave them as they are."""
    stages = Stages(lambda **variables: running(make_settings(**variables)), shipped, chromium)
    yield stages
    stages.close()


@pytest.fixture
def inside(make_settings: MakeSettings, shipped: Loaded, chromium: Browser) -> Iterator[Stage]:
    """A site with accounts of its own, seen by somebody who is logged in."""
    stages = Stages(lambda **variables: running(make_settings(**variables)), shipped, chromium)
    yield stages.get("inside")
    stages.close()


@pytest.fixture
def site(make_settings: MakeSettings) -> Iterator[Site]:
    """Prep in local mode, just installed."""
    with running(make_settings()) as site:
        yield site


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collects whatever goes wrong in a page; the test fails at its end if anything did."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Opens a page in a context of its own; keywords are those of Playwright's new_context."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        settings = {
            "viewport": DESKTOP,
            "locale": "en-US",
            "timezone_id": "Europe/Vienna",
            "reduced_motion": "reduce",
        }
        context = chromium.new_context(**(settings | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
