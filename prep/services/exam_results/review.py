"""Every question of a mock exam that was handed in: the list with its filters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prep.learning.exam_analysis import Change, change_of
from prep.services.exam_results.items import MissReason
from prep.services.exam_results.sheet import Sheet, Verdict

NO_REASON = "none"
"""Stands for the reason of a question that was missed and has none yet."""

REASONS = (*MissReason, NO_REASON)


class Show(StrEnum):
    """Which questions a review lists. Missed are the wrong and the unanswered."""

    ALL = "all"
    MISSED = "missed"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    RIGHT = "right"
    FLAGGED = "flagged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which questions a review goes through.

    domain_id: None for all domains. reason: why they were missed, one of `REASONS`; None for
    whatever reason, and for questions that were not missed too.
    """

    show: Show = Show.ALL
    domain_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One question in a list.

    change: what changing did to its answer; None if it was never changed. seconds: how long it
    was looked at; 0 where that is not known. domain_id: None for a task of an older outline.
    miss_reason: why the learner says it was missed, or None.
    """

    position: int
    verdict: Verdict
    is_flagged: bool
    change: Change | None
    confidence: str | None
    seconds: float
    stem: str
    task_name: str
    domain_id: str | None
    miss_reason: str | None


def review_lines(sheet: Sheet) -> tuple[ReviewLine, ...]:
    """Every question, in order."""
    domains = {
        task.id: domain.id for domain in sheet.catalogue.blueprint.domains for task in domain.tasks
    }
    return tuple(_line(sheet, position, domains) for position in sheet.versions)


def filtered(lines: Sequence[ReviewLine], chosen: ReviewFilter) -> tuple[ReviewLine, ...]:
    """The lines of a filter."""
    return tuple(
        line
        for line in lines
        if _is_shown(line, chosen.show)
        and chosen.domain_id in (None, line.domain_id)
        and chosen.reason in (None, _reason(line))
    )


def reason_counts(lines: Sequence[ReviewLine]) -> dict[str, int]:
    """How many were missed for each of `REASONS`."""
    counts = Counter(_reason(line) for line in lines)
    return {str(reason): counts[reason] for reason in REASONS}


def _reason(line: ReviewLine) -> str | None:
    """Why it was missed; None if it was not."""
    return None if line.verdict is Verdict.RIGHT else line.miss_reason or NO_REASON


def _is_shown(line: ReviewLine, show: Show) -> bool:
    match show:
        case Show.ALL:
            return True
        case Show.MISSED:
            return line.verdict is not Verdict.RIGHT
        case Show.FLAGGED:
            return line.is_flagged
        case Show.CHANGED:
            return line.change is not None
        case _:
            return line.verdict.value == show.value


def _line(sheet: Sheet, position: int, domains: dict[str, str]) -> ReviewLine:
    version, row = sheet.versions[position], sheet.items.get(position)
    answer = sheet.answer(position)
    return ReviewLine(
        position=position,
        verdict=sheet.verdict(position),
        is_flagged=bool(row and row.is_flagged),
        change=change_of(answer),
        confidence=answer.confidence,
        seconds=answer.seconds,
        stem=version.stem,
        task_name=sheet.catalogue.task_name(version.task_id),
        domain_id=domains.get(version.task_id),
        miss_reason=row.miss_reason if row else None,
    )
