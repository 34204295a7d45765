"""The evidence of an action as its own learner sees it, with what to mind before it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.actions.documenting import LABELS, revision_of
from prep.services.confidential_hints import ConfidentialHint, confidential_hints
from prep.services.confidentiality import EVIDENCE_FIELDS, wording_that_may_leave
from prep.storage.evidence import EvidenceRow, find_evidence_of


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What was written.

    wordings, redacted: by field. rubric: points with what was said. reflection: questions with
    answers. revision: changes whenever it is saved. hints: what in the wording that may leave
    looks confidential. staying: names of the filled fields that do not leave; None where nothing
    does.
    """

    id: UUID
    project_id: UUID | None
    wordings: Mapping[str, str]
    redacted: Mapping[str, str]
    hours: float | None
    began_on: date | None
    ended_on: date | None
    confidentiality: str
    rubric: tuple[Mapping[str, Any], ...]
    reflection: tuple[Mapping[str, Any], ...]
    revision: str
    hints: tuple[ConfidentialHint, ...]
    staying: tuple[str, ...] | None

    @property
    def has_number(self) -> bool:
        """Whether the result is measured by a figure."""
        return any(character.isdigit() for character in self.wordings["number"])


def get_evidence_of(db: Session, learner_id: int, action_id: UUID) -> EvidenceView | None:
    """What documents an action so far, draft or not; None before the first save."""
    row = find_evidence_of(db, learner_id, action_id)
    return _view(row) if row else None


def _view(row: EvidenceRow) -> EvidenceView:
    leaving = wording_that_may_leave(row)
    wordings = {name: getattr(row, name) for name in EVIDENCE_FIELDS}
    return EvidenceView(
        id=row.id,
        project_id=row.project_id,
        wordings=wordings,
        redacted={name: str(text) for name, text in row.redacted.items()},
        hours=row.hours,
        began_on=row.began_on,
        ended_on=row.ended_on,
        confidentiality=row.confidentiality,
        rubric=tuple(row.rubric),
        reflection=tuple(row.reflection),
        revision=revision_of(row),
        hints=confidential_hints(leaving.values()) if leaving else (),
        staying=_staying(wordings, leaving),
    )


def _staying(
    wordings: Mapping[str, str], leaving: Mapping[str, str] | None
) -> tuple[str, ...] | None:
    if leaving is None:
        return None
    return tuple(LABELS[name] for name, text in wordings.items() if text and name not in leaving)
