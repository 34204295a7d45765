"""What the pages of the exam room show: the attempt, a question without its key, the review."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.learning.assembly.outline import section_mock
from prep.learning.blueprint import ExamBlueprint
from prep.services.catalogue import get_catalogue
from prep.services.exams.clock import break_left, stage_at, time_left
from prep.services.exams.drafts import completeness
from prep.services.exams.sections import break_counts, section_views
from prep.services.exams.turns import check_is_open, check_no_break, check_section
from prep.services.exams.views import (
    AttemptView,
    ClockView,
    Completeness,
    ExamQuestionView,
    PositionView,
    ReviewView,
    SavedView,
    SectionView,
)
from prep.services.seeds import rng_for
from prep.storage import exams, forms

KINDS = {"full": "Full mock exam", "half": "Half mock exam"}


def shown_at(
    attempt: exams.AttemptRow, position: int, type_name: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    """What the item at a position shows; its order stays the same through the attempt."""
    rng = rng_for("options", attempt.learner_id, attempt.id, position)
    return item_type(type_name).shown(body, rng)


def get_attempt_view(
    db: Session, learner_id: int, attempt_id: UUID, *, now: datetime
) -> AttemptView:
    """The attempt as it stands. Raises NotFound, also for somebody else's."""
    return attempt_view(db, exams.get_attempt(db, learner_id, attempt_id), now)


def get_clock(db: Session, learner_id: int, attempt_id: UUID, *, now: datetime) -> ClockView:
    """The clocks of this learner's attempt. Raises NotFound."""
    attempt = exams.get_attempt(db, learner_id, attempt_id)
    sections = forms.get_form(db, attempt.form_id).sections
    counts = break_counts(attempt, sections)
    return ClockView(
        stage=stage_at(attempt, now),
        section=attempt.section + 1,
        seconds_left=time_left(attempt, now, break_counts=counts).total_seconds(),
        break_seconds_left=break_left(attempt, now).total_seconds(),
        deadline_at=attempt.deadline_at,
        server_time=now,
        tab=attempt.tab,
    )


def get_position(db: Session, learner_id: int, attempt_id: UUID) -> int:
    """Where to go on in the open section: at what was saved last, or at its first question."""
    attempt = exams.get_attempt(db, learner_id, attempt_id)
    section = _section(db, attempt)
    saved = exams.list_attempt_items(db, learner_id, attempt_id, section.first, section.last)
    last = max(saved, key=lambda row: (row.saved_at, row.position), default=None)
    return last.position if last else section.first


def get_exam_question(
    db: Session, *, learner_id: int, attempt_id: UUID, position: int, now: datetime
) -> ExamQuestionView:
    """A question of the open section.

    Raises NotFound for a position that the attempt has not, ExamConflict when it may not be seen.
    """
    attempt = exams.get_attempt(db, learner_id, attempt_id)
    version = exams.get_asked_version(db, attempt, position)
    view = attempt_view(db, attempt, now)
    check_is_open(db, attempt, now)
    check_no_break(attempt, now)
    section = view.section
    check_section(section.first, section.last, position)
    saved = _saved_in(db, attempt, section)
    standing = saved.get(position)
    return ExamQuestionView(
        attempt=view,
        position=position,
        number=position - section.first + 1,
        type=version.type,
        stem=version.stem,
        stimulus=version.stimulus,
        case_id=version.case_id,
        shown=shown_at(attempt, position, version.type, version.body),
        saved=saved_view(standing) if standing else SavedView(),
        previous=position - 1 if position > section.first else None,
        next=position + 1 if position < section.last else None,
        positions=_positions(section, saved),
    )


def get_review(
    db: Session, *, learner_id: int, attempt_id: UUID, now: datetime, in_break: bool = False
) -> ReviewView:
    """The questions of the open section. Raises ExamConflict when it may not be seen.

    in_break: whether it may be seen on a break, for the confirmation of handing in.
    """
    attempt = exams.get_attempt(db, learner_id, attempt_id)
    check_is_open(db, attempt, now)
    if not in_break:
        check_no_break(attempt, now)
    view = attempt_view(db, attempt, now)
    return ReviewView(
        attempt=view,
        positions=_positions(view.section, _saved_in(db, attempt, view.section)),
        later=view.questions - view.section.last,
    )


def attempt_view(db: Session, attempt: exams.AttemptRow, now: datetime) -> AttemptView:
    """An attempt as it stands at a moment."""
    form = forms.get_form(db, attempt.form_id)
    catalogue = get_catalogue(db, attempt.certification_id)
    sections = section_views(form.sections)
    counts = break_counts(attempt, form.sections)
    return AttemptView(
        id=attempt.id,
        certification_id=attempt.certification_id,
        short_name=catalogue.short_name,
        kind=form.kind,
        kind_name=kind_name(form.kind, catalogue.blueprint),
        form_name=form_name(form),
        extra_time=attempt.extra_time,
        minutes=form.minutes * attempt.extra_time,
        target=attempt.target,
        questions=sections[-1].last,
        stage=stage_at(attempt, now),
        sections=sections,
        section=sections[attempt.section],
        started_at=attempt.started_at,
        deadline_at=attempt.deadline_at,
        seconds_left=time_left(attempt, now, break_counts=counts).total_seconds(),
        break_seconds_left=break_left(attempt, now).total_seconds(),
        server_time=now,
    )


def kind_name(kind: str, blueprint: ExamBlueprint) -> str:
    """A kind of mock in words, such as "Section: Case studies"."""
    if kind in KINDS:
        return KINDS[kind]
    what, _, part = kind.partition(":")
    if what == "section":
        names = {section["id"]: section["name"] for section in blueprint.details["sections"]}
        return section_mock(names.get(part, part))
    names = {domain.id: domain.name for domain in blueprint.domains}
    return f"Domain: {names.get(part, part)}"


def form_name(form: forms.FormRow) -> str:
    """`Form A` of a form that ships; empty for a fresh one."""
    return f"Form {form.name.upper()}" if form.name else ""


def saved_view(row: exams.AttemptItemRow) -> SavedView:
    """What stands at a position."""
    return SavedView(
        revision=row.revision,
        raw=row.raw,
        is_flagged=row.is_flagged,
        struck=tuple(row.struck),
        note=row.note,
        confidence=row.confidence,
        elapsed_ms=row.elapsed_ms,
        saved_at=row.saved_at,
    )


def _section(db: Session, attempt: exams.AttemptRow) -> SectionView:
    return section_views(forms.get_form(db, attempt.form_id).sections)[attempt.section]


def _saved_in(
    db: Session, attempt: exams.AttemptRow, section: SectionView
) -> dict[int, exams.AttemptItemRow]:
    rows = exams.list_attempt_items(db, attempt.learner_id, attempt.id, section.first, section.last)
    return {row.position: row for row in rows}


def _positions(
    section: SectionView, saved: Mapping[int, exams.AttemptItemRow]
) -> tuple[PositionView, ...]:
    return tuple(_position(n, saved.get(n)) for n in range(section.first, section.last + 1))


def _position(position: int, row: exams.AttemptItemRow | None) -> PositionView:
    if row is None:
        return PositionView(position, Completeness.UNANSWERED, is_flagged=False, has_note=False)
    return PositionView(
        position=position,
        completeness=completeness(row.raw, is_complete=row.is_complete),
        is_flagged=row.is_flagged,
        has_note=bool(row.note),
    )
