"""Before and after: how the learner stood when the work was planned, and how they stand since."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from prep.learning.check_evidence import CheckEvidence, check_evidence
from prep.learning.comparison import Difference, difference
from prep.learning.standings import Learner
from prep.services.actions.checking import count_unseen
from prep.services.actions.standing import Standing, standing_now
from prep.services.actions.views import ActionView
from prep.services.catalogue import Catalogue
from prep.storage.actions import list_check_answers


class Change(StrEnum):
    """What may be said of the change. NOISE: it is inside what chance makes of it."""

    ROSE = "rose"
    FELL = "fell"
    NOISE = "noise"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The comparison as the page shows it.

    is_final: `after` was kept when the check ended; else it is how things stand now.
    sentence: what may be said. advice: what would tell, or what to do. evidence: the fresh
    questions of the check by themselves, None before the first. repeated: how many of its answers
    were to questions seen before, which do not count. unseen: new questions left on the task.
    """

    before: Standing
    after: Standing
    is_final: bool
    change: Change
    sentence: str
    advice: str
    evidence: CheckEvidence | None
    about_evidence: str
    repeated: int
    unseen: int


def compare(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    learner: Learner,
    action: ActionView,
    *,
    now: datetime,
) -> BeforeAfter | None:
    """The comparison; None for a task that the outline in force has no more."""
    after = action.after or standing_now(catalogue, learner.mastery, action.task_id, now=now)
    if after is None:
        return None
    before, is_final = action.before, action.after is not None
    found = difference(before.mastery, after.mastery)
    change = change_of(before, after, found)
    unseen = count_unseen(catalogue, learner.exposures.keys(), action.task_id)
    evidence, repeated = _check_answers(db, learner_id, action)
    return BeforeAfter(
        before=before,
        after=after,
        is_final=is_final,
        change=change,
        sentence=change_sentence(change, before, after, found),
        advice=advice(change, unseen, is_final=is_final, was_measured=before.is_measured),
        evidence=evidence,
        about_evidence=evidence_sentence(evidence) if evidence else "",
        repeated=repeated,
        unseen=unseen,
    )


def change_of(before: Standing, after: Standing, found: Difference) -> Change:
    """What may be said: a change is one only if both figures count and it is clear of noise."""
    if not (before.is_measured and after.is_measured):
        return Change.EARLY
    if not found.is_clear:
        return Change.NOISE
    return Change.ROSE if found.share_change > 0 else Change.FELL


def change_sentence(change: Change, before: Standing, after: Standing, found: Difference) -> str:
    """The change in one or two sentences; it is never called progress inside the noise."""
    points, reach = round(abs(found.share_change) * 100), round(found.half_width * 100)
    way = "up" if found.share_change > 0 else "down"
    match change:
        case Change.EARLY:
            early = after if before.is_measured else before
            when = "in all" if before.is_measured else "when you planned this"
            count = early.mastery.responses
            return (
                f"It is too early to compare: there {'was' if count == 1 else 'were'} "
                f"{_answers(count)} on this task {when}, too few for a figure."
            )
        case Change.NOISE:
            moved = f"moved {points} {_points(points)} {way}" if points else "did not move"
            return (
                f"It cannot be told whether anything changed: the figure {moved}, and chance "
                f"alone moves it by up to {reach} {_points(reach)}."
            )
        case Change.ROSE:
            return (
                f"Your mastery of this task rose: {points} {_points(points)} up, more than the "
                f"{reach} that chance alone explains."
            )
        case Change.FELL:
            return (
                f"Your mastery of this task fell: {points} {_points(points)} down, more than the "
                f"{reach} that chance alone explains."
            )


def advice(change: Change, unseen: int, *, is_final: bool, was_measured: bool) -> str:
    """What would tell, or what to do now. was_measured: whether "before" is a figure."""
    if change is Change.ROSE:
        return "Write the bullet while the details are fresh, and take on the next weak task."
    if change is Change.FELL:
        return (
            "Read the lessons of this task and drill it. What the work taught and what the exam "
            "asks may lie apart: the explanations of the check show where."
        )
    if not was_measured:
        return (
            "A figure missing from then cannot be made up for. The fresh questions of the check "
            "speak for themselves, and the work stands as evidence."
        )
    if is_final:
        return (
            "This comparison stays as it is: the check has ended. The dashboard follows the task "
            "further, and the work stands as evidence either way."
        )
    if unseen:
        return (
            f"New questions on this task would tell: {unseen} {'is' if unseen == 1 else 'are'} "
            "left, and each first answer narrows the interval."
        )
    return (
        "No new questions on this task are left, so time will not settle it. The work itself "
        "stands as evidence either way."
    )


def evidence_sentence(found: CheckEvidence) -> str:
    """The fresh answers against their predictions, with what chance does to so few."""
    told = (
        f"{found.right} of {found.n} fresh {'question' if found.n == 1 else 'questions'} right; "
        f"{found.expected:.1f} were expected from how you stood just before each."
    )
    if not found.is_surprising:
        return f"{told} Chance alone moves that by up to {found.half_width:.1f} either way."
    side = "better" if found.right > found.expected else "worse"
    return f"{told} That is {side} than chance alone explains (± {found.half_width:.1f})."


def _check_answers(
    db: Session, learner_id: int, action: ActionView
) -> tuple[CheckEvidence | None, int]:
    """What the fresh answers of the check say, and how many others it got."""
    answers = list_check_answers(db, learner_id, action.id)
    fresh = [(row.is_correct, row.p_predicted) for row in answers if row.is_first_exposure]
    return check_evidence(fresh), len(answers) - len(fresh)


def _answers(count: int) -> str:
    return f"{count or 'no'} answer{'' if count == 1 else 's'}"


def _points(count: int) -> str:
    return "point" if count == 1 else "points"
