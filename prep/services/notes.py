"""Bookmarks, notes and problem reports on items."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.storage import practice
from prep.storage.base import NUL
from prep.storage.learners import lock_learner
from prep.storage.notes import ItemNoteRow, ProblemReportRow

LONGEST_NOTE = 4000
LONGEST_REPORT = 2000
PROBLEM_KINDS = {
    "wrong-key": "The marked answer is wrong",
    "two-right": "Two answers are right",
    "unclear": "The question is unclear",
    "typo": "Spelling or wording",
    "other": "Something else",
}


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """What a learner says is wrong; `id` is made by the sender."""

    id: UUID
    kind: str
    text: str


def set_bookmark(
    db: Session, *, learner_id: int, quiz_id: UUID, position: int, is_on: bool, now: datetime
) -> None:
    """Bookmark the question of a quiz, or take the bookmark off."""
    lock_learner(db, learner_id)
    row = _note_row(db, learner_id, quiz_id, position)
    row.is_bookmarked, row.updated_at = is_on, now


def save_note(
    db: Session, *, learner_id: int, quiz_id: UUID, position: int, note: str, now: datetime
) -> None:
    """Keep a note on the question of a quiz; an empty one removes it."""
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note", f"A note holds {LONGEST_NOTE} characters; shorten it.")
    lock_learner(db, learner_id)
    row = _note_row(db, learner_id, quiz_id, position)
    row.note, row.updated_at = _cleaned(note), now


def report_problem(
    db: Session,
    *,
    learner_id: int,
    quiz_id: UUID,
    position: int,
    report: ProblemReport,
    now: datetime,
) -> None:
    """Store a report on the version that was served. The same report twice is stored once."""
    if report.kind not in PROBLEM_KINDS:
        raise InvalidInput("kind", "Choose what is wrong.")
    if not _cleaned(report.text) and report.kind == "other":
        raise InvalidInput("text", "Say in a few words what is wrong.")
    if len(report.text) > LONGEST_REPORT:
        raise InvalidInput("text", f"A report holds {LONGEST_REPORT} characters; shorten it.")
    lock_learner(db, learner_id)
    served = practice.get_quiz_item(db, learner_id, quiz_id, position)
    if db.get(ProblemReportRow, (learner_id, report.id)) is None:
        db.add(
            ProblemReportRow(
                learner_id=learner_id,
                id=report.id,
                item_id=served.item_id,
                item_version=served.item_version,
                kind=report.kind,
                text=_cleaned(report.text),
                created_at=now,
            )
        )


def _cleaned(text: str) -> str:
    """The text without outer blanks, and without NUL, which PostgreSQL cannot store."""
    return text.replace(NUL, "").strip()


def _note_row(db: Session, learner_id: int, quiz_id: UUID, position: int) -> ItemNoteRow:
    served = practice.get_quiz_item(db, learner_id, quiz_id, position)
    row = db.get(ItemNoteRow, (learner_id, served.item_id))
    if row is None:
        row = ItemNoteRow(
            learner_id=learner_id, item_id=served.item_id, is_bookmarked=False, note=""
        )
        db.add(row)
    return row
