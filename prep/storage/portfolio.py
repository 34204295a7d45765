"""The portfolio: projects, wordings made of them, the experience ledger, training, a profile."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, LearnerKey, Word
from prep.storage.evidence import EvidenceRow, confidentiality


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
    """A story for an interview: situation, task, action, result.

    question: the id of the interview question that it answers; empty for none of the list.
    """

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
    question: Mapped[Word] = mapped_column(default="")
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


Owned = TypeVar("Owned", ProjectRow, BulletRow, StoryRow, ExperienceRow, TrainingRow)


def _mine(db: Session, row: type[Owned], learner_id: int, row_id: UUID, missing: str) -> Owned:
    found = db.get(row, (learner_id, row_id))
    if found is None:
        raise NotFound(missing)
    return found


def get_project(db: Session, learner_id: int, project_id: UUID) -> ProjectRow:
    """This learner's project. Raises NotFound, also for somebody else's."""
    return _mine(db, ProjectRow, learner_id, project_id, "no such project")


def list_projects(db: Session, learner_id: int) -> list[ProjectRow]:
    """All projects of a learner, the latest first."""
    rows = select(ProjectRow).where(ProjectRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(ProjectRow.began_on.desc(), ProjectRow.id)))


def find_profile(db: Session, learner_id: int) -> ProfileRow | None:
    """The head of the learner's résumé, or None before it was written."""
    return db.get(ProfileRow, learner_id)


def get_experience(db: Session, learner_id: int, period_id: UUID) -> ExperienceRow:
    """This learner's period. Raises NotFound, also for somebody else's."""
    return _mine(db, ExperienceRow, learner_id, period_id, "no such period")


def list_experience(db: Session, learner_id: int) -> list[ExperienceRow]:
    """All periods of a learner, the latest first."""
    rows = select(ExperienceRow).where(ExperienceRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(ExperienceRow.began_on.desc(), ExperienceRow.id)))


def get_training(db: Session, learner_id: int, course_id: UUID) -> TrainingRow:
    """This learner's course. Raises NotFound, also for somebody else's."""
    return _mine(db, TrainingRow, learner_id, course_id, "no such course")


def list_training(db: Session, learner_id: int) -> list[TrainingRow]:
    """All courses of a learner, the latest first."""
    rows = select(TrainingRow).where(TrainingRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(TrainingRow.ended_on.desc(), TrainingRow.id)))


def get_bullet(db: Session, learner_id: int, bullet_id: UUID) -> BulletRow:
    """This learner's bullet. Raises NotFound, also for somebody else's."""
    return _mine(db, BulletRow, learner_id, bullet_id, "no such bullet")


def list_bullets(db: Session, learner_id: int) -> list[BulletRow]:
    """All bullets of a learner, the latest first."""
    rows = select(BulletRow).where(BulletRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(BulletRow.created_at.desc(), BulletRow.id)))


def get_story(db: Session, learner_id: int, story_id: UUID) -> StoryRow:
    """This learner's story. Raises NotFound, also for somebody else's."""
    return _mine(db, StoryRow, learner_id, story_id, "no such story")


def list_stories(db: Session, learner_id: int) -> list[StoryRow]:
    """All stories of a learner, the latest first."""
    rows = select(StoryRow).where(StoryRow.learner_id == learner_id)
    return list(db.scalars(rows.order_by(StoryRow.created_at.desc(), StoryRow.id)))


def detach_project(db: Session, learner_id: int, project_id: UUID) -> None:
    """Let evidence, bullets and stories of a project belong to none; periods cannot."""
    for row in (EvidenceRow, BulletRow, StoryRow):
        of_project = (row.learner_id == learner_id) & (row.project_id == project_id)
        db.execute(update(row).where(of_project).values(project_id=None))


def unmark_written(db: Session, learner_id: int, sources: Collection[UUID]) -> None:
    """Take the mark for export from bullets and stories of these projects and evidence.

    What they leave may be what kept them here: whoever still wants them to leave marks them anew.
    """
    for row in (BulletRow, StoryRow):
        made_of_them = row.project_id.in_(sources) | row.evidence_id.in_(sources)
        written = update(row).where(row.learner_id == learner_id, made_of_them)
        db.execute(written.values(is_exported=False))
