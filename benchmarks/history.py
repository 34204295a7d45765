"""Learners with a past: simulated answers, written into the log in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from prep.content.item_types import item_type
from prep.learning.items import Mark
from prep.services.enrolments import Plan, enrol
from prep.services.learners import create_learner
from prep.storage.banks import ItemVersionRow, list_served_versions
from prep.storage.learners import get_learner
from prep.storage.practice import QuizItemRow, QuizRow, ResponseRow
from tests.sittings import right_answer, wrong_answer

QUIZ_LENGTH = 20
QUIZZES_A_DAY = 2
SECONDS_AN_ANSWER = 45

Row = dict[str, Any]


@dataclass(slots=True)
class History:
    """Rows of one learner's past."""

    quizzes: list[Row] = field(default_factory=list)
    served: list[Row] = field(default_factory=list)
    responses: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Answers:
    """What can be answered to an item, with the marks: the key first, then wrong answers."""

    version: ItemVersionRow
    right: tuple[Any, Mark]
    wrong: tuple[tuple[Any, Mark], ...]


def add_learner(
    db: Session, name: str, certification_id: str, responses: int, *, now: datetime, seed: int
) -> int:
    """A learner, enrolled, with a log of so many responses that ends the day before `now`.

    The caches are not made; see `rebuild_learner`.
    """
    learner_id = create_learner(db, name, now=now)
    plan = Plan(now.date() + timedelta(days=60), 20, (1, 2, 3, 4, 5), "developer")
    today: date = now.date()
    enrol(db, learner_id, certification_id, plan, today=today, now=now)
    versions = list_served_versions(db, certification_id, "practice")
    past = simulate(learner_id, certification_id, versions, responses, now=now, seed=seed)
    tables: tuple[tuple[Any, list[Row]], ...] = (
        (QuizRow.__table__, past.quizzes),
        (QuizItemRow.__table__, past.served),
        (ResponseRow.__table__, past.responses),
    )
    for table, rows in tables:
        _insert(db, table, rows)
    get_learner(db, learner_id).response_count = responses
    db.flush()
    return learner_id


def simulate(
    learner_id: int,
    certification_id: str,
    versions: Sequence[ItemVersionRow],
    count: int,
    *,
    now: datetime,
    seed: int,
) -> History:
    """Quizzes of 20 distinct items, two a day; ability grows slowly, wrong answers vary."""
    rng = np.random.default_rng([seed, count])
    pool = [_answers(version) for version in versions]
    ability = rng.normal(0, 1) + np.linspace(0, 1, max(count, 1))
    chance = rng.random((3, max(count, 1)))
    past = History()
    quizzes = -(-count // QUIZ_LENGTH)
    days = -(-quizzes // QUIZZES_A_DAY)
    for n in range(quizzes):
        length = min(QUIZ_LENGTH, count - n * QUIZ_LENGTH)
        at = now - timedelta(days=days - n // QUIZZES_A_DAY, hours=-2 * (n % QUIZZES_A_DAY))
        quiz = _quiz(learner_id, certification_id, length, at, UUID(bytes=rng.bytes(16)))
        past.quizzes.append(quiz)
        for position, item in enumerate(rng.permutation(len(pool))[:length], start=1):
            index = len(past.responses)
            served = _served(quiz, position, pool[item].version)
            p = _p_right(float(ability[index]), pool[item].version)
            right = chance[0, index] < p
            wrong = pool[item].wrong[int(chance[1, index] * len(pool[item].wrong))]
            answer, mark = pool[item].right if right else wrong
            past.served.append(served)
            past.responses.append(
                {
                    **{name: value for name, value in served.items() if name != "figures"},
                    "sequence": index + 1,
                    "id": UUID(bytes=rng.bytes(16)),
                    "certification_id": certification_id,
                    "mode": "daily",
                    "answer": answer,
                    "is_correct": mark.is_correct,
                    "score": mark.score,
                    "misconceptions": list(mark.misconceptions),
                    "confidence": (None, "sure", "unsure")[int(chance[2, index] * 3)],
                    "elapsed_ms": int(20_000 + 50_000 * chance[2, index]),
                    "is_first_exposure": index < len(pool),
                    "p_predicted": p,
                    "answered_at": at + timedelta(seconds=SECONDS_AN_ANSWER * position),
                }
            )
    return past


def _quiz(learner_id: int, certification_id: str, length: int, at: datetime, quiz_id: UUID) -> Row:
    return {
        "learner_id": learner_id,
        "id": quiz_id,
        "certification_id": certification_id,
        "kind": "daily",
        "feedback": "each",
        "length": length,
        "created_at": at,
        "finished_at": at + timedelta(seconds=SECONDS_AN_ANSWER * length),
    }


def _served(quiz: Row, position: int, version: ItemVersionRow) -> Row:
    return {
        "learner_id": quiz["learner_id"],
        "quiz_id": quiz["id"],
        "position": position,
        "item_id": version.item_id,
        "item_version": version.version,
        "reason": "due",
        "figures": {"days_ago": 3.0, "recall": 0.82},
    }


def _answers(version: ItemVersionRow) -> _Answers:
    body, kind = version.body, item_type(version.type)
    if "answer" in body:
        right, wrong = _numeric(body)
    elif "options" in body:
        right, wrong = _choices(body)
    else:
        right = kind.parse(body, right_answer(version))
        wrong = [kind.parse(body, wrong_answer(version))]
    return _Answers(
        version, (right, kind.mark(body, right)), tuple((w, kind.mark(body, w)) for w in wrong)
    )


def _numeric(body: Row) -> tuple[Any, list[Any]]:
    return body["answer"], [trap["value"] for trap in body["traps"]] or [body["answer"] + 1e6]


def _choices(body: Row) -> tuple[Any, list[Any]]:
    key = body["key"]
    distractors = [option["id"] for option in body["options"] if option["id"] not in key]
    return key, [[*key[1:], distractor] for distractor in distractors]


def _p_right(ability: float, version: ItemVersionRow) -> float:
    logistic = 1 / (1 + float(np.exp(version.difficulty - ability)))
    return version.guessing + (1 - version.guessing) * logistic


def _insert(db: Session, table: Table, rows: list[Row]) -> None:
    if rows:
        db.execute(insert(table), rows)
