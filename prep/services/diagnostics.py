"""The diagnostic as a quiz that grows by one question an answer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.learning.ability_tree import MasteryState
from prep.learning.diagnostic import MOST_QUESTIONS, next_diagnostic_item
from prep.learning.items import PoolItem
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.serving import QuizView, begin_quiz, quiz_view, serve_items
from prep.services.states import load_mastery
from prep.storage import practice
from prep.storage.learners import lock_learner
from prep.storage.progress import list_exposures


def start_diagnostic(
    db: Session, learner_id: int, certification_id: str, *, quiz_id: UUID, now: datetime
) -> QuizView:
    """Start the diagnostic, or return the one that is still open.

    Its length is the most that it will ask; it ends before when it knows enough.
    """
    lock_learner(db, learner_id)
    if open_quiz := practice.find_open_quiz(db, learner_id, certification_id, "diagnostic"):
        return quiz_view(db, open_quiz)
    catalogue = get_catalogue(db, certification_id)
    mastery = load_mastery(db, learner_id, catalogue)
    pool = _unseen(db, learner_id, catalogue)
    first = next_diagnostic_item(pool, [], mastery, catalogue.outline)
    length = min(MOST_QUESTIONS, len(pool))
    chosen = [first] if first else []
    return begin_quiz(
        db, learner_id, catalogue, quiz_id, "diagnostic", "each", chosen, now, length=length
    )


def extend_diagnostic(
    db: Session,
    quiz: practice.QuizRow,
    catalogue: Catalogue,
    mastery: MasteryState,
    answered: Sequence[str],
) -> bool:
    """Add the next item of a diagnostic after those answered, by item id, and what they showed.

    False when there is none: see `Stop`.
    """
    by_id = {item.id: item for item in catalogue.pool}
    asked = [by_id[item_id] for item_id in answered if item_id in by_id]
    pool = _unseen(db, quiz.learner_id, catalogue)
    following = next_diagnostic_item(pool, asked, mastery, catalogue.outline, most=quiz.length)
    if following:
        serve_items(db, quiz, catalogue, [following], first_position=len(answered) + 1)
    return following is not None


def _unseen(db: Session, learner_id: int, catalogue: Catalogue) -> Sequence[PoolItem]:
    """What a diagnostic asks: only a first answer measures. Everything when all was seen."""
    seen = list_exposures(db, learner_id, catalogue.certification_id)
    return [item for item in catalogue.pool if item.id not in seen] or catalogue.pool
