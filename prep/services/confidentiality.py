"""What may leave of evidence and projects: the one place that decides it.

Exports, a mentor's view and wordings made of evidence ask here, never the rows themselves.
"""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import ProjectRow

LEVELS = {
    "private": "Private: stays here",
    "redacted": "Redacted: leaves in the wording that you write for it",
    "shareable": "Shareable: may leave as it is",
}
"""What a learner chooses from, the most careful first."""

EVIDENCE_FIELDS = (
    "title",
    "situation",
    "action",
    "result",
    "number",
    "artefact_url",
    "artefact_text",
    "people",
)
PROJECT_FIELDS = ("name", "organisation", "my_role", "team", "reason", "risks", "result")
"""The wordings that a level governs; `redacted` of a row holds others under the same names."""


def wording_that_may_leave(row: EvidenceRow | ProjectRow) -> Mapping[str, str] | None:
    """What may leave, by field; fields without a wording are left out. None: nothing may.

    Private: nothing. Redacted: the redacted wordings alone. Shareable: the wordings as they are.
    A project with a public name leaves under it. A level that is not known counts as private.
    """
    if row.confidentiality == "redacted":
        wordings = {name: _text(row.redacted.get(name)) for name in _fields(row)}
    elif row.confidentiality == "shareable":
        wordings = {name: _text(getattr(row, name)) for name in _fields(row)}
    else:
        return None
    if isinstance(row, ProjectRow) and row.public_name.strip():
        wordings["name"] = row.public_name.strip()
    return {name: text for name, text in wordings.items() if text} or None


def wording_beside(row: EvidenceRow, project: ProjectRow | None) -> Mapping[str, str] | None:
    """The same of evidence, without what repeats a wording of its project that must stay."""
    told = wording_that_may_leave(row)
    if told is None or project is None:
        return told
    return {name: text for name, text in told.items() if find_repeated(text, [project]) is None}


def find_repeated(text: str, sources: Iterable[EvidenceRow | ProjectRow]) -> str | None:
    """The field of a source whose wording must stay and yet stands in a text, or None.

    For what is written from evidence and projects, as bullets and stories are. Compared word by
    word: case, spacing and punctuation do not matter, and one word is enough, as it may be a name.
    """
    told = f" {_folded(text)} "
    for row in sources:
        for name, wording in _staying(row).items():
            if f" {wording} " in told:
                return name
    return None


def _staying(row: EvidenceRow | ProjectRow) -> dict[str, str]:
    """The wordings of a row that must stay, folded, by field."""
    leaving = {_folded(text) for text in (wording_that_may_leave(row) or {}).values()}
    written = {name: _folded(_text(getattr(row, name))) for name in _fields(row)}
    return {name: text for name, text in written.items() if text and text not in leaving}


def _fields(row: EvidenceRow | ProjectRow) -> tuple[str, ...]:
    return PROJECT_FIELDS if isinstance(row, ProjectRow) else EVIDENCE_FIELDS


def _folded(text: str) -> str:
    """Its words in one form: an accent may come as a sign of its own, and `_` parts words."""
    return " ".join(re.findall(r"[^\W_]+", normalize("NFKC", text).casefold()))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
