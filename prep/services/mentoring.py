"""A learner's side of mentoring: making and revoking links to an action, reading sign-offs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.private_links import live_links, make_link, revoke_links
from prep.services.shared_work import SharedWork, find_shared_work
from prep.storage.actions import ActionRow, get_action
from prep.storage.evidence import find_evidence_of
from prep.storage.learners import lock_learner
from prep.storage.private_links import PrivateLinkRow, list_links, list_sign_offs

MOST_LINKS = 10


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link that opens."""

    id: UUID
    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignOffView:
    """What a mentor said. is_outdated: the evidence was changed afterwards."""

    name: str
    role: str
    comment: str
    signed_at: datetime
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class Mentoring:
    """The mentor's part of an action's page.

    usual_days, most_days: how long a link works. work: what it shows now; None while there is
    nothing to show, and `obstacle` says why.
    """

    usual_days: ClassVar[int] = 14
    most_days: ClassVar[int] = 60

    work: SharedWork | None
    obstacle: str
    links: tuple[LinkView, ...]
    sign_offs: tuple[SignOffView, ...]


def get_mentoring(db: Session, learner_id: int, action_id: UUID, *, now: datetime) -> Mentoring:
    """Links and sign-offs of an action. Raises NotFound, also for somebody else's action."""
    action = get_action(db, learner_id, action_id)
    evidence = find_evidence_of(db, learner_id, action_id)
    links = _live_links(db, action, now)
    work = find_shared_work(db, action)
    return Mentoring(
        work=work,
        obstacle="" if work else _obstacle(db, action),
        links=tuple(LinkView(row.id, row.created_at, row.expires_at) for row in links),
        sign_offs=tuple(
            SignOffView(
                name=row.name,
                role=row.role,
                comment=row.comment,
                signed_at=row.signed_at,
                is_outdated=evidence is not None and evidence.updated_at > row.signed_at,
            )
            for row in list_sign_offs(db, learner_id, action_id)
        ),
    )


def create_link(
    db: Session, learner_id: int, action_id: UUID, *, days: int, now: datetime
) -> tuple[str, SharedWork]:
    """A link that opens for some days: its secret, which is told this once, and what it shows.

    Raises NotFound, InvalidInput for the days, Conflict where there is nothing to show.
    """
    lock_learner(db, learner_id)
    action = get_action(db, learner_id, action_id)
    work = find_shared_work(db, action)
    if work is None:
        raise Conflict(_obstacle(db, action))
    if not 1 <= days <= Mentoring.most_days:
        raise InvalidInput("days", f"Days: write a number from 1 to {Mentoring.most_days}.")
    if len(_live_links(db, action, now)) >= MOST_LINKS:
        raise Conflict(f"{MOST_LINKS} links to this work are open. Revoke one first.")
    expires_at = now + timedelta(days=days)
    secret = make_link(
        db, learner_id, "mentor", now=now, action_id=action_id, expires_at=expires_at
    )
    return secret, work


def revoke_link(
    db: Session, learner_id: int, action_id: UUID, link_id: UUID, *, now: datetime
) -> None:
    """End a link of an action at once. Raises NotFound, also for somebody else's."""
    found = [
        row
        for row in list_links(db, learner_id, "mentor")
        if row.id == link_id and row.action_id == action_id
    ]
    if not found:
        raise NotFound("no such link")
    revoke_links(found, now=now)


def _live_links(db: Session, action: ActionRow, now: datetime) -> list[PrivateLinkRow]:
    links = live_links(db, action.learner_id, "mentor", now=now)
    return [row for row in links if row.action_id == action.id]


def _obstacle(db: Session, action: ActionRow) -> str:
    """Why a link would show nothing, and what to change."""
    evidence = find_evidence_of(db, action.learner_id, action.id)
    if action.documented_at is None or evidence is None:
        return "Document this first: then there is something to show."
    if action.dropped_at is not None:
        return "This was put aside. Take it up again first."
    if evidence.confidentiality == "redacted":
        return (
            "The evidence is redacted, and no redacted wording is written yet. "
            "Write what may leave; a link shows that and nothing else."
        )
    return (
        "The evidence is private, so no link shows it. Edit the evidence: choose redacted and "
        "write what may leave, or choose shareable."
    )
