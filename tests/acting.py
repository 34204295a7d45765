"""A learner at work, for tests of actions: plans exercises, documents them, sits the checks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from prep.services.actions.checking import begin_check
from prep.services.actions.documenting import Draft, document_action, save_draft
from prep.services.actions.page import ActionPage, get_action_page
from prep.services.actions.planning import PlanDetails, plan_action
from prep.services.serving import QuizView
from prep.storage.database import transaction
from tests.practising import Practice

DETAILS = PlanDetails("rollout", "The mail migration", "The network team", date(2026, 11, 26))
POINTS = 4

DRAFT = Draft(
    wordings={
        "title": "Risk register",
        "situation": "Two cutovers had failed.",
        "action": "I kept a register with the network team.",
        "result": "The third went well.",
        "number": "9 of 11 risks answered",
        "people": "Network lead",
    },
    redacted={},
    hours=2.5,
    began_on=date(2026, 11, 20),
    ended_on=date(2026, 11, 23),
    confidentiality="private",
    rubric=("yes", "partly", "no", "yes"),
    reflection=("The late lorry.", ""),
)
"""What documents an exercise of `tests.exercises` on the test's Monday, nothing missing."""


def drafted(**changes: Any) -> Draft:
    """The draft with some wordings changed, such as `number=""`; facts likewise."""
    facts = {name: value for name, value in changes.items() if hasattr(DRAFT, name)}
    wordings = {name: value for name, value in changes.items() if name not in facts}
    return replace(DRAFT, **{"wordings": {**DRAFT.wordings, **wordings}, **facts})


UNDATED = drafted(began_on=None, ended_on=None)
"""The same without days, for any moment."""


def plan(
    practice: Practice,
    exercise_id: str = "risk-1",
    task_id: str = "people.1",
    details: PlanDetails = DETAILS,
) -> UUID:
    """An exercise planned; the id of its action."""
    with transaction(practice.database) as db:
        return plan_action(
            db,
            practice.learner_id,
            practice.certification_id,
            action_id=uuid4(),
            exercise_id=exercise_id,
            task_id=task_id,
            details=details,
            today=practice.now.date(),
            now=practice.now,
        )


def save(practice: Practice, action_id: UUID, draft: Draft = DRAFT) -> None:
    """A draft kept."""
    with transaction(practice.database) as db:
        save_draft(db, practice.learner_id, action_id, draft, evidence_id=uuid4(), now=practice.now)


def document(practice: Practice, action_id: UUID, draft: Draft = DRAFT) -> None:
    """An action documented."""
    with transaction(practice.database) as db:
        document_action(
            db,
            practice.learner_id,
            action_id,
            draft,
            evidence_id=uuid4(),
            today=practice.now.date(),
            now=practice.now,
        )


def begin(practice: Practice, action_id: UUID, number: int) -> QuizView:
    """A sitting of the check, begun."""
    with transaction(practice.database) as db:
        return begin_check(
            db,
            practice.learner_id,
            action_id,
            number,
            quiz_id=uuid4(),
            today=practice.now.date(),
            now=practice.now,
        )


def sit(practice: Practice, action_id: UUID, number: int, answers: Sequence[bool] = ()) -> QuizView:
    """A sitting to its end, rightly where not told otherwise."""
    quiz = begin(practice, action_id, number)
    for position in range(1, quiz.length + 1):
        is_correct = answers[position - 1] if position <= len(answers) else True
        practice.answer(quiz.id, position, is_correct=is_correct)
    return quiz


def sit_all(practice: Practice, action_id: UUID, *, is_correct: bool = True) -> Practice:
    """All sittings on their days; the learner at the last."""
    for number in range(1, 4):
        practice = practice.later(
            days=(
                page(practice, action_id).action.checks[number - 1].due_on - practice.now.date()
            ).days
        )
        sit(practice, action_id, number, [is_correct] * 3)
    return practice


def page(practice: Practice, action_id: UUID) -> ActionPage:
    """What the page of an action shows."""
    with practice.database.reader() as db:
        return get_action_page(
            db, practice.learner_id, action_id, today=practice.now.date(), now=practice.now
        )
