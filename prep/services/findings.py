"""What a diagnostic showed: how sure it is, which domains differ, what is open, why it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp

from sqlalchemy.orm import Session

from prep.learning.composites import INTERVAL_Z, Mastery
from prep.learning.diagnostic import PRECISE_ENOUGH, DomainGap, Stop, domain_gaps
from prep.learning.mastery import drifted
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_enrolment
from prep.services.progress import Dashboard, DomainLine, dashboard_of
from prep.services.serving import QuizView
from prep.services.states import load_learner
from prep.storage import practice

AIM_POINTS = round(100 * (1 / (1 + exp(-INTERVAL_Z * PRECISE_ENOUGH)) - 0.5))
"""The most that ± can be, in points, once the overall ability is precise enough."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The figures as they are now, and sentences about them.

    why_ended: one sentence or two. differences: between domains. open_points: what is not known.
    """

    dashboard: Dashboard
    why_ended: str
    differences: tuple[str, ...]
    open_points: tuple[str, ...]


def get_findings(db: Session, learner_id: int, quiz: QuizView, *, now: datetime) -> Findings:
    """What is known after a finished diagnostic, later answers included."""
    catalogue = get_catalogue(db, quiz.certification_id)
    learner = load_learner(db, learner_id, catalogue)
    exam_on = get_enrolment(db, learner_id, quiz.certification_id).exam_on
    dashboard = dashboard_of(catalogue, learner, exam_on=exam_on, now=now)
    served = practice.list_quiz_items(db, learner_id, quiz.id)
    answered = served[: quiz.answered]
    has_unseen = any(item.id not in learner.exposures for item in catalogue.pool)
    gaps = domain_gaps(drifted(learner.mastery, now=now), catalogue.outline.layout)
    return Findings(
        dashboard=dashboard,
        why_ended=end_sentence(
            _stop(quiz, served=len(served), has_unseen=has_unseen), quiz, dashboard.overall
        ),
        differences=difference_sentences(gaps, {d.id: d.name for d in dashboard.domains}),
        open_points=(
            *open_sentences(dashboard.domains),
            *_difficulty_sentence(len(answered), _untried(catalogue, answered)),
        ),
    )


def end_sentence(stop: Stop, quiz: QuizView, overall: Mastery) -> str:
    """Why it ended, and what is missing where the overall figure is wider than aimed for."""
    asked = f"{quiz.answered} question{'' if quiz.answered == 1 else 's'}"
    if stop is Stop.PRECISE:
        return f"It ended after {asked}: your overall figure had come within ± {AIM_POINTS}."
    reason = {
        Stop.LONGEST: f"It ended after {asked}, the most that it asks.",
        Stop.USED_UP: f"It ended after {asked}: there was no new one left.",
        Stop.ENDED: f"You ended it after {asked} of at most {quiz.length}.",
    }[stop]
    half = round(overall.half_width * 100)
    if half <= AIM_POINTS:
        return reason
    return (
        f"{reason} It aims for ± {AIM_POINTS} overall and you are at ± {half}: "
        "every new question narrows it."
    )


def difference_sentences(gaps: Sequence[DomainGap], names: Mapping[str, str]) -> tuple[str, ...]:
    """Which domains differ by more than chance explains; `gaps` surest first, names by id."""
    clear = [gap for gap in gaps if gap.is_clear]
    others = gaps[len(clear) :]
    sentences = [
        f"You are stronger in {names[gap.upper]} than in {names[gap.lower]}: {_sure(gap)}."
        for gap in clear
    ]
    if others:
        nearest = f"{names[others[0].upper]} ahead of {names[others[0].lower]}, {_sure(others[0])}"
        scope = "No other two domains" if clear else "No two domains"
        sentences.append(
            f"{scope} differ by more than chance explains so far. Nearest to it: {nearest}."
        )
    return tuple(sentences)


def open_sentences(domains: Sequence[DomainLine]) -> tuple[str, ...]:
    """The least certain domain, and tasks without an answer."""
    widest = max(domains, key=lambda domain: domain.mastery.half_width)
    low, high = round(widest.mastery.low * 100), round(widest.mastery.high * 100)
    count = widest.mastery.responses
    sentences = [
        f"Least sure is {widest.name}: anything from {low} to {high} % would fit "
        f"{'the one answer' if count == 1 else f'the {count} answers'} on it."
    ]
    tasks = [task for domain in domains for task in domain.tasks]
    if untouched := sum(not task.mastery.responses for task in tasks):
        sentences.append(
            f"{untouched} of {len(tasks)} tasks {'has' if untouched == 1 else 'have'} no answer "
            "yet; what counts for them is inferred from the others."
        )
    return tuple(sentences)


def _difficulty_sentence(asked: int, untried: int) -> tuple[str, ...]:
    if not untried:
        return ()
    return (
        f"For {untried} of its {asked} questions the difficulty is still the author's estimate. "
        "The ± allows for that.",
    )


def _stop(quiz: QuizView, *, served: int, has_unseen: bool) -> Stop:
    """Why it ended. A question that waits for its answer says that the learner ended it."""
    if served > quiz.answered:
        return Stop.ENDED
    if quiz.answered < quiz.length and has_unseen:
        return Stop.PRECISE
    return Stop.LONGEST if has_unseen else Stop.USED_UP


def _untried(catalogue: Catalogue, answered: Sequence[practice.QuizItemRow]) -> int:
    """How many questions were never calibrated."""
    return sum((row.item_id, row.item_version) not in catalogue.calibrations for row in answered)


def _sure(gap: DomainGap) -> str:
    """The probability as people say it; never a certainty."""
    return f"{min(99, round(gap.probability * 100))} % sure"
