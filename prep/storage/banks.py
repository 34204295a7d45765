"""Certifications, concepts, items and their versions, as synced from the bank files."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    delete,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import NUL, Base, Slug, Word


class CertificationRow(Base):
    """One certification with its blueprint in force, and the version of its bank.

    calibration_hash: fingerprint of all calibrations of its items; empty without any.
    """

    __tablename__ = "certification"

    id: Mapped[Slug] = mapped_column(primary_key=True)
    facts: Mapped[dict[str, Any]]
    blueprint_id: Mapped[Slug]
    blueprint: Mapped[dict[str, Any]]
    bank_version: Mapped[int]
    bank_hash: Mapped[str] = mapped_column(String(64))
    calibration_hash: Mapped[str] = mapped_column(String(64), default="", server_default="")
    synced_at: Mapped[datetime]


class BankSyncRow(Base):
    """The last sync of the bank files: what they were then, as a hash. One row at most."""

    __tablename__ = "bank_sync"

    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    synced_at: Mapped[datetime]


class ConceptRow(Base):
    """One teachable idea with its lesson in Markdown."""

    __tablename__ = "concept"
    __table_args__ = (Index(None, "certification_id", "task_id"),)

    id: Mapped[Slug] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    task_id: Mapped[Slug]
    name: Mapped[str] = mapped_column(String(200))
    gap: Mapped[Word]
    lesson: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    retired_at: Mapped[datetime | None]


class ItemRow(Base):
    """The identity of an item, for ever. `version` is the one that is served now."""

    __tablename__ = "item"
    __table_args__ = (
        Index(None, "certification_id", "retired_at"),
        CheckConstraint("pool IN ('practice', 'exam')", name="pool"),
    )

    id: Mapped[Slug] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    pool: Mapped[Word]
    version: Mapped[int]
    retired_at: Mapped[datetime | None]


class ItemVersionRow(Base):
    """What an item said at one version. Never changed, so that what was answered stays readable.

    stimulus: what stands before the stem, as data: a figure, a text, or a case with its exhibits.
    case_id: the case that the item belongs to. template: the generator that made it.
    enemies: ids of items that give this one away, so that no form may hold both.
    """

    __tablename__ = "item_version"

    item_id: Mapped[Slug] = mapped_column(ForeignKey("item.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[Slug] = mapped_column(ForeignKey("concept.id"))
    task_id: Mapped[Slug]
    type: Mapped[Word]
    approach: Mapped[Word]
    cognitive_level: Mapped[Word]
    difficulty: Mapped[float]
    guessing: Mapped[float]
    stimulus: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    case_id: Mapped[Slug | None]
    template: Mapped[Slug | None]
    enemies: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    stem: Mapped[str] = mapped_column(Text)
    body: Mapped[dict[str, Any]]
    explanation: Mapped[str] = mapped_column(Text)
    principle: Mapped[str] = mapped_column(Text)
    references: Mapped[list[str]]
    hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class MisconceptionRow(Base):
    """A named wrong belief."""

    __tablename__ = "misconception"

    id: Mapped[Slug] = mapped_column(primary_key=True)
    belief: Mapped[str] = mapped_column(Text)
    tempting: Mapped[str] = mapped_column(Text)
    instead: Mapped[str] = mapped_column(Text)


def get_certification(db: Session, certification_id: str) -> CertificationRow:
    """The certification. Raises NotFound."""
    row = db.get(CertificationRow, certification_id)
    if row is None:
        raise NotFound("no such certification")
    return row


def find_fingerprint(db: Session) -> str | None:
    """What the bank files were at the last sync, or None before the first."""
    return db.scalar(select(BankSyncRow.fingerprint))


def save_fingerprint(db: Session, fingerprint: str, *, now: datetime) -> None:
    """Remember what the bank files are."""
    db.execute(delete(BankSyncRow))
    db.add(BankSyncRow(fingerprint=fingerprint, synced_at=now))


def list_certifications(db: Session) -> list[CertificationRow]:
    """All certifications, by id."""
    return list(db.scalars(select(CertificationRow).order_by(CertificationRow.id)))


def list_concepts(db: Session, certification_id: str) -> list[ConceptRow]:
    """Concepts in force, by task and id."""
    rows = select(ConceptRow).where(
        ConceptRow.certification_id == certification_id, ConceptRow.retired_at.is_(None)
    )
    return list(db.scalars(rows.order_by(ConceptRow.task_id, ConceptRow.id)))


def get_concept(db: Session, concept_id: str) -> ConceptRow:
    """The concept, retired or not. Raises NotFound."""
    row = None if NUL in concept_id else db.get(ConceptRow, concept_id)
    if row is None:
        raise NotFound("no such concept")
    return row


def list_served_versions(db: Session, certification_id: str, pool: str) -> list[ItemVersionRow]:
    """The current version of every item in a pool that is not retired, by id."""
    rows = (
        select(ItemVersionRow)
        .join(
            ItemRow,
            (ItemRow.id == ItemVersionRow.item_id) & (ItemRow.version == ItemVersionRow.version),
        )
        .where(
            ItemRow.certification_id == certification_id,
            ItemRow.retired_at.is_(None),
            ItemRow.pool == pool,
        )
    )
    return list(db.scalars(rows.order_by(ItemVersionRow.item_id)))


def get_item_version(db: Session, item_id: str, version: int) -> ItemVersionRow:
    """One version of an item. Raises NotFound."""
    row = db.get(ItemVersionRow, (item_id, version))
    if row is None:
        raise NotFound("no such item version")
    return row


def list_item_versions(db: Session, ids: Collection[tuple[str, int]]) -> list[ItemVersionRow]:
    """The versions with these item ids and numbers; unknown ones are left out."""
    key = tuple_(ItemVersionRow.item_id, ItemVersionRow.version)
    return list(db.scalars(select(ItemVersionRow).where(key.in_(ids))))


def list_misconceptions(db: Session, ids: Iterable[str]) -> dict[str, MisconceptionRow]:
    """The named misconceptions that exist, by id."""
    rows = select(MisconceptionRow).where(MisconceptionRow.id.in_(set(ids)))
    return {row.id: row for row in db.scalars(rows)}
