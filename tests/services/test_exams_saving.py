"""Saving in the exam room: the newest revision stands, in time and in turn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from prep.errors import ExamConflict, InvalidInput, NotFound
from prep.learning.items import Confidence
from prep.services.exams.views import Completeness
from prep.storage.database import Database, connect
from prep.storage.exams import AttemptItemRow
from tests.conftest import Fresh
from tests.examining import OTHER_TAB, TAB, Candidate, begun
from tests.practising import enrolled
from tests.sittings import right_answer, wrong_answer

SINGLE, MULTIPLE, NUMERIC = 1, 3, 5
"""Positions of the small form at which these types stand."""


@pytest.fixture
def candidate(stocked: Database) -> Candidate:
    """Somebody whose exam has just begun."""
    return begun(stocked, enrolled(stocked).learner_id)


@pytest.fixture
def alone(stocked_sqlite: Database) -> Candidate:
    """The same where the kind of database does not matter."""
    return begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id)


def refused(reason: str) -> Any:
    """What a save out of turn raises."""
    return pytest.raises(ExamConflict, check=lambda error: error.reason == reason)


def test_it_works(candidate: Candidate) -> None:
    later = candidate.later(minutes=2)

    saved = later.save(
        SINGLE,
        {"choice": ["b"]},
        is_flagged=True,
        struck=["d", "a"],
        note="Check later",
        confidence=Confidence.UNSURE,
        elapsed_ms=41_000,
    )

    assert saved.is_stored
    assert saved.completeness is Completeness.ANSWERED
    assert saved.seconds_left == 58 * 60
    assert saved.server_time == later.now
    row = candidate.items()[SINGLE]
    assert (row.revision, row.raw, row.is_complete) == (1, {"choice": ["b"]}, True)
    assert (row.is_flagged, row.struck, row.note) == (True, ["a", "d"], "Check later")
    assert (row.confidence, row.elapsed_ms, row.saved_at) == ("unsure", 41_000, later.now)
    assert (row.changes, row.answer, row.is_correct, row.score) == ([], None, None, None)


@pytest.mark.parametrize(
    ("position", "raw", "wanted"),
    [
        (SINGLE, {}, Completeness.UNANSWERED),
        (SINGLE, {"choice": [""]}, Completeness.UNANSWERED),
        (MULTIPLE, {"choice": ["a"]}, Completeness.INCOMPLETE),
        (MULTIPLE, {"choice": ["a", "b", "c"]}, Completeness.INCOMPLETE),
        (MULTIPLE, {"choice": ["b", "c"]}, Completeness.ANSWERED),
        (NUMERIC, {"value": ["about one"]}, Completeness.INCOMPLETE),
        (NUMERIC, {"value": ["1.1"]}, Completeness.ANSWERED),
    ],
)
def test_an_answer_is_kept_complete_or_not(
    alone: Candidate, position: int, raw: dict[str, list[str]], wanted: Completeness
) -> None:
    assert alone.save(position, raw).completeness is wanted
    row = alone.items()[position]
    assert row.raw == {name: values for name, values in raw.items() if any(values)}
    assert row.is_complete == (wanted is Completeness.ANSWERED)


def test_a_newer_revision_replaces_what_stands(alone: Candidate) -> None:
    alone.save(SINGLE, {"choice": ["a"]}, note="First", is_flagged=True)

    saved = alone.save(SINGLE, {"choice": ["b"]}, revision=7)

    assert saved.is_stored
    row = alone.items()[SINGLE]
    assert (row.revision, row.raw, row.note, row.is_flagged) == (7, {"choice": ["b"]}, "", False)


@pytest.mark.parametrize("revision", [1, 2])
def test_a_revision_that_is_not_newer_is_answered_with_what_stands(
    alone: Candidate, revision: int
) -> None:
    alone.save(SINGLE, {"choice": ["b"]}, revision=2, note="Mine")

    saved = alone.later(minutes=1).save(SINGLE, {"choice": ["a"]}, revision=revision)

    assert not saved.is_stored
    assert (saved.standing.revision, saved.standing.raw) == (2, {"choice": ["b"]})
    row = alone.items()[SINGLE]
    assert (row.raw, row.note, row.saved_at, row.changes) == (
        {"choice": ["b"]},
        "Mine",
        alone.now,
        [],
    )


def test_a_save_sent_again_is_stored_once_and_told_so(alone: Candidate) -> None:
    alone.save(SINGLE, {"choice": ["b"]}, revision=2)

    again = alone.later(minutes=1).save(SINGLE, {"choice": ["b"]}, revision=2)

    assert again.is_stored
    assert again.standing.saved_at == alone.now


@settings(max_examples=12)
@given(order=st.permutations(range(1, 7)))
def test_in_whatever_order_saves_arrive_the_newest_stands(
    fresh_sqlite: Fresh, order: list[int]
) -> None:
    with fresh_sqlite("stocked") as url:
        database = connect(url)
        candidate = begun(database, enrolled(database).learner_id)
        for revision in order:
            candidate.save(SINGLE, {"choice": ["abcd"[revision % 4]]}, revision=revision)
        row = candidate.items()[SINGLE]
        database.dispose()
    assert (row.revision, row.raw) == (6, {"choice": ["c"]})


def test_earlier_complete_answers_are_kept_with_when_they_stood(alone: Candidate) -> None:
    moments = [alone.later(minutes=n) for n in range(5)]
    answers = (["a", "b"], ["a"], ["a", "d"], ["a", "d"], ["c", "d"])
    for revision, (at, chosen) in enumerate(zip(moments, answers, strict=True), start=1):
        at.save(MULTIPLE, {"choice": chosen}, revision=revision)

    assert alone.items()[MULTIPLE].changes == [
        {"answer": ["a", "b"], "until": moments[1].now.isoformat()},
        {"answer": ["a", "d"], "until": moments[4].now.isoformat()},
    ]


def test_no_more_than_fifty_earlier_answers_are_kept(alone: Candidate) -> None:
    for revision in range(1, 60):
        at = alone.later(seconds=5 * revision)
        at.save(SINGLE, {"choice": ["abcd"[revision % 4]]}, revision=revision)
    changes = alone.items()[SINGLE].changes
    assert len(changes) == 50
    assert changes[-1]["answer"] == ["c"]


def test_an_answer_on_the_way_to_another_is_no_earlier_answer(alone: Candidate) -> None:
    at = alone
    for revision, chosen in enumerate("abcd", start=1):
        at = at.later(seconds=3)
        at.save(SINGLE, {"choice": [chosen]}, revision=revision)
    at.later(seconds=4).save(SINGLE, {"choice": ["a"]}, revision=5)
    assert [change["answer"] for change in alone.items()[SINGLE].changes] == [["d"]]


@pytest.mark.parametrize("minutes", [60, 61, 600])
def test_after_the_deadline_a_save_is_refused_with_the_time(
    candidate: Candidate, minutes: int
) -> None:
    candidate.answer(SINGLE)

    with refused("deadline") as refusal:
        candidate.later(minutes=minutes).save(SINGLE, {"choice": ["a"]}, revision=2)

    assert "13:00:00" in str(refusal.value)
    assert refusal.value.at == candidate.now + timedelta(hours=1)
    assert candidate.items()[SINGLE].raw == {"choice": ["b"]}


def test_a_save_in_the_last_second_counts(alone: Candidate) -> None:
    saved = alone.later(seconds=3599).answer(SINGLE)
    assert saved.is_stored
    assert saved.seconds_left == 1


def test_what_is_handed_in_takes_no_save(alone: Candidate) -> None:
    alone.submit()
    with refused("submitted"):
        alone.answer(SINGLE)
    assert alone.items() == {}


@pytest.mark.parametrize("position", [7, 15])
def test_a_later_section_is_not_open_yet(alone: Candidate, position: int) -> None:
    with refused("locked"):
        alone.answer(position)


def test_a_section_that_was_left_is_locked(candidate: Candidate) -> None:
    candidate.answer(SINGLE)
    candidate.leave(1)
    with refused("locked"):
        candidate.save(SINGLE, {"choice": ["a"]}, revision=2)
    assert candidate.items()[SINGLE].raw == {"choice": ["b"]}
    assert candidate.answer(7).is_stored


def test_on_a_break_nothing_is_saved(alone: Candidate) -> None:
    alone.leave(1, takes_break=True)
    for position in (1, 7):
        with refused("break"):
            alone.later(minutes=9).answer(position)
    assert alone.later(minutes=10).answer(7).is_stored


def test_a_page_that_another_took_the_attempt_from_is_refused(stocked_sqlite: Database) -> None:
    candidate = begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id, tab=OTHER_TAB)
    with refused("other_tab"):
        candidate.answer(SINGLE, tab=TAB)
    assert candidate.answer(SINGLE, tab=OTHER_TAB).is_stored


def test_a_form_without_a_script_has_no_page_to_name(stocked_sqlite: Database) -> None:
    candidate = begun(stocked_sqlite, enrolled(stocked_sqlite).learner_id, tab=OTHER_TAB)
    assert candidate.answer(SINGLE, tab=None).is_stored


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"raw": {"choice": ["e"]}}, "raw"),
        ({"raw": {"choice": ["b"] * 6}}, "raw"),
        ({"raw": {"other": ["b"]}}, "raw"),
        ({"raw": {"match-x": ["b"]}}, "raw"),
        ({"raw": {"value": ["1" * 201]}}, "raw"),
        ({"struck": ["e"]}, "struck"),
        ({"note": "n" * 2001}, "note"),
        ({"revision": 0}, "revision"),
        ({"revision": 2**31}, "revision"),
    ],
)
def test_what_the_item_cannot_have_is_refused(
    alone: Candidate, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        alone.save(SINGLE, **({"raw": {"choice": ["b"]}} | changes))
    assert refusal.value.field == field
    assert alone.items() == {}


def test_a_note_of_two_thousand_characters_is_kept(candidate: Candidate) -> None:
    candidate.save(SINGLE, {}, note="ö" * 1999 + "\0")
    assert candidate.items()[SINGLE].note == "ö" * 1999


@pytest.mark.parametrize(("sent", "kept"), [(-5, 0), (10**12, 3_600_000)])
def test_a_time_that_cannot_be_is_bounded(alone: Candidate, sent: int, kept: int) -> None:
    alone.save(SINGLE, {}, elapsed_ms=sent)
    assert alone.items()[SINGLE].elapsed_ms == kept


@pytest.mark.parametrize("position", [-1, 0, 16, 2**31, 2**70])
def test_a_position_that_the_form_has_not_is_unknown(candidate: Candidate, position: int) -> None:
    with pytest.raises(NotFound):
        candidate.save(position, {})


def test_an_attempt_of_somebody_else_is_unknown(candidate: Candidate) -> None:
    other = enrolled(candidate.database).learner_id
    intruder = Candidate(candidate.database, other, candidate.attempt_id, candidate.now)
    with pytest.raises(NotFound):
        intruder.save(SINGLE, {"choice": ["b"]})
    with pytest.raises(NotFound):
        Candidate(candidate.database, candidate.learner_id, uuid4(), candidate.now).save(SINGLE, {})


def test_of_saves_at_once_the_newest_stands(candidate: Candidate) -> None:
    barrier = Barrier(4)

    def save(revision: int) -> None:
        barrier.wait()
        candidate.save(SINGLE, {"choice": ["abcd"[revision - 1]]}, revision=revision)

    candidate.answer(2)  # the others find the connection open
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, (4, 3, 2, 1)))

    row = candidate.items()[SINGLE]
    assert (row.revision, row.raw) == (4, {"choice": ["d"]})


def test_a_save_takes_three_statements(candidate: Candidate) -> None:
    version = candidate.versions()[SINGLE]
    candidate.save(SINGLE, right_answer(version))
    count = 0

    def counted(*_facts: Any) -> None:
        nonlocal count
        count += 1

    event.listen(candidate.database.write_engine, "before_cursor_execute", counted)
    candidate.save(SINGLE, wrong_answer(version), revision=2)
    event.remove(candidate.database.write_engine, "before_cursor_execute", counted)
    is_sqlite = candidate.database.write_engine.dialect.name == "sqlite"
    assert count == 3 + is_sqlite  # its BEGIN IMMEDIATE is counted too


def test_a_save_reads_no_more_of_the_item_than_it_needs(alone: Candidate) -> None:
    alone.answer(SINGLE)
    statements: list[str] = []
    event.listen(
        alone.database.write_engine,
        "before_cursor_execute",
        lambda _c, _cur, statement, *_: statements.append(statement),
    )
    alone.answer(SINGLE, revision=2)
    assert not any("explanation" in statement for statement in statements)
    assert AttemptItemRow.__tablename__ in statements[-1]
