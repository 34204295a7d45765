"""Help me choose: five answers to one recommended certification."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.learning.choosing import (
    HORIZONS,
    LEVELS,
    Candidate,
    ChoiceAnswers,
    Education,
    Horizon,
    candidate,
    recommend,
)
from prep.storage.banks import CertificationRow, list_certifications

MOST_MONTHS = 600
MOST_HOURS = 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `options` is empty where a whole number is wanted."""

    name: str
    text: str
    hint: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recommended:
    """What to enrol in, why, and the entry rule with its source."""

    certification_id: str
    short_name: str
    because: tuple[str, ...]
    eligibility: str
    source: str


QUESTIONS = (
    Question(
        "months_leading",
        "For how many months have you led projects in the last ten years?",
        "Count work in which you planned and directed; months that overlap count once.",
    ),
    Question(
        "education",
        "What is your highest diploma or degree?",
        "",
        tuple(
            zip(
                LEVELS,
                ("None yet", "Secondary school", "Associate degree", "Bachelor's or higher"),
                strict=True,
            )
        ),
    ),
    Question(
        "training_hours",
        "How many hours of project management training have you had?",
        "Courses of any provider count here; keep the certificates.",
    ),
    Question(
        "in_it_operations",
        "Do you mostly keep IT systems running?",
        "Rather than working on projects with an end.",
        (("yes", "Yes"), ("no", "No")),
    ),
    Question(
        "horizon",
        "When do you want to lead projects?",
        "",
        tuple(zip(HORIZONS, ("Now", "Within a year", "Later"), strict=True)),
    ),
)


def recommend_for(db: Session, answers: Mapping[str, str]) -> Recommended:
    """The recommendation. Raises InvalidInput with the question that has no usable answer."""
    given = ChoiceAnswers(
        months_leading=_whole(answers, "months_leading", MOST_MONTHS),
        education=Education(_one_of(answers, "education", LEVELS)),
        training_hours=_whole(answers, "training_hours", MOST_HOURS),
        in_it_operations=_one_of(answers, "in_it_operations", ("yes", "no")) == "yes",
        horizon=Horizon(_one_of(answers, "horizon", HORIZONS)),
    )
    rows = {row.id: row for row in list_certifications(db)}
    found = recommend(given, [_candidate(row) for row in rows.values()])
    return Recommended(
        found.certification_id,
        rows[found.certification_id].facts["short_name"],
        found.because,
        found.eligibility,
        found.source,
    )


def _candidate(row: CertificationRow) -> Candidate:
    return candidate(
        row.id,
        row.facts["short_name"],
        fits=row.facts["fits"],
        facts=row.blueprint["details"]["eligibility"],
        text=row.facts["eligibility"]["text"],
        source=row.facts["eligibility"]["source"],
    )


def _whole(answers: Mapping[str, str], name: str, most: int) -> int:
    value = answers.get(name, "").strip()
    if not value.isdecimal() or len(value) > len(str(most)) or int(value) > most:
        raise InvalidInput(name, f"Write a whole number from 0 to {most}.")
    return int(value)


def _one_of(answers: Mapping[str, str], name: str, accepted: tuple[str, ...]) -> str:
    value = answers.get(name, "")
    if value not in accepted:
        raise InvalidInput(name, "Choose one of the answers.")
    return value
