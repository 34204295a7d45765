"""A learner with a portfolio of every level, periods, training and a head."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from prep.services.enrolments import enrol
from prep.services.learners import create_learner
from prep.storage.database import transaction
from tests.browser.history import PLAN
from tests.browser.site import Site
from tests.evidence_rows import (
    bullet_row,
    evidence_row,
    experience_row,
    profile_row,
    project_row,
    story_row,
    training_row,
)


@dataclass(frozen=True, slots=True)
class LedgerIds:
    """Where the pages of that learner are."""

    period: UUID
    course: UUID


def make_ledger(site: Site) -> LedgerIds:
    """Enrol a learner and fill ledger, log and portfolio."""
    project, hidden = uuid4(), uuid4()
    ids = LedgerIds(uuid4(), uuid4())
    with transaction(site.database) as db:
        now = site.clock()
        one = create_learner(db, "You", now=now)
        enrol(db, one, "pmp", PLAN, today=now.date(), now=now)
        for row in (
            profile_row(one, headline="Administrator", email="alice@example.org"),
            project_row(one, id=project, began_on=date(2025, 3, 3), ended_on=None),
            project_row(one, id=hidden, name="Datacentre exit", confidentiality="private"),
            project_row(one, name="Printer contract", kind="vendor"),
            evidence_row(one, project_id=project, artefact_text="| Risk | Owner |\n|---|---|"),
            evidence_row(one, title="Outage notes", situation="Called bob@example.com."),
            experience_row(one, project, id=ids.period, began_on=date(2025, 3, 3), ended_on=None),
            experience_row(one, hidden, began_on=date(2019, 1, 1), ended_on=date(2019, 6, 14)),
            bullet_row(one, project_id=project),
            bullet_row(one, is_exported=False),
            story_row(one),
            training_row(one, id=ids.course, delivery="live", hours=21.0),
            training_row(one),
        ):
            db.add(row)
            db.flush()
    return ids
