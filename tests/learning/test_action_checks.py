from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.action_checks import (
    CHECK_AFTER_DAYS,
    KEPT_A_SITTING,
    MOST_QUESTIONS,
    REPEATS,
    check_days,
    choose_check,
    kept_for_checks,
    moved_days,
)
from prep.learning.items import PoolItem
from prep.learning.selection import Reason
from tests.factories import (
    MONDAY_NOON,
    answered,
    make_item,
    make_learner,
    make_outline,
    make_parameters,
    make_pool,
)

MONDAY = MONDAY_NOON.date()
TASK = "people.1"
weekdays = st.sets(st.integers(1, 7), min_size=1)
dates = st.dates(date(2026, 1, 1), date(2030, 1, 1))


def chosen(pool: list[PoolItem], *seen: PoolItem, sittings_left: int = 3) -> list[PoolItem]:
    found = choose_check(
        pool,
        answered(make_learner(), *seen),
        make_outline(),
        TASK,
        sittings_left=sittings_left,
        now=MONDAY_NOON,
    )
    return [selected.item for selected in found]


@pytest.mark.parametrize(
    ("study_days", "days_later"),
    [
        ((1, 2, 3, 4, 5, 6, 7), (1, 3, 7)),
        ((1, 2, 3, 4, 5), (1, 3, 7)),
        ((1, 3), (2, 7, 9)),  # Wednesday, Monday, Wednesday
        ((7,), (6, 13, 20)),
    ],
)
def test_sittings_fall_on_study_days(
    study_days: tuple[int, ...], days_later: tuple[int, ...]
) -> None:
    expected = tuple(MONDAY + timedelta(days=n) for n in days_later)
    assert check_days(MONDAY, study_days) == expected


@given(dates, weekdays)
def test_each_sitting_is_on_a_study_day_later_than_the_one_before(
    documented_on: date, study_days: set[int]
) -> None:
    days = check_days(documented_on, tuple(study_days))
    assert len(days) == len(CHECK_AFTER_DAYS)
    assert list(days) == sorted(set(days))
    for due_on, after in zip(days, CHECK_AFTER_DAYS, strict=True):
        assert due_on.isoweekday() in study_days
        assert due_on >= documented_on + timedelta(days=after)


def test_a_sitting_begun_in_time_moves_nothing() -> None:
    later = check_days(MONDAY, (1, 2, 3, 4, 5))[1:]
    assert moved_days(MONDAY + timedelta(days=1), later, (1, 2, 3, 4, 5)) == later


def test_a_sitting_begun_late_moves_those_that_would_fall_on_its_day() -> None:
    due = (MONDAY + timedelta(days=3), MONDAY + timedelta(days=7))
    begun_on = MONDAY + timedelta(days=4)  # Friday
    assert moved_days(begun_on, due, (1, 2, 3, 4, 5)) == (
        MONDAY + timedelta(days=7),
        MONDAY + timedelta(days=8),
    )


@given(dates, weekdays, st.integers(0, 60))
def test_moved_sittings_stay_apart_and_never_come_earlier(
    documented_on: date, study_days: set[int], late: int
) -> None:
    first, *later = check_days(documented_on, tuple(study_days))
    begun_on = first + timedelta(days=late)
    moved = moved_days(begun_on, later, tuple(study_days))
    assert list(moved) == sorted(set(moved))
    assert all(day > begun_on and day.isoweekday() in study_days for day in moved)
    assert all(new >= old for new, old in zip(moved, later, strict=True))


def test_unseen_questions_of_the_task_come_one_a_concept() -> None:
    pool = make_pool()
    found = chosen(pool)
    assert len(found) == MOST_QUESTIONS
    assert {item.task_id for item in found} == {TASK}
    assert len({item.concept_id for item in found}) == MOST_QUESTIONS


def test_siblings_come_before_repeats() -> None:
    pool = make_pool(concepts=2, siblings=3)
    seen = [item for item in pool if item.id == "people.1/0/0"]
    found = chosen(pool, *seen, sittings_left=1)
    assert len(found) == MOST_QUESTIONS
    assert seen[0] not in found
    assert {item.concept_id for item in found[:2]} == {"people.1/0", "people.1/1"}


@pytest.mark.parametrize(
    ("unseen", "sittings_left", "count"),
    [(12, 3, 3), (9, 3, 3), (6, 3, 2), (5, 3, 2), (4, 3, 2), (2, 3, 1), (1, 3, 1), (2, 1, 2)],
)
def test_scarce_questions_are_shared_among_the_sittings_left(
    unseen: int, sittings_left: int, count: int
) -> None:
    pool = make_pool()
    of_task = [item for item in pool if item.task_id == TASK]
    found = chosen(pool, *of_task[unseen:], sittings_left=sittings_left)
    assert len(found) == count


def test_the_question_that_tells_most_comes_first() -> None:
    telling = make_item("people.1/1/0", parameters=make_parameters(difficulty=0.0))
    easy = make_item("people.1/0/0", parameters=make_parameters(difficulty=-4.0))
    assert chosen([easy, telling], sittings_left=1) == [telling, easy]


def test_where_all_was_seen_the_longest_ago_is_asked_again_and_marked() -> None:
    pool = [item for item in make_pool() if item.task_id == TASK]
    learner = make_learner()
    for n, item in enumerate(pool):
        learner = answered(learner, item, at=MONDAY_NOON - timedelta(days=1 + n))

    found = choose_check(pool, learner, make_outline(), TASK, sittings_left=2, now=MONDAY_NOON)

    assert [selected.item for selected in found] == [pool[-1], pool[-2]]
    assert [selected.figures["days_ago"] for selected in found] == [12.0, 11.0]
    assert len(found) == REPEATS
    assert {selected.reason for selected in found} == {Reason.CHECK}


def test_a_task_without_questions_has_no_check() -> None:
    assert chosen([item for item in make_pool() if item.task_id != TASK]) == []


@given(st.permutations(range(12)), st.integers(0, 12))
def test_the_order_of_the_pool_changes_nothing(order: list[int], seen: int) -> None:
    pool = [item for item in make_pool() if item.task_id == TASK]
    shuffled = [pool[n] for n in order]
    assert chosen(pool, *pool[:seen]) == chosen(shuffled, *pool[:seen])


@given(st.sets(st.integers(0, 11)), st.integers(0, 3), st.integers(0, 3))
def test_only_unseen_items_are_kept_for_checks_and_as_many_as_they_need(
    seen_places: set[int], here: int, there: int
) -> None:
    ahead = {TASK: here, "people.2": there}
    pool = [item for item in make_pool(concepts=2) if item.task_id in ahead]
    seen = {pool[place].id for place in seen_places}
    kept = kept_for_checks(pool, seen, ahead)
    assert not kept & seen
    for task_id, sittings in ahead.items():
        unseen = {item.id for item in pool if item.task_id == task_id} - seen
        assert len(kept & unseen) == min(KEPT_A_SITTING * sittings, len(unseen))


def test_what_is_kept_is_spread_over_the_concepts_of_the_task() -> None:
    pool = make_pool(concepts=2)
    assert kept_for_checks(pool, set(), {TASK: 1}) == {f"{TASK}/0/2", f"{TASK}/1/2"}
    seen = {f"{TASK}/0/2"}
    assert kept_for_checks(pool, seen, {TASK: 1}) == {f"{TASK}/0/1", f"{TASK}/1/2"}
    assert kept_for_checks(pool, set(), {}) == set()
