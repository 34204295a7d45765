"""Mock exam forms: which items, in which order, at which versions. Once made, they stay so."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.errors import NotFound
from prep.storage.banks import ItemVersionRow
from prep.storage.base import Base, Slug, Word
from prep.storage.practice import served_version


class FormRow(Base):
    """One frozen form.

    name: "a", "b" ... of a form that ships with the bank; None of one assembled for a learner.
    kind: "full", "half", "section:<id>" or "domain:<id>".
    seed: what the assembly was given, so that the same pool gives the same form.
    sections: the exam's parts in order, each with `id`, `name`, `first` and `last` position,
    `break_minutes` (of the break after it, 0 for none), `break_counts` (whether that break counts
    against the exam time, None where the issuer does not say) and `is_size_published`.
    retired_at: since when the bank ships something else under this name.
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
    retired_at: Mapped[datetime | None]


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


def list_shipped_forms(db: Session, certification_id: str) -> list[tuple[FormRow, set[str]]]:
    """The forms that ship with the bank now, by name, each with the ids of its items."""
    is_shipped = (
        (FormRow.certification_id == certification_id)
        & FormRow.name.is_not(None)
        & FormRow.retired_at.is_(None)
    )
    rows = list(db.scalars(select(FormRow).where(is_shipped).order_by(FormRow.name)))
    items: dict[UUID, set[str]] = {row.id: set() for row in rows}
    pairs = select(FormItemRow.form_id, FormItemRow.item_id).join(FormRow).where(is_shipped)
    for form_id, item_id in db.execute(pairs):
        items[form_id].add(item_id)
    return [(row, items[row.id]) for row in rows]


def list_form_items(db: Session, form_id: UUID) -> list[FormItemRow]:
    """The items of a form in their order."""
    rows = select(FormItemRow).where(FormItemRow.form_id == form_id)
    return list(db.scalars(rows.order_by(FormItemRow.position)))


def list_form_versions(db: Session, form_id: UUID) -> dict[int, ItemVersionRow]:
    """What a form asks, by position."""
    rows = (
        select(FormItemRow.position, ItemVersionRow)
        .join(
            ItemVersionRow,
            (ItemVersionRow.item_id == FormItemRow.item_id)
            & (ItemVersionRow.version == FormItemRow.item_version),
        )
        .where(FormItemRow.form_id == form_id)
    )
    return {position: row for position, row in db.execute(rows.order_by(FormItemRow.position))}
