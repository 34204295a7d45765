"""Exercises at work: which to do next, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from prep.content.exercise import Exercise
from prep.learning.ability_tree import MasteryState
from prep.learning.composites import task_mastery
from prep.learning.exercise_matching import (
    Candidate,
    LearnerNeeds,
    Match,
    MatchKind,
    MatchReason,
    Occasion,
    Past,
    TaskNeed,
    match_reasons,
    matching_exercises,
)
from prep.learning.mastery import drifted
from prep.learning.standings import is_measured
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.exercise_reasons import BELIEF_ANSWERS, ReasonFacts, match_sentence
from prep.services.exercise_words import SETTINGS
from prep.services.learners import get_learner_view
from prep.services.self_assessment import ratings_by_gap
from prep.services.states import load_mastery
from prep.storage.actions import ActionRow, list_actions
from prep.storage.answer_log import count_latest_beliefs
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
    actions: Sequence[ActionRow] | None = None,
) -> list[ProposalView]:
    """The exercises that are worth most to the learner now, the best first.

    task_id, minutes and setting narrow the choice; a value that nothing fits gives an empty list.
    `role` does not: every exercise has a variant for every job, and it chooses which one is told.
    `actions` are all of the learner's, for whichever exam: work rests; None to read them here.
    """
    catalogue = get_catalogue(db, certification_id)
    known = _known(db, learner_id, catalogue)
    rows = list_actions(db, learner_id) if actions is None else actions
    zone = ZoneInfo(get_learner_view(db, learner_id).time_zone)
    candidates = {name: _candidate(one) for name, one in catalogue.exercises.items()}
    matches = matching_exercises(
        known.after_latest_answer(),
        Occasion(minutes, setting, task_id),
        list(candidates.values()),
        [_past(row, zone) for row in rows],
        today=now.astimezone(zone).date(),
    )[:limit]
    today = known.at(now)
    reasons = {m: match_reasons(candidates[m.exercise_id], m.task_id, today) for m in matches}
    facts = _facts(db, catalogue, today, reasons.values())
    return [_view(match, reasons[match], facts, role) for match in matches]


def learner_needs(
    db: Session, learner_id: int, catalogue: Catalogue, *, now: datetime
) -> LearnerNeeds:
    """How the learner stands in every task, what they believed wrongly and think of themselves."""
    return _known(db, learner_id, catalogue).at(now)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored of the learner, from which needs are read for a moment.

    A ranking is made by how things stood after the latest answer, so that it changes with new
    answers only; what learners read are the figures of today, as on every page.
    """

    catalogue: Catalogue
    mastery: MasteryState
    beliefs: Mapping[str, int]
    answers: int
    ratings: Mapping[str, int]

    def at(self, now: datetime) -> LearnerNeeds:
        """Needs at a moment: what was not asked for long is less certain."""
        return self._needs(drifted(self.mastery, now=now))

    def after_latest_answer(self) -> LearnerNeeds:
        """Needs as the latest answer left them."""
        return self._needs(self.mastery)

    def _needs(self, state: MasteryState) -> LearnerNeeds:
        catalogue, outline = self.catalogue, self.catalogue.outline
        sizes = _pool_sizes(catalogue)
        known = {t.id: task_mastery(state, outline.layout, t.id) for t in catalogue.blueprint.tasks}
        return LearnerNeeds(
            certification_id=catalogue.certification_id,
            tasks=tuple(
                TaskNeed(
                    task_id,
                    outline.task_weights[task_id],
                    estimate,
                    is_measured(estimate, sizes[task_id]),
                )
                for task_id, estimate in known.items()
            ),
            beliefs=self.beliefs,
            answers=self.answers,
            ratings=self.ratings,
        )


def _known(db: Session, learner_id: int, catalogue: Catalogue) -> _Known:
    beliefs, answers = count_latest_beliefs(
        db, learner_id, catalogue.certification_id, BELIEF_ANSWERS
    )
    return _Known(
        catalogue,
        load_mastery(db, learner_id, catalogue),
        beliefs,
        answers,
        ratings_by_gap(db, learner_id),
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
    db: Session,
    catalogue: Catalogue,
    needs: LearnerNeeds,
    reasons: Iterable[tuple[MatchReason, ...]],
) -> ReasonFacts:
    named = {
        reason.subject for told in reasons for reason in told if reason.kind is MatchKind.BELIEF
    }
    return ReasonFacts(
        catalogue=catalogue,
        needs={need.task_id: need for need in needs.tasks},
        beliefs={name: row.belief for name, row in list_misconceptions(db, named).items()},
        answers=needs.answers,
    )


def _view(
    match: Match, reasons: tuple[MatchReason, ...], facts: ReasonFacts, role: str | None
) -> ProposalView:
    exercise = facts.catalogue.exercises[match.exercise_id]
    return ProposalView(
        exercise=exercise,
        task_id=match.task_id,
        task_name=facts.catalogue.task_name(match.task_id),
        reasons=tuple(match_sentence(reason, facts) for reason in reasons[:REASONS_TOLD]),
        role_text=exercise.roles.get(role or "", ""),
    )
