"""The check behind the durability of mock exams finds what it is there to find."""

from typing import Any

import pytest
from sqlalchemy import update

from benchmarks.exam_script import Records
from benchmarks.exam_verify import Findings, verify_exams
from prep.storage.database import Database, transaction
from prep.storage.exams import AttemptItemRow, AttemptRow
from prep.storage.learners import LearnerRow
from prep.storage.progress import CardRow
from tests.examining import SIZES, Candidate, begun
from tests.practising import enrolled

FINE = Findings(lost=0, altered=0, not_handed_in=0, half=0, gaps=0, stale=0)
BODY: dict[str, Any] = {
    "raw": {"choice": ["b"]},
    "note": "Mine",
    "is_flagged": False,
    "elapsed_ms": 30_000,
}


@pytest.fixture
def candidate(stocked_sqlite: Database) -> Candidate:
    """Somebody who saved one answer and handed in."""
    candidate = begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id)
    candidate.save(1, BODY["raw"], note="Mine")
    candidate.submit()
    return candidate


@pytest.fixture
def records(candidate: Candidate) -> Records:
    """What a client would remember of that."""
    place = (candidate.attempt_id, 1)
    return Records({place: {1: BODY}}, {place: 1}, {candidate.attempt_id}, saves=1)


def found(candidate: Candidate, records: Records, *spoiling: Any) -> Findings:
    """What the check finds after these changes."""
    with transaction(candidate.database) as db:
        for change in spoiling:
            db.execute(change)
    with transaction(candidate.database) as db:
        return verify_exams(db, records, sum(SIZES))


def test_what_is_as_it_was_confirmed_is_fine(candidate: Candidate, records: Records) -> None:
    assert found(candidate, records) == FINE


def test_an_acknowledged_save_that_is_not_there_is_lost(
    candidate: Candidate, records: Records
) -> None:
    records.acknowledged[candidate.attempt_id, 1] = 2
    records.acknowledged[candidate.attempt_id, 2] = 1
    assert found(candidate, records).lost == 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (update(AttemptItemRow).values(note="Another's"), "altered"),
        (update(AttemptItemRow).values(raw={"choice": ["c"]}), "altered"),
        (update(AttemptItemRow).values(revision=7), "altered"),
        (update(AttemptItemRow).values(is_correct=False), "half"),
        (update(AttemptRow).values(score=0.5), "half"),
        (update(LearnerRow).values(response_count=5), "gaps"),
        (update(CardRow).values(stability=99.0), "stale"),
    ],
)
def test_each_fault_is_found(
    candidate: Candidate, records: Records, change: Any, fault: str
) -> None:
    assert getattr(found(candidate, records, change), fault) == 1


def test_an_end_that_is_undone_is_found(candidate: Candidate, records: Records) -> None:
    change = update(AttemptRow).values(submitted_at=None, submitted_by=None, score=None)
    findings = found(candidate, records, change)
    assert (findings.not_handed_in, findings.half) == (1, 1)
