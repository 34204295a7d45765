"""Which exam is for me? From a learner's experience, education and training to one certification.

The figures are the issuers' (each blueprint's eligibility); when a gap in training still lets a
certification be recommended is the certification's own data. Rules are tried by rank, and the
first that fits wins; the last is the one that asks for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from prep.errors import InvalidInput


class Education(StrEnum):
    """The highest diploma or degree, from none upwards."""

    NONE = "none"
    SECONDARY = "secondary"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"


class Horizon(StrEnum):
    """When the learner wants to lead projects."""

    NOW = "now"
    WITHIN_A_YEAR = "within_a_year"
    LATER = "later"


LEVELS = tuple(level.value for level in Education)
HORIZONS = tuple(horizon.value for horizon in Horizon)

_HELD = {
    Education.NONE: "without a diploma",
    Education.SECONDARY: "with a secondary diploma",
    Education.ASSOCIATE: "with an associate degree",
    Education.BACHELOR: "with a bachelor's degree",
}


@dataclass(frozen=True, slots=True)
class ChoiceAnswers:
    """The five answers.

    months_leading: months of leading projects in the last 10 years, overlaps counted once.
    training_hours: hours of project management training.
    in_it_operations: whether most of the work is running systems rather than projects.
    """

    months_leading: int
    education: Education
    training_hours: int
    in_it_operations: bool
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class Candidate:
    """A certification as this decision sees it.

    rank: 1 is tried first.
    months_by_level: months of leading asked for, by education; a level that is not listed is
    judged by the highest listed one below it.
    training_can_follow_*: horizons at which missing training hours do not rule it out.
    eligibility, source: the entry rule in words, and where it is published.
    """

    certification_id: str
    short_name: str
    rank: int
    because: str
    months_by_level: Mapping[Education, int]
    training_hours: float
    training_can_follow_projects: tuple[Horizon, ...]
    training_can_follow_operations: tuple[Horizon, ...]
    eligibility: str
    source: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The certification, the reasons in full sentences, and the entry rule with its source."""

    certification_id: str
    because: tuple[str, ...]
    eligibility: str
    source: str


def recommend(answers: ChoiceAnswers, candidates: Sequence[Candidate]) -> Recommendation:
    """The first certification, by rank, that these answers fit; otherwise the last by rank.

    The reasons name what each certification that does not fit still asks for. Raises
    InvalidInput when an answer is negative or there are no candidates.
    """
    _refuse_nonsense(answers, candidates)
    ranked = sorted(candidates, key=lambda candidate: candidate.rank)
    reasons: list[str] = []
    for candidate in ranked:
        obstacle = _obstacle(answers, candidate)
        if obstacle is None:
            return _recommendation(answers, candidate, reasons)
        reasons.append(obstacle)
    return _recommendation(answers, ranked[-1], reasons)


def candidate(
    certification_id: str,
    short_name: str,
    *,
    fits: Mapping[str, Any],
    facts: Mapping[str, Any],
    text: str,
    source: str,
) -> Candidate:
    """A candidate from a certification's `fits` and its blueprint's `eligibility` facts.

    Levels that nobody is asked about, such as degrees from accredited programmes, are left out.
    """
    can_follow = fits["training_can_follow"]
    return Candidate(
        certification_id=certification_id,
        short_name=short_name,
        rank=fits["rank"],
        because=fits["because"],
        months_by_level={
            Education(rule["level"]): rule["months"]
            for rule in facts["any_of"]
            if rule["level"] in LEVELS
        },
        training_hours=facts["training_hours"],
        training_can_follow_projects=tuple(Horizon(h) for h in can_follow["projects"]),
        training_can_follow_operations=tuple(Horizon(h) for h in can_follow["it_operations"]),
        eligibility=text,
        source=source,
    )


def _refuse_nonsense(answers: ChoiceAnswers, candidates: Sequence[Candidate]) -> None:
    if answers.months_leading < 0:
        raise InvalidInput("months_leading", "Give the months as 0 or more.")
    if answers.training_hours < 0:
        raise InvalidInput("training_hours", "Give the hours as 0 or more.")
    if not candidates:
        raise InvalidInput("candidates", "There is no certification to choose from.")


def _obstacle(answers: ChoiceAnswers, candidate: Candidate) -> str | None:
    """Why the certification does not fit, as a sentence; None when it does."""
    months = _months_asked(answers.education, candidate)
    if months is None:
        return f"{candidate.short_name} asks for a diploma that you do not hold yet."
    if answers.months_leading < months:
        return (
            f"{candidate.short_name} asks for {months} months of leading projects "
            f"{_HELD[answers.education]}; you have {answers.months_leading}."
        )
    if _missing_hours(answers, candidate) and not _training_can_follow(answers, candidate):
        return (
            f"{candidate.short_name} asks for {candidate.training_hours:g} hours of training "
            f"first; you have {answers.training_hours}."
        )
    return None


def _months_asked(education: Education, candidate: Candidate) -> int | None:
    """Months for the best level up to this education; None when even the lowest is above it."""
    reached = LEVELS[: LEVELS.index(education) + 1]
    months = [n for level, n in candidate.months_by_level.items() if level in reached]
    return min(months, default=None)


def _missing_hours(answers: ChoiceAnswers, candidate: Candidate) -> float:
    return max(0, candidate.training_hours - answers.training_hours)


def _training_can_follow(answers: ChoiceAnswers, candidate: Candidate) -> bool:
    if answers.in_it_operations:
        return answers.horizon in candidate.training_can_follow_operations
    return answers.horizon in candidate.training_can_follow_projects


def _recommendation(
    answers: ChoiceAnswers, candidate: Candidate, obstacles: Sequence[str]
) -> Recommendation:
    reasons = [candidate.because, *obstacles]
    if missing := _missing_hours(answers, candidate):
        reasons.append(
            f"Before you apply for {candidate.short_name} you need {missing:g} more hours of "
            "training in project management."
        )
    return Recommendation(
        candidate.certification_id, tuple(reasons), candidate.eligibility, candidate.source
    )
