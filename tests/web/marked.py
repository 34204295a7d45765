"""A learner of server mode with something of everything at work, each text of it marked."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from prep.services.actions.documenting import revision_of
from prep.services.actions.planning import PlanDetails, drop_action
from prep.services.calendar_feed import make_address
from prep.services.confidentiality import EVIDENCE_FIELDS, PROJECT_FIELDS
from prep.services.mentoring import create_link
from prep.services.sign_offs import SignOff, sign_off
from prep.storage.base import Base
from prep.storage.database import transaction
from prep.storage.evidence import find_evidence_of
from prep.storage.private_links import list_links
from prep.storage.self_ratings import SelfRatingRow
from tests.acting import UNDATED, document, plan
from tests.evidence_rows import (
    bullet_row,
    experience_row,
    profile_row,
    project_row,
    story_row,
    training_row,
)
from tests.factories import MONDAY_NOON
from tests.practising import Practice

MARK = "Okapi"
"""Stands in every text of the learner's."""
LEAVES = "Gazelle"
"""Stands in what they would show to a mentor, and to nobody else."""

DETAILS = PlanDetails("rollout", f"{MARK} place", f"{MARK} team", date(2026, 11, 26))
WORDINGS = {name: f"{MARK} {name}" for name in EVIDENCE_FIELDS} | {
    "number": f"9 {MARK}",
    "artefact_url": f"https://{MARK}.example.org/",
}
DRAFT = replace(
    UNDATED,
    wordings=WORDINGS,
    redacted={"title": f"{LEAVES} title", "result": f"{LEAVES} result"},
    confidentiality="redacted",
    reflection=(f"{MARK} lesson", ""),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Ids for addresses and fields.

    planned, dropped, due: actions by how far they are; the first check of `due` is. evidence and
    the bullet: of `due`. project: with a period; bare: without. link: to `due`. mentor, calendar:
    secrets. revision: of the evidence.
    """

    planned: UUID
    dropped: UUID
    due: UUID
    evidence: UUID
    project: UUID
    bare: UUID
    bullet: UUID
    story: UUID
    period: UUID
    course: UUID
    link: UUID
    mentor: str
    calendar: str
    revision: str
    new: UUID


def fill(me: Practice) -> Marked:
    """Store it all."""
    planned, dropped, due = _actions(me)
    with me.database.reader() as db:
        evidence = find_evidence_of(db, me.learner_id, due)
    assert evidence
    project, bare, bullet, story, period, course = (uuid4() for _ in range(6))
    ids = (evidence.id, project, bare, bullet, story, period, course)
    with transaction(me.database) as db:
        for row in _rows(me.learner_id, *ids):
            db.add(row)
            db.flush()
    return Marked(planned, dropped, due, *ids, *_links(me, due), revision_of(evidence), uuid4())


def _actions(me: Practice) -> tuple[UUID, UUID, UUID]:
    planned, dropped = (plan(me, name, details=DETAILS) for name in ("risk-1", "risk-2"))
    with transaction(me.database) as db:
        drop_action(db, me.learner_id, dropped, now=me.now)
    thursday = me.later(days=-4)
    due = plan(thursday, "risk-3", details=DETAILS)
    document(thursday, due, DRAFT)
    return planned, dropped, due


def _rows(
    one: int,
    evidence: UUID,
    project: UUID,
    bare: UUID,
    bullet: UUID,
    story: UUID,
    period: UUID,
    course: UUID,
) -> list[Base]:
    marked = {name: f"{MARK} {name}" for name in PROJECT_FIELDS}
    told = {name: f"{MARK} {name}" for name in ("title", "situation", "task", "action", "result")}
    head = ("name", "headline", "email", "phone", "place", "url", "summary")
    return [
        project_row(one, id=project, **marked),
        project_row(one, id=bare, **marked | {"name": f"{MARK} bare"}),
        experience_row(one, project, id=period, description=f"{MARK} period"),
        bullet_row(
            one,
            id=bullet,
            evidence_id=evidence,
            it_wording=f"{MARK} in IT words",
            project_wording=f"{MARK} in project words",
        ),
        story_row(one, id=story, project_id=project, **told),
        training_row(one, id=course, name=f"{MARK} course", provider=f"{MARK} school"),
        profile_row(one, **{name: f"{MARK} {name}" for name in head}),
        SelfRatingRow(learner_id=one, question="plan", rating=3, rated_at=MONDAY_NOON),
    ]


def _links(me: Practice, action_id: UUID) -> tuple[UUID, str, str]:
    """A link that waits for a sign-off and a calendar's; another link has its sign-off."""
    with transaction(me.database) as db:
        made = create_link(db, me.learner_id, action_id, days=14, now=me.now)
        signed, _ = create_link(db, me.learner_id, action_id, days=14, now=me.later(hours=1).now)
        calendar = make_address(db, me.learner_id, now=me.now)
    said = SignOff(f"{MARK} mentor", f"{MARK} role", f"{MARK} comment", has_seen=True)
    with transaction(me.database) as db:
        sign_off(db, signed, said, now=me.now)
        oldest = list_links(db, me.learner_id, "mentor")[-1]
        return oldest.id, made[0], calendar
