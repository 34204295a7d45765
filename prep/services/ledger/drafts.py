"""A draft of a project's description for an application, from what the learner wrote elsewhere.

An application asks for the objective, the role, what was done and what came of it. The draft puts
the wordings that may leave in that order and marks what is missing; it adds no fact of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prep.services.confidentiality import wording_beside, wording_that_may_leave
from prep.storage.evidence import EvidenceRow
from prep.storage.portfolio import ProjectRow

BLANKS = {
    "Objective": "[why the project was started]",
    "My role": "[what you led and decided]",
    "Team": "[how many people, by role]",
    "What I did": "[how you planned, led and followed up]",
    "Outcome": "[what came of it, with a figure]",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A description to go on from.

    blanks: the parts that nothing was found for. evidence_used, evidence_left_out: how many pieces
    of evidence gave a wording, and how many may not.
    """

    text: str
    blanks: tuple[str, ...]
    evidence_used: int
    evidence_left_out: int


def draft_description(project: ProjectRow, evidence: Sequence[EvidenceRow]) -> Draft | None:
    """The draft for a project with its evidence, oldest first; None when the project is private."""
    told = wording_that_may_leave(project)
    if told is None:
        return None
    wordings = [wording for row in evidence if (wording := wording_beside(row, project))]
    parts = {
        "Objective": [told.get("reason", "")],
        "My role": [told.get("my_role", "")],
        "Team": [told.get("team", "")],
        "What I did": [wording.get("action", "") for wording in wordings],
        "Outcome": [told.get("result", ""), *(_outcome(wording) for wording in wordings)],
    }
    texts = {
        name: " ".join(_sentence(one) for one in found if one) for name, found in parts.items()
    }
    return Draft(
        text="\n".join(f"{name}: {text or BLANKS[name]}" for name, text in texts.items()),
        blanks=tuple(name for name, text in texts.items() if not text),
        evidence_used=len(wordings),
        evidence_left_out=len(evidence) - len(wordings),
    )


def _outcome(wording: Mapping[str, str]) -> str:
    result, number = wording.get("result", ""), wording.get("number", "")
    return f"{result.rstrip('.')} ({number})" if result and number else result or number


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
