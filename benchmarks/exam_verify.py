"""What must hold of mock exams in the database, however often the server was killed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.exam_script import Records
from benchmarks.verify import count_stale
from prep.storage.exams import AttemptItemRow, AttemptRow, list_attempt_items
from prep.storage.learners import LearnerRow
from prep.storage.practice import ResponseRow


@dataclass(frozen=True, slots=True)
class Findings:
    """Counts of what is wrong.

    lost: places where less than the newest acknowledged revision stands. altered: places where
    something else stands than was sent with that revision. not_handed_in: acknowledged ends of
    which nothing is stored. half: exams whose marks or log do not fit their answers. gaps: wrong
    numbers in the log. stale: cache rows that a rebuild changes.
    """

    lost: int
    altered: int
    not_handed_in: int
    half: int
    gaps: int
    stale: int

    @property
    def faults(self) -> int:
        """All faults together."""
        return sum(asdict(self).values())


def verify_exams(db: Session, records: Records, questions: int) -> Findings:
    """Hold what is stored against what was confirmed. The session is for writing: it rebuilds.

    questions: how many each exam has.
    """
    learner = db.scalars(select(LearnerRow)).one()
    items = {(row.attempt_id, row.position): row for row in db.scalars(select(AttemptItemRow))}
    attempts = {row.id: row for row in db.scalars(select(AttemptRow))}
    log = db.scalars(select(ResponseRow).order_by(ResponseRow.sequence)).all()
    return Findings(
        lost=sum(
            place not in items or items[place].revision < revision
            for place, revision in records.acknowledged.items()
        ),
        altered=sum(
            not _is_as_sent(row, records.sent.get(place, {}).get(row.revision))
            for place, row in items.items()
        ),
        not_handed_in=sum(attempts[i].submitted_at is None for i in records.handed_in),
        half=sum(not _is_whole(db, attempt, log, questions) for attempt in attempts.values()),
        gaps=sum(row.sequence != n for n, row in enumerate(log, start=1))
        + (learner.response_count != len(log)),
        stale=count_stale(db, learner.id),
    )


def _is_as_sent(row: AttemptItemRow, body: dict[str, Any] | None) -> bool:
    if body is None:
        return False
    chosen = body["raw"]["choice"]
    return (row.raw, row.note, row.is_flagged, row.elapsed_ms) == (
        {"choice": chosen} if chosen else {},
        body["note"],
        body["is_flagged"],
        body["elapsed_ms"],
    )


def _is_whole(db: Session, attempt: AttemptRow, log: Sequence[ResponseRow], questions: int) -> bool:
    """An exam that was handed in is marked and logged throughout; an open one not at all."""
    items = list_attempt_items(db, attempt.learner_id, attempt.id)
    logged = {row.position: row.is_correct for row in log if row.quiz_id == attempt.id}
    if attempt.submitted_at is None:
        return not logged and all(row.is_correct is None for row in items)
    return (
        logged == {row.position: row.is_correct for row in items if row.is_complete}
        and attempt.score == sum(logged.values()) / questions
    )
