"""The pages of a review: a filtered list of questions, and one of them between its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from prep.services.exam_results.items import ReviewedItem, reviewed_item
from prep.services.exam_results.result import HandedIn, handed_in
from prep.services.exam_results.review import (
    ReviewFilter,
    ReviewLine,
    Show,
    filtered,
    reason_counts,
    review_lines,
)
from prep.services.exam_results.sheet import get_sheet


@dataclass(frozen=True, slots=True)
class ReviewList:
    """A filtered list.

    counts: how many there are to show of each kind in the chosen domain. reasons: how many were
    missed there for each reason.
    """

    exam: HandedIn
    lines: tuple[ReviewLine, ...]
    counts: dict[Show, int]
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands in a filter.

    number: from 1, of so many; None if it is not among them, as after its reason was changed.
    previous, next: positions in the filter, or None at its ends.
    """

    number: int | None
    of: int
    previous: int | None
    next: int | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One question, and its place among those of the filter."""

    exam: HandedIn
    item: ReviewedItem
    line: ReviewLine
    place: Place


def get_review_list(
    db: Session, learner_id: int, attempt_id: UUID, chosen: ReviewFilter
) -> ReviewList:
    """The questions that fit. Raises NotFound, and ExamConflict while the exam is open."""
    sheet = get_sheet(db, learner_id, attempt_id)
    lines = review_lines(sheet)
    in_domain = filtered(lines, ReviewFilter(domain_id=chosen.domain_id))
    return ReviewList(
        exam=handed_in(sheet),
        lines=filtered(in_domain, chosen),
        counts={show: len(filtered(in_domain, ReviewFilter(show))) for show in Show},
        reasons=reason_counts(in_domain),
    )


def get_review_page(
    db: Session, learner_id: int, attempt_id: UUID, position: int, chosen: ReviewFilter
) -> ReviewPage:
    """A question with everything. Raises as above, NotFound also for an unknown position."""
    sheet = get_sheet(db, learner_id, attempt_id)
    item = reviewed_item(db, sheet, position)
    lines = review_lines(sheet)
    return ReviewPage(
        exam=handed_in(sheet),
        item=item,
        line=lines[position - 1],
        place=_place(lines, position, chosen),
    )


def next_position(
    db: Session, learner_id: int, attempt_id: UUID, position: int, chosen: ReviewFilter
) -> int | None:
    """The position in the filter that follows this one, or None. Raises as the list does."""
    lines = review_lines(get_sheet(db, learner_id, attempt_id))
    return _place(lines, position, chosen).next


def _place(lines: Sequence[ReviewLine], position: int, chosen: ReviewFilter) -> Place:
    positions = [line.position for line in filtered(lines, chosen)]
    return Place(
        number=positions.index(position) + 1 if position in positions else None,
        of=len(positions),
        previous=max((n for n in positions if n < position), default=None),
        next=min((n for n in positions if n > position), default=None),
    )
