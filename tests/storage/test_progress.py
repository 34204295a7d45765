"""Caches of the log: what is stored comes back to the bit."""

from datetime import timedelta

import numpy as np

from prep.learning.items import Confidence
from prep.learning.mastery import layout_of, prior
from prep.learning.tap_trust import FIRST_TAPS
from prep.storage.database import Database, transaction
from prep.storage.progress import (
    CardRow,
    ExposureRow,
    MasteryRow,
    find_memory,
    forget_progress,
    list_exposures,
    list_measured_learners,
    list_memories,
    load_mastery,
    put_card,
    put_exposure,
    put_mastery,
)
from tests.factories import (
    MONDAY_NOON,
    after_answer,
    make_blueprint,
    make_exposure,
    make_memory,
    make_parameters,
)
from tests.rows import CONCEPT, ITEM, stored_learner

LAYOUT = layout_of(make_blueprint())
MOMENT = MONDAY_NOON + timedelta(microseconds=123457)


def test_a_memory_comes_back_to_the_bit_and_replaces_the_one_before(stocked: Database) -> None:
    states = [
        make_memory(stability=float(np.nextafter(1 / 3, 1)), last_review_at=MOMENT),
        make_memory(stability=np.pi, memory_difficulty=10 / 7, reviews=9, lapses=4),
    ]
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        assert find_memory(db, learner_id, CONCEPT) is None
    for state in states:
        with transaction(stocked) as db:
            put_card(db, db.get(CardRow, (learner_id, CONCEPT)), learner_id, "pmp", CONCEPT, state)
        with stocked.reader() as db:
            assert find_memory(db, learner_id, CONCEPT) == state
            assert list_memories(db, learner_id, "pmp") == {CONCEPT: state}
            assert list_memories(db, learner_id, "capm") == {}


def test_an_exposure_comes_back_and_replaces_the_one_before(stocked: Database) -> None:
    states = [
        make_exposure(last_confidence=Confidence.UNSURE, last_at=MOMENT),
        make_exposure(times=2, wrong=1, last_correct=False),
    ]
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
    for state in states:
        with transaction(stocked) as db:
            put_exposure(
                db, db.get(ExposureRow, (learner_id, ITEM)), learner_id, "pmp", ITEM, state
            )
        with stocked.reader() as db:
            assert list_exposures(db, learner_id, "pmp") == {ITEM: state}


def test_a_posterior_comes_back_to_the_bit(stocked: Database) -> None:
    state = prior()
    for n in range(12):
        state = after_answer(
            state,
            LAYOUT,
            task_id=LAYOUT.task_ids[n % 5],
            concept_id=f"{n % 3}",
            parameters=make_parameters(difficulty=n / 7),
            is_correct=n % 3 > 0,
            now=MOMENT + timedelta(hours=7 * n),
        )
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        put_mastery(
            db,
            db.get(MasteryRow, (learner_id, "pmp")),
            learner_id,
            "pmp",
            "exam-1",
            state,
            FIRST_TAPS,
            MONDAY_NOON.date(),
        )
    with stocked.reader() as db:
        assert load_mastery(db, learner_id, "pmp", "exam-1") == state
        assert list_measured_learners(db, "pmp") == [learner_id]
        assert list_measured_learners(db, "capm") == []


def test_a_newcomer_and_a_new_outline_start_from_the_prior(stocked: Database) -> None:
    with transaction(stocked) as db:
        learner_id = stored_learner(db)
        assert load_mastery(db, learner_id, "pmp", "exam-1") == prior()
        put_mastery(
            db,
            db.get(MasteryRow, (learner_id, "pmp")),
            learner_id,
            "pmp",
            "exam-0",
            prior(),
            FIRST_TAPS,
            MONDAY_NOON.date(),
        )
    with stocked.reader() as db:
        assert load_mastery(db, learner_id, "pmp", "exam-1") == prior()


def test_forgetting_progress_empties_the_caches_of_one_learner(stocked: Database) -> None:
    with transaction(stocked) as db:
        ids = [stored_learner(db) for _ in range(2)]
        for learner_id in ids:
            put_card(
                db,
                db.get(CardRow, (learner_id, CONCEPT)),
                learner_id,
                "pmp",
                CONCEPT,
                make_memory(),
            )
            put_exposure(
                db,
                db.get(ExposureRow, (learner_id, ITEM)),
                learner_id,
                "pmp",
                ITEM,
                make_exposure(),
            )
            put_mastery(
                db,
                db.get(MasteryRow, (learner_id, "pmp")),
                learner_id,
                "pmp",
                "exam-1",
                prior(),
                FIRST_TAPS,
                MONDAY_NOON.date(),
            )
    with transaction(stocked) as db:
        forget_progress(db, ids[0])
        assert find_memory(db, ids[0], CONCEPT) is None
    with stocked.reader() as db:
        assert list_memories(db, ids[0], "pmp") == {}
        assert list_exposures(db, ids[0], "pmp") == {}
        assert list_measured_learners(db, "pmp") == [ids[1]]
        assert find_memory(db, ids[1], CONCEPT) == make_memory()
