"""What was missed, by reason: the counts, the lists, and the way through them."""

import pytest

from prep.errors import ExamConflict, NotFound
from prep.services.exam_results.items import MissReason, set_miss_reason
from prep.services.exam_results.result import get_exam_result
from prep.services.exam_results.review import NO_REASON, ReviewFilter, Show
from prep.services.exam_results.reviewing import (
    ReviewList,
    get_review_list,
    get_review_page,
    next_position,
)
from prep.storage.database import Database, transaction
from tests.examining import Candidate, begun
from tests.practising import enrolled

REASONS = {3: MissReason.MISREAD, 4: MissReason.KNOWLEDGE, 7: MissReason.KNOWLEDGE}
COUNTS = {"knowledge": 2, "misread": 1, "reasoning": 0, "time": 0, "trap": 0, "none": 10}
NONE_YET = ReviewFilter(Show.MISSED, reason=NO_REASON)


@pytest.fixture
def sat(stocked: Database) -> Candidate:
    """An exam handed in with 1 and 2 right, and a reason for three of the misses."""
    candidate = begun(stocked, enrolled(stocked).learner_id)
    candidate.answer(1)
    candidate.answer(2)
    candidate.answer(3, is_right=False)
    candidate.submit()
    for position, reason in REASONS.items():
        keep(candidate, position, reason)
    return candidate


def keep(candidate: Candidate, position: int, reason: MissReason) -> None:
    with transaction(candidate.database) as db:
        set_miss_reason(db, candidate.learner_id, candidate.attempt_id, position, reason)


def listed(candidate: Candidate, chosen: ReviewFilter) -> ReviewList:
    with candidate.database.reader() as db:
        return get_review_list(db, candidate.learner_id, candidate.attempt_id, chosen)


def following(candidate: Candidate, position: int, chosen: ReviewFilter) -> int | None:
    with candidate.database.reader() as db:
        return next_position(db, candidate.learner_id, candidate.attempt_id, position, chosen)


def test_every_miss_counts_once(sat: Candidate) -> None:
    found = listed(sat, ReviewFilter())
    assert found.reasons == COUNTS
    assert sum(found.reasons.values()) == found.counts[Show.MISSED]


def test_the_result_counts_as_the_list_does(sat: Candidate) -> None:
    with sat.database.reader() as db:
        result = get_exam_result(db, sat.learner_id, sat.attempt_id, now=sat.now)
    assert result.reasons == COUNTS


@pytest.mark.parametrize(
    ("reason", "positions"),
    [
        ("knowledge", [4, 7]),
        ("misread", [3]),
        ("trap", []),
        (NO_REASON, [5, 6, *range(8, 16)]),
    ],
)
def test_a_reason_lists_what_was_missed_for_it(
    sat: Candidate, reason: str, positions: list[int]
) -> None:
    found = listed(sat, ReviewFilter(Show.MISSED, reason=reason))
    assert [line.position for line in found.lines] == positions
    assert found.reasons == COUNTS


def test_reasons_are_counted_in_the_chosen_domain(sat: Candidate) -> None:
    domains = [domain_id for domain_id, _ in listed(sat, ReviewFilter()).exam.domains]
    lists = [listed(sat, ReviewFilter(domain_id=domain_id)) for domain_id in domains]
    assert {reason: sum(found.reasons[reason] for found in lists) for reason in COUNTS} == COUNTS
    assert all(sum(found.reasons.values()) == found.counts[Show.MISSED] for found in lists)


def test_the_way_leads_through_what_has_no_reason_yet(sat: Candidate) -> None:
    assert following(sat, 6, NONE_YET) == 8
    keep(sat, 8, MissReason.TIME)
    assert following(sat, 6, NONE_YET) == 9
    assert following(sat, 8, NONE_YET) == 9
    assert following(sat, 15, NONE_YET) is None


def test_a_question_that_left_the_list_has_no_number_but_neighbours(sat: Candidate) -> None:
    with sat.database.reader() as db:
        place = get_review_page(db, sat.learner_id, sat.attempt_id, 7, NONE_YET).place
    assert (place.number, place.of, place.previous, place.next) == (None, 10, 6, 8)


def test_the_way_is_closed_to_others_and_while_the_exam_is_open(sat: Candidate) -> None:
    other = enrolled(sat.database).learner_id
    foreign = Candidate(sat.database, other, sat.attempt_id, sat.now)
    with pytest.raises(NotFound):
        following(foreign, 3, NONE_YET)
    with pytest.raises(ExamConflict):
        following(begun(sat.database, other), 3, NONE_YET)
