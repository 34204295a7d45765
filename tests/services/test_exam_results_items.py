"""The review of a mock exam: filters, one question with everything, and why it was missed."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from prep.content.item_types import ITEM_TYPES
from prep.errors import Conflict, ExamConflict, NotFound
from prep.services.exam_results.items import MissReason, set_miss_reason
from prep.services.exam_results.review import ReviewFilter, Show
from prep.services.exam_results.reviewing import (
    Place,
    ReviewList,
    ReviewPage,
    get_review_list,
    get_review_page,
)
from prep.services.exams.sitting import get_exam_question
from prep.storage.database import Database, transaction
from tests.examining import Candidate, begun
from tests.practising import enrolled


@pytest.fixture
def sat(stocked: Database) -> Candidate:
    """An exam handed in: 1 and 2 right, 3 and 4 wrong, 2 and 5 flagged, 4 changed."""
    candidate = begun(stocked, enrolled(stocked).learner_id)
    candidate.answer(1)
    candidate.answer(2, is_flagged=True, note="Read again")
    candidate.answer(3, is_right=False)
    candidate.answer(4)
    candidate.later(minutes=1).answer(4, is_right=False, revision=2)
    candidate.save(5, {}, is_flagged=True)
    candidate.submit()
    return candidate


def listed(candidate: Candidate, show: Show, domain_id: str | None = None) -> ReviewList:
    with candidate.database.reader() as db:
        chosen = ReviewFilter(show, domain_id)
        return get_review_list(db, candidate.learner_id, candidate.attempt_id, chosen)


def page_at(candidate: Candidate, position: int, show: Show = Show.ALL) -> ReviewPage:
    with candidate.database.reader() as db:
        chosen = ReviewFilter(show)
        return get_review_page(db, candidate.learner_id, candidate.attempt_id, position, chosen)


def say(candidate: Candidate, position: int, reason: MissReason | None, **changes: Any) -> None:
    facts = {"learner_id": candidate.learner_id, "attempt_id": candidate.attempt_id} | changes
    with transaction(candidate.database) as db:
        set_miss_reason(db, position=position, reason=reason, **facts)


@pytest.mark.parametrize(
    ("show", "positions"),
    [
        (Show.ALL, list(range(1, 16))),
        (Show.RIGHT, [1, 2]),
        (Show.MISSED, list(range(3, 16))),
        (Show.WRONG, [3, 4]),
        (Show.UNANSWERED, list(range(5, 16))),
        (Show.FLAGGED, [2, 5]),
        (Show.CHANGED, [4]),
    ],
)
def test_a_filter_lists_what_it_says(sat: Candidate, show: Show, positions: list[int]) -> None:
    found = listed(sat, show)
    assert [line.position for line in found.lines] == positions
    assert found.counts[show] == len(positions)


def test_every_question_is_right_wrong_or_unanswered(sat: Candidate) -> None:
    counts = listed(sat, Show.ALL).counts
    verdicts = counts[Show.RIGHT] + counts[Show.WRONG] + counts[Show.UNANSWERED]
    assert verdicts == counts[Show.ALL] == 15


def test_domains_share_the_questions(sat: Candidate) -> None:
    exam = listed(sat, Show.ALL).exam
    lists = [listed(sat, Show.ALL, domain_id).lines for domain_id, _ in exam.domains]
    assert sorted(line.position for lines in lists for line in lines) == list(range(1, 16))
    assert {line.domain_id for line in lists[0]} == {exam.domains[0][0]}


def test_an_unknown_domain_has_no_questions(sat: Candidate) -> None:
    assert listed(sat, Show.ALL, "nowhere").lines == ()


def test_a_question_shows_own_answer_key_and_rationales(sat: Candidate) -> None:
    item = page_at(sat, 3).item
    version = sat.versions()[3]
    assert item.answer == sat.items()[3].answer
    assert item.body == version.body
    assert (item.is_correct, item.explanation) == (False, version.explanation)
    assert item.principle == version.principle
    assert item.concept_id == version.concept_id
    assert item.lesson


def test_an_unanswered_question_has_no_answer_but_its_key(sat: Candidate) -> None:
    item = page_at(sat, 15).item
    assert (item.answer, item.is_correct, item.score) == (None, False, 0.0)
    assert item.body == sat.versions()[15].body


def test_a_note_of_the_exam_comes_back(sat: Candidate) -> None:
    assert page_at(sat, 2).item.note == "Read again"


def test_options_stand_in_the_order_of_the_exam(stocked: Database) -> None:
    candidate = begun(stocked, enrolled(stocked).learner_id)
    with stocked.reader() as db:
        asked = get_exam_question(
            db,
            learner_id=candidate.learner_id,
            attempt_id=candidate.attempt_id,
            position=1,
            now=candidate.now,
        )
    candidate.submit()
    assert page_at(candidate, 1).item.question.shown == asked.shown


@pytest.mark.parametrize(
    ("position", "show", "place"),
    [
        (3, Show.ALL, Place(3, 15, previous=2, next=4)),
        (15, Show.ALL, Place(15, 15, previous=14, next=None)),
        (3, Show.WRONG, Place(1, 2, previous=None, next=4)),
        (1, Show.WRONG, Place(None, 2, previous=None, next=3)),
    ],
)
def test_a_question_has_its_place_among_those_of_the_filter(
    sat: Candidate, position: int, show: Show, place: Place
) -> None:
    assert page_at(sat, position, show).place == place


@pytest.mark.parametrize("position", [0, 16, 2**40])
def test_a_position_that_the_form_has_not_is_unknown(sat: Candidate, position: int) -> None:
    with pytest.raises(NotFound):
        page_at(sat, position)
    with pytest.raises(NotFound):
        say(sat, position, MissReason.TIME)


@pytest.mark.parametrize("reason", MissReason)
def test_a_reason_is_kept_and_listed(sat: Candidate, reason: MissReason) -> None:
    say(sat, 3, reason)
    assert page_at(sat, 3).line.miss_reason == reason
    assert listed(sat, Show.ALL).lines[2].miss_reason == reason


def test_a_reason_can_be_taken_back(sat: Candidate) -> None:
    say(sat, 3, MissReason.TRAP)
    say(sat, 3, None)
    assert page_at(sat, 3).line.miss_reason is None


def test_a_question_that_was_never_opened_can_have_a_reason(sat: Candidate) -> None:
    before = listed(sat, Show.ALL)
    say(sat, 15, MissReason.TIME)
    after = listed(sat, Show.ALL)
    assert after.lines[14].miss_reason == "time"
    assert after.counts == before.counts
    assert after.lines[:14] == before.lines[:14]


def test_a_reason_leaves_score_and_log_alone(sat: Candidate) -> None:
    before = (sat.row().score, len(sat.log()))
    say(sat, 3, MissReason.TRAP)
    say(sat, 15, MissReason.TIME)
    assert (sat.row().score, len(sat.log())) == before


def test_a_right_answer_has_no_reason_for_a_miss(sat: Candidate) -> None:
    with pytest.raises(Conflict):
        say(sat, 1, MissReason.TRAP)
    assert sat.items()[1].miss_reason is None


def test_an_open_exam_shows_and_takes_nothing(stocked: Database) -> None:
    candidate = begun(stocked, enrolled(stocked).learner_id)
    candidate.answer(1)
    for ask in (
        lambda: listed(candidate, Show.ALL),
        lambda: page_at(candidate, 1),
        lambda: say(candidate, 1, MissReason.TIME),
    ):
        with pytest.raises(ExamConflict):
            ask()
    assert candidate.items()[1].miss_reason is None


def test_somebody_else_sees_and_says_nothing(sat: Candidate) -> None:
    other = enrolled(sat.database).learner_id
    foreign = Candidate(sat.database, other, sat.attempt_id, sat.now)
    for ask in (
        lambda: listed(foreign, Show.ALL),
        lambda: page_at(foreign, 1),
        lambda: say(foreign, 3, MissReason.TIME),
    ):
        with pytest.raises(NotFound):
            ask()
    assert sat.items()[3].miss_reason is None


def test_an_unknown_exam_takes_no_reason(sat: Candidate) -> None:
    unknown: UUID = uuid4()
    with pytest.raises(NotFound):
        say(sat, 3, MissReason.TIME, attempt_id=unknown)


def test_every_item_type_is_known_to_the_review(sat: Candidate) -> None:
    asked = {version.type for version in sat.versions().values()}
    assert asked <= set(ITEM_TYPES)
    for position in range(1, 16):
        assert page_at(sat, position).item.question.type in asked
