"""Every question of a mock exam that was handed in: the list with its filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from prep.learning.exam_analysis import Change, change_of
from prep.services.exam_results.sheet import Sheet, Verdict


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


def filtered(
    lines: Sequence[ReviewLine], show: Show, domain_id: str | None
) -> tuple[ReviewLine, ...]:
    """The lines of a filter; of all domains when None."""
    return tuple(
        line for line in lines if domain_id in (None, line.domain_id) and _fits(line, show)
    )


def _fits(line: ReviewLine, show: Show) -> bool:
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
