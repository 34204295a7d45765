"""What a mentor sees of an action: the exercise, and the wording that may leave."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.content.exercises.documents import exercise_of
from prep.services.actions.documenting import SAID, revision_of
from prep.services.catalogue import get_catalogue
from prep.services.confidentiality import wording_beside
from prep.storage.actions import ActionRow
from prep.storage.evidence import find_evidence_of
from prep.storage.exercises import get_exercise
from prep.storage.portfolio import get_project

TOLD = {
    "situation": "Situation",
    "action": "What was done",
    "result": "Result",
    "number": "In figures",
    "people": "People, by role",
}
"""The wordings that are told one under the other; title, link and artefact have their own place."""


@dataclass(frozen=True, slots=True)
class SharedWork:
    """One piece of work for somebody without an account.

    Nothing of it says whose it is. texts: label and wording. rubric: point and what the learner
    said of it, in words. title, artefact_url, artefact_text: empty where nothing may leave.
    revision: changes whenever the evidence is saved.
    """

    exercise_name: str
    summary: str
    task_name: str
    title: str
    texts: tuple[tuple[str, str], ...]
    artefact_url: str
    artefact_text: str
    done_when: tuple[str, ...]
    rubric: tuple[tuple[str, str], ...]
    revision: str


def find_shared_work(db: Session, action: ActionRow) -> SharedWork | None:
    """What may be shown of an action now; None unless it is documented, kept and may leave."""
    if action.documented_at is None or action.dropped_at is not None:
        return None
    evidence = find_evidence_of(db, action.learner_id, action.id)
    if evidence is None:
        return None
    project_id = evidence.project_id
    project = get_project(db, action.learner_id, project_id) if project_id else None
    wordings = wording_beside(evidence, project)
    if wordings is None:
        return None
    exercise = exercise_of(get_exercise(db, action.exercise_id).document)
    return SharedWork(
        exercise_name=exercise.name,
        summary=exercise.summary,
        task_name=get_catalogue(db, action.certification_id).task_name(action.task_id),
        title=wordings.get("title", ""),
        texts=tuple((told, wordings[name]) for name, told in TOLD.items() if name in wordings),
        artefact_url=wordings.get("artefact_url", ""),
        artefact_text=wordings.get("artefact_text", ""),
        done_when=exercise.done_when,
        rubric=tuple((each["point"], SAID.get(each["said"], "")) for each in evidence.rubric),
        revision=revision_of(evidence),
    )
