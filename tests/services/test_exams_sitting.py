"""What the pages of the room see."""

from uuid import uuid4

import pytest

from prep.errors import ExamConflict, NotFound
from prep.learning.items import Confidence
from prep.services.catalogue import get_catalogue
from prep.services.exams.sitting import (
    get_attempt_view,
    get_clock,
    get_exam_question,
    get_position,
    get_review,
    kind_name,
)
from prep.services.exams.tabs import take_attempt
from prep.services.exams.views import Completeness, ExamQuestionView, ReviewView, Stage
from prep.storage.database import Database, transaction
from prep.storage.learners import get_learner
from tests.examining import TAB, Candidate, begun
from tests.practising import enrolled


@pytest.fixture
def candidate(stocked_sqlite: Database) -> Candidate:
    """Somebody whose exam of an hour has just begun."""
    return begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id)


def question(candidate: Candidate, position: int) -> ExamQuestionView:
    with candidate.database.reader() as db:
        return get_exam_question(
            db,
            learner_id=candidate.learner_id,
            attempt_id=candidate.attempt_id,
            position=position,
            now=candidate.now,
        )


def review(candidate: Candidate, *, in_break: bool = False) -> ReviewView:
    with candidate.database.reader() as db:
        return get_review(
            db,
            learner_id=candidate.learner_id,
            attempt_id=candidate.attempt_id,
            now=candidate.now,
            in_break=in_break,
        )


def position(candidate: Candidate) -> int:
    with candidate.database.reader() as db:
        return get_position(db, candidate.learner_id, candidate.attempt_id)


def test_a_question_before_its_first_save(candidate: Candidate) -> None:
    found = question(candidate, 1)
    assert (found.position, found.number, found.type) == (1, 1, "single")
    assert (found.previous, found.next) == (None, 2)
    assert {option["id"] for option in found.shown["options"]} == set("abcd")
    assert (found.saved.revision, found.saved.raw, found.saved.saved_at) == (0, {}, None)
    assert found.attempt.section.number == 1
    assert len(found.positions) == 6


def test_a_question_with_what_was_saved(candidate: Candidate) -> None:
    candidate.save(
        6, {"choice": ["a"]}, revision=4, struck=["c"], note="Hm", confidence=Confidence.SURE
    )
    found = question(candidate, 6)
    assert (found.previous, found.next) == (5, None)
    assert (found.saved.revision, found.saved.raw) == (4, {"choice": ["a"]})
    assert (found.saved.struck, found.saved.note, found.saved.confidence) == (("c",), "Hm", "sure")
    assert found.saved.saved_at == candidate.now
    assert found.positions[5].has_note


def test_options_keep_their_order_through_an_attempt_and_differ_between_attempts(
    candidate: Candidate,
) -> None:
    def order(found: Candidate) -> list[list[str]]:
        return [
            [option["id"] for option in question(found, n).shown["options"]] for n in range(1, 5)
        ]

    other = begun(candidate.database, enrolled(candidate.database).learner_id)
    assert order(candidate) == order(candidate.later(minutes=5))
    assert order(candidate) != order(other)


def test_a_question_holds_nothing_of_its_answer(candidate: Candidate) -> None:
    for n in range(1, 7):
        text = repr(question(candidate, n))
        for giveaway in ("Way 0 the", "Way 1 the", "belief-", "'key'", "rationale", "principle"):
            assert giveaway not in text


def test_the_review_counts_what_lacks(candidate: Candidate) -> None:
    candidate.answer(1)
    candidate.answer(2, is_flagged=True)
    candidate.save(3, {"choice": ["a"]})
    candidate.save(4, {}, is_flagged=True)

    found = review(candidate)

    assert (found.answered, found.incomplete, found.unanswered, found.flagged) == (2, 1, 3, 2)
    assert found.later == 9
    assert [one.completeness for one in found.positions][:4] == [
        Completeness.ANSWERED,
        Completeness.ANSWERED,
        Completeness.INCOMPLETE,
        Completeness.UNANSWERED,
    ]


def test_on_a_break_only_the_review_before_handing_in_may_be_seen(candidate: Candidate) -> None:
    candidate.leave(1, takes_break=True)
    for look in (lambda: review(candidate), lambda: question(candidate, 7)):
        with pytest.raises(ExamConflict, match="break"):
            look()
    assert review(candidate, in_break=True).attempt.section.number == 2


def test_what_is_over_is_not_shown_any_more(candidate: Candidate) -> None:
    for moment in (candidate.later(minutes=60), candidate.later(hours=9)):
        for look in (lambda at=moment: review(at), lambda at=moment: question(at, 1)):
            with pytest.raises(ExamConflict, match="time was up"):
                look()
        assert moment.view().stage is Stage.SUBMITTED
        assert moment.view().seconds_left == 0


def test_the_exam_goes_on_where_it_was_left(candidate: Candidate) -> None:
    assert position(candidate) == 1
    candidate.answer(5)
    candidate.later(minutes=1).answer(2)
    assert position(candidate) == 2
    candidate.leave(1)
    assert position(candidate) == 7


def test_the_clock_says_who_holds_the_attempt(candidate: Candidate) -> None:
    with transaction(candidate.database) as db:
        clock = take_attempt(db, candidate.learner_id, candidate.attempt_id, TAB, now=candidate.now)
    assert (clock.tab, clock.stage, clock.seconds_left) == (TAB, Stage.SECTION, 3600)


def test_the_times_of_another_zone_are_told_in_that_zone(stocked_sqlite: Database) -> None:
    candidate = begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id)
    with transaction(stocked_sqlite) as db:
        get_learner(db, candidate.learner_id).time_zone = "Asia/Tokyo"
    with pytest.raises(ExamConflict, match="22:00:00"):
        candidate.later(hours=2).answer(1)


def test_every_kind_has_a_name(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        blueprint = get_catalogue(db, "pmp").blueprint
    kinds = ("full", "half", "section:s1", "domain:people", "section:gone")
    assert [kind_name(kind, blueprint) for kind in kinds] == [
        "Full mock exam",
        "Half mock exam",
        "Section: One",
        "Domain: People",
        "Section: gone",
    ]


def test_the_attempt_of_somebody_else_is_unknown(candidate: Candidate) -> None:
    other = enrolled(candidate.database).learner_id
    with candidate.database.reader() as db:
        for learner_id, attempt_id in (
            (other, candidate.attempt_id),
            (candidate.learner_id, uuid4()),
        ):
            for look in (get_attempt_view, get_clock):
                with pytest.raises(NotFound):
                    look(db, learner_id, attempt_id, now=candidate.now)
