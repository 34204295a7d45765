"""A learner's state: loaded for a choice, changed by a response, rebuilt from the log."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from prep.learning.ability_tree import Descent, MasteryState
from prep.learning.items import Confidence, ItemParameters
from prep.learning.mastery import descent, prior
from prep.learning.memory import MemoryState
from prep.learning.replay import AbsorbedState, Exposure, ItemResponse, LearnerState, absorb
from prep.learning.standings import Learner
from prep.learning.tap_trust import FIRST_TAPS, TapSums
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.mastery_days import close_day, latest_day
from prep.storage import progress
from prep.storage.answer_rows import AnswerRows, find_answer_rows, save_answer_rows
from prep.storage.banks import ItemVersionRow, get_item_version
from prep.storage.learners import lock_learner
from prep.storage.practice import MOCK, Outcome, iterate_outcomes


def load_learner(db: Session, learner_id: int, catalogue: Catalogue) -> Learner:
    """All that a choice may know of the learner in one certification."""
    return Learner(
        mastery=load_mastery(db, learner_id, catalogue),
        memories=progress.list_memories(db, learner_id, catalogue.certification_id),
        exposures=progress.list_exposures(db, learner_id, catalogue.certification_id),
    )


def load_mastery(db: Session, learner_id: int, catalogue: Catalogue) -> MasteryState:
    """The learner's posterior for the blueprint in force."""
    return progress.load_mastery(
        db,
        learner_id,
        catalogue.certification_id,
        catalogue.blueprint.id,
    )


def load_answer_rows(
    db: Session, learner_id: int, catalogue: Catalogue, version: ItemVersionRow
) -> AnswerRows:
    """The rows that an answer to this item changes."""
    return find_answer_rows(
        db, learner_id, catalogue.certification_id, version.concept_id, version.item_id
    )


def state_of(
    rows: AnswerRows, catalogue: Catalogue, version: ItemVersionRow, now: datetime
) -> LearnerState:
    """The state in those rows before an answer at `now`, as the core wants it."""
    mastery = progress.mastery_state(rows.mastery, catalogue.blueprint.id)
    return LearnerState(
        memory=rows.memory_state,
        mastery=mastery,
        descent=_descent(mastery, catalogue, version, now),
        exposure=rows.exposure_state,
        taps=rows.taps,
    )


def save_state(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    version: ItemVersionRow,
    rows: AnswerRows,
    state: AbsorbedState,
    answered_at: datetime,
) -> AnswerRows:
    """Store what an answer changed; the rows as they are now.

    The first answer of a day stores how the learner stood at the end of the day before it.
    """
    answered_on = latest_day(rows.answered_on, answered_at)
    if rows.answered_on and rows.answered_on != answered_on:
        mastery = progress.mastery_state(rows.mastery, catalogue.blueprint.id)
        close_day(db, learner_id, catalogue, mastery, rows.answered_on)
    return save_answer_rows(
        db,
        rows,
        state,
        learner_id=learner_id,
        certification_id=catalogue.certification_id,
        blueprint_id=catalogue.blueprint.id,
        concept_id=version.concept_id,
        item_id=version.item_id,
        answered_on=answered_on,
    )


def item_response(
    *,
    parameters: ItemParameters,
    is_correct: bool,
    mode: str,
    confidence: Confidence | None,
    p_predicted: float,
    elapsed_ms: int | None,
    expected_seconds: float,
    answered_at: datetime,
) -> ItemResponse:
    """An answer as the core wants it."""
    return ItemResponse(
        parameters=parameters,
        is_correct=is_correct,
        is_explained=mode != MOCK,
        confidence=confidence,
        p_predicted=p_predicted,
        pace=None if elapsed_ms is None else elapsed_ms / 1000 / expected_seconds,
        answered_at=answered_at,
    )


def list_learners_to_rebuild(db: Session) -> list[int]:
    """Everybody whose caches an upgrade has emptied."""
    return progress.list_unmeasured_learners(db)


def rebuild_learner(db: Session, learner_id: int) -> int:
    """Throw the learner's caches away and derive them anew from the log.

    Returns how many responses were replayed. The result equals the live state to the bit.
    """
    lock_learner(db, learner_id)
    progress.forget_progress(db, learner_id)
    replay = Replay(db, learner_id)
    count = 0
    for row in iterate_outcomes(db, learner_id):
        replay.take(row)
        count += 1
    replay.save()
    return count


class Replay:
    """A learner's states in memory while the log runs through."""

    def __init__(self, db: Session, learner_id: int) -> None:
        self._db = db
        self._learner_id = learner_id
        self._catalogues: dict[str, Catalogue] = {}
        self._versions: dict[tuple[str, int], ItemVersionRow] = {}
        self._memories: dict[tuple[str, str], MemoryState] = {}
        self._exposures: dict[tuple[str, str], Exposure] = {}
        self._masteries: dict[str, MasteryState] = {}
        self._taps: dict[str, TapSums] = {}
        self._days: dict[str, date] = {}
        self._closed: list[tuple[Catalogue, date, MasteryState]] = []

    def take(self, row: Outcome) -> tuple[LearnerState, Catalogue, ItemVersionRow]:
        """Absorb one row of the log. Returns the state before it, with what was asked."""
        catalogue = self._catalogue(row.certification_id)
        version = self._version(row.item_id, row.item_version)
        concept = (row.certification_id, version.concept_id)
        item = (row.certification_id, row.item_id)
        mastery = self._masteries.get(row.certification_id) or prior()
        before = LearnerState(
            memory=self._memories.get(concept),
            mastery=mastery,
            descent=_descent(mastery, catalogue, version, row.answered_at),
            exposure=self._exposures.get(item),
            taps=self._taps.get(row.certification_id, FIRST_TAPS),
        )
        response = item_response(
            parameters=catalogue.parameters_at(version, row.answered_at),
            is_correct=row.is_correct,
            mode=row.mode,
            confidence=Confidence(row.confidence) if row.confidence else None,
            p_predicted=row.p_predicted,
            elapsed_ms=row.elapsed_ms,
            expected_seconds=catalogue.blueprint.seconds_per_question,
            answered_at=row.answered_at,
        )
        after = absorb(before, response)
        self._count_day(catalogue, mastery, row.answered_at)
        self._memories[concept] = after.memory
        self._exposures[item] = after.exposure
        self._masteries[row.certification_id] = after.mastery
        self._taps[row.certification_id] = after.taps
        return before, catalogue, version

    def save(self) -> None:
        """Store the final states of a learner whose caches are empty."""
        db, learner_id = self._db, self._learner_id
        for (certification_id, concept_id), memory in self._memories.items():
            progress.put_card(db, None, learner_id, certification_id, concept_id, memory)
        for (certification_id, item_id), exposure in self._exposures.items():
            progress.put_exposure(db, None, learner_id, certification_id, item_id, exposure)
        for certification_id, mastery in self._masteries.items():
            blueprint_id = self._catalogue(certification_id).blueprint.id
            taps, on = self._taps[certification_id], self._days[certification_id]
            progress.put_mastery(
                db, None, learner_id, certification_id, blueprint_id, mastery, taps, on
            )
        for catalogue, on, mastery in self._closed:
            close_day(db, learner_id, catalogue, mastery, on)

    def _count_day(
        self, catalogue: Catalogue, mastery: MasteryState, answered_at: datetime
    ) -> None:
        """Note how the learner stood at the end of the day before, where this is a later one."""
        before = self._days.get(catalogue.certification_id)
        answered_on = latest_day(before, answered_at)
        if before and before != answered_on:
            self._closed.append((catalogue, before, mastery))
        self._days[catalogue.certification_id] = answered_on

    def _catalogue(self, certification_id: str) -> Catalogue:
        if certification_id not in self._catalogues:
            self._catalogues[certification_id] = get_catalogue(self._db, certification_id)
        return self._catalogues[certification_id]

    def _version(self, item_id: str, version: int) -> ItemVersionRow:
        key = (item_id, version)
        if key not in self._versions:
            self._versions[key] = get_item_version(self._db, item_id, version)
        return self._versions[key]


def _descent(
    mastery: MasteryState, catalogue: Catalogue, version: ItemVersionRow, now: datetime
) -> Descent | None:
    """The way to what an answer at `now` measures; None for a task of an older outline."""
    layout = catalogue.outline.layout
    if version.task_id not in layout.paths:
        return None
    return descent(mastery, layout, task_id=version.task_id, concept_id=version.concept_id, now=now)
