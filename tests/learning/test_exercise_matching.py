"""Matching: what fits, what comes first, what is said, and what never happens."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.composites import Mastery
from prep.learning.exercise_matching import (
    CLOSE,
    REST_DAYS,
    Candidate,
    LearnerNeeds,
    Match,
    MatchKind,
    MatchReason,
    Occasion,
    Past,
    TaskNeed,
    match_reasons,
    matching_exercises,
    most_at_stake,
)

TODAY = date(2026, 11, 23)
ANYTHING = Occasion()


def need(task_id: str = "t1", share: float = 0.5, **changes: Any) -> TaskNeed:
    """A measured task of a tenth of the exam, within ten points."""
    facts = {
        "task_id": task_id,
        "weight": 0.1,
        "mastery": Mastery(share, share - 0.1, share + 0.1, 20),
        "is_measured": True,
    }
    return TaskNeed(**(facts | changes))


def unmeasured(task_id: str, **changes: Any) -> TaskNeed:
    """A task with two answers: anything from 20 to 80 % would fit."""
    return need(task_id, mastery=Mastery(0.5, 0.2, 0.8, 2), is_measured=False, **changes)


def needs(*tasks: TaskNeed, **changes: Any) -> LearnerNeeds:
    return LearnerNeeds(**({"certification_id": "pmp", "tasks": tasks or (need(),)} | changes))


def exercise(name: str = "a", *tasks: str, **changes: Any) -> Candidate:
    """An hour's exercise on task t1, in a gap of its own."""
    facts = {
        "id": name,
        "gap": f"gap-{name}",
        "minutes": 60,
        "settings": frozenset({"rollout"}),
        "tasks": {"pmp": tasks or ("t1",)},
        "misconceptions": (),
    }
    return Candidate(**(facts | changes))


def ids(matches: list[Match]) -> list[str]:
    return [match.exercise_id for match in matches]


def matched(
    known: LearnerNeeds, *exercises: Candidate, occasion: Occasion = ANYTHING, past=()
) -> list[Match]:
    return matching_exercises(known, occasion, exercises, past, today=TODAY)


def test_the_task_with_most_of_the_exam_at_stake_comes_first():
    known = needs(need("t1", 0.9), need("t2", 0.4), need("t3", 0.2, weight=0.02))
    found = matched(known, exercise("a"), exercise("b", "t2"), exercise("c", "t3"))
    assert ids(found) == ["b", "c", "a"]
    assert match_reasons(exercise("b", "t2"), "t2", known) == (
        MatchReason(MatchKind.WEAK_TASK, "t2", pytest.approx(0.06), 1),
    )
    tasks = ("t2", "t3", "t1")
    assert [match_reasons(exercise("a", t), t, known)[0].place for t in tasks] == [1, 2, 3]


def test_a_task_not_measured_counts_by_its_uncertainty_and_says_so():
    known = needs(unmeasured("t1"))
    [found] = matched(known, exercise())
    assert found.worth == pytest.approx(0.03)
    assert match_reasons(exercise(), "t1", known) == (
        MatchReason(MatchKind.UNMEASURED_TASK, "t1", pytest.approx(0.03), place=1),
    )


def test_of_several_tasks_the_worst_counts_whole_and_the_second_half():
    known = needs(need("t1", 0.8), need("t2", 0.4))
    [found] = matched(known, exercise("a", "t1", "t2"))
    assert found.worth == pytest.approx(0.06 + 0.02 / 2)
    assert found.task_id == "t2"


def test_a_belief_chosen_lately_counts_by_the_answers_that_it_cost():
    known = needs(beliefs={"hero": 4, "other": 9}, answers=80)
    curing = exercise("a", misconceptions=("hero", "rare"))
    cures, plain = matched(known, exercise("z"), curing)
    assert cures.worth == pytest.approx(plain.worth + 4 / 100 / 2)
    assert match_reasons(curing, "t1", known)[1] == MatchReason(
        MatchKind.BELIEF, "hero", 0.02, count=4
    )


def test_what_learners_think_of_themselves_counts_only_where_nothing_is_measured():
    low, high = {"gap-a": 1, "gap-b": 1}, {"gap-a": 5}
    fresh, known = needs(unmeasured("t1")), needs()
    neutral = matched(fresh, exercise())[0].worth
    doubting = replace(fresh, ratings=low)
    assert matched(doubting, exercise())[0].worth == pytest.approx(1.5 * neutral)
    assert match_reasons(exercise(), "t1", doubting)[1] == MatchReason(
        MatchKind.SELF_RATING, "gap-a", pytest.approx(neutral / 2), count=1
    )
    sure = replace(fresh, ratings=high)
    assert matched(sure, exercise())[0].worth == pytest.approx(0.5 * neutral)
    told = match_reasons(exercise(), "t1", sure)
    assert [reason.kind for reason in told] == [MatchKind.UNMEASURED_TASK]
    assert matched(replace(known, ratings=low), exercise()) == matched(known, exercise())


@pytest.mark.parametrize(
    ("occasion", "expected"),
    [
        (ANYTHING, ["a", "b", "c"]),
        (Occasion(minutes=60), ["a", "c"]),
        (Occasion(minutes=59), []),
        (Occasion(setting="vendor"), ["b"]),
        (Occasion(task_id="t2"), ["c"]),
        (Occasion(task_id="t9"), []),
    ],
)
def test_minutes_setting_and_task_are_hard_filters(occasion, expected):
    found = matched(
        needs(need("t1"), need("t2")),
        exercise("a"),
        exercise("b", minutes=90, settings=frozenset({"vendor", "rollout"})),
        exercise("c", "t2"),
        occasion=occasion,
    )
    assert ids(found) == expected


def test_an_asked_for_task_is_what_the_exercise_is_for_even_if_another_is_weaker():
    known = needs(need("t1", 0.9), need("t2", 0.1))
    [found] = matched(known, exercise("a", "t1", "t2"), occasion=Occasion(task_id="t1"))
    assert found.task_id == "t1"
    assert match_reasons(exercise("a", "t1", "t2"), "t1", known)[0].subject == "t1"


@pytest.mark.parametrize(
    ("ended_on", "is_proposed"),
    [
        (None, False),
        (TODAY, False),
        (TODAY - timedelta(days=REST_DAYS - 1), False),
        (TODAY - timedelta(days=REST_DAYS), True),
    ],
)
def test_an_open_or_recent_exercise_rests(ended_on, is_proposed):
    found = matched(needs(), exercise("a"), exercise("b"), past=[Past("a", ended_on)])
    assert ids(found) == (["a", "b"] if is_proposed else ["b"])


def test_an_exercise_that_was_done_long_ago_and_is_open_again_rests():
    past = [Past("a", TODAY - timedelta(days=400)), Past("a", None)]
    assert matched(needs(), exercise("a"), past=past) == []


def test_an_exercise_without_a_task_of_the_certification_is_none():
    elsewhere = exercise("a", tasks={"capm": ("t1",)})
    retired = exercise("b", "t9")
    assert matched(needs(), elsewhere, retired) == []


def test_of_exercises_of_one_gap_a_close_one_of_another_gap_goes_before_the_second():
    known = needs(need("t1", 0.4), need("t2", 0.5), need("t3", 0.99))
    same = [exercise(name, gap="risk") for name in "abc"]
    assert ids(matched(known, *same, exercise("d", "t2"))) == ["a", "d", "b", "c"]
    assert ids(matched(known, *same, exercise("d", "t3"))) == ["a", "b", "c", "d"]


def test_the_task_of_an_exercise_with_most_at_stake_is_named():
    known = needs(need("t1", 0.9), need("t2", 0.2), unmeasured("t3"))
    assert most_at_stake(known, ("t1", "t3", "gone")) == "t3"
    assert most_at_stake(known, ("t1", "t2", "t3")) == "t2"
    with pytest.raises(ValueError, match="empty"):
        most_at_stake(known, ("gone",))


TASKS = ("t1", "t2", "t3", "t4")
BELIEFS = ("b1", "b2", "b3")
SETTINGS = ("rollout", "vendor", "incident")
GAPS = ("g1", "g2", "g3")

shares = st.floats(0, 1)
task_needs = st.builds(
    lambda weight, bounds, responses, is_measured: (
        weight, Mastery(sorted(bounds)[1], min(bounds), max(bounds), responses), is_measured,
    ),
    st.floats(0.01, 0.5), st.tuples(shares, shares, shares), st.integers(0, 99), st.booleans(),
)  # fmt: skip
all_needs = st.builds(
    lambda known, beliefs, spare, ratings: LearnerNeeds(
        "pmp",
        tuple(TaskNeed(task, *facts) for task, facts in zip(TASKS[:3], known, strict=True)),
        beliefs,
        sum(beliefs.values()) + spare,
        ratings,
    ),
    st.tuples(task_needs, task_needs, task_needs),
    st.dictionaries(st.sampled_from(BELIEFS), st.integers(1, 9)),
    st.integers(0, 50),
    st.dictionaries(st.sampled_from(GAPS), st.integers(1, 5)),
)
some_tasks = st.lists(st.sampled_from(TASKS), min_size=1, max_size=4, unique=True).map(tuple)
candidates = st.builds(
    Candidate,
    id=st.uuids(version=4).map(str),
    gap=st.sampled_from(GAPS),
    minutes=st.integers(20, 240),
    settings=st.frozensets(st.sampled_from(SETTINGS), min_size=1),
    tasks=st.dictionaries(st.sampled_from(("pmp", "capm")), some_tasks, min_size=1),
    misconceptions=st.lists(st.sampled_from(BELIEFS), unique=True).map(tuple),
)
libraries = st.lists(candidates, max_size=8, unique_by=lambda candidate: candidate.id)
occasions = st.builds(
    Occasion,
    minutes=st.none() | st.integers(20, 240),
    setting=st.none() | st.sampled_from(SETTINGS),
    task_id=st.none() | st.sampled_from(TASKS),
)


@st.composite
def situations(draw):
    """What the learner needs, wants, could do and did."""
    library = draw(libraries)
    ended = st.none() | st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days))
    names = st.sampled_from([candidate.id for candidate in library] or ["gone"])
    past = draw(st.lists(st.builds(Past, names, ended), max_size=4))
    return draw(all_needs), draw(occasions), library, past


@given(situations(), st.randoms(use_true_random=False))
def test_the_same_data_give_the_same_ranking_in_whatever_order_they_come(situation, shuffler):
    known, occasion, library, past = situation
    found = matching_exercises(known, occasion, library, past, today=TODAY)
    mixed = list(library)
    shuffler.shuffle(mixed)
    assert matching_exercises(known, occasion, mixed, past[::-1], today=TODAY) == found


@given(situations(), st.integers(1, 400))
def test_without_new_data_only_the_end_of_a_rest_changes_the_ranking(situation, days):
    known, occasion, library, past = situation
    over = [replace(p, ended_on=p.ended_on and TODAY - timedelta(days=REST_DAYS)) for p in past]
    later = TODAY + timedelta(days=days)
    assert matching_exercises(known, occasion, library, over, today=TODAY) == matching_exercises(
        known, occasion, library, over, today=later
    )


@given(situations())
def test_every_filter_holds_and_nothing_that_fits_is_lost(situation):
    known, occasion, library, past = situation
    found = matching_exercises(known, occasion, library, past, today=TODAY)
    outline = {task.task_id for task in known.tasks}
    resting = {
        p.exercise_id for p in past if p.ended_on is None or (TODAY - p.ended_on).days < REST_DAYS
    }
    expected = {
        e.id
        for e in library
        if outline & set(e.tasks.get("pmp", ()))
        and e.id not in resting
        and e.minutes <= (occasion.minutes or 240)
        and (not occasion.setting or occasion.setting in e.settings)
        and (not occasion.task_id or occasion.task_id in outline & set(e.tasks["pmp"]))
    }
    assert sorted(ids(found)) == sorted(expected)
    by_id = {e.id: e for e in library}
    for match in found:
        assert match.task_id in outline & set(by_id[match.exercise_id].tasks["pmp"])
        assert occasion.task_id in (None, match.task_id)


@given(situations())
def test_every_reason_is_true_and_there_is_one(situation):
    known, occasion, library, past = situation
    tasks = {task.task_id: task for task in known.tasks}
    lost = [task.weight * (1 - task.mastery.share) for task in known.tasks]
    by_id = {e.id: e for e in library}
    for match in matching_exercises(known, occasion, library, past, today=TODAY):
        own = by_id[match.exercise_id]
        reasons = match_reasons(own, match.task_id, known)
        assert reasons[0].subject == match.task_id
        others = [reason.at_stake for reason in reasons[1:]]
        assert others == sorted(others, reverse=True)
        for reason in reasons:
            if reason.kind is MatchKind.BELIEF:
                assert reason.subject in own.misconceptions
                assert reason.count == known.beliefs[reason.subject] > 0
            elif reason.kind is MatchKind.SELF_RATING:
                assert reason.subject == own.gap
                assert reason.count == known.ratings[own.gap] < 3
                assert any(not tasks[t].is_measured for t in own.tasks["pmp"] if t in tasks)
            else:
                task = tasks[reason.subject]
                assert reason.subject == match.task_id
                assert task.is_measured is (reason.kind is MatchKind.WEAK_TASK)
                mine = task.weight * (1 - task.mastery.share)
                assert sum(other > mine for other in lost) < reason.place
                assert sum(other >= mine for other in lost) >= reason.place


@given(situations())
def test_worth_falls_along_the_ranking_except_where_another_gap_is_preferred(situation):
    known, occasion, library, past = situation
    found = matching_exercises(known, occasion, library, past, today=TODAY)
    gaps = {e.id: e.gap for e in library}
    for place, match in enumerate(found):
        better = [later for later in found[place + 1 :] if later.worth > match.worth]
        if place >= 3:
            assert better == []
        for later in better:
            taken = {gaps[before.exercise_id] for before in found[:place]}
            assert gaps[later.exercise_id] in taken
            assert gaps[match.exercise_id] not in taken
            assert match.worth >= CLOSE * later.worth
