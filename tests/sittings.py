"""Quizzes that hold exactly the items a test wants, and answers known to be right or wrong."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from prep.learning.selection import Reason
from prep.services.answering import GivenAnswer, answer_item
from prep.services.catalogue import get_catalogue
from prep.storage.banks import ItemVersionRow, get_item_version
from prep.storage.database import Database, transaction
from prep.storage.practice import QuizItemRow, QuizRow

RawAnswer = dict[str, list[str]]


def serve_quiz(
    database: Database,
    learner_id: int,
    item_ids: Sequence[str],
    *,
    now: datetime,
    feedback: str = "each",
    certification_id: str = "pmp",
) -> UUID:
    """A custom quiz of these items at their present versions, not answered yet."""
    quiz_id = uuid4()
    with transaction(database) as db:
        versions = get_catalogue(db, certification_id).versions
        db.add(
            QuizRow(
                learner_id=learner_id,
                id=quiz_id,
                certification_id=certification_id,
                kind="custom",
                feedback=feedback,
                length=len(item_ids),
                created_at=now,
                finished_at=None,
            )
        )
        db.flush()
        for position, item_id in enumerate(item_ids, start=1):
            db.add(
                QuizItemRow(
                    learner_id=learner_id,
                    quiz_id=quiz_id,
                    position=position,
                    item_id=item_id,
                    item_version=versions[item_id],
                    reason=Reason.REQUESTED,
                    figures={},
                )
            )
    return quiz_id


def give_answer(
    database: Database,
    learner_id: int,
    quiz_id: UUID,
    position: int,
    *,
    is_right: bool,
    now: datetime,
) -> None:
    """Answer one question of a quiz."""
    with transaction(database) as db:
        served = db.get_one(QuizItemRow, (learner_id, quiz_id, position))
        version = get_item_version(db, served.item_id, served.item_version)
        raw = right_answer(version) if is_right else wrong_answer(version)
        given = GivenAnswer(uuid4(), raw, confidence=None, elapsed_ms=30_000)
        answer_item(
            db, learner_id=learner_id, quiz_id=quiz_id, position=position, given=given, now=now
        )


def right_answer(version: ItemVersionRow) -> RawAnswer:
    """The form fields of the right answer."""
    return right_fields(version.type, version.body)


def wrong_answer(version: ItemVersionRow) -> RawAnswer:
    """The form fields of an answer that is wrong, and allowed."""
    return wrong_fields(version.type, version.body)


def right_fields(kind: str, body: dict[str, Any]) -> RawAnswer:
    """The form fields of the right answer to a body."""
    match kind:
        case "numeric":
            return {"value": [str(body["answer"])]}
        case "matching":
            return _fields("match", body["key"])
        case "ordering":
            return _places(body["key"])
        case "pulldown":
            return _fields("blank", {blank["id"]: blank["key"] for blank in body["blanks"]})
        case _:
            return {"choice": list(body["key"])}


def wrong_fields(kind: str, body: dict[str, Any]) -> RawAnswer:
    """The form fields of an answer to a body that is wrong, and allowed."""
    match kind:
        case "numeric":
            return {"value": [str(body["traps"][0]["value"])]}
        case "matching":
            return _fields("match", _wrong_pairs(body))
        case "ordering":
            return _places(body["key"][::-1])
        case "pulldown":
            wrong = {
                blank["id"]: next(o["id"] for o in blank["options"] if o["id"] != blank["key"])
                for blank in body["blanks"]
            }
            return _fields("blank", wrong)
        case _:
            ids = [option["id"] for option in body.get("options") or body["regions"]]
            distractors_first = sorted(ids, key=lambda i: i in body["key"])
            return {"choice": distractors_first[: len(body["key"])]}


def _fields(prefix: str, answers: dict[str, str]) -> RawAnswer:
    return {f"{prefix}-{part}": [answer] for part, answer in answers.items()}


def _places(order: Sequence[str]) -> RawAnswer:
    return _fields("order", {step: str(n) for n, step in enumerate(order, start=1)})


def _wrong_pairs(body: dict[str, Any]) -> dict[str, str]:
    """The key with the first prompt's answer replaced by one that no other prompt has."""
    first, *others = body["key"]
    taken = {body["key"][i] for i in others}
    free = [a["id"] for a in body["answers"] if a["id"] != body["key"][first]]
    return body["key"] | {first: next((i for i in free if i not in taken), free[0])}
