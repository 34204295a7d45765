"""The pages of a review: a filtered list of questions, and one of them between its neighbours."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.exam_results.items import ReviewedItem, reviewed_item
from prep.services.exam_results.result import HandedIn, handed_in
from prep.services.exam_results.review import ReviewLine, Show, filtered, review_lines
from prep.services.exam_results.sheet import get_sheet


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A filtered list. counts: lines of each filter in the chosen domain."""

    exam: HandedIn
    lines: tuple[ReviewLine, ...]
    counts: dict[Show, int]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One question. previous, next: positions in the filter, or None at its ends."""

    exam: HandedIn
    item: ReviewedItem
    line: ReviewLine
    previous: int | None
    next: int | None


def get_review_list(
    db: Session, learner_id: int, attempt_id: UUID, *, show: Show, domain_id: str | None
) -> ReviewList:
    """The questions that fit. Raises NotFound, and ExamConflict while the exam is open."""
    sheet = get_sheet(db, learner_id, attempt_id)
    lines = review_lines(sheet)
    return ReviewList(
        exam=handed_in(sheet),
        lines=filtered(lines, show, domain_id),
        counts={one: len(filtered(lines, one, domain_id)) for one in Show},
    )


def get_review_page(
    db: Session,
    learner_id: int,
    attempt_id: UUID,
    position: int,
    *,
    show: Show,
    domain_id: str | None,
) -> ReviewPage:
    """A question with everything. Raises as above, NotFound also for an unknown position."""
    sheet = get_sheet(db, learner_id, attempt_id)
    item = reviewed_item(db, sheet, position)
    lines = review_lines(sheet)
    positions = [line.position for line in filtered(lines, show, domain_id)]
    return ReviewPage(
        exam=handed_in(sheet),
        item=item,
        line=lines[position - 1],
        previous=max((n for n in positions if n < position), default=None),
        next=min((n for n in positions if n > position), default=None),
    )
