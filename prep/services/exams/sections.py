"""Sections and breaks: doors that open one way."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict
from prep.services.exams.clock import break_left
from prep.services.exams.turns import check_is_open, check_no_break
from prep.services.exams.views import SectionView
from prep.storage.exams import AttemptRow, lock_attempt
from prep.storage.forms import get_form

Sections = list[dict[str, Any]]
"""The sections of a form, as its row holds them."""


def section_views(sections: Sections) -> tuple[SectionView, ...]:
    """The sections of a form."""
    return tuple(SectionView(number=n, **part) for n, part in enumerate(sections, start=1))


def break_counts(attempt: AttemptRow, sections: Sections) -> bool:
    """Whether the break before the open section counts against the exam time."""
    return attempt.section > 0 and sections[attempt.section - 1]["break_counts"] is True


def leave_section(
    db: Session,
    learner_id: int,
    attempt_id: UUID,
    *,
    number: int,
    takes_break: bool,
    now: datetime,
) -> None:
    """Lock a section, by its number from 1, for ever; then the break or the next section begins.

    Leaving it again changes nothing. Raises Conflict in the last section, whose end is submitting.
    """
    attempt = lock_attempt(db, learner_id, attempt_id)
    check_is_open(db, attempt, now)
    check_no_break(attempt, now)
    sections = get_form(db, attempt.form_id).sections
    if number != attempt.section + 1:
        return
    if number == len(sections):
        raise Conflict("This is the last section. Hand the exam in to end it.")
    attempt.section = number
    attempt.break_ends_at = None
    if takes_break and sections[number - 1]["break_minutes"]:
        _begin_break(attempt, sections, now)


def end_break(db: Session, learner_id: int, attempt_id: UUID, *, now: datetime) -> None:
    """Come back from the break; what was left of it is not kept. Without one nothing changes."""
    attempt = lock_attempt(db, learner_id, attempt_id)
    check_is_open(db, attempt, now)
    left = break_left(attempt, now)
    if not left:
        return
    if not break_counts(attempt, get_form(db, attempt.form_id).sections):
        attempt.deadline_at -= left
    attempt.break_ends_at = None


def _begin_break(attempt: AttemptRow, sections: Sections, now: datetime) -> None:
    """The break before the section that is now open. Extra time does not lengthen it."""
    length = timedelta(minutes=sections[attempt.section - 1]["break_minutes"])
    attempt.break_ends_at = now + length
    if not break_counts(attempt, sections):
        attempt.deadline_at += length
