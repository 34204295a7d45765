"""Questions that daily quizzes leave alone, so that checks of work have unseen ones to ask."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from prep.learning.action_checks import CHECK_AFTER_DAYS, kept_for_checks
from prep.learning.items import PoolItem
from prep.learning.standings import Learner
from prep.services.catalogue import Catalogue
from prep.storage.actions import count_sittings_ahead

KEPT_FOR = timedelta(days=60)
"""A plan that is older keeps nothing back: the work may never be done."""


def daily_pool(
    db: Session, learner_id: int, catalogue: Catalogue, learner: Learner, *, now: datetime
) -> Sequence[PoolItem]:
    """The practice items that a daily quiz may ask: all but those kept for checks ahead.

    In a bank of which nothing would be left, all.
    """
    ahead = count_sittings_ahead(
        db,
        learner_id,
        catalogue.certification_id,
        planned_since=now - KEPT_FOR,
        sittings=len(CHECK_AFTER_DAYS),
    )
    kept = kept_for_checks(catalogue.pool, learner.exposures.keys(), ahead)
    return [item for item in catalogue.pool if item.id not in kept] or catalogue.pool
