"""A mentor's side of mentoring: reading work through a link, and signing it off once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.services.learners import get_learner_view
from prep.services.private_links import open_link
from prep.services.shared_work import SharedWork, find_shared_work
from prep.storage.actions import ActionRow, get_action
from prep.storage.base import NUL
from prep.storage.private_links import PrivateLinkRow, SignOffRow, find_sign_off

LONGEST = {"name": 120, "role": 120, "comment": 2_000}


@dataclass(frozen=True, slots=True)
class SignOff:
    """What a mentor writes.

    revision: of the work that was read; None where nobody can have changed it meanwhile.
    """

    name: str
    role: str
    comment: str
    has_seen: bool
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class MentorPage:
    """What a link shows. Days by the learner's calendar; signed_on is None until it is signed."""

    work: SharedWork
    open_until: date | None
    signed_on: date | None


def get_mentor_page(db: Session, secret: str, *, now: datetime) -> MentorPage:
    """The work behind a link. Raises NotFound for a dead link, and for work that may not leave."""
    link = open_link(db, secret, "mentor", now=now)
    work = _get_work(db, _get_action(db, link))
    learner = get_learner_view(db, link.learner_id)
    signed = find_sign_off(db, link.learner_id, link.id)
    return MentorPage(
        work=work,
        open_until=learner.today(link.expires_at) if link.expires_at else None,
        signed_on=learner.today(signed.signed_at) if signed else None,
    )


def sign_off(db: Session, secret: str, given: SignOff, *, now: datetime) -> None:
    """Keep what a mentor says. A link signs once: what comes later changes nothing.

    Raises NotFound as above, and InvalidInput that names the field.
    """
    link = open_link(db, secret, "mentor", now=now, for_change=True)
    action = _get_action(db, link)
    work = _get_work(db, action)
    if find_sign_off(db, link.learner_id, link.id):
        return
    _check(given)
    if given.revision not in (None, work.revision):
        raise InvalidInput(
            "has_seen", "The work was changed while you read. Read it again, then tick the box."
        )
    db.add(
        SignOffRow(
            learner_id=link.learner_id,
            link_id=link.id,
            action_id=action.id,
            name=given.name,
            role=given.role,
            comment=given.comment,
            signed_at=now,
        )
    )


def _get_action(db: Session, link: PrivateLinkRow) -> ActionRow:
    if link.action_id is None:
        raise NotFound("a link to no action")
    return get_action(db, link.learner_id, link.action_id)


def _get_work(db: Session, action: ActionRow) -> SharedWork:
    work = find_shared_work(db, action)
    if work is None:
        raise NotFound("nothing to show")
    return work


def _check(given: SignOff) -> None:
    if not given.name:
        raise InvalidInput("name", "Write your name.")
    if not given.role:
        raise InvalidInput("role", "Write your role, such as team lead.")
    for field, most in LONGEST.items():
        text = getattr(given, field)
        if NUL in text:
            raise InvalidInput(field, "It holds a character that cannot be stored; type it anew.")
        if len(text) > most:
            raise InvalidInput(field, f"It has {len(text):,} characters; {most:,} fit. Shorten it.")
    if not given.has_seen:
        raise InvalidInput("has_seen", "Tick the box if you have seen this work.")
