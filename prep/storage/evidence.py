"""What a documented action leaves, and who has signed it off."""

from datetime import date, datetime
from typing import Any
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

from prep.errors import NotFound
from prep.storage.actions import ActionRow
from prep.storage.base import Base, LearnerKey, Word

LEVELS = ("private", "redacted", "shareable")
"""Confidentiality: kept here, leaves in its redacted wording only, may leave as it is."""


def confidentiality() -> CheckConstraint:
    """The constraint that a row's confidentiality is one of the levels."""
    words = ", ".join(f"'{level}'" for level in LEVELS)
    return CheckConstraint(f"confidentiality IN ({words})", name="confidentiality")


class EvidenceRow(Base):
    """What was done and what came of it; of an action, of a project, or of both.

    number: the figure that the result is measured by, in words ("12 % fewer tickets").
    people: by role, never by name. redacted: the wording that may leave, by field name.
    rubric: the points of the self-check as they read then, each a `point` with what was `said`:
    "yes", "partly" or "no", empty in a draft. reflection: each a `question` with its `answer`.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["learner_id", "action_id"], ["action.learner_id", "action.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["learner_id", "project_id"], ["project.learner_id", "project.id"]),
        UniqueConstraint("learner_id", "action_id"),
        Index(None, "learner_id", "project_id"),
        confidentiality(),
        CheckConstraint("hours >= 0", name="hours"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    action_id: Mapped[UUID | None]
    project_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(200))
    situation: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(200))
    artefact_url: Mapped[str] = mapped_column(String(1000))
    artefact_text: Mapped[str] = mapped_column(Text)
    hours: Mapped[float | None]
    began_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    people: Mapped[str] = mapped_column(String(500))
    confidentiality: Mapped[Word]
    redacted: Mapped[dict[str, Any]]
    rubric: Mapped[list[dict[str, Any]]]
    reflection: Mapped[list[dict[str, Any]]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


def get_evidence(db: Session, learner_id: int, evidence_id: UUID) -> EvidenceRow:
    """This learner's evidence. Raises NotFound, also for somebody else's."""
    row = db.get(EvidenceRow, (learner_id, evidence_id))
    if row is None:
        raise NotFound("no such evidence")
    return row


def find_evidence_of(db: Session, learner_id: int, action_id: UUID) -> EvidenceRow | None:
    """What documents an action so far, or None."""
    return db.scalar(
        select(EvidenceRow).where(
            EvidenceRow.learner_id == learner_id, EvidenceRow.action_id == action_id
        )
    )


def list_evidence(db: Session, learner_id: int) -> list[EvidenceRow]:
    """All evidence of a learner, newest first."""
    rows = select(EvidenceRow).where(EvidenceRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(EvidenceRow.created_at.desc(), EvidenceRow.id)))


def list_finished_evidence(db: Session, learner_id: int) -> list[EvidenceRow]:
    """All evidence but what actions still in progress have for a draft, newest first."""
    undocumented = select(ActionRow.id).where(
        ActionRow.learner_id == learner_id, ActionRow.documented_at.is_(None)
    )
    drafting = set(db.scalars(undocumented))
    return [row for row in list_evidence(db, learner_id) if row.action_id not in drafting]
