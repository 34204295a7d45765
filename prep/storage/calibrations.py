"""Item parameters estimated from the log: dated, and never changed or taken back.

A response is learned from with the parameters that were in force when it was given, so that the
log can be replayed to the same state for ever.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.storage.banks import CertificationRow, ItemRow, ItemVersionRow
from prep.storage.base import Base, Slug
from prep.storage.practice import ResponseRow, served_version


class ItemCalibrationRow(Base):
    """What the first answers say of one item version. In force for what is answered later.

    difficulty with its standard deviation, and discrimination: as in `ItemParameters`.
    responses: how many first answers these rest on.
    """

    __tablename__ = "item_calibration"
    __table_args__ = (
        served_version(),
        CheckConstraint("difficulty_sd > 0", name="difficulty_sd"),
        CheckConstraint("discrimination > 0", name="discrimination"),
    )

    item_id: Mapped[Slug] = mapped_column(primary_key=True)
    item_version: Mapped[int] = mapped_column(primary_key=True)
    calibrated_at: Mapped[datetime] = mapped_column(primary_key=True)
    difficulty: Mapped[float]
    difficulty_sd: Mapped[float]
    discrimination: Mapped[float]
    responses: Mapped[int]


class Calibration(NamedTuple):
    """The columns of a calibration that an item's parameters come from."""

    item_id: str
    item_version: int
    calibrated_at: datetime
    difficulty: float
    difficulty_sd: float
    discrimination: float
    responses: int


class VersionFacts(NamedTuple):
    """The columns of an item version that say what it measures."""

    item_id: str
    item_version: int
    concept_id: str
    task_id: str
    difficulty: float
    guessing: float


class LoggedAnswer(NamedTuple):
    """The columns of a first answer that calibrating needs."""

    item_id: str
    item_version: int
    answer: Any
    is_correct: bool
    answered_at: datetime


def list_calibrations(db: Session, certification_id: str) -> list[Calibration]:
    """Every calibration of a certification's items, oldest first."""
    rows = (
        select(
            ItemCalibrationRow.item_id,
            ItemCalibrationRow.item_version,
            ItemCalibrationRow.calibrated_at,
            ItemCalibrationRow.difficulty,
            ItemCalibrationRow.difficulty_sd,
            ItemCalibrationRow.discrimination,
            ItemCalibrationRow.responses,
        )
        .join(ItemRow, ItemRow.id == ItemCalibrationRow.item_id)
        .where(ItemRow.certification_id == certification_id)
        .order_by(ItemCalibrationRow.calibrated_at, ItemCalibrationRow.item_id)
    )
    return [Calibration(*row) for row in db.execute(rows)]


def list_version_facts(db: Session, certification_id: str) -> list[VersionFacts]:
    """Every item version that a certification has or had, by item and version."""
    rows = (
        select(
            ItemVersionRow.item_id,
            ItemVersionRow.version,
            ItemVersionRow.concept_id,
            ItemVersionRow.task_id,
            ItemVersionRow.difficulty,
            ItemVersionRow.guessing,
        )
        .join(ItemRow, ItemRow.id == ItemVersionRow.item_id)
        .where(ItemRow.certification_id == certification_id)
        .order_by(ItemVersionRow.item_id, ItemVersionRow.version)
    )
    return [VersionFacts(*row) for row in db.execute(rows)]


def iterate_first_answers(
    db: Session, learner_id: int, certification_id: str
) -> Iterator[LoggedAnswer]:
    """A learner's first answers in a certification, oldest first, a thousand at a time."""
    rows = (
        select(
            ResponseRow.item_id,
            ResponseRow.item_version,
            ResponseRow.answer,
            ResponseRow.is_correct,
            ResponseRow.answered_at,
        )
        .where(
            ResponseRow.learner_id == learner_id,
            ResponseRow.certification_id == certification_id,
            ResponseRow.is_first_exposure,
        )
        .order_by(ResponseRow.sequence)
        .execution_options(yield_per=1000)
    )
    return (LoggedAnswer(*row) for row in db.execute(rows))


def hold_answers(db: Session) -> None:
    """Keep new answers waiting until this transaction ends, and wait for those under way.

    SQLite has one writer at a time anyway. Whoever answers begins by locking their learner.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("LOCK TABLE learner IN EXCLUSIVE MODE"))


def last_answer_at(db: Session, certification_id: str) -> datetime | None:
    """When the newest answer of a certification was given, or None without any."""
    rows = select(func.max(ResponseRow.answered_at))
    return db.scalar(rows.where(ResponseRow.certification_id == certification_id))


def add_calibrations(
    db: Session, certification_id: str, calibrations: Iterable[Calibration]
) -> None:
    """Store calibrations, and let the certification's catalogue be known as another one."""
    certification = db.get_one(CertificationRow, certification_id)
    content = sha256(certification.calibration_hash.encode())
    for calibration in calibrations:
        db.add(ItemCalibrationRow(**calibration._asdict()))
        content.update(repr(calibration).encode())
    certification.calibration_hash = content.hexdigest()
