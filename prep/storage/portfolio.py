"""The portfolio: projects, wordings made of them, the experience ledger, training, a profile."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, LearnerKey, Word
from prep.storage.evidence import confidentiality


class ProjectRow(Base):
    """One entry of the project inventory.

    public_name: how it is called where it leaves; the name itself when empty. redacted: the
    wording that may leave, by field name.
    """

    __tablename__ = "project"
    __table_args__ = (confidentiality(),)

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    public_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[Word]
    approach: Mapped[Word]
    organisation: Mapped[str] = mapped_column(String(200))
    my_role: Mapped[str] = mapped_column(String(200))
    team: Mapped[str] = mapped_column(String(500))
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    deadline_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    risks: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    confidentiality: Mapped[Word]
    redacted: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class BulletRow(Base):
    """A line for a résumé: as the job says it, and in the language of projects."""

    __tablename__ = "bullet"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "project_id"], ["project.learner_id", "project.id"]),
        ForeignKeyConstraint(["learner_id", "evidence_id"], ["evidence.learner_id", "evidence.id"]),
        Index(None, "learner_id", "project_id"),
        Index(None, "learner_id", "evidence_id"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID | None]
    evidence_id: Mapped[UUID | None]
    it_wording: Mapped[str] = mapped_column(Text)
    project_wording: Mapped[str] = mapped_column(Text)
    is_exported: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class StoryRow(Base):
    """A story for an interview: situation, task, action, result."""

    __tablename__ = "story"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "project_id"], ["project.learner_id", "project.id"]),
        ForeignKeyConstraint(["learner_id", "evidence_id"], ["evidence.learner_id", "evidence.id"]),
        Index(None, "learner_id", "project_id"),
        Index(None, "learner_id", "evidence_id"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID | None]
    evidence_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(200))
    situation: Mapped[str] = mapped_column(Text)
    task: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    result: Mapped[str] = mapped_column(Text)
    is_exported: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ExperienceRow(Base):
    """A period of leading work on a project, for the experience ledger.

    hours: by domain of the outline. ended_on: None while it goes on; the last day counts.
    """

    __tablename__ = "experience"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "project_id"], ["project.learner_id", "project.id"]),
        Index(None, "learner_id", "project_id"),
        CheckConstraint("ended_on >= began_on", name="dates"),
    )

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    hours: Mapped[dict[str, Any]]
    description: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class TrainingRow(Base):
    """A course, with the hours that count towards an application."""

    __tablename__ = "training"
    __table_args__ = (CheckConstraint("hours > 0", name="hours"),)

    learner_id: Mapped[LearnerKey]
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    provider: Mapped[str] = mapped_column(String(200))
    delivery: Mapped[Word]
    hours: Mapped[float]
    ended_on: Mapped[date]
    certificate: Mapped[str] = mapped_column(String(1000))
    created_at: Mapped[datetime]


class ProfileRow(Base):
    """What stands at the head of a résumé, and the education that an application asks for."""

    __tablename__ = "profile"

    learner_id: Mapped[LearnerKey]
    name: Mapped[str] = mapped_column(String(120))
    headline: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(120))
    url: Mapped[str] = mapped_column(String(1000))
    summary: Mapped[str] = mapped_column(Text)
    education: Mapped[Word | None]
    updated_at: Mapped[datetime]


def get_project(db: Session, learner_id: int, project_id: UUID) -> ProjectRow:
    """This learner's project. Raises NotFound, also for somebody else's."""
    row = db.get(ProjectRow, (learner_id, project_id))
    if row is None:
        raise NotFound("no such project")
    return row


def list_projects(db: Session, learner_id: int) -> list[ProjectRow]:
    """All projects of a learner, the latest first."""
    rows = select(ProjectRow).where(ProjectRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(ProjectRow.began_on.desc(), ProjectRow.id)))


def find_profile(db: Session, learner_id: int) -> ProfileRow | None:
    """The head of the learner's résumé, or None before it was written."""
    return db.get(ProfileRow, learner_id)
