"""Why something stays here: the reasons that a page shows beside what leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prep.services.confidentiality import (
    EVIDENCE_FIELDS,
    PROJECT_FIELDS,
    find_repeated,
    wording_that_may_leave,
)
from prep.services.exports.document import EVIDENCE_LABELS, PROJECT_LABELS
from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import ProjectRow

Source = EvidenceRow | ProjectRow

LABELS = {**PROJECT_LABELS, **EVIDENCE_LABELS, "name": "Name", "title": "Title"}


@dataclass(frozen=True, slots=True)
class Stays:
    """One thing that does not leave. kind, name: what it is. why: a sentence."""

    kind: str
    name: str
    why: str


def why_it_stays(row: Source) -> str | None:
    """Why nothing of evidence or a project leaves; None when something does."""
    if wording_that_may_leave(row) is not None:
        return None
    if row.confidentiality == "redacted":
        return "It is redacted and has no redacted wording yet."
    return "It is private."


def why_written_stays(
    texts: Iterable[str], sources: Sequence[Source], *, is_exported: bool
) -> str | None:
    """Why a text made of sources does not leave; None when it does."""
    if not is_exported:
        return "It is not marked for export."
    if any(wording_that_may_leave(source) is None for source in sources):
        return "It is made from something that stays."
    return next((why for text in texts if (why := why_repeated(text, sources))), None)


def why_repeated(text: str, sources: Iterable[Source]) -> str | None:
    """Which wording that stays stands in a text, as a sentence; None when there is none."""
    field = find_repeated(text, sources)
    return field and f"It repeats a wording that stays ({LABELS[field].lower()})."


def fields_that_stay(row: Source, told: Mapping[str, str]) -> list[str]:
    """What the learner wrote and does not leave, by the fields' labels."""
    fields = PROJECT_FIELDS if isinstance(row, ProjectRow) else EVIDENCE_FIELDS
    staying = [LABELS[name] for name in fields if name not in told and getattr(row, name).strip()]
    return list(dict.fromkeys(staying))
