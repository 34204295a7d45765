"""Which exercise at work next? Worth in exam score at stake, and the reasons as data.

The worth of an exercise is the share of the exam that is at stake where it trains:

- of a measured task, its weight times what is not mastered;
- of a task not measured yet, its weight times how uncertain it is, more or less by what the
  learner thinks of themselves;
- of a wrong belief, half the share of the learner's latest answers that chose it: half, because
  the same answers have lowered the mastery of their tasks already.

Of several tasks the one with most at stake counts whole, the second half, the third a third: an
exercise of an hour or two does not train four tasks as it trains one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from prep.learning.composites import Mastery
from prep.learning.worth import at_stake

REST_DAYS = 60
"""An exercise that was done or dropped is not proposed again for so long."""

BELIEF_PRIOR_ANSWERS = 20
"""Answers without a wrong belief that are added to the learner's: one slip in a few says little."""

BELIEF_COUNTS = 0.5

NEUTRAL_RATING = 3
RATING_STEP = 0.25
"""How much more of a task not measured is at stake for each point that the rating is lower."""

CLOSE = 0.7
"""Exercises with this share of the best one's worth are close enough to prefer another gap."""
VARIED_PLACES = 3


class MatchKind(StrEnum):
    """Why an exercise is proposed."""

    WEAK_TASK = "weak task"
    UNMEASURED_TASK = "unmeasured task"
    BELIEF = "belief"
    SELF_RATING = "self-rating"


@dataclass(frozen=True, slots=True)
class TaskNeed:
    """How the learner stands in one task; `weight` is its share of the exam, 0 to 1."""

    task_id: str
    weight: float
    mastery: Mastery
    is_measured: bool

    @property
    def unmastered(self) -> float:
        """Share of the exam at stake by the estimate alone, measured or not."""
        return at_stake(self.weight, self.mastery)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a choice knows of an exercise. tasks: ids, by certification."""

    id: str
    gap: str
    minutes: int
    settings: frozenset[str]
    tasks: Mapping[str, tuple[str, ...]]
    misconceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearnerNeeds:
    """What is known of the learner in one certification.

    tasks: all of its outline, in its order. beliefs: how often each wrong belief was chosen
    lately, in `answers` answers. ratings: what the learner thinks of themselves, 1 (not yet) to 5
    (easily), by gap.
    """

    certification_id: str
    tasks: tuple[TaskNeed, ...]
    beliefs: Mapping[str, int] = field(default_factory=dict)
    answers: int = 0
    ratings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the learner asks for: None is no limit."""

    minutes: int | None = None
    setting: str | None = None
    task_id: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """An exercise that the learner took up. ended_on: done or dropped; None while it is open."""

    exercise_id: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One reason. subject: a task, a belief or a gap. at_stake: share of the exam, 0 to 1.

    place: of a task, its place by weight times what is not mastered, 1 for the weakest; 0
    otherwise. count: of a belief, how often it was chosen; of a gap, the learner's rating.
    """

    kind: MatchKind
    subject: str
    at_stake: float
    place: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A proposed exercise. task_id: what it is to train."""

    exercise_id: str
    task_id: str
    worth: float


def matching_exercises(
    needs: LearnerNeeds,
    occasion: Occasion,
    exercises: Sequence[Candidate],
    past: Collection[Past],
    *,
    today: date,
) -> list[Match]:
    """All exercises that fit, the most worth first; equals by id.

    Among the first three, another gap goes before the same one again when its worth is close.
    """
    resting = _resting(past, today)
    by_task = _task_reasons(needs)
    gaps = {exercise.id: exercise.gap for exercise in exercises}
    matches = [
        _match(exercise, needs, occasion, by_task)
        for exercise in exercises
        if exercise.id not in resting and _fits(exercise, needs, occasion, by_task)
    ]
    return _varied(sorted(matches, key=lambda match: (-match.worth, match.exercise_id)), gaps)


def match_reasons(
    exercise: Candidate, task_id: str, needs: LearnerNeeds
) -> tuple[MatchReason, ...]:
    """Why the exercise, for one of its tasks: that task, then others with most at stake first."""
    by_task = _task_reasons(needs)
    rated = _by_rating(exercise, needs, _tasks(exercise, needs, by_task))
    thought = [rated] if rated and rated.at_stake > 0 else []
    return (by_task[task_id], *_by_stake([*_beliefs(exercise, needs), *thought]))


def most_at_stake(needs: LearnerNeeds, task_ids: Collection[str]) -> str:
    """The task in which most is at stake, the first of equals in the outline's order.

    Raises ValueError when none of them is in the outline.
    """
    mine = [reason for name, reason in _task_reasons(needs).items() if name in task_ids]
    return max(mine, key=lambda reason: reason.at_stake).subject


def _resting(past: Collection[Past], today: date) -> set[str]:
    return {
        action.exercise_id
        for action in past
        if action.ended_on is None or (today - action.ended_on).days < REST_DAYS
    }


def _task_reasons(needs: LearnerNeeds) -> dict[str, MatchReason]:
    """What is at stake in every task, rated or not."""
    order = sorted(needs.tasks, key=lambda need: -need.unmastered)  # as every page orders tasks
    places = {need.task_id: place for place, need in enumerate(order, start=1)}
    return {
        need.task_id: MatchReason(
            MatchKind.WEAK_TASK if need.is_measured else MatchKind.UNMEASURED_TASK,
            need.task_id,
            need.unmastered if need.is_measured else need.weight * need.mastery.half_width,
            place=places[need.task_id],
        )
        for need in needs.tasks
    }


def _fits(
    exercise: Candidate,
    needs: LearnerNeeds,
    occasion: Occasion,
    by_task: Mapping[str, MatchReason],
) -> bool:
    tasks = {reason.subject for reason in _tasks(exercise, needs, by_task)}
    return (
        bool(tasks)
        and (occasion.task_id is None or occasion.task_id in tasks)
        and (occasion.minutes is None or exercise.minutes <= occasion.minutes)
        and (occasion.setting is None or occasion.setting in exercise.settings)
    )


def _match(
    exercise: Candidate,
    needs: LearnerNeeds,
    occasion: Occasion,
    by_task: Mapping[str, MatchReason],
) -> Match:
    tasks = _tasks(exercise, needs, by_task)
    rated = _by_rating(exercise, needs, tasks)
    return Match(
        exercise_id=exercise.id,
        task_id=occasion.task_id or tasks[0].subject,
        worth=_together(tasks)
        + sum(belief.at_stake for belief in _beliefs(exercise, needs))
        + (rated.at_stake if rated else 0),
    )


def _tasks(
    exercise: Candidate, needs: LearnerNeeds, by_task: Mapping[str, MatchReason]
) -> list[MatchReason]:
    """The exercise's tasks in this outline, the one with most at stake first."""
    mine = exercise.tasks.get(needs.certification_id, ())
    return _by_stake([by_task[task] for task in mine if task in by_task])


def _by_stake(reasons: list[MatchReason]) -> list[MatchReason]:
    return sorted(reasons, key=lambda reason: -reason.at_stake)


def _together(tasks: Sequence[MatchReason]) -> float:
    return sum(reason.at_stake / place for place, reason in enumerate(tasks, start=1))


def _beliefs(exercise: Candidate, needs: LearnerNeeds) -> list[MatchReason]:
    return [
        MatchReason(
            MatchKind.BELIEF,
            name,
            BELIEF_COUNTS * count / (needs.answers + BELIEF_PRIOR_ANSWERS),
            count=count,
        )
        for name in exercise.misconceptions
        if (count := needs.beliefs.get(name, 0))
    ]


def _by_rating(
    exercise: Candidate, needs: LearnerNeeds, tasks: Sequence[MatchReason]
) -> MatchReason | None:
    """What the learner's own rating adds, or takes, where nothing is measured yet."""
    rating = needs.ratings.get(exercise.gap)
    unmeasured = [task for task in tasks if task.kind is MatchKind.UNMEASURED_TASK]
    if rating is None or not unmeasured:
        return None
    doubted = (NEUTRAL_RATING - rating) * RATING_STEP * _together(unmeasured)
    return MatchReason(MatchKind.SELF_RATING, exercise.gap, doubted, count=rating)


def _varied(ranked: list[Match], gaps: Mapping[str, str]) -> list[Match]:
    left, first = list(ranked), list[Match]()
    while left and len(first) < VARIED_PLACES:
        taken = {gaps[match.exercise_id] for match in first}
        others = [
            match
            for match in left
            if gaps[match.exercise_id] not in taken and match.worth >= CLOSE * left[0].worth
        ]
        chosen = others[0] if others else left[0]
        first.append(chosen)
        left.remove(chosen)
    return [*first, *left]
