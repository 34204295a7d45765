"""Server mode for tests: an application that strangers can reach."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from prep.app import create_app
from prep.config import LOCAL_HOSTS, Settings
from prep.services.enrolments import Plan, enrol
from prep.services.learners import create_learner, find_local_learner
from prep.storage.database import Database, connect, transaction
from prep.web.accounts import options
from prep.web.accounts.mail import Mailer
from prep.web.clock import Clock
from tests.conftest import kept_database
from tests.examining import begun
from tests.practising import Practice
from tests.web.browser import HOST, Browser, signed_up
from tests.web.sitting import Hands, Room, hand_in
from tests.web.visiting import Visitor

QUICK_ARGON2 = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}


@pytest.fixture
def server_settings(tmp_path: Path, stocked_sqlite_url: str) -> Settings:
    """Server mode without a mail server, with the small bank."""
    return Settings(
        mode="server",
        host="127.0.0.1",
        port=8000,
        data_dir=tmp_path,
        database_url=stocked_sqlite_url,
        banks=tmp_path,
        secret_key="s" * 32,
        allowed_hosts=(HOST,),
        mail_url=None,
        mail_from="Prep <prep@example.org>",
    )


@pytest.fixture
def server_database(server_settings: Settings) -> Iterator[Database]:
    """The database of server mode."""
    database = connect(server_settings.database_url)
    yield database
    database.dispose()


MakeServer = Callable[..., Flask]


@pytest.fixture
def make_server(
    server_settings: Settings,
    server_database: Database,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> MakeServer:
    """Makes an application in server mode; keywords change its settings."""
    monkeypatch.setattr(options, "ARGON2", QUICK_ARGON2)

    def make(database: Database = server_database, **changes: Any) -> Flask:
        changed = replace(server_settings, **changes)
        return create_app(changed, clock=lambda: now, database=database)

    return make


@pytest.fixture
def server(make_server: MakeServer) -> Flask:
    """The application without a mail server: accounts work at once."""
    return make_server()


@pytest.fixture
def mailing(make_server: MakeServer) -> Flask:
    """The application with a mail server: addresses are confirmed first."""
    return make_server(mail_url="smtp://127.0.0.1:1")


@dataclass
class Outbox:
    """What an application would have sent, oldest first."""

    mailer: Mailer
    messages: list[EmailMessage]

    def last(self) -> str:
        """The text of the newest mail."""
        self.mailer.wait()
        return str(self.messages[-1].get_content())

    def subjects(self) -> list[str]:
        """Who got what."""
        self.mailer.wait()
        return [f"{message['To']}: {message['Subject']}" for message in self.messages]


def catch_mail(app: Flask) -> Outbox:
    """Keep the application's mail here."""
    messages: list[EmailMessage] = []
    mailer = Mailer(messages.append, app.logger)
    app.extensions["prep_mailer"] = mailer
    return Outbox(mailer, messages)


@pytest.fixture
def outbox(server: Flask) -> Outbox:
    """The mail of `server`."""
    return catch_mail(server)


@pytest.fixture
def mailing_outbox(mailing: Flask) -> Outbox:
    """The mail of `mailing`."""
    return catch_mail(mailing)


@pytest.fixture
def visitor(server: Flask, outbox: Outbox) -> Browser:
    """Somebody without an account, whose mail is caught."""
    return Browser(server)


@dataclass
class HashCount:
    """How often a password was hashed or checked."""

    total: int = 0


@pytest.fixture
def hashes(server: Flask, monkeypatch: pytest.MonkeyPatch) -> HashCount:
    """Counts the slow work of `server`."""
    count = HashCount()
    passwords = server.extensions["security"].pwd_context
    for name in ("hash", "verify"):
        original = getattr(passwords, name)

        def counted(*args: object, _original: Callable[..., object] = original) -> object:
            count.total += 1
            return _original(*args)

        monkeypatch.setattr(passwords, name, counted)
    return count


MakeLocal = Callable[[Settings, Clock, Database], Flask]


@pytest.fixture(scope="session")
def make_local() -> MakeLocal:
    """The application in local mode, made once in a session, for that takes a while.

    All that it keeps from one request to the next are its settings, its clock and its database.
    """
    made: list[Flask] = []

    def make(settings: Settings, clock: Clock, database: Database) -> Flask:
        if not made:
            made.append(create_app(settings, clock=clock, database=database))
        made[0].extensions |= {
            "prep_settings": settings,
            "prep_clock": clock,
            "prep_database": database,
        }
        return made[0]

    return make


PLAN = Plan(date(2027, 1, 4), minutes_a_day=15, study_days=(1, 2, 3, 4, 5), job_role="developer")
BUSY_SECONDS = 0.05


@pytest.fixture
def local_database(stocked_sqlite_url: str) -> Iterator[Database]:
    """The database of local mode; a writer gives up at once when another writes."""
    database = kept_database(stocked_sqlite_url, busy_seconds=BUSY_SECONDS)
    yield database
    database.dispose()


@pytest.fixture
def local_settings(server_settings: Settings) -> Settings:
    """Local mode with the small bank."""
    return replace(server_settings, mode="local", allowed_hosts=LOCAL_HOSTS)


@pytest.fixture
def local(
    make_local: MakeLocal, local_settings: Settings, local_database: Database, now: datetime
) -> Flask:
    """The application in local mode: one learner, no log-in."""
    return make_local(local_settings, lambda: now, local_database)


@pytest.fixture
def newcomer(local: Flask) -> Visitor:
    """Somebody in local mode before set-up."""
    return Visitor(local.test_client())


@pytest.fixture
def learner_id(local_database: Database, now: datetime) -> int:
    """The learner of local mode, who prepares for the one exam of the small bank."""
    with transaction(local_database) as db:
        learner_id = create_learner(db, "You", now=now)
        enrol(db, learner_id, "pmp", PLAN, today=now.date(), now=now)
    return learner_id


@pytest.fixture
def me(local: Flask, learner_id: int) -> Visitor:
    """The learner of local mode at a browser."""
    return Visitor(local.test_client())


@pytest.fixture
def mine(local_database: Database, learner_id: int, now: datetime) -> Practice:
    """The learner of `me` at the level of services."""
    return Practice(local_database, learner_id, now)


@pytest.fixture
def hands(now: datetime) -> Hands:
    """The clock of `room`."""
    return Hands(now)


@pytest.fixture
def room_app(
    make_local: MakeLocal, local_settings: Settings, local_database: Database, hands: Hands
) -> Flask:
    """The application in local mode with a clock that a test moves."""
    return make_local(local_settings, hands, local_database)


@pytest.fixture
def room(room_app: Flask, local_database: Database, learner_id: int, hands: Hands) -> Room:
    """The learner of local mode in an exam of three sections that has just begun."""
    candidate = begun(local_database, learner_id)
    return Room(Visitor(room_app.test_client()), candidate, hands)


@pytest.fixture
def sat(room: Room) -> Room:
    """The same exam after it was handed in."""
    return hand_in(room)


@pytest.fixture
def owner(server: Flask, server_database: Database, now: datetime) -> Visitor:
    """A learner of server mode, set up; the first of all, so `owner_id` is the smallest."""
    client = signed_up(server, "owner@example.org").client
    with transaction(server_database) as db:
        enrol(db, _first_learner(db), "pmp", PLAN, today=now.date(), now=now)
    return Visitor(client, f"https://{HOST}")


@pytest.fixture
def owner_id(server_database: Database, owner: Visitor) -> int:
    """The learner behind `owner`."""
    with server_database.reader() as db:
        return _first_learner(db)


@pytest.fixture
def other(server: Flask, owner: Visitor) -> Visitor:
    """Another learner of the same server, who must see nothing of the owner's."""
    return Visitor(signed_up(server, "other@example.org").client, f"https://{HOST}")


@pytest.fixture
def anonymous(server: Flask) -> Visitor:
    """Somebody in server mode who is not logged in."""
    return Visitor(server.test_client(), f"https://{HOST}")


def _first_learner(db: Session) -> int:
    found = find_local_learner(db)
    assert found is not None
    return found
