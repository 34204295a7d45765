"""Find a Chromium for the browser tests, or obtain one: system, then Playwright's own.

Run as a script it obtains one if it must, and fails with a sentence on what to install.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = (
    "The browser tests need Chromium, and none was found or could be downloaded.\n"
    "Install one (Debian: apt install chromium), or name it in PREP_TEST_CHROMIUM."
)


def find_chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("PREP_TEST_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    found = next((path for name in SYSTEM_NAMES if (path := shutil.which(name))), None)
    return found or _downloaded()


def _downloaded() -> str | None:
    """Playwright's own Chromium, if it was downloaded before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Make sure that there is a Chromium."""
    if find_chromium():
        return 0
    print("No Chromium on this machine: trying Playwright's download ...", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_chromium():
        return 0
    print(HOW_TO_GET_ONE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
