"""Custom quizzes: the learner says what to practise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.learning.items import Confidence, PoolItem
from prep.learning.memory import DESIRED_RETENTION, retrievability
from prep.learning.selection import select_custom
from prep.learning.standings import Learner
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.seeds import rng_for
from prep.services.serving import QuizView, begin_quiz
from prep.services.states import load_learner
from prep.storage import notes
from prep.storage.learners import lock_learner

MAX_CUSTOM_COUNT = 60


class Status(StrEnum):
    """Which items a custom quiz draws from."""

    ANY = "any"
    UNSEEN = "unseen"
    MISSED = "missed"
    UNSURE = "unsure"
    BOOKMARKED = "bookmarked"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class CustomQuiz:
    """What a learner asked for. `domain_id`, `task_id` and `concept_id` are None for everything.

    feedback: `each` explains after every answer, `end` after the last.
    """

    domain_id: str | None
    task_id: str | None
    status: Status
    count: int
    feedback: str
    concept_id: str | None = None


def start_custom(
    db: Session,
    learner_id: int,
    certification_id: str,
    wanted: CustomQuiz,
    *,
    quiz_id: UUID,
    now: datetime,
) -> QuizView:
    """Start a quiz from the items that fit. Raises InvalidInput when there are none."""
    answered = lock_learner(db, learner_id).response_count
    catalogue = get_catalogue(db, certification_id)
    learner = load_learner(db, learner_id, catalogue)
    pool = _fitting(db, learner_id, catalogue, learner, wanted, now)
    if not pool:
        raise InvalidInput(
            "status", "No question fits. Choose another status, or a wider domain or task."
        )
    rng = rng_for("custom", learner_id, certification_id, quiz_id, answered)
    chosen = select_custom(pool, learner.exposures, count=wanted.count, rng=rng)
    return begin_quiz(db, learner_id, catalogue, quiz_id, "custom", wanted.feedback, chosen, now)


def _fitting(
    db: Session,
    learner_id: int,
    catalogue: Catalogue,
    learner: Learner,
    wanted: CustomQuiz,
    now: datetime,
) -> list[PoolItem]:
    _check_custom(catalogue, wanted)
    bookmarked = {row.item_id for row in notes.list_notes(db, learner_id) if row.is_bookmarked}

    def fits(item: PoolItem) -> bool:
        domain_id = catalogue.blueprint.domain_of(item.task_id).id
        return (
            wanted.domain_id in (None, domain_id)
            and wanted.task_id in (None, item.task_id)
            and wanted.concept_id in (None, item.concept_id)
            and _has_status(item, wanted.status, learner, bookmarked, now)
        )

    return [item for item in catalogue.pool if fits(item)]


def _check_custom(catalogue: Catalogue, wanted: CustomQuiz) -> None:
    domains = {domain.id for domain in catalogue.blueprint.domains}
    tasks = {task.id for task in catalogue.blueprint.tasks}
    if wanted.domain_id is not None and wanted.domain_id not in domains:
        raise InvalidInput("domain", "Choose one of the listed domains.")
    if wanted.task_id is not None and wanted.task_id not in tasks:
        raise InvalidInput("task", "Choose one of the listed tasks.")
    if wanted.concept_id is not None and wanted.concept_id not in catalogue.concepts:
        raise InvalidInput("concept", "Choose one of the ideas in the library.")
    if not 1 <= wanted.count <= MAX_CUSTOM_COUNT:
        raise InvalidInput("count", f"Choose between 1 and {MAX_CUSTOM_COUNT} questions.")
    if wanted.feedback not in ("each", "end"):
        raise InvalidInput("feedback", "Choose feedback after each question or at the end.")


def _has_status(
    item: PoolItem, status: Status, learner: Learner, bookmarked: set[str], now: datetime
) -> bool:
    exposure = learner.exposures.get(item.id)
    memory = learner.memories.get(item.concept_id)
    match status:
        case Status.UNSEEN:
            return exposure is None
        case Status.MISSED:
            return exposure is not None and not exposure.last_correct
        case Status.UNSURE:
            return exposure is not None and exposure.last_confidence is Confidence.UNSURE
        case Status.BOOKMARKED:
            return item.id in bookmarked
        case Status.DUE:
            return memory is not None and retrievability(memory, now=now) < DESIRED_RETENTION
        case Status.ANY:
            return True
