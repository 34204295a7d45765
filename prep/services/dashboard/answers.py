"""How the latest answers came out: confidence, forecasts and pace."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.learning.answer_profile import (
    Forecasts,
    Pace,
    PastAnswer,
    forecasts_of,
    pace_of,
    said_shares,
)
from prep.learning.items import Confidence
from prep.learning.track_record import Proportion
from prep.services.catalogue import get_catalogue
from prep.services.dashboard import sentences
from prep.services.studying import LONGEST_COUNTED_MS
from prep.storage.answer_log import LatestAnswer, list_latest_answers

LATEST_ANSWERS = 1_000
"""Profiles rest on so many answers at most: on what the learner does now, at a steady cost."""

WORDS = {Confidence.SURE: "Sure", Confidence.UNSURE: "Unsure", None: "Nothing said"}


@dataclass(frozen=True, slots=True)
class Said:
    """How answers came out of which the learner said the same; None without any."""

    word: str
    right: Proportion | None


@dataclass(frozen=True, slots=True)
class AnswerProfile:
    """The latest answers, since the oldest of them.

    said, sureness: by the learner's own word; sureness is None where none was ever given.
    forecasts, foretold: what was expected before each answer. pace, pacing: None below two known
    times. allowed: seconds a question that the exam allows on average.
    """

    answers: int
    since: datetime | None
    said: tuple[Said, ...]
    sureness: str | None
    forecasts: Forecasts | None
    foretold: str | None
    pace: Pace | None
    pacing: str | None
    allowed: float


def get_answer_profile(db: Session, learner_id: int, certification_id: str) -> AnswerProfile:
    """The profile of the latest answers."""
    allowed = get_catalogue(db, certification_id).blueprint.seconds_per_question
    rows = list_latest_answers(db, learner_id, certification_id, LATEST_ANSWERS)
    answers = [_past(row) for row in rows]
    said, found, pace = said_shares(answers), forecasts_of(answers), pace_of(answers, allowed)
    sure, unsure = said[Confidence.SURE], said[Confidence.UNSURE]
    return AnswerProfile(
        answers=len(rows),
        since=rows[-1].answered_at if rows else None,
        said=tuple(Said(WORDS[word], right) for word, right in said.items()),
        sureness=sentences.sureness_sentence(sure, unsure) if sure or unsure else None,
        forecasts=found,
        foretold=sentences.prediction_sentence(found.expected, found.right) if found else None,
        pace=pace,
        pacing=sentences.pace_sentence(pace.median, allowed) if pace else None,
        allowed=allowed,
    )


def _past(row: LatestAnswer) -> PastAnswer:
    milliseconds = row.elapsed_ms
    return PastAnswer(
        is_correct=row.is_correct,
        confidence=Confidence(row.confidence) if row.confidence else None,
        chance=row.p_predicted,
        seconds=None if milliseconds is None else min(milliseconds, LONGEST_COUNTED_MS) / 1000,
    )
