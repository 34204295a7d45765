"""Sections and breaks: one-way doors, and an exam clock that stands still on a break."""

from typing import Any

import pytest

from prep.errors import Conflict, ExamConflict
from prep.services.exams.sections import section_views
from prep.services.exams.views import Stage
from prep.storage.database import Database
from tests.examining import SIZES, Candidate, begun, sections_of
from tests.practising import enrolled

MINUTE = 60.0


@pytest.fixture
def candidate(stocked: Database) -> Candidate:
    """Somebody whose exam of an hour has just begun."""
    return begun(stocked, enrolled(stocked).learner_id)


@pytest.fixture
def alone(stocked_sqlite: Database) -> Candidate:
    """The same where the kind of database does not matter."""
    return begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id)


def with_break(database: Database, **changes: Any) -> Candidate:
    """Somebody whose first section is followed by a break of another kind."""
    first, *others = sections_of(*SIZES)
    form = {"sections": [first | changes, *others]}
    return begun(database, enrolled(database).learner_id, form=form)


def test_leaving_a_section_opens_the_next(candidate: Candidate) -> None:
    candidate.later(minutes=5).leave(1)
    view = candidate.later(minutes=5).view()
    assert (view.stage, view.section.number, view.seconds_left) == (Stage.SECTION, 2, 55 * MINUTE)


def test_leaving_a_section_twice_leaves_it_once(alone: Candidate) -> None:
    alone.leave(1, takes_break=True)
    alone.later(minutes=10).leave(1, takes_break=True)
    view = alone.later(minutes=10).view()
    assert (view.stage, view.section.number) == (Stage.SECTION, 2)


@pytest.mark.parametrize("number", [-1, 0, 2, 3, 99])
def test_a_section_that_is_not_open_cannot_be_left(alone: Candidate, number: int) -> None:
    alone.leave(number)
    assert alone.view().section.number == 1


def test_the_last_section_ends_with_handing_in(alone: Candidate) -> None:
    alone.leave(1)
    alone.leave(2)
    assert alone.view().is_last_section
    with pytest.raises(Conflict, match="last section"):
        alone.leave(3)


def test_a_break_stops_the_exam_clock(candidate: Candidate) -> None:
    candidate.later(minutes=20).leave(1, takes_break=True)

    for minutes in (20, 24, 29):
        view = candidate.later(minutes=minutes).view()
        assert (view.stage, view.section.number) == (Stage.BREAK, 2)
        assert (view.seconds_left, view.break_seconds_left) == (40 * MINUTE, (30 - minutes) * 60)
    assert candidate.row().deadline_at == candidate.later(minutes=70).now


def test_after_its_minutes_the_exam_clock_runs_again_by_itself(alone: Candidate) -> None:
    alone.later(minutes=20).leave(1, takes_break=True)

    view = alone.later(minutes=33).view()

    assert (view.stage, view.break_seconds_left, view.seconds_left) == (
        Stage.SECTION,
        0,
        37 * MINUTE,
    )


def test_coming_back_early_gives_back_what_was_left(candidate: Candidate) -> None:
    candidate.later(minutes=20).leave(1, takes_break=True)
    candidate.later(minutes=23).end_break()

    view = candidate.later(minutes=23).view()

    assert (view.stage, view.seconds_left) == (Stage.SECTION, 40 * MINUTE)
    assert candidate.row().deadline_at == candidate.later(minutes=63).now


@pytest.mark.parametrize("minutes", [0, 10, 15])
def test_ending_a_break_that_is_none_changes_nothing(alone: Candidate, minutes: int) -> None:
    if minutes:
        alone.leave(1, takes_break=True)
    deadline = alone.row().deadline_at
    alone.later(minutes=minutes).end_break()
    assert alone.row().deadline_at == deadline


def test_a_break_may_be_skipped(alone: Candidate) -> None:
    alone.leave(1, takes_break=False)
    assert alone.view().stage is Stage.SECTION
    assert alone.row().break_ends_at is None


def test_both_breaks_stand_outside_the_exam_time(alone: Candidate) -> None:
    alone.later(minutes=10).leave(1, takes_break=True)
    alone.later(minutes=30).leave(2, takes_break=True)
    assert alone.row().deadline_at == alone.later(minutes=80).now
    assert alone.later(minutes=35).view().seconds_left == 40 * MINUTE


def test_on_a_break_no_section_can_be_left(alone: Candidate) -> None:
    alone.leave(1, takes_break=True)
    with pytest.raises(ExamConflict, match="break"):
        alone.leave(2)


def test_a_section_without_a_break_goes_straight_on(stocked_sqlite: Database) -> None:
    candidate = with_break(stocked_sqlite, break_minutes=0, break_counts=None)
    candidate.leave(1, takes_break=True)
    assert candidate.view().stage is Stage.SECTION


def test_a_break_of_which_the_issuer_says_nothing_does_not_count(stocked_sqlite: Database) -> None:
    candidate = with_break(stocked_sqlite, break_counts=None)
    assert candidate.view().section.break_counts is None
    candidate.leave(1, takes_break=True)
    assert candidate.later(minutes=4).view().seconds_left == 60 * MINUTE


def test_a_break_that_counts_uses_up_exam_time(stocked_sqlite: Database) -> None:
    candidate = with_break(stocked_sqlite, break_counts=True)
    candidate.leave(1, takes_break=True)

    assert candidate.later(minutes=4).view().seconds_left == 56 * MINUTE
    candidate.later(minutes=4).end_break()

    view = candidate.later(minutes=4).view()
    assert (view.stage, view.seconds_left) == (Stage.SECTION, 56 * MINUTE)


def test_nothing_is_left_after_the_deadline(alone: Candidate) -> None:
    with pytest.raises(ExamConflict, match="time was up"):
        alone.later(minutes=60).leave(1)
    with pytest.raises(ExamConflict, match="time was up"):
        alone.later(minutes=60).end_break()


def test_sections_know_their_sizes() -> None:
    views = section_views(sections_of(*SIZES))
    assert [(view.number, view.questions) for view in views] == [(1, 6), (2, 6), (3, 3)]
    assert [view.break_minutes for view in views] == [10, 10, 0]
