"""What a browser complains about while pages are used."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.violatedDirective}: ${event.blockedURI}`));
"""
OUT_OF_REACH = (
    "net::ERR_INTERNET_DISCONNECTED",
    "net::ERR_CONNECTION_REFUSED",
    "net::ERR_CONNECTION_RESET",
    "net::ERR_EMPTY_RESPONSE",
)


class Watch:
    """Collects console errors and warnings, exceptions, policy violations and failed requests."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self._expected: set[int] = set()
        self._is_cut = False

    def follow(self, page: Page) -> None:
        """Watch a page from now on."""
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def expect(self, *statuses: int) -> None:
        """These statuses are what the test is about."""
        self._expected.update(statuses)

    def expect_cut(self) -> None:
        """The network, or the server, will be away."""
        self._is_cut = True

    def _console(self, message: ConsoleMessage) -> None:
        if self._is_cut and any(reason in message.text for reason in OUT_OF_REACH):
            return
        is_expected = any(f"status of {status}" in message.text for status in self._expected)
        if message.type in ("error", "warning") and not is_expected:
            self.complaints.append(f"{message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # No failure: leaving a page before all of its files came, or while its script was at
        # the server; a script that follows no redirect.
        is_part = request.resource_type != "document" or request.redirected_from
        if request.failure == "net::ERR_ABORTED" and is_part:
            return
        if self._is_cut and request.failure in OUT_OF_REACH:
            return
        self.complaints.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.complaints.append(f"{response.status}: {response.url}")
