"""What must hold in the database however often the server was killed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.forms import Fields
from benchmarks.script import Sent
from prep.services.states import rebuild_learner
from prep.storage.learners import LearnerRow
from prep.storage.practice import QuizItemRow, QuizRow, ResponseRow
from prep.storage.progress import CardRow, ExposureRow, MasteryRow

Snapshot = dict[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Findings:
    """Counts of what is wrong; `answers` and `acknowledged` say what was looked at.

    lost: acknowledged answers that are not stored as they were sent. doubled: ids or positions
    with two answers. gaps: sequence numbers missing or wrong. stale: cache rows that a rebuild
    changes. misplaced: quizzes whose positions do not fit their answers.
    """

    answers: int
    acknowledged: int
    quizzes: int
    lost: int
    doubled: int
    gaps: int
    stale: int
    misplaced: int

    @property
    def faults(self) -> int:
        """All faults together."""
        return self.lost + self.doubled + self.gaps + self.stale + self.misplaced

    def __str__(self) -> str:
        """Every count in one line."""
        return ", ".join(f"{count} {name}" for name, count in asdict(self).items())


def verify(db: Session, acknowledged: Mapping[str, Sent]) -> Findings:
    """Look at everything of the one learner. The session is for writing: it rebuilds."""
    learner = db.scalars(select(LearnerRow)).one()
    log = list(db.scalars(select(ResponseRow).order_by(ResponseRow.sequence)))
    quizzes = list(db.scalars(select(QuizRow)))
    stored = {row.id: row for row in log}
    ids = Counter(row.id for row in log)
    places = Counter((row.quiz_id, row.position) for row in log)
    return Findings(
        answers=len(log),
        acknowledged=len(acknowledged),
        quizzes=len(quizzes),
        lost=sum(not _is_stored(i, sent, stored) for i, sent in acknowledged.items()),
        doubled=sum(n - 1 for counts in (ids, places) for n in counts.values()),
        gaps=sum(row.sequence != n for n, row in enumerate(log, start=1))
        + (learner.response_count != len(log)),
        stale=count_stale(db, learner.id),
        misplaced=sum(not _is_consistent(db, quiz, log) for quiz in quizzes),
    )


def count_stale(db: Session, learner_id: int) -> int:
    """How many cache rows a rebuild from the log changes, adds or removes."""
    live = snapshot(db, learner_id)
    rebuild_learner(db, learner_id)
    db.flush()
    rebuilt = snapshot(db, learner_id)
    return sum(live.get(key) != rebuilt.get(key) for key in live.keys() | rebuilt.keys())


def snapshot(db: Session, learner_id: int) -> Snapshot:
    """All cache rows of a learner by table and key."""
    rows: Snapshot = {}
    for kind in (CardRow, ExposureRow, MasteryRow):
        table = kind.__table__
        for row in db.execute(table.select().where(table.c.learner_id == learner_id)):
            rows[kind.__tablename__, *(row._mapping[column] for column in table.primary_key)] = (
                tuple(row)
            )
    return rows


def _is_stored(response_id: str, sent: Sent, stored: Mapping[UUID, ResponseRow]) -> bool:
    row = stored.get(UUID(response_id))
    if row is None or sent.path != f"/quiz/{row.quiz_id}/{row.position}/answer":
        return False
    return says_the_same(row.answer, sent.fields)


def says_the_same(answer: Any, sent: Fields) -> bool:
    """Whether a stored answer is the one that a form sent, of whatever type its item is."""
    fields = dict(sent)
    if "value" in fields:
        return bool(answer == float(fields["value"]))
    if places := _named(sent, "order-"):
        return bool(answer == sorted(places, key=lambda step: int(places[step])))
    if pairs := _named(sent, "match-") or _named(sent, "blank-"):
        return bool(answer == pairs)
    return set(answer) == {value for name, value in sent if name == "choice"}


def _named(sent: Fields, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in sent if name.startswith(prefix)}


def _is_consistent(db: Session, quiz: QuizRow, log: Sequence[ResponseRow]) -> bool:
    """Positions are served and answered in order, and the quiz ended with its last answer."""
    items = select(QuizItemRow).where(QuizItemRow.quiz_id == quiz.id)
    served = [
        (row.position, row.item_id, row.item_version)
        for row in db.scalars(items.order_by(QuizItemRow.position))
    ]
    answered = sorted(
        (row.position, row.item_id, row.item_version) for row in log if row.quiz_id == quiz.id
    )
    is_diagnostic = quiz.kind == "diagnostic"
    wanted = min(quiz.length, len(answered) + 1) if is_diagnostic else quiz.length
    return (
        [position for position, *_ in served] == list(range(1, wanted + 1))
        and answered == served[: len(answered)]
        and (quiz.finished_at is not None) == (len(answered) == quiz.length)
    )
