"""Exercises at work: which to do next, and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.learning.exercise_matching import (
    Candidate,
    LearnerNeeds,
    Match,
    MatchKind,
    Occasion,
    Past,
    TaskNeed,
    matching_exercises,
)
from prep.learning.standings import is_measured
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.exercise_reasons import BELIEF_DAYS, ReasonFacts, match_sentence
from prep.services.exercise_words import SETTINGS
from prep.services.learners import get_learner_view
from prep.services.progress import mastery_of_task
from prep.services.self_assessment import ratings_by_gap
from prep.services.states import load_mastery
from prep.storage.actions import ActionRow, list_actions
from prep.storage.answer_log import count_beliefs_since
from prep.storage.banks import list_misconceptions

REASONS_TOLD = 3


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposed exercise.

    task_id: what it is to train. reasons: one to three sentences, the first on that task.
    role_text: how it looks in the learner's job; empty for a job without a variant.
    """

    exercise: Exercise
    task_id: str
    task_name: str
    reasons: tuple[str, ...]
    role_text: str

    @property
    def reason(self) -> str:
        """The first reason."""
        return self.reasons[0]

    @property
    def setting_names(self) -> tuple[str, ...]:
        """The occasions that it suits, in words."""
        return tuple(SETTINGS[setting] for setting in self.exercise.settings)


def propose(
    db: Session,
    learner_id: int,
    certification_id: str,
    *,
    now: datetime,
    task_id: str | None = None,
    role: str | None = None,
    minutes: int | None = None,
    setting: str | None = None,
    limit: int,
) -> list[ProposalView]:
    """The exercises that are worth most to the learner now, the best first.

    task_id, minutes and setting narrow the choice; a value that nothing fits gives an empty list.
    `role` does not: every exercise has a variant for every job, and it chooses which one is told.
    """
    catalogue = get_catalogue(db, certification_id)
    needs = learner_needs(db, learner_id, catalogue, now=now)
    rows = list_actions(db, learner_id)  # work rests whichever exam it was done for
    zone = ZoneInfo(get_learner_view(db, learner_id).time_zone)
    matches = matching_exercises(
        needs,
        Occasion(minutes, setting, task_id),
        [_candidate(exercise) for exercise in catalogue.exercises.values()],
        [_past(row, zone) for row in rows],
        today=now.astimezone(zone).date(),
    )[:limit]
    facts = _facts(db, catalogue, needs, matches)
    return [_view(match, facts, role) for match in matches]


def learner_needs(
    db: Session, learner_id: int, catalogue: Catalogue, *, now: datetime
) -> LearnerNeeds:
    """How the learner stands in every task, what they believed wrongly and think of themselves."""
    mastery = load_mastery(db, learner_id, catalogue)
    beliefs, answers = count_beliefs_since(
        db, learner_id, catalogue.certification_id, now - timedelta(days=BELIEF_DAYS)
    )
    known = {
        task.id: mastery_of_task(catalogue, mastery, task.id, now=now)
        for task in catalogue.blueprint.tasks
    }
    sizes = _pool_sizes(catalogue)
    return LearnerNeeds(
        certification_id=catalogue.certification_id,
        tasks=tuple(
            TaskNeed(
                task_id,
                catalogue.outline.task_weights[task_id],
                estimate,
                is_measured(estimate, sizes[task_id]),
            )
            for task_id, estimate in known.items()
        ),
        beliefs=beliefs,
        answers=answers,
        ratings=ratings_by_gap(db, learner_id),
    )


def _pool_sizes(catalogue: Catalogue) -> Mapping[str, int]:
    """How many practice questions each task has."""
    return Counter(item.task_id for item in catalogue.pool)


def _candidate(exercise: Exercise) -> Candidate:
    return Candidate(
        id=exercise.id,
        gap=exercise.gap,
        minutes=exercise.minutes,
        settings=frozenset(exercise.settings),
        tasks=exercise.tasks,
        misconceptions=exercise.misconceptions,
    )


def _past(row: ActionRow, zone: ZoneInfo) -> Past:
    """An action is over for a proposal once it is documented, whatever its check still asks."""
    ended_at = row.dropped_at or row.documented_at
    return Past(row.exercise_id, ended_at.astimezone(zone).date() if ended_at else None)


def _facts(
    db: Session, catalogue: Catalogue, needs: LearnerNeeds, matches: list[Match]
) -> ReasonFacts:
    named = {
        reason.subject
        for match in matches
        for reason in match.reasons
        if reason.kind is MatchKind.BELIEF
    }
    return ReasonFacts(
        catalogue=catalogue,
        needs={need.task_id: need for need in needs.tasks},
        beliefs={name: row.belief for name, row in list_misconceptions(db, named).items()},
        answers=needs.answers,
    )


def _view(match: Match, facts: ReasonFacts, role: str | None) -> ProposalView:
    exercise = facts.catalogue.exercises[match.exercise_id]
    return ProposalView(
        exercise=exercise,
        task_id=match.task_id,
        task_name=facts.catalogue.task_name(match.task_id),
        reasons=tuple(match_sentence(reason, facts) for reason in match.reasons[:REASONS_TOLD]),
        role_text=exercise.roles.get(role or "", ""),
    )
