"""Mock exam forms: which items, in which order, at which versions. A form is never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.base import Base, Slug, Word
from prep.storage.practice import served_version


class FormRow(Base):
    """One frozen form.

    name: "a", "b" ... of a form that ships with the bank; None of one assembled for a learner.
    kind: "full", "half", or the id of the one section or domain that it covers.
    seed: what the assembly was given, so that the same pool gives the same form.
    sections: the exam's parts in order, each with id, name, first and last position, and the
    minutes of the break after it (0 for none).
    """

    __tablename__ = "form"
    __table_args__ = (Index(None, "certification_id", "kind", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"))
    blueprint_id: Mapped[Slug]
    name: Mapped[Word | None]
    kind: Mapped[Word]
    seed: Mapped[int]
    minutes: Mapped[float]
    sections: Mapped[list[dict[str, Any]]]
    created_at: Mapped[datetime]


class FormItemRow(Base):
    """One item of a form at the version in which it is asked. Positions count from 1."""

    __tablename__ = "form_item"
    __table_args__ = (UniqueConstraint("form_id", "item_id"), served_version())

    form_id: Mapped[UUID] = mapped_column(
        ForeignKey("form.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[Word]
    item_id: Mapped[Slug]
    item_version: Mapped[int]


def get_form(db: Session, form_id: UUID) -> FormRow:
    """The form. Raises NotFound."""
    row = db.get(FormRow, form_id)
    if row is None:
        raise NotFound("no such form")
    return row


def list_forms(db: Session, certification_id: str, kind: str) -> list[FormRow]:
    """The shipped forms of a kind, by name and then newest first."""
    rows = select(FormRow).where(
        FormRow.certification_id == certification_id,
        FormRow.kind == kind,
        FormRow.name.is_not(None),
    )
    return list(db.scalars(rows.order_by(FormRow.name, FormRow.created_at.desc())))


def list_form_items(db: Session, form_id: UUID) -> list[FormItemRow]:
    """The items of a form in their order."""
    rows = select(FormItemRow).where(FormItemRow.form_id == form_id)
    return list(db.scalars(rows.order_by(FormItemRow.position)))
