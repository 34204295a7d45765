"""The project inventory: writing projects down, changing them, taking them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, InvalidInput, NotFound
from prep.services.confidentiality import LEVELS, PROJECT_FIELDS
from prep.services.ledger.fields import EARLIEST, checked_text, past_day, required_text
from prep.services.portfolio.project_words import APPROACHES, KINDS
from prep.storage.evidence import get_evidence, list_evidence
from prep.storage.learners import lock_learner
from prep.storage.portfolio import (
    ProjectRow,
    detach_project,
    get_project,
    list_experience,
    unmark_written,
)

LABELS = {
    "name": "Name",
    "organisation": "Organisation",
    "my_role": "Your role",
    "team": "Team",
    "reason": "Business reason",
    "risks": "Risks",
    "result": "Result",
}
LONGEST = {
    "name": 200,
    "organisation": 200,
    "my_role": 200,
    "team": 500,
    "reason": 3_000,
    "risks": 3_000,
    "result": 3_000,
}
REDACTED_FIELDS = tuple(name for name in PROJECT_FIELDS if name != "name")
LATEST = date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """What the form of a project holds.

    wordings: by field of `PROJECT_FIELDS`. redacted: the same without the name, in whose place the
    public name leaves. ended_on: None while it goes on.
    """

    wordings: Mapping[str, str]
    redacted: Mapping[str, str]
    public_name: str
    kind: str
    approach: str
    began_on: date | None
    ended_on: date | None
    deadline_on: date | None
    confidentiality: str


def save_project(
    db: Session,
    learner_id: int,
    project_id: UUID,
    entry: ProjectEntry,
    *,
    today: date,
    now: datetime,
) -> None:
    """Write a project down, or over what stands under its id; sent twice, it is kept once.

    Raises InvalidInput.
    """
    _check_choices(entry)
    began_on = past_day("began_on", "First day", entry.began_on, today)
    _check_later_days(entry, began_on, today)
    wordings = _checked_wordings(entry)
    lock_learner(db, learner_id)
    row = _row(db, learner_id, project_id, now)
    for name, text in wordings.items():
        setattr(row, name, text)
    row.redacted = _checked_redacted(entry)
    row.public_name = checked_text("public_name", "Public name", entry.public_name, 200)
    row.kind, row.approach = entry.kind, entry.approach
    row.began_on, row.ended_on, row.deadline_on = began_on, entry.ended_on, entry.deadline_on
    row.confidentiality, row.updated_at = entry.confidentiality, now
    db.add(row)


def get_entry(db: Session, learner_id: int, project_id: UUID) -> ProjectEntry:
    """A project as its form shows it. Raises NotFound."""
    row = get_project(db, learner_id, project_id)
    return ProjectEntry(
        wordings={name: getattr(row, name) for name in PROJECT_FIELDS},
        redacted=row.redacted,
        public_name=row.public_name,
        kind=row.kind,
        approach=row.approach,
        began_on=row.began_on,
        ended_on=row.ended_on,
        deadline_on=row.deadline_on,
        confidentiality=row.confidentiality,
    )


def delete_project(db: Session, learner_id: int, project_id: UUID) -> None:
    """Take a project out. Its evidence, bullets and stories are kept, and belong to none then.

    Bullets and stories lose their mark for export, as its confidentiality goes with it.
    Raises NotFound; Conflict while it has periods in the ledger, which would go with it.
    """
    lock_learner(db, learner_id)
    row = get_project(db, learner_id, project_id)
    periods = [one for one in list_experience(db, learner_id) if one.project_id == project_id]
    if periods:
        told = "a period" if len(periods) == 1 else f"{len(periods)} periods"
        raise Conflict(
            f"This project has {told} in the experience ledger. "
            "Give it to another project or take it out there first; nothing was deleted."
        )
    evidence = [one.id for one in list_evidence(db, learner_id) if one.project_id == project_id]
    unmark_written(db, learner_id, [project_id, *evidence])
    detach_project(db, learner_id, project_id)
    db.delete(row)


def place_evidence(
    db: Session, learner_id: int, evidence_id: UUID, project_id: UUID | None
) -> None:
    """Attach evidence to a project, or detach it (None). Raises NotFound for either.

    When it leaves a project, what is written from it loses its mark for export.
    """
    lock_learner(db, learner_id)
    evidence = get_evidence(db, learner_id, evidence_id)
    if project_id is not None:
        get_project(db, learner_id, project_id)
    if evidence.project_id not in (None, project_id):
        unmark_written(db, learner_id, [evidence_id])
    evidence.project_id = project_id


def _row(db: Session, learner_id: int, project_id: UUID, now: datetime) -> ProjectRow:
    try:
        return get_project(db, learner_id, project_id)
    except NotFound:
        return ProjectRow(learner_id=learner_id, id=project_id, created_at=now)


def _checked_wordings(entry: ProjectEntry) -> dict[str, str]:
    texts = {
        name: checked_text(name, LABELS[name], entry.wordings.get(name, ""), LONGEST[name])
        for name in PROJECT_FIELDS
    }
    required_text("name", LABELS["name"], texts["name"], LONGEST["name"])
    return texts


def _checked_redacted(entry: ProjectEntry) -> dict[str, str]:
    texts = {
        name: checked_text(
            f"redacted-{name}", f"Redacted {LABELS[name].lower()}", text, LONGEST[name]
        )
        for name, text in entry.redacted.items()
    }
    return {name: text for name, text in texts.items() if text}


def _check_choices(entry: ProjectEntry) -> None:
    for field, value, offered in (
        ("kind", entry.kind, list(KINDS)),
        ("approach", entry.approach, list(APPROACHES)),
        ("confidentiality", entry.confidentiality, list(LEVELS)),
    ):
        if value not in offered:
            raise InvalidInput(field, f"Choose one of {', '.join(offered)}.")


def _check_later_days(entry: ProjectEntry, began_on: date, today: date) -> None:
    if entry.ended_on and entry.ended_on > today:
        raise InvalidInput(
            "ended_on", "Last day: that is in the future. Leave it empty while the work goes on."
        )
    if entry.ended_on and entry.ended_on < began_on:
        raise InvalidInput("ended_on", "Last day: it lies before the first day. Correct one.")
    if entry.deadline_on and not EARLIEST <= entry.deadline_on < LATEST:
        raise InvalidInput("deadline_on", f"Deadline: choose a year before {LATEST.year}.")
