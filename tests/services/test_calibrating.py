"""Calibrating: figures from the log, in force from their date on, and nothing half-written."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import delete, insert, select, update

from prep.content.loader import Loaded, load_banks
from prep.errors import NotFound
from prep.learning.disputes import DisputeKind
from prep.services.banks import sync_banks
from prep.services.calibrating import (
    CalibrationStudy,
    Findings,
    list_certification_ids,
    save_calibration,
)
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.learners import create_learner, list_learner_ids
from prep.storage.banks import (
    CertificationRow,
    ItemRow,
    ItemVersionRow,
    get_item_version,
    list_served_versions,
)
from prep.storage.calibrations import ItemCalibrationRow
from prep.storage.database import Database, transaction
from prep.storage.practice import ResponseRow, iterate_responses
from tests.banks import documents, every_type, write_banks
from tests.factories import MONDAY_NOON
from tests.practising import Practice, enrolled, random_history
from tests.services.test_states import caches_of, rebuilt

CROWD = 40
LAST_WEEK = MONDAY_NOON - timedelta(days=7)


@pytest.fixture
def bank(database: Database, loaded: Loaded) -> Database:
    """A database of its own with the bank in it, for calibrating changes the bank's figures."""
    with transaction(database) as db:
        sync_banks(db, loaded, now=LAST_WEEK)
    return database


@pytest.fixture
def crowd(bank: Database) -> Database:
    """The same with the first answers of forty learners to every practice item."""
    add_crowd(bank)
    return bank


def add_crowd(
    database: Database, *, learners: int = CROWD, seed: int = 5, at: datetime = LAST_WEEK
) -> None:
    """Learners who answer everything; half a logit better than the authors expected."""
    rng = np.random.default_rng(seed)
    with transaction(database) as db:
        versions = list_served_versions(db, "pmp", "practice")
        rows = [
            row
            for _ in range(learners)
            for row in _log(create_learner(db, "Crowd", now=at), versions, rng, at)
        ]
        db.execute(insert(ResponseRow), rows)


def _log(
    learner_id: int, versions: Iterable[ItemVersionRow], rng: np.random.Generator, at: datetime
) -> Iterable[dict[str, object]]:
    ability = rng.normal(0.5, 1)
    for n, version in enumerate(versions, start=1):
        knows = 1 / (1 + np.exp(version.difficulty - ability))
        is_right = bool(rng.random() < version.guessing + (1 - version.guessing) * knows)
        yield {
            "learner_id": learner_id,
            "sequence": n,
            "id": uuid4(),
            "certification_id": "pmp",
            "quiz_id": uuid4(),
            "position": 1,
            "item_id": version.item_id,
            "item_version": version.version,
            "mode": "daily",
            "reason": "due",
            "answer": _answer(version, is_right),
            "is_correct": is_right,
            "score": float(is_right),
            "misconceptions": [],
            "is_first_exposure": True,
            "p_predicted": 0.5,
            "answered_at": at + timedelta(seconds=n),
        }


def _answer(version: ItemVersionRow, is_right: bool) -> object:
    if "answer" in version.body:
        return version.body["answer"] + (not is_right)
    key = version.body["key"]
    others = [option["id"] for option in version.body["options"] if option["id"] not in key]
    return key if is_right else [*key[1:], others[0]]


def add_wrong_key(database: Database) -> tuple[str, str]:
    """A hundred learners to whom another option than the key of an item looks right.

    Returns the item's id, and that option's text.
    """
    add_crowd(database, learners=100)
    with transaction(database) as db:
        versions = list_served_versions(db, "pmp", "practice")
        item = [v for v in versions if v.type == "single"][-1]  # when abilities are known
        wrong = next(o for o in item.body["options"] if o["id"] not in item.body["key"])
        for row in db.scalars(select(ResponseRow).where(ResponseRow.item_id == item.item_id)):
            row.answer = [wrong["id"]] if row.is_correct else item.body["key"]
            row.is_correct = not row.is_correct
        return item.item_id, wrong["text"]


def studied(database: Database) -> Findings:
    with database.reader() as db:
        study = CalibrationStudy(db, "pmp")
        for learner_id in list_learner_ids(db):
            study.read(db, learner_id)
    return study.findings()


def calibrate(database: Database, *, now: datetime) -> int:
    findings = studied(database)
    with transaction(database) as db:
        return save_calibration(db, findings, now=now)


def stored(database: Database) -> list[ItemCalibrationRow]:
    with database.reader() as db:
        return list(db.scalars(select(ItemCalibrationRow)))


def catalogue_of(database: Database) -> Catalogue:
    with database.reader() as db:
        return get_catalogue(db, "pmp")


def test_items_are_calibrated_from_first_answers(crowd: Database) -> None:
    before = {item.id: item.parameters for item in catalogue_of(crowd).pool}
    assert calibrate(crowd, now=MONDAY_NOON) == len(before) == 60
    for item in catalogue_of(crowd).pool:
        was, found = before[item.id], item.parameters
        assert found.difficulty != was.difficulty
        assert found.difficulty_sd < was.difficulty_sd == 1.0
        assert found.discrimination != 1.0
        assert found.guessing == was.guessing
    assert {row.responses for row in stored(crowd)} == {CROWD}


def test_what_was_found_counts_everything_that_was_read(crowd: Database) -> None:
    found = studied(crowd)
    assert (found.learners, found.answers, found.passed_over) == (CROWD, CROWD * 60, 0)
    assert (len(found.estimates), found.scarce) == (60, 0)


def test_nobodys_answers_leave_the_authors_figures(bank: Database) -> None:
    found = studied(bank)
    assert (found.learners, found.answers, found.estimates, found.flagged) == (0, 0, (), ())
    assert found.scarce == 60
    assert calibrate(bank, now=MONDAY_NOON) == 0
    assert stored(bank) == []


def test_with_too_few_answers_the_authors_figures_stand(bank: Database) -> None:
    add_crowd(bank, learners=29)
    before = catalogue_of(bank).pool
    assert calibrate(bank, now=MONDAY_NOON) == 0
    assert catalogue_of(bank).pool == before
    add_crowd(bank, learners=1, seed=6)
    assert calibrate(bank, now=MONDAY_NOON) == 60


def test_the_rebuilt_state_equals_the_live_one_across_calibrations(crowd: Database) -> None:
    practice = random_history(enrolled(crowd), 1, quizzes=1)
    for run in (1, 2):
        add_crowd(crowd, learners=10, seed=run)
        assert calibrate(crowd, now=practice.now + timedelta(minutes=1)) == 60
        practice = random_history(practice.later(days=1), run, quizzes=1)
    live = caches_of(practice)
    rebuilt(practice)
    assert caches_of(practice) == live
    forget_calibrations(crowd)
    rebuilt(practice)
    assert caches_of(practice) != live  # so the dates mattered


def forget_calibrations(database: Database) -> None:
    with transaction(database) as db:
        db.execute(delete(ItemCalibrationRow))
        db.execute(update(CertificationRow).values(calibration_hash=""))


def test_an_answer_counts_with_the_figures_of_its_time(crowd: Database) -> None:
    calibrate(crowd, now=MONDAY_NOON)
    add_crowd(crowd, learners=20, seed=8, at=MONDAY_NOON)
    calibrate(crowd, now=MONDAY_NOON + timedelta(days=1))
    catalogue = catalogue_of(crowd)
    with crowd.reader() as db:
        version = get_item_version(db, catalogue.pool[0].id, 1)
    second = timedelta(seconds=1)
    author, first, newest = (
        catalogue.parameters_at(version, at)
        for at in (LAST_WEEK, MONDAY_NOON + second, MONDAY_NOON + timedelta(days=2))
    )
    assert author.difficulty == version.difficulty
    assert len({author.difficulty, first.difficulty, newest.difficulty}) == 3
    assert catalogue.parameters_at(version, MONDAY_NOON) == author
    assert catalogue.parameters_at(version, MONDAY_NOON + timedelta(days=1)) == first
    assert catalogue.pool[0].parameters == newest


def test_a_calibration_is_dated_after_every_answer_stored(crowd: Database) -> None:
    with crowd.reader() as db:
        newest = max(row.answered_at for row in iterate_responses(db, list_learner_ids(db)[0]))
    calibrate(crowd, now=newest - timedelta(days=300))  # this clock is slow
    assert {row.calibrated_at for row in stored(crowd)} == {newest}


def test_calibrating_again_stores_what_changed_only(crowd: Database) -> None:
    assert calibrate(crowd, now=MONDAY_NOON) == 60
    assert calibrate(crowd, now=MONDAY_NOON + timedelta(days=1)) == 0
    add_crowd(crowd, learners=3, seed=7)
    assert calibrate(crowd, now=MONDAY_NOON + timedelta(days=2)) == 0
    add_crowd(crowd, learners=1, seed=8)
    assert calibrate(crowd, now=MONDAY_NOON + timedelta(days=3)) == 60
    assert len(stored(crowd)) == 120


def test_the_same_log_gives_the_same_estimates_whatever_was_calibrated_before(
    crowd: Database,
) -> None:
    before = studied(crowd)
    calibrate(crowd, now=MONDAY_NOON)
    assert studied(crowd) == before


def test_a_calibration_that_breaks_off_leaves_nothing(crowd: Database) -> None:
    before, findings = catalogue_of(crowd), studied(crowd)
    with crowd.writer() as db:
        save_calibration(db, findings, now=MONDAY_NOON)
        db.flush()
        db.rollback()
    assert stored(crowd) == []
    assert catalogue_of(crowd) is before


def test_retired_and_reworded_items_are_left_alone(crowd: Database) -> None:
    with transaction(crowd) as db:
        retired, reworded, *_ = list_served_versions(db, "pmp", "practice")
        row = db.get_one(ItemRow, retired.item_id)
        row.retired_at = MONDAY_NOON
        facts = {c.key: getattr(reworded, c.key) for c in ItemVersionRow.__table__.columns}
        db.add(ItemVersionRow(**(facts | {"version": 2, "stem": "Said otherwise?"})))
        db.execute(update(ItemRow).where(ItemRow.id == reworded.item_id).values(version=2))
        gone = {retired.item_id, reworded.item_id}
    found = studied(crowd)
    assert found.passed_over == 2 * CROWD
    assert (len(found.estimates), found.scarce) == (58, 1)
    assert gone.isdisjoint(estimate.item_id for estimate in found.estimates)


def test_items_retired_while_it_was_computed_do_no_harm(crowd: Database) -> None:
    findings = studied(crowd)
    with transaction(crowd) as db:
        db.execute(update(ItemRow).values(retired_at=MONDAY_NOON))
    with transaction(crowd) as db:
        assert save_calibration(db, findings, now=MONDAY_NOON) == 60
    assert len(stored(crowd)) == 60


def test_answers_wait_for_a_calibration_under_way_and_use_it(crowd: Database) -> None:
    practice = enrolled(crowd)
    quiz = practice.custom(count=5)
    findings = studied(crowd)
    later = practice.later(minutes=5)
    with ThreadPoolExecutor(1) as pool:
        with transaction(crowd) as db:
            save_calibration(db, findings, now=practice.now)
            db.flush()
            waiting = pool.submit(later.answer, quiz.id, 1)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        waiting.result(timeout=10)
    live = caches_of(practice)
    rebuilt(practice)
    assert caches_of(practice) == live


def test_a_wrong_key_is_flagged_with_the_option_that_the_able_choose(bank: Database) -> None:
    item_id, wrong = add_wrong_key(bank)
    flagged = [item for item in studied(bank).flagged if item.item_id == item_id]
    assert [item.kind for item in flagged] == [DisputeKind.REVERSED, DisputeKind.RIVAL]
    reversed_, rival = flagged
    assert (reversed_.option, rival.option) == (None, wrong)
    assert reversed_.responses >= rival.responses > 30
    for item in flagged:
        assert item.first_answers == 100
        assert item.stem
        assert item.lead > 2 * item.lead_se > 0


def test_repeated_answers_measure_memory_and_not_the_item(crowd: Database) -> None:
    before = studied(crowd)
    with transaction(crowd) as db:
        row = db.scalars(select(ResponseRow).limit(1)).one()
        facts = {c.key: getattr(row, c.key) for c in ResponseRow.__table__.columns}
        again = {"sequence": 99, "id": uuid4(), "position": 9, "is_first_exposure": False}
        db.add(ResponseRow(**(facts | again)))
    assert studied(crowd) == before


def test_an_answer_of_an_older_outline_is_passed_over(crowd: Database) -> None:
    with transaction(crowd) as db:
        item_id = list_served_versions(db, "pmp", "practice")[0].item_id
        db.execute(
            update(ItemVersionRow)
            .where(ItemVersionRow.item_id == item_id)
            .values(task_id="people.gone")
        )
    found = studied(crowd)
    assert found.passed_over == CROWD
    assert found.scarce == 1


def test_learners_who_answered_elsewhere_are_not_counted(crowd: Database) -> None:
    practice: Practice = enrolled(crowd)
    assert studied(crowd) == replace(studied(crowd), learners=CROWD)
    practice.answer(practice.custom(count=5).id, 1)
    assert studied(crowd).learners == CROWD + 1


def test_certifications_are_listed_and_unknown_ones_refused(bank: Database) -> None:
    with bank.reader() as db:
        assert list_certification_ids(db) == ["pmp"]
        with pytest.raises(NotFound):
            CalibrationStudy(db, "no-such")


def test_answers_of_every_type_are_read(database: Database, tmp_path: Path) -> None:
    folder = write_banks(tmp_path, every_type(documents()))
    with transaction(database) as db:
        sync_banks(db, load_banks(folder), now=LAST_WEEK)
    practice = enrolled(database)
    quiz = practice.custom(count=60)
    for position in range(1, quiz.length + 1):
        practice.answer(quiz.id, position, is_correct=position % 3 == 0)
    assert studied(database).answers == quiz.length == 23
