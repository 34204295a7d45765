"""Stories for an interview: situation, task, action, result, and how long they take to tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput, NotFound
from prep.services.ledger.fields import checked_text, required_text
from prep.services.portfolio.interview_questions import QUESTIONS
from prep.services.portfolio.written import Origin, check_origin, set_origin
from prep.storage.evidence import EvidenceRow
from prep.storage.learners import lock_learner
from prep.storage.portfolio import StoryRow, get_story

PARTS = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
}
HINTS = {
    "situation": "Where and when, and why it mattered. Two or three sentences.",
    "task": "What fell to you, and what made it hard.",
    "action": "What you did yourself, in order, and how you decided.",
    "result": "What came of it, with a number, and what you do since.",
}
LONGEST_PART = 5_000
LONGEST_TITLE = 200
WORDS_A_MINUTE = 130


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """What the form of a story holds. parts: by `PARTS`. question: an id, or empty."""

    title: str
    question: str
    parts: Mapping[str, str]
    origin: Origin


def save_story(
    db: Session, learner_id: int, story_id: UUID, entry: StoryEntry, *, now: datetime
) -> None:
    """Write a story down, or over what stands under its id; sent twice, it is kept once.

    Parts may wait. Raises InvalidInput.
    """
    title = required_text("title", "Title", entry.title, LONGEST_TITLE)
    if entry.question and entry.question not in QUESTIONS:
        raise InvalidInput("question", "Choose a question from the list, or none.")
    parts = {
        name: checked_text(name, label, entry.parts.get(name, ""), LONGEST_PART)
        for name, label in PARTS.items()
    }
    lock_learner(db, learner_id)
    check_origin(db, learner_id, entry.origin)
    row = _row(db, learner_id, story_id, now)
    row.title, row.question, row.updated_at = title, entry.question, now
    for name, text in parts.items():
        setattr(row, name, text)
    set_origin(row, entry.origin)
    db.add(row)


def get_entry(db: Session, learner_id: int, story_id: UUID) -> StoryEntry:
    """A story as its form shows it. Raises NotFound."""
    row = get_story(db, learner_id, story_id)
    return StoryEntry(
        title=row.title,
        question=row.question,
        parts={name: getattr(row, name) for name in PARTS},
        origin=Origin(row.evidence_id, row.project_id),
    )


def mark_story(db: Session, learner_id: int, story_id: UUID, *, is_exported: bool) -> None:
    """Mark whether an export may take it. Raises NotFound."""
    get_story(db, learner_id, story_id).is_exported = is_exported


def delete_story(db: Session, learner_id: int, story_id: UUID) -> None:
    """Take a story out. Raises NotFound."""
    db.delete(get_story(db, learner_id, story_id))


def story_of(evidence: EvidenceRow) -> StoryEntry:
    """A story begun from evidence, in its own words; the task is for the learner to tell."""
    result = "\n".join(part for part in (evidence.result, evidence.number) if part.strip())
    return StoryEntry(
        title=evidence.title,
        question="",
        parts={"situation": evidence.situation, "action": evidence.action, "result": result},
        origin=Origin(evidence_id=evidence.id),
    )


def minutes_to_tell(parts: Mapping[str, str]) -> float:
    """How long it takes to tell, at `WORDS_A_MINUTE`."""
    return sum(len(text.split()) for text in parts.values()) / WORDS_A_MINUTE


def time_to_tell(minutes: float) -> str:
    """In words, to a quarter of a minute: `about 1 ½ minutes`; `nothing to tell yet` for 0."""
    if not minutes:
        return "nothing to tell yet"
    quarters = round(minutes * 4)
    if quarters < 2:
        return "under half a minute"
    whole, rest = divmod(quarters, 4)
    shown = " ".join(filter(None, (str(whole) if whole else "", ("", "¼", "½", "¾")[rest])))
    return f"about {shown} {'minute' if quarters <= 4 else 'minutes'}"


def _row(db: Session, learner_id: int, story_id: UUID, now: datetime) -> StoryRow:
    try:
        return get_story(db, learner_id, story_id)
    except NotFound:
        return StoryRow(learner_id=learner_id, id=story_id, is_exported=False, created_at=now)
