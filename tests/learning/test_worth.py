"""Worth: what counts more, and how tasks share a quiz."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from prep.learning.composites import Mastery
from prep.learning.standings import Standings, standings_of
from prep.learning.worth import at_stake, one_leech, ranked, shared_out, worth_by_exam
from tests.factories import MONDAY_NOON, make_item, make_learner, make_memory, make_outline

OUTLINE = make_outline()
ITEMS = [make_item(f"people.1/{n}/0") for n in range(4)]
A_DAY = 600.0
EVERYTHING = np.ones(4, dtype=bool)


def standings(**memories: dict[str, float]) -> Standings:
    """Four concepts of one task, c0 to c3: those named were last answered ten days ago."""
    ten_days_ago = MONDAY_NOON - timedelta(days=10)
    learner = make_learner(
        memories={
            f"people.1/{name[1:]}": make_memory(**({"last_review_at": ten_days_ago} | changes))
            for name, changes in memories.items()
        }
    )
    return standings_of(ITEMS, ITEMS, learner, OUTLINE, now=MONDAY_NOON)


@pytest.mark.parametrize("days", [1, 7, 60, 400])
def test_with_a_date_what_is_safe_until_then_is_worth_less(days: int) -> None:
    safe, fading = {"stability": 3000.0}, {"stability": 4.0}
    worth = worth_by_exam(standings(c0=safe, c1=fading), days, A_DAY)
    assert worth[0] < worth[1]


def test_with_a_date_a_review_is_worth_its_share_of_the_exam() -> None:
    known = standings(c0={}, c1={})
    heavier = replace(known, weight=known.weight * np.array([2, 1, 2, 1]))
    assert worth_by_exam(heavier, 1, A_DAY) == pytest.approx(
        worth_by_exam(known, 1, A_DAY) * np.array([2, 1, 2, 1])
    )


def test_with_a_date_what_is_surely_known_is_worth_less_than_what_is_not() -> None:
    known = replace(standings(), chance_known=np.array([0.1, 0.4, 0.7, 1.0]))
    worth = worth_by_exam(known, 30, A_DAY)
    assert sorted(worth, reverse=True) == list(worth)


def test_the_rank_goes_by_worth_and_keeps_the_order_of_equals() -> None:
    worth = np.array([1.0, 3.0, 1.0, 2.0])
    assert ranked(worth, EVERYTHING) == [1, 3, 0, 2]
    assert ranked(worth, np.array([True, False, True, True])) == [3, 0, 2]


def test_tasks_share_a_quiz_in_proportion_to_their_worth() -> None:
    items = [make_item(f"{task}/{n}/0") for task in ("people.1", "people.2") for n in range(12)]
    known = standings_of(items, items, make_learner(), OUTLINE, now=MONDAY_NOON)
    worth = np.array([2.0] * 12 + [1.0] * 12)
    first = shared_out(worth, np.ones(24, dtype=bool), known)[:12]
    assert Counter(items[place].task_id for place in first) == {"people.1": 8, "people.2": 4}


@pytest.mark.parametrize(
    ("today", "kept"), [((), 2), ((2,), 1), ((1, 2), 2)], ids=["rested", "one tired", "tired"]
)
def test_of_several_leeches_the_one_of_most_worth_stays_and_rested_before_tired(
    today: tuple[int, ...], kept: int
) -> None:
    leech = {"lapses": 5, "reviews": 6, "stability": 0.5}
    tired = leech | {"last_review_at": MONDAY_NOON - timedelta(hours=2)}
    known = standings(c1=tired if 1 in today else leech, c2=tired if 2 in today else leech)
    allowed = one_leech(np.array([0.0, 1.0, 2.0, 0.0]), known)
    assert {place for place in (1, 2) if allowed[place]} == {kept}
    assert allowed[[0, 3]].all()


def test_at_stake_is_the_exam_share_that_is_not_mastered() -> None:
    half = Mastery(0.5, 0.4, 0.6, 10)
    assert at_stake(0.08, half) == pytest.approx(0.04)
    assert at_stake(0.04, half) < at_stake(0.08, half) < at_stake(0.08, Mastery(0.4, 0.3, 0.5, 10))
    assert at_stake(0.08, Mastery(1.0, 1.0, 1.0, 50)) == 0
