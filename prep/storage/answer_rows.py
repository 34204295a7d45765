"""The rows that answers change, found and stored together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.learning.memory import MemoryState
from prep.learning.replay import AbsorbedState, Exposure
from prep.learning.tap_trust import FIRST_TAPS, TapSums
from prep.storage.learners import LearnerRow
from prep.storage.progress import (
    CardRow,
    ExposureRow,
    MasteryRow,
    as_exposure,
    as_memory,
    put_card,
    put_exposure,
    put_mastery,
)


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """The rows that one answer changes; None where there is none yet."""

    card: CardRow | None
    exposure: ExposureRow | None
    mastery: MasteryRow | None

    @property
    def memory_state(self) -> MemoryState | None:
        """The concept's memory, or None before it was met."""
        return as_memory(self.card) if self.card else None

    @property
    def exposure_state(self) -> Exposure | None:
        """The item's exposure, or None while it is unseen."""
        return as_exposure(self.exposure) if self.exposure else None

    @property
    def taps(self) -> TapSums:
        """What shows how far the learner's taps are to be believed."""
        if self.mastery is None:
            return FIRST_TAPS
        first, second = self.mastery.taps
        return (first[0], first[1], first[2]), (second[0], second[1], second[2])

    @property
    def answered_on(self) -> date | None:
        """The latest day with an answer before; None before the first."""
        return self.mastery.answered_on if self.mastery else None


def find_answer_rows(
    db: Session, learner_id: int, certification_id: str, concept_id: str, item_id: str
) -> AnswerRows:
    """What an answer to an item changes, in one statement."""
    rows = (
        select(CardRow, ExposureRow, MasteryRow)
        .select_from(LearnerRow)
        .outerjoin(
            CardRow, (CardRow.learner_id == LearnerRow.id) & (CardRow.concept_id == concept_id)
        )
        .outerjoin(
            ExposureRow,
            (ExposureRow.learner_id == LearnerRow.id) & (ExposureRow.item_id == item_id),
        )
        .outerjoin(
            MasteryRow,
            (MasteryRow.learner_id == LearnerRow.id)
            & (MasteryRow.certification_id == certification_id),
        )
        .where(LearnerRow.id == learner_id)
    )
    return AnswerRows(*db.execute(rows).one())


@dataclass(slots=True)
class ManyAnswerRows:
    """The rows that several answers change, one after another, without asking for each."""

    cards: dict[str, CardRow]
    exposures: dict[str, ExposureRow]
    mastery: MasteryRow | None

    def of(self, concept_id: str, item_id: str) -> AnswerRows:
        """What the next answer to an item changes."""
        return AnswerRows(self.cards.get(concept_id), self.exposures.get(item_id), self.mastery)

    def keep(self, rows: AnswerRows) -> None:
        """Remember the rows after an answer; some may be new."""
        if rows.card and rows.exposure:
            self.cards[rows.card.concept_id] = rows.card
            self.exposures[rows.exposure.item_id] = rows.exposure
        self.mastery = rows.mastery


def find_many_answer_rows(
    db: Session,
    learner_id: int,
    certification_id: str,
    concept_ids: Collection[str],
    item_ids: Collection[str],
) -> ManyAnswerRows:
    """What answers to these items change."""
    cards = select(CardRow).where(
        CardRow.learner_id == learner_id, CardRow.concept_id.in_(concept_ids)
    )
    exposures = select(ExposureRow).where(
        ExposureRow.learner_id == learner_id, ExposureRow.item_id.in_(item_ids)
    )
    return ManyAnswerRows(
        cards={row.concept_id: row for row in db.scalars(cards)},
        exposures={row.item_id: row for row in db.scalars(exposures)},
        mastery=db.get(MasteryRow, (learner_id, certification_id)),
    )


def save_answer_rows(
    db: Session,
    rows: AnswerRows,
    state: AbsorbedState,
    *,
    learner_id: int,
    certification_id: str,
    blueprint_id: str,
    concept_id: str,
    item_id: str,
    answered_on: date,
) -> AnswerRows:
    """Store what an answer changed in the rows that were found; the rows as they are now."""
    return AnswerRows(
        put_card(db, rows.card, learner_id, certification_id, concept_id, state.memory),
        put_exposure(db, rows.exposure, learner_id, certification_id, item_id, state.exposure),
        put_mastery(
            db,
            rows.mastery,
            learner_id,
            certification_id,
            blueprint_id,
            state.mastery,
            state.taps,
            answered_on,
        ),
    )
