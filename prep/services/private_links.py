"""Addresses that work without an account: made, opened by their secret, revoked.

The secret is shown once and only its hash is stored. It is random, so a fast hash will do: nobody
can try 2^192 of them.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.storage.private_links import PrivateLinkRow, find_link, list_links, lock_link

SECRET_BYTES = 24


def make_link(
    db: Session,
    learner_id: int,
    kind: str,
    *,
    now: datetime,
    action_id: UUID | None = None,
    expires_at: datetime | None = None,
) -> str:
    """A new link of a kind, "mentor" or "calendar"; its secret, which is told this once."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    db.add(
        PrivateLinkRow(
            learner_id=learner_id,
            id=uuid4(),
            kind=kind,
            secret_hash=hash_of(secret),
            action_id=action_id,
            created_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )
    )
    return secret


def open_link(
    db: Session, secret: str, kind: str, *, now: datetime, for_change: bool = False
) -> PrivateLinkRow:
    """The link behind a secret. for_change: keep others who would write through it waiting.

    Raises NotFound, whether it is unknown, expired, revoked or of another kind: one statement
    decides, and neither the answer nor its cost tells which.
    """
    find = lock_link if for_change else find_link
    row = find(db, hash_of(secret))
    if row is None or row.kind != kind or not is_live(row, now):
        raise NotFound("no such link")
    return row


def revoke_links(rows: Iterable[PrivateLinkRow], *, now: datetime) -> None:
    """End links from this moment; one that was revoked before stays as it is."""
    for row in rows:
        row.revoked_at = row.revoked_at or now


def live_links(db: Session, learner_id: int, kind: str, *, now: datetime) -> list[PrivateLinkRow]:
    """A learner's links of a kind that still open something, newest first."""
    return [row for row in list_links(db, learner_id, kind) if is_live(row, now)]


def is_live(row: PrivateLinkRow, now: datetime) -> bool:
    """Whether a link opens at a moment: neither revoked nor expired."""
    return row.revoked_at is None and (row.expires_at is None or now < row.expires_at)


def hash_of(secret: str) -> str:
    """What is stored of a secret: its SHA-256 in hex."""
    return sha256(secret.encode()).hexdigest()
