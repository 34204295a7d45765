"""Mock exams of the shipped bank that were sat to the end, for the pages that come after."""

from collections.abc import Sequence

import numpy as np

from prep.content.bank import BankItem
from prep.content.loader import Loaded
from prep.learning.items import Confidence
from prep.storage.database import transaction
from tests.browser.exams import CERTIFICATION, Part, Sitting, begin_exam
from tests.browser.site import Site
from tests.examining import Candidate
from tests.rows import forecast_row

PARTS = (0.3, 0.4, 0.3)
"""Shares of a full exam's three sections."""


def practice_items(loaded: Loaded, questions: int, rng: np.random.Generator) -> list[BankItem]:
    """So many items of the shipped practice pool, in a drawn order."""
    bank = next(b for b in loaded.banks.banks if b.certification.id == CERTIFICATION)
    pool = [item for item in bank.items if item.pool == "practice"]
    return [pool[n] for n in rng.permutation(len(pool))[:questions]]


def sat_exam(
    site: Site,
    items: Sequence[BankItem],
    rng: np.random.Generator,
    *,
    share: float = 0.63,
    minutes: float = 230.0,
) -> Sitting:
    """An exam of these items in three sections, sat as it falls, handed in with time left.

    The last two questions stay without an answer; every ninth answer was changed, every seventh
    question flagged. A forecast of 68 % (61 to 75) was stored before.
    """
    first, second = (round(len(items) * part) for part in PARTS[:2])
    sizes = (first, second, len(items) - first - second)
    parts = [Part(f"Section {n}", size, 10) for n, size in enumerate(sizes, start=1)]
    now = site.clock()
    sitting = begin_exam(site, items, parts=parts, minutes=minutes, target=0.7, started_at=now)
    forecast = {"answers": 212, "expected": 0.68, "low": 0.61, "high": 0.75}
    with transaction(site.database) as db:
        chance = {"target": 0.7, "p_target": 0.36}
        db.add(forecast_row(sitting.learner_id, sitting.attempt_id, **forecast, **chance))
    candidate = Candidate(site.database, sitting.learner_id, sitting.attempt_id, now)
    for number, size in enumerate(sizes, start=1):
        begins = sum(sizes[: number - 1]) + 1
        for position in range(begins, min(begins + size, len(items) - 1)):
            _answer(candidate, sitting, position, rng, share)
        if number < len(sizes):
            candidate.leave(number)
    candidate.later(minutes=minutes * 0.9).submit()
    return sitting


def _answer(
    candidate: Candidate, sitting: Sitting, position: int, rng: np.random.Generator, share: float
) -> None:
    is_right = bool(rng.random() < share)
    raw = sitting.right(position) if is_right else sitting.wrong(position)
    revision = 1
    if position % 9 == 0:
        other = sitting.right(position) if rng.random() < 0.4 else sitting.wrong(position)
        candidate.save(position, other)
        revision = 2
    sure = Confidence.SURE if rng.random() < 0.4 + 0.3 * is_right else Confidence.UNSURE
    candidate.save(
        position,
        raw,
        revision=revision,
        is_flagged=position % 7 == 0,
        note="Look up the rule behind this." if position == 1 else "",
        confidence=sure if position % 3 else None,
        elapsed_ms=int(rng.gamma(4, 17_000)),
    )
