"""What pages read of the log of answers: the latest, study time, and misconceptions counted."""

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlalchemy.orm import Session

from prep.storage.practice import ResponseRow


class LatestAnswer(NamedTuple):
    """The columns of a response that profiles of a learner are made of."""

    item_id: str
    item_version: int
    mode: str
    answer: Any
    is_correct: bool
    misconceptions: list[str]
    confidence: str | None
    elapsed_ms: int | None
    p_predicted: float
    answered_at: datetime


def list_latest_answers(
    db: Session, learner_id: int, certification_id: str, count: int
) -> list[LatestAnswer]:
    """So many answers at most, the newest first."""
    rows = select(
        ResponseRow.item_id,
        ResponseRow.item_version,
        ResponseRow.mode,
        ResponseRow.answer,
        ResponseRow.is_correct,
        ResponseRow.misconceptions,
        ResponseRow.confidence,
        ResponseRow.elapsed_ms,
        ResponseRow.p_predicted,
        ResponseRow.answered_at,
    ).where(ResponseRow.learner_id == learner_id, ResponseRow.certification_id == certification_id)
    newest = rows.order_by(ResponseRow.answered_at.desc(), ResponseRow.sequence.desc())
    return [LatestAnswer(*row) for row in db.execute(newest.limit(count))]


class StudyTime(NamedTuple):
    """Five minutes by the clock with answers: how many, and their milliseconds in all."""

    since: datetime
    answers: int
    milliseconds: int


def list_study_times(
    db: Session, learner_id: int, certification_id: str, since: datetime, *, longest_ms: int
) -> list[StudyTime]:
    """When something was answered since a moment, oldest first.

    In steps of five minutes, for the days of every time zone begin with one. An answer counts
    `longest_ms` at most.
    """
    step = _five_minutes()
    counted = case(
        (ResponseRow.elapsed_ms > longest_ms, longest_ms),
        else_=func.coalesce(ResponseRow.elapsed_ms, 0),
    )
    rows = select(step, func.count(), func.sum(counted)).where(
        ResponseRow.learner_id == learner_id,
        ResponseRow.certification_id == certification_id,
        ResponseRow.answered_at >= since,
    )
    found = db.execute(rows.group_by(step).order_by(step))
    return [StudyTime(_moment(text), answers, int(ms)) for text, answers, ms in found]


def _five_minutes() -> ColumnElement[str]:
    """The step of five minutes that an answer falls into, as text, such as 2026-11-23 12:35."""
    moment = cast(ResponseRow.answered_at, Text)
    last = case((func.substr(moment, 16, 1) < "5", "0"), else_="5")
    return func.substr(moment, 1, 15) + last


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def count_latest_beliefs(
    db: Session, learner_id: int, certification_id: str, latest: int
) -> tuple[Counter[str], int]:
    """In how many of so many latest answers each misconception showed, and how many there are."""
    beliefs = cast(ResponseRow.misconceptions, Text)  # PostgreSQL cannot compare JSON itself
    newest = (
        select(beliefs.label("beliefs"))
        .where(
            ResponseRow.learner_id == learner_id,
            ResponseRow.certification_id == certification_id,
        )
        .order_by(ResponseRow.answered_at.desc(), ResponseRow.sequence.desc())
        .limit(latest)
        .subquery()
    )
    rows = select(newest.c.beliefs, func.count()).group_by(newest.c.beliefs)
    counts: Counter[str] = Counter()
    answers = 0
    for names, count in db.execute(rows):
        answers += count
        counts.update(dict.fromkeys(json.loads(names), count))
    return counts, answers
