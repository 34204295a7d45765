"""Sites in the states that pages need, each started when a test first asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from flask_security import hash_password
from flask_security.recoverable import generate_reset_password_token
from playwright.sync_api import Browser, Page, StorageState
from sqlalchemy.orm import Session

from prep.content.loader import Loaded
from prep.services.accounts import create_account
from prep.services.enrolments import enrol
from prep.services.learners import create_learner, find_local_learner
from prep.storage.database import transaction
from tests.browser.history import PLAN, make_history
from tests.browser.pages import PageState
from tests.browser.site import Site
from tests.web.browser import EMAIL, PASSWORD

OpenSite = Callable[..., AbstractContextManager[Site]]
SERVER = {
    "PREP_MODE": "server",
    "PREP_SECRET_KEY": "s" * 32,
    "PREP_ALLOWED_HOSTS": "127.0.0.1",
    "PREP_MAIL_URL": "smtp://127.0.0.1:1",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A site, the ids that paths may name, and the cookies of who visits."""

    site: Site
    ids: dict[str, str] = field(default_factory=dict)
    cookies: StorageState | None = None

    def show(self, page: Page, state: PageState) -> None:
        """Bring a page into a state, and see that it answers as it should."""
        response = page.goto(self.site.url + state.path.format(**self.ids))
        if state.act and state.status == 422:
            with page.expect_navigation() as navigation:
                state.act(page)
            response = navigation.value
        elif state.act:
            state.act(page)
        assert response
        assert response.status == state.status
        page.wait_for_load_state("load")


class Stages:
    """All stages of a session."""

    def __init__(self, open_site: OpenSite, loaded: Loaded, chromium: Browser) -> None:
        self._open_site = open_site
        self._loaded = loaded
        self._chromium = chromium
        self._known: dict[str, Stage] = {}
        self._open = ExitStack()

    def get(self, name: str) -> Stage:
        """The stage of that name."""
        if name not in self._known:
            self._known[name] = getattr(self, f"_{name}")()
        return self._known[name]

    def close(self) -> None:
        """Stop all sites."""
        self._open.close()

    def _new(self) -> Stage:
        return Stage(self._open.enter_context(self._open_site()))

    def _enrolled(self) -> Stage:
        stage = self._new()
        with transaction(stage.site.database) as db:
            _enrol_first(db, stage.site)
        return stage

    def _used(self) -> Stage:
        stage = self._new()
        history = make_history(stage.site, self._loaded)
        ids = {"open": history.open, "done": history.done, "concept": history.concept}
        return Stage(stage.site, {name: str(value) for name, value in ids.items()})

    def _server(self) -> Stage:
        site = self._open.enter_context(self._open_site(**SERVER))
        with site.app.test_request_context(base_url=site.url):
            with transaction(site.database) as db:
                password = hash_password(PASSWORD)
                create_account(
                    db, email=EMAIL, password_hash=password, is_confirmed=True, now=site.clock()
                )
                _enrol_first(db, site)
            account = site.app.extensions["security"].datastore.find_user(email=EMAIL)
            token = generate_reset_password_token(account)
        return Stage(site, {"token": token})

    def _inside(self) -> Stage:
        outside = self.get("server")
        context = self._chromium.new_context()
        page = context.new_page()
        page.goto(outside.site.url + "/account/login")
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Today", exact=True).wait_for()
        cookies = context.storage_state()
        context.close()
        return Stage(outside.site, cookies=cookies)


def _enrol_first(db: Session, site: Site) -> None:
    learner_id = find_local_learner(db) or create_learner(db, "You", now=site.clock())
    enrol(db, learner_id, "pmp", PLAN, today=site.clock().date(), now=site.clock())
