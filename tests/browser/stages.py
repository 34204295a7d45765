"""Sites in the states that pages need, each started when a test first asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, fields
from datetime import timedelta

import numpy as np
from flask_security import hash_password
from flask_security.recoverable import generate_reset_password_token
from playwright.sync_api import Browser, Page, StorageState
from sqlalchemy import update
from sqlalchemy.orm import Session

from prep.content.loader import Loaded
from prep.services.accounts import create_account
from prep.services.enrolments import enrol
from prep.services.exams.planning import plan_mock_day
from prep.services.learners import create_learner, find_local_learner
from prep.storage.banks import CertificationRow, ItemRow
from prep.storage.database import transaction
from tests.browser.exam_pages import EXAM_TYPES
from tests.browser.exams import Part, begin_exam, case_items, items_of_types
from tests.browser.handed_in import practice_items, sat_exam
from tests.browser.history import PLAN, make_history
from tests.browser.ledger import make_ledger
from tests.browser.links import make_links
from tests.browser.page_states import PageState
from tests.browser.site import Site
from tests.browser.work import make_work
from tests.portfolio import fill_portfolio
from tests.rows import forecast_row
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
            enrol_first(db, stage.site)
        return stage

    def _planned(self) -> Stage:
        stage = self._new()
        with transaction(stage.site.database) as db:
            learner_id, today = enrol_first(db, stage.site), stage.site.clock().date()
            plan_mock_day(db, learner_id, "pmp", today, today=today)
        return stage

    def _used(self) -> Stage:
        stage = self._new()
        history = make_history(stage.site, self._loaded)
        ids = {field.name: getattr(history, field.name) for field in fields(history)}
        return Stage(stage.site, {name: str(value) for name, value in ids.items()})

    def _working(self) -> Stage:
        stage = self._new()
        work = make_work(stage.site)
        ids = {field.name: str(getattr(work, field.name)) for field in fields(work)}
        return Stage(stage.site, ids | make_links(stage.site, work.waiting))

    def _ledger(self) -> Stage:
        stage = self._new()
        made = make_ledger(stage.site)
        return Stage(stage.site, {"period": str(made.period), "course": str(made.course)})

    def _portfolio(self) -> Stage:
        stage = self._new()
        with transaction(stage.site.database) as db:
            ids = fill_portfolio(db, enrol_first(db, stage.site))
        return Stage(
            stage.site, {field.name: str(getattr(ids, field.name)) for field in fields(ids)}
        )

    def _starting(self) -> Stage:
        stage = self._new()
        end = stage.site.clock() + timedelta(minutes=50)
        facts = {"submitted_at": end, "submitted_by": "learner", "score": 0.5}
        sitting = begin_exam(stage.site, items_of_types(self._loaded, "single"), **facts)
        with transaction(stage.site.database) as db:
            db.add(forecast_row(sitting.learner_id, sitting.attempt_id))
            use_all_in_exams(db)
        return stage

    def _sitting(self) -> Stage:
        return self._exam()

    def _resting(self) -> Stage:
        return self._exam(section=1, rests=timedelta(minutes=8))

    def _exam(self, section: int = 0, rests: timedelta | None = None) -> Stage:
        stage = self._new()
        items = [*items_of_types(self._loaded, *EXAM_TYPES), *case_items(self._loaded)]
        parts = (Part("First part", len(items) - 1, 10), Part("Second part", 1))
        break_ends_at = stage.site.clock() + rests if rests else None
        sitting = begin_exam(
            stage.site, items, parts=parts, section=section, break_ends_at=break_ends_at
        )
        return Stage(stage.site, {"id": str(sitting.attempt_id)})

    def _finished(self) -> Stage:
        stage, rng = self._new(), np.random.default_rng(1)
        items = items_of_types(self._loaded, *EXAM_TYPES)
        others = [i for i in practice_items(self._loaded, 40, rng) if i not in items]
        sat_exam(stage.site, others, rng, share=0.4)
        stage.site.clock.pass_days(7)
        sitting = sat_exam(stage.site, [*items, *others], rng)
        ids = {"id": str(sitting.attempt_id), "last": str(len(sitting.items))}
        return Stage(stage.site, ids)

    def _server(self) -> Stage:
        site = self._open.enter_context(self._open_site(**SERVER))
        with site.app.test_request_context(base_url=site.url):
            with transaction(site.database) as db:
                password = hash_password(PASSWORD)
                create_account(
                    db, email=EMAIL, password_hash=password, is_confirmed=True, now=site.clock()
                )
                enrol_first(db, site)
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


def use_all_in_exams(db: Session) -> None:
    """Let mock exams use every question."""
    db.execute(update(ItemRow).values(pool="exam"))
    # another bank than the one whose catalogue this process keeps for other sites
    db.execute(update(CertificationRow).values(bank_hash="all in the exam pool"))


def enrol_first(db: Session, site: Site) -> int:
    """Enrol the first learner of a site for the PMP exam; their id."""
    learner_id = find_local_learner(db) or create_learner(db, "You", now=site.clock())
    enrol(db, learner_id, "pmp", PLAN, today=site.clock().date(), now=site.clock())
    return learner_id
