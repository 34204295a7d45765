"""Addresses that work without an account: a mentor's view of an action, a calendar feed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.base import Base, LearnerKey, Word


class PrivateLinkRow(Base):
    """One private address. Only a hash of its secret is stored: it can be shown once.

    action_id: what a mentor's link shows; None for a calendar. expires_at: None for never.
    """

    __tablename__ = "private_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "action_id"], ["action.learner_id", "action.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("secret_hash"),
        CheckConstraint("kind IN ('mentor', 'calendar')", name="kind"),
        CheckConstraint("(kind = 'mentor') = (action_id IS NOT NULL)", name="action"),
        Index(None, "learner_id", "kind"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[Word]
    secret_hash: Mapped[str] = mapped_column(String(64))
    action_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SignOffRow(Base):
    """What a mentor said of an action, given through their link. Stands when the link is gone."""

    __tablename__ = "sign_off"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "link_id"], ["private_link.learner_id", "private_link.id"]
        ),
        ForeignKeyConstraint(
            ["learner_id", "action_id"], ["action.learner_id", "action.id"], ondelete="CASCADE"
        ),
        Index(None, "learner_id", "action_id"),
    )

    learner_id: Mapped[LearnerKey]
    link_id: Mapped[UUID] = mapped_column(primary_key=True)
    action_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(120))
    comment: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime]


def find_link(db: Session, secret_hash: str) -> PrivateLinkRow | None:
    """The link with that secret, whoever owns it, also a revoked one; None if there is none."""
    return db.scalar(select(PrivateLinkRow).where(PrivateLinkRow.secret_hash == secret_hash))


def lock_link(db: Session, secret_hash: str) -> PrivateLinkRow | None:
    """As `find_link`, with everybody else who would write through it kept waiting."""
    rows = select(PrivateLinkRow).where(PrivateLinkRow.secret_hash == secret_hash)
    return db.scalar(rows.with_for_update())


def list_links(db: Session, learner_id: int, kind: str) -> list[PrivateLinkRow]:
    """A learner's links of a kind, newest first."""
    rows = select(PrivateLinkRow).where(
        PrivateLinkRow.learner_id == learner_id, PrivateLinkRow.kind == kind
    )
    return list(db.scalars(rows.order_by(PrivateLinkRow.created_at.desc())))


def find_sign_off(db: Session, learner_id: int, link_id: UUID) -> SignOffRow | None:
    """What was said through a link, or None."""
    return db.get(SignOffRow, (learner_id, link_id))


def list_sign_offs(db: Session, learner_id: int, action_id: UUID) -> list[SignOffRow]:
    """What mentors said of an action, oldest first."""
    rows = select(SignOffRow).where(
        SignOffRow.learner_id == learner_id, SignOffRow.action_id == action_id
    )
    return list(db.scalars(rows.order_by(SignOffRow.signed_at)))
