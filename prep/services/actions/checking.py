"""The check of a documented action: three short sittings on later study days, then before/after."""

from collections.abc import Sequence, Set
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import Conflict, NotFound
from prep.learning.ability_tree import MasteryState
from prep.learning.action_checks import check_days, choose_check, moved_days
from prep.services.actions.standing import frozen_mastery
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_plan
from prep.services.learners import get_learner_view
from prep.services.serving import QuizView, begin_quiz, quiz_view
from prep.services.states import load_learner, load_mastery
from prep.storage import practice
from prep.storage.actions import (
    ActionCheckRow,
    ActionRow,
    find_checked_action,
    get_action,
    list_checks,
)
from prep.storage.learners import lock_learner


def schedule_check(db: Session, row: ActionRow, *, today: date) -> None:
    """Put the sittings on study days after today."""
    study_days = get_plan(db, row.learner_id, row.certification_id).study_days
    for number, due_on in enumerate(check_days(today, study_days), start=1):
        db.add(
            ActionCheckRow(
                learner_id=row.learner_id,
                action_id=row.id,
                number=number,
                due_on=due_on,
                quiz_id=None,
            )
        )


def begin_check(
    db: Session,
    learner_id: int,
    action_id: UUID,
    number: int,
    *,
    quiz_id: UUID,
    today: date,
    now: datetime,
) -> QuizView:
    """The quiz of a sitting, begun now unless it was before.

    Raises NotFound; Conflict before its day, while an earlier sitting is open, and where the
    task has no questions any more. A sitting that begins late moves those after it.
    """
    lock_learner(db, learner_id)
    action = get_action(db, learner_id, action_id)
    checks = list_checks(db, learner_id, action_id)
    check = next((check for check in checks if check.number == number), None)
    if check is None:
        raise NotFound("no such check")
    if check.quiz_id:
        return quiz_view(db, practice.get_quiz(db, learner_id, check.quiz_id))
    _check_turn(db, action, checks, check, today)
    later = [other for other in checks if other.number > number]
    quiz = _begin(db, action, sittings_left=1 + len(later), quiz_id=quiz_id, now=now)
    check.quiz_id = quiz.id
    _move_past(db, action, later, today)
    return quiz


def end_check(
    db: Session, quiz: practice.QuizRow, *, now: datetime, mastery: MasteryState | None = None
) -> None:
    """Note that a quiz has finished; after the last sitting, keep how the learner stands then.

    A sitting that ends on a later day than it began keeps the next off that day, too.
    `mastery` is the learner's state if it is at hand.
    """
    found = find_checked_action(db, quiz.learner_id, quiz.id)
    action, open_others = found or (None, 0)
    if action is None or action.checked_at:
        return
    if open_others:
        _keep_apart(db, action, quiz, now)
        return
    catalogue = get_catalogue(db, quiz.certification_id)
    action.checked_at = now
    if action.task_id in catalogue.outline.layout.paths:
        state = mastery or load_mastery(db, quiz.learner_id, catalogue)
        action.after = frozen_mastery(catalogue, state, action.task_id, now=now)


def find_action_of(db: Session, learner_id: int, quiz_id: UUID) -> UUID | None:
    """The action whose check a quiz is part of; None for other quizzes."""
    found = find_checked_action(db, learner_id, quiz_id)
    return found[0].id if found else None


def count_unseen(catalogue: Catalogue, seen: Set[str], task_id: str) -> int:
    """How many practice questions of a task are not among the items seen."""
    return sum(item.task_id == task_id and item.id not in seen for item in catalogue.pool)


def _keep_apart(db: Session, action: ActionRow, quiz: practice.QuizRow, now: datetime) -> None:
    learner = get_learner_view(db, action.learner_id)
    today = learner.today(now)
    if today > learner.today(quiz.created_at):
        checks = list_checks(db, action.learner_id, action.id)
        _move_past(db, action, [check for check in checks if not check.quiz_id], today)


def _move_past(
    db: Session, action: ActionRow, later: Sequence[ActionCheckRow], today: date
) -> None:
    """Keep the later sittings off today, and apart from each other."""
    study_days = get_plan(db, action.learner_id, action.certification_id).study_days
    moved = moved_days(today, [check.due_on for check in later], study_days)
    for check, due_on in zip(later, moved, strict=True):
        check.due_on = due_on


def _check_turn(
    db: Session,
    action: ActionRow,
    checks: Sequence[ActionCheckRow],
    check: ActionCheckRow,
    today: date,
) -> None:
    if action.dropped_at:
        raise Conflict("This was dropped. Take it up again first.")
    if check.due_on > today:
        raise Conflict(
            f"This check is for {check.due_on:%A}, {check.due_on.day} "
            f"{check.due_on:%B}. Questions that soon would only ask what is fresh."
        )
    for other in checks:
        if other.number < check.number and not _is_finished(db, other):
            raise Conflict(f"Check {other.number} comes first.")


def _is_finished(db: Session, check: ActionCheckRow) -> bool:
    if check.quiz_id is None:
        return False
    return practice.get_quiz(db, check.learner_id, check.quiz_id).finished_at is not None


def _begin(
    db: Session, action: ActionRow, *, sittings_left: int, quiz_id: UUID, now: datetime
) -> QuizView:
    catalogue = get_catalogue(db, action.certification_id)
    learner = load_learner(db, action.learner_id, catalogue)
    if action.task_id not in catalogue.outline.layout.paths:
        raise Conflict("The outline in force has no such task any more, so it cannot be checked.")
    chosen = choose_check(
        catalogue.pool,
        learner,
        catalogue.outline,
        action.task_id,
        sittings_left=sittings_left,
        now=now,
    )
    if not chosen:
        raise Conflict("The question bank has no questions on this task any more.")
    if db.get(practice.QuizRow, (action.learner_id, quiz_id)):
        raise Conflict("This page is old. Load it again.")
    return begin_quiz(db, action.learner_id, catalogue, quiz_id, "check", "each", chosen, now)
