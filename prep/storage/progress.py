"""Caches derived from the response log: memory, mastery, exposures. `prep rebuild` remakes them."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Row, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from prep.learning.ability_tree import MasteryState
from prep.learning.items import Confidence
from prep.learning.mastery import prior
from prep.learning.memory import MemoryState
from prep.learning.replay import Exposure
from prep.learning.tap_trust import TapSums
from prep.storage.base import Base, LearnerKey, Slug, Word
from prep.storage.learners import LearnerRow
from prep.storage.mastery_days import MasteryDayRow


class CardRow(Base):
    """One learner's memory of one concept."""

    __tablename__ = "card"
    __table_args__ = (Index(None, "learner_id", "certification_id"),)

    learner_id: Mapped[LearnerKey]
    concept_id: Mapped[Slug] = mapped_column(ForeignKey("concept.id"), primary_key=True)
    certification_id: Mapped[Slug]
    stability: Mapped[float]
    memory_difficulty: Mapped[float]
    last_review_at: Mapped[datetime]
    reviews: Mapped[int]
    lapses: Mapped[int]


class ExposureRow(Base):
    """What happened between one learner and one item so far."""

    __tablename__ = "exposure"
    __table_args__ = (Index(None, "learner_id", "certification_id"),)

    learner_id: Mapped[LearnerKey]
    item_id: Mapped[Slug] = mapped_column(ForeignKey("item.id"), primary_key=True)
    certification_id: Mapped[Slug]
    times: Mapped[int]
    wrong: Mapped[int]
    last_at: Mapped[datetime]
    last_correct: Mapped[bool]
    last_confidence: Mapped[Word | None]


class MasteryRow(Base):
    """One learner's ability estimates for one blueprint.

    nodes: a `Node` by name. growth, gained, began_at, day: as in `MasteryState`. taps: how far taps
    of confidence are to be believed, as in `LearnerState`. answered_on: the latest day (UTC) with
    an answer; None in rows that are older than the column.
    """

    __tablename__ = "mastery"

    learner_id: Mapped[LearnerKey]
    certification_id: Mapped[Slug] = mapped_column(ForeignKey("certification.id"), primary_key=True)
    blueprint_id: Mapped[Slug]
    nodes: Mapped[dict[str, Any]]
    growth: Mapped[tuple[float, float]] = mapped_column(JSON)
    gained: Mapped[float]
    began_at: Mapped[datetime | None]
    day: Mapped[int]
    taps: Mapped[TapSums] = mapped_column(JSON)
    answered_on: Mapped[date | None]


def find_memory(db: Session, learner_id: int, concept_id: str) -> MemoryState | None:
    """The memory of one concept, or None before it was met."""
    row = db.get(CardRow, (learner_id, concept_id))
    return as_memory(row) if row else None


def list_memories(db: Session, learner_id: int, certification_id: str) -> dict[str, MemoryState]:
    """All memories of a certification, by concept id."""
    rows = select(
        CardRow.concept_id,
        CardRow.stability,
        CardRow.memory_difficulty,
        CardRow.last_review_at,
        CardRow.reviews,
        CardRow.lapses,
    ).where(CardRow.learner_id == learner_id, CardRow.certification_id == certification_id)
    return {row.concept_id: as_memory(row) for row in db.execute(rows)}


def list_exposures(db: Session, learner_id: int, certification_id: str) -> dict[str, Exposure]:
    """All exposures of a certification, by item id."""
    rows = select(
        ExposureRow.item_id,
        ExposureRow.times,
        ExposureRow.wrong,
        ExposureRow.last_at,
        ExposureRow.last_correct,
        ExposureRow.last_confidence,
    ).where(ExposureRow.learner_id == learner_id, ExposureRow.certification_id == certification_id)
    return {row.item_id: as_exposure(row) for row in db.execute(rows)}


def list_seen_items(db: Session, learner_id: int, certification_id: str) -> set[str]:
    """The items of a certification that were answered before."""
    rows = select(ExposureRow.item_id).where(
        ExposureRow.learner_id == learner_id, ExposureRow.certification_id == certification_id
    )
    return set(db.scalars(rows))


def load_mastery(
    db: Session, learner_id: int, certification_id: str, blueprint_id: str
) -> MasteryState:
    """The posterior, or the prior when there is none for this blueprint."""
    row = db.get(MasteryRow, (learner_id, certification_id))
    return mastery_state(row, blueprint_id)


def mastery_state(row: MasteryRow | None, blueprint_id: str) -> MasteryState:
    """The posterior in a row, or the prior when it has none for this blueprint."""
    if row is None or row.blueprint_id != blueprint_id:
        return prior()
    nodes = {name: tuple(node) for name, node in row.nodes.items()}
    precision, information = row.growth
    return MasteryState(nodes, (precision, information), row.gained, row.began_at, row.day)


def put_card(
    db: Session,
    row: CardRow | None,
    learner_id: int,
    certification_id: str,
    concept_id: str,
    state: MemoryState,
) -> CardRow:
    """The row of a memory, new or changed, to be stored with the session."""
    row = row or CardRow(
        learner_id=learner_id, concept_id=concept_id, certification_id=certification_id
    )
    _assign(row, state)
    db.add(row)
    return row


def put_exposure(
    db: Session,
    row: ExposureRow | None,
    learner_id: int,
    certification_id: str,
    item_id: str,
    state: Exposure,
) -> ExposureRow:
    """The row of an exposure, likewise."""
    row = row or ExposureRow(
        learner_id=learner_id, item_id=item_id, certification_id=certification_id
    )
    _assign(row, state)
    db.add(row)
    return row


def put_mastery(
    db: Session,
    row: MasteryRow | None,
    learner_id: int,
    certification_id: str,
    blueprint_id: str,
    state: MasteryState,
    taps: TapSums,
    answered_on: date | None,
) -> MasteryRow:
    """The row of a posterior, likewise."""
    row = row or MasteryRow(learner_id=learner_id, certification_id=certification_id)
    row.blueprint_id = blueprint_id
    row.nodes = dict(state.nodes)
    row.growth = state.growth
    row.gained = state.gained
    row.taps = taps
    row.began_at = state.began_at
    row.day = state.day
    row.answered_on = answered_on
    db.add(row)
    return row


def list_measured_learners(db: Session, certification_id: str) -> list[int]:
    """Everybody who has estimates for a certification."""
    rows = select(MasteryRow.learner_id).where(MasteryRow.certification_id == certification_id)
    return list(db.scalars(rows.order_by(MasteryRow.learner_id)))


def list_unmeasured_learners(db: Session) -> list[int]:
    """Everybody who has answers in the log and no estimates: their caches have been emptied."""
    measured = select(MasteryRow.learner_id)
    rows = select(LearnerRow.id).where(LearnerRow.response_count > 0)
    return list(db.scalars(rows.where(LearnerRow.id.not_in(measured)).order_by(LearnerRow.id)))


def forget_progress(db: Session, learner_id: int) -> None:
    """Empty all caches of a learner; the log is not touched."""
    for row in (CardRow, ExposureRow, MasteryRow, MasteryDayRow):
        db.execute(delete(row).where(row.learner_id == learner_id))
    db.expire_all()


def _assign(row: CardRow | ExposureRow, state: MemoryState | Exposure) -> None:
    for name, value in asdict(state).items():
        setattr(row, name, value)


def as_memory(row: CardRow | Row[*tuple[Any, ...]]) -> MemoryState:
    """The memory in a row."""
    return MemoryState(
        row.stability, row.memory_difficulty, row.last_review_at, row.reviews, row.lapses
    )


def as_exposure(row: ExposureRow | Row[*tuple[Any, ...]]) -> Exposure:
    """The exposure in a row."""
    confidence = Confidence(row.last_confidence) if row.last_confidence else None
    return Exposure(row.times, row.wrong, row.last_at, row.last_correct, confidence)
