"""Rows of the way from a weak task to work evidence, valid by default like those of `rows`."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from prep.storage.actions import ActionCheckRow, ActionRow
from prep.storage.base import Base
from prep.storage.evidence import EvidenceRow
from prep.storage.exercises import ExerciseRow
from prep.storage.mastery_days import MasteryDayRow
from prep.storage.portfolio import (
    BulletRow,
    ExperienceRow,
    ProfileRow,
    ProjectRow,
    StoryRow,
    TrainingRow,
)
from prep.storage.private_links import PrivateLinkRow, SignOffRow
from prep.storage.self_ratings import SelfRatingRow
from tests.factories import MONDAY_NOON

MONDAY = MONDAY_NOON.date()


def exercise_row(**changes: Any) -> ExerciseRow:
    """An exercise that was withdrawn, so that no catalogue reads its empty document."""
    facts = {"id": f"risk-{uuid4()}", "gap": "risk", "document": {}, "retired_at": MONDAY_NOON}
    return ExerciseRow(**(facts | changes))


def action_row(learner_id: int, exercise_id: str, **changes: Any) -> ActionRow:
    """An action that was planned and no more."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "certification_id": "pmp",
        "task_id": "people.1",
        "exercise_id": exercise_id,
        "setting": "rollout",
        "place": "The mail migration",
        "who": "The network team",
        "due_on": MONDAY,
        "planned_at": MONDAY_NOON,
        "before": {"share": 0.5, "low": 0.4, "high": 0.6, "responses": 9},
    }
    return ActionRow(**(facts | changes))


def evidence_row(learner_id: int, **changes: Any) -> EvidenceRow:
    """Evidence of nothing in particular, which may leave as it is."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "action_id": None,
        "project_id": None,
        "title": "Risk register",
        "situation": "Two cutovers had failed.",
        "action": "Kept a register.",
        "result": "The third went well.",
        "number": "9 of 11 risks answered",
        "artefact_url": "",
        "artefact_text": "",
        "hours": 3.0,
        "began_on": MONDAY,
        "ended_on": MONDAY,
        "people": "Network lead",
        "confidentiality": "shareable",
        "redacted": {},
        "rubric": [],
        "reflection": [],
        "created_at": MONDAY_NOON,
        "updated_at": MONDAY_NOON,
    }
    return EvidenceRow(**(facts | changes))


def link_row(learner_id: int, **changes: Any) -> PrivateLinkRow:
    """A calendar's address."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "kind": "calendar",
        "secret_hash": uuid4().hex,
        "action_id": None,
        "created_at": MONDAY_NOON,
        "expires_at": None,
        "revoked_at": None,
    }
    return PrivateLinkRow(**(facts | changes))


def project_row(learner_id: int, **changes: Any) -> ProjectRow:
    """A migration that ended in time."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "name": "Mail migration",
        "public_name": "",
        "kind": "migration",
        "approach": "predictive",
        "organisation": "A city",
        "my_role": "Coordinator",
        "team": "Four teams",
        "began_on": date(2026, 3, 2),
        "ended_on": date(2026, 6, 26),
        "deadline_on": date(2026, 6, 30),
        "reason": "The old system ran out of support.",
        "risks": "A short cutover.",
        "result": "1,400 mailboxes moved.",
        "confidentiality": "shareable",
        "redacted": {},
        "created_at": MONDAY_NOON,
        "updated_at": MONDAY_NOON,
    }
    return ProjectRow(**(facts | changes))


def bullet_row(learner_id: int, **changes: Any) -> BulletRow:
    """An exported line of no project and no evidence."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "project_id": None,
        "evidence_id": None,
        "it_wording": "Moved mailboxes.",
        "project_wording": "Led a move of 1,400 mailboxes.",
        "is_exported": True,
        "created_at": MONDAY_NOON,
        "updated_at": MONDAY_NOON,
    }
    return BulletRow(**(facts | changes))


def story_row(learner_id: int, **changes: Any) -> StoryRow:
    """An exported story of no project and no evidence."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "project_id": None,
        "evidence_id": None,
        "title": "A risk that came",
        "situation": "S",
        "task": "T",
        "action": "A",
        "result": "R",
        "is_exported": True,
        "created_at": MONDAY_NOON,
        "updated_at": MONDAY_NOON,
    }
    return StoryRow(**(facts | changes))


def experience_row(learner_id: int, project_id: UUID, **changes: Any) -> ExperienceRow:
    """The whole of `project_row`."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "project_id": project_id,
        "began_on": date(2026, 3, 2),
        "ended_on": date(2026, 6, 26),
        "hours": {"people": 40.0},
        "description": "Led it.",
        "updated_at": MONDAY_NOON,
    }
    return ExperienceRow(**(facts | changes))


def training_row(learner_id: int, **changes: Any) -> TrainingRow:
    """A day's course at its own pace."""
    facts = {
        "learner_id": learner_id,
        "id": uuid4(),
        "name": "Course",
        "provider": "School",
        "delivery": "self-paced",
        "hours": 8.0,
        "ended_on": MONDAY,
        "certificate": "",
        "created_at": MONDAY_NOON,
    }
    return TrainingRow(**(facts | changes))


def profile_row(learner_id: int, **changes: Any) -> ProfileRow:
    """A name and a degree."""
    facts = {
        "learner_id": learner_id,
        "name": "Alice",
        "headline": "",
        "email": "",
        "phone": "",
        "place": "",
        "url": "",
        "summary": "",
        "education": "bachelor",
        "updated_at": MONDAY_NOON,
    }
    return ProfileRow(**(facts | changes))


def portfolio_of(learner_id: int, project_id: UUID, evidence_id: UUID) -> list[Base]:
    """A bullet, a story, a period, a course and a profile."""
    of = {"project_id": project_id, "evidence_id": evidence_id}
    return [
        bullet_row(learner_id, **of),
        story_row(learner_id, **of),
        experience_row(learner_id, project_id),
        training_row(learner_id),
        profile_row(learner_id),
    ]


def evidence_of_everything(learner_id: int) -> list[Base]:
    """One row in every table of this module, parents first."""
    exercise = exercise_row()
    action = action_row(learner_id, exercise.id)
    project = project_row(learner_id)
    evidence = evidence_row(learner_id, action_id=action.id, project_id=project.id)
    link = link_row(learner_id, kind="mentor", action_id=action.id)
    return [
        exercise,
        action,
        ActionCheckRow(learner_id=learner_id, action_id=action.id, number=1, due_on=MONDAY),
        project,
        evidence,
        link,
        SignOffRow(
            learner_id=learner_id,
            link_id=link.id,
            action_id=action.id,
            name="Bob",
            role="Team lead",
            comment="Well done.",
            signed_at=MONDAY_NOON,
        ),
        *portfolio_of(learner_id, project.id, evidence.id),
        SelfRatingRow(learner_id=learner_id, question="risk", rating=3, rated_at=MONDAY_NOON),
        MasteryDayRow(
            learner_id=learner_id,
            certification_id="pmp",
            on=MONDAY,
            blueprint_id="pmp-1",
            figures={},
        ),
    ]
