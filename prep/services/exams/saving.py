"""Saving what stands at a position, as it is given. The newest revision stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.errors import InvalidInput
from prep.learning.items import Confidence
from prep.services.answering import LONGEST_ANSWER_MS
from prep.services.exams.clock import time_left
from prep.services.exams.drafts import checked_raw, checked_struck, completeness, parsed
from prep.services.exams.sections import break_counts
from prep.services.exams.sitting import saved_view, shown_at
from prep.services.exams.turns import check_is_open, check_no_break, check_section, check_tab
from prep.services.exams.views import SaveView
from prep.storage import exams
from prep.storage.base import NUL
from prep.storage.practice import LAST_POSITION

LONGEST_NOTE = 2000
MOST_CHANGES = 50
"""Earlier answers that are kept at a position; the oldest go first."""

SETTLED = timedelta(seconds=4)
"""An answer that is replaced sooner was on the way to the next: a step moved, a key held down."""


@dataclass(frozen=True, slots=True)
class GivenSave:
    """What a page sends of a position.

    tab: the page; None for a form without a script.
    revision: the page's count of saves at the position, from 1.
    raw: the fields of the answer, complete or not. struck: ids of options that are crossed out.
    elapsed_ms: how long the question was looked at, over all visits.
    """

    tab: UUID | None
    revision: int
    raw: Mapping[str, Sequence[str]]
    is_flagged: bool
    struck: Sequence[str]
    note: str
    confidence: Confidence | None
    elapsed_ms: int


def save_position(
    db: Session,
    *,
    learner_id: int,
    attempt_id: UUID,
    position: int,
    given: GivenSave,
    now: datetime,
) -> SaveView:
    """Store it, unless the revision that stands is as new; either way, what stands now.

    Raises NotFound for a position that this learner's attempt has not; ExamConflict when it is
    too late or not the turn of this position or page; InvalidInput for what the item cannot have.
    """
    asked = exams.lock_asked(db, learner_id, attempt_id, position)
    attempt = asked.attempt
    section = asked.sections[attempt.section]
    check_is_open(db, attempt, now)
    check_no_break(attempt, now)
    check_section(section["first"], section["last"], position)
    check_tab(attempt, given.tab)
    draft = _checked(asked, position, given)
    standing = exams.find_attempt_item(db, learner_id, attempt_id, position)
    if standing is None or given.revision > standing.revision:
        standing = _stored(db, asked, position, standing, draft, now)
    left = time_left(attempt, now, break_counts=break_counts(attempt, asked.sections))
    return SaveView(
        position=position,
        is_stored=all(getattr(standing, name) == value for name, value in draft.items()),
        completeness=completeness(standing.raw, is_complete=standing.is_complete),
        standing=saved_view(standing),
        previous=position - 1 if position > section["first"] else None,
        next=position + 1 if position < section["last"] else None,
        seconds_left=left.total_seconds(),
        server_time=now,
    )


def _checked(asked: exams.Asked, position: int, given: GivenSave) -> dict[str, Any]:
    """The columns that the save sets. Raises InvalidInput."""
    shown = shown_at(asked.attempt, position, asked.type, asked.body)
    if not 0 < given.revision <= LAST_POSITION:
        raise InvalidInput("revision", "Count saves from 1. Load the page again.")
    if len(given.note) > LONGEST_NOTE:
        raise InvalidInput("note", f"A note holds {LONGEST_NOTE} characters; shorten it.")
    return {
        "revision": given.revision,
        "raw": checked_raw(shown, given.raw),
        "is_flagged": given.is_flagged,
        "struck": checked_struck(shown, given.struck),
        "note": given.note.replace(NUL, ""),
        "confidence": given.confidence,
        "elapsed_ms": min(max(given.elapsed_ms, 0), LONGEST_ANSWER_MS),
    }


def _stored(
    db: Session,
    asked: exams.Asked,
    position: int,
    standing: exams.AttemptItemRow | None,
    draft: Mapping[str, Any],
    now: datetime,
) -> exams.AttemptItemRow:
    kind, attempt = item_type(asked.type), asked.attempt
    row = standing or exams.AttemptItemRow(
        learner_id=attempt.learner_id, attempt_id=attempt.id, position=position, changes=[]
    )
    if standing and _is_changed(standing, draft["raw"], now):
        earlier = {"answer": kind.parse(asked.body, standing.raw), "until": now.isoformat()}
        row.changes = [*standing.changes, earlier][-MOST_CHANGES:]
    for name, value in draft.items():
        setattr(row, name, value)
    row.is_complete = parsed(kind, asked.body, row.raw) is not None
    row.saved_at = now
    db.add(row)
    return row


def _is_changed(standing: exams.AttemptItemRow, raw: Any, now: datetime) -> bool:
    """Whether the learner takes an answer back that was complete and had stood for a while."""
    return standing.is_complete and standing.raw != raw and now - standing.saved_at >= SETTLED
