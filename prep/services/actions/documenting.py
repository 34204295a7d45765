"""Documenting an action: a draft that may be incomplete, then evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.content.exercises.documents import exercise_of
from prep.errors import Conflict, InvalidInput
from prep.services.actions.checking import schedule_check
from prep.services.confidentiality import EVIDENCE_FIELDS, LEVELS
from prep.storage.actions import ActionRow, get_action
from prep.storage.base import NUL
from prep.storage.evidence import EvidenceRow, find_evidence_of
from prep.storage.exercises import get_exercise
from prep.storage.learners import lock_learner

SAID = {"yes": "Yes", "partly": "Partly", "no": "No"}
"""What a learner can say of a point of the self-check."""

LONGEST = {
    "title": 200,
    "situation": 5_000,
    "action": 5_000,
    "result": 5_000,
    "number": 200,
    "artefact_url": 1_000,
    "artefact_text": 10_000,
    "people": 500,
}
LONGEST_REFLECTION = 3_000
MOST_HOURS = 1_000
LABELS = {
    "title": "Title",
    "situation": "Situation",
    "action": "What you did",
    "result": "Result",
    "number": "A number",
    "artefact_url": "Link to the artefact",
    "artefact_text": "The artefact itself",
    "people": "People, by role",
}
REQUIRED = ("situation", "action", "result")
WEB_ADDRESSES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed.

    wordings, redacted: by field of `EVIDENCE_FIELDS`. hours: None where nothing was said.
    rubric: by the place of its point, from 0, what was said; empty where nothing was.
    reflection: answers by the place of their question. revision: of the evidence that it was
    written upon, empty before the first; None where nobody else can have saved meanwhile.
    """

    wordings: Mapping[str, str]
    redacted: Mapping[str, str]
    hours: float | None
    began_on: date | None
    ended_on: date | None
    confidentiality: str
    rubric: Sequence[str]
    reflection: Sequence[str]
    revision: str | None = None


def save_draft(
    db: Session, learner_id: int, action_id: UUID, draft: Draft, *, evidence_id: UUID, now: datetime
) -> None:
    """Keep what was typed, complete or not. Who documents has begun.

    Raises InvalidInput for what cannot be kept; Conflict once it is documented, for then it stays
    complete.
    """
    row = _locked(db, learner_id, action_id)
    if row.documented_at:
        raise Conflict("This is documented already. Save it whole instead of as a draft.")
    _store(db, row, draft, evidence_id=evidence_id, now=now)
    row.started_at = row.started_at or now


def document_action(
    db: Session,
    learner_id: int,
    action_id: UUID,
    draft: Draft,
    *,
    evidence_id: UUID,
    today: date,
    now: datetime,
) -> None:
    """Turn it into evidence, and schedule its check; again, change the evidence alone.

    Raises InvalidInput that names what is missing or wrong.
    """
    row = _locked(db, learner_id, action_id)
    evidence = _store(db, row, draft, evidence_id=evidence_id, now=now)
    _check_dates(draft, today)
    _check_complete(draft, len(evidence.rubric))
    row.started_at = row.started_at or now
    if row.documented_at is None:
        row.documented_at = now
        schedule_check(db, row, today=today)


def as_asked(
    kept: Sequence[Mapping[str, Any]] | None, key: str, offered: Sequence[str]
) -> tuple[str, ...]:
    """Points or questions as they read when they were first kept, else as the exercise has them."""
    return tuple(entry[key] for entry in kept or ()) or tuple(offered)


def revision_of(evidence: EvidenceRow | None) -> str:
    """Changes whenever it is saved; empty before the first time."""
    return evidence.updated_at.isoformat() if evidence else ""


def _locked(db: Session, learner_id: int, action_id: UUID) -> ActionRow:
    lock_learner(db, learner_id)
    row = get_action(db, learner_id, action_id)
    if row.dropped_at:
        raise Conflict("This was dropped. Take it up again on its page, then save this.")
    return row


def _store(
    db: Session, row: ActionRow, draft: Draft, *, evidence_id: UUID, now: datetime
) -> EvidenceRow:
    _check_storable(draft)
    exercise = exercise_of(get_exercise(db, row.exercise_id).document)
    evidence = find_evidence_of(db, row.learner_id, row.id)
    revision = revision_of(evidence)
    if evidence is None:
        evidence = EvidenceRow(
            learner_id=row.learner_id, id=evidence_id, action_id=row.id, created_at=now
        )
        db.add(evidence)
    _fill(evidence, draft, exercise)
    if draft.revision not in (None, revision) and db.is_modified(evidence):
        raise Conflict(
            "This was saved in another tab meanwhile. Below is what you typed here: save it again "
            "to put it in the place of the other."
        )
    evidence.updated_at = now
    return evidence


def _fill(evidence: EvidenceRow, draft: Draft, exercise: Exercise) -> None:
    """Put what was typed into the row."""
    points = as_asked(evidence.rubric, "point", exercise.rubric)
    questions = as_asked(evidence.reflection, "question", exercise.reflection)
    evidence.rubric = _paired(points, draft.rubric, "point", "said")
    evidence.reflection = _paired(questions, draft.reflection, "question", "answer")
    for name in EVIDENCE_FIELDS:
        setattr(evidence, name, draft.wordings.get(name, ""))
    evidence.title = evidence.title or exercise.produce.name
    if evidence.artefact_text == exercise.produce.template.strip():
        evidence.artefact_text = ""  # the template as it came is nothing that was made
    evidence.redacted = {name: text for name, text in draft.redacted.items() if text}
    evidence.confidentiality = draft.confidentiality
    evidence.hours = draft.hours
    evidence.began_on, evidence.ended_on = draft.began_on, draft.ended_on


def _paired(
    asked: Sequence[str], given: Sequence[str], asked_key: str, given_key: str
) -> list[dict[str, Any]]:
    answers = [*given, *[""] * len(asked)]
    return [{asked_key: one, given_key: answers[n]} for n, one in enumerate(asked)]


def _check_storable(draft: Draft) -> None:
    """What no draft may hold, for it cannot be kept or must not be shown."""
    _check_texts(draft)
    for prefix, texts in (("", draft.wordings), ("redacted-", draft.redacted)):
        url = texts.get("artefact_url", "")
        if url and not url.lower().startswith(WEB_ADDRESSES):
            raise InvalidInput(
                f"{prefix}artefact_url", "A link begins with https:// or http://. Correct it."
            )
    if draft.confidentiality not in LEVELS:
        raise InvalidInput("confidentiality", "Choose private, redacted or shareable.")
    if draft.hours is not None and not 0 <= draft.hours <= MOST_HOURS:
        raise InvalidInput("hours", f"Hours: write a number from 0 to {MOST_HOURS:,}.")
    if not set(draft.rubric) <= {"", *SAID}:
        raise InvalidInput("rubric-1", "Choose yes, partly or no for each point.")


def _check_texts(draft: Draft) -> None:
    for field, most, text in _texts(draft):
        if NUL in text:
            raise InvalidInput(field, "It holds a character that cannot be stored; type it anew.")
        if len(text) > most:
            raise InvalidInput(field, f"It has {len(text):,} characters; {most:,} fit. Shorten it.")


def _texts(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Every text with its field and the most characters that it may have."""
    for name, most in LONGEST.items():
        yield name, most, draft.wordings.get(name, "")
        yield f"redacted-{name}", most, draft.redacted.get(name, "")
    for n, answer in enumerate(draft.reflection, start=1):
        yield f"reflection-{n}", LONGEST_REFLECTION, answer


def _check_dates(draft: Draft, today: date) -> None:
    for field, on in (("began_on", draft.began_on), ("ended_on", draft.ended_on)):
        if on and on > today:
            raise InvalidInput(field, "That day is still to come. Write when it happened.")
    if draft.began_on and draft.ended_on and draft.ended_on < draft.began_on:
        raise InvalidInput("ended_on", "It ends before it begins. Correct one of the two days.")


def _check_complete(draft: Draft, points: int) -> None:
    missing = {name: LABELS[name] for name in REQUIRED if not draft.wordings.get(name)}
    said = [*draft.rubric, *[""] * points]
    missing |= {
        f"rubric-{n}": f"point {n} of the self-check"
        for n in range(1, points + 1)
        if not said[n - 1]
    }
    if missing:
        listed = ", ".join(missing.values())
        raise InvalidInput(
            next(iter(missing)),
            f"Still missing: {listed}. Fill in what is missing, or save it as a draft.",
        )
