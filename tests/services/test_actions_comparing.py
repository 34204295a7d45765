import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.check_evidence import check_evidence
from prep.learning.comparison import difference
from prep.learning.composites import Mastery
from prep.services.actions.comparing import (
    Change,
    advice,
    change_of,
    change_sentence,
    evidence_sentence,
)
from prep.services.actions.standing import Standing
from prep.storage.database import Database
from prep.storage.practice import list_quiz_responses
from tests.acting import document, page, plan, sit, sit_all
from tests.practising import enrolled

PRAISE = re.compile(r"improved|progress|better|rose|well done|up from", re.IGNORECASE)


def standing(share: float, half: float, responses: int = 20, *, measured: bool = True) -> Standing:
    low, high = max(0.0, share - half), min(1.0, share + half)
    return Standing(Mastery(share, low, high, responses), measured)


def told(before: Standing, after: Standing) -> tuple[Change, str]:
    found = difference(before.mastery, after.mastery)
    change = change_of(before, after, found)
    return change, change_sentence(change, before, after, found)


def test_a_clear_rise_is_called_one() -> None:
    change, sentence = told(standing(0.4, 0.1), standing(0.7, 0.1, 40))
    assert change is Change.ROSE
    assert sentence.startswith("Your mastery of this task rose: 30 points up")


def test_a_clear_fall_is_said_plainly_with_what_to_do() -> None:
    change, sentence = told(standing(0.7, 0.1), standing(0.4, 0.1, 40))
    assert change is Change.FELL
    assert sentence.startswith("Your mastery of this task fell: 30 points down")
    assert "drill it" in advice(change, 5, is_final=True, was_measured=True)


def test_a_change_inside_the_noise_is_not_sold_as_progress() -> None:
    change, sentence = told(standing(0.5, 0.12), standing(0.58, 0.1, 26))
    assert change is Change.NOISE
    assert sentence.startswith("It cannot be told whether")
    assert "moved 8 points up" in sentence
    assert not PRAISE.search(sentence)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (standing(0.3, 0.3, 2, measured=False), standing(0.9, 0.1, 30), "2 answers on this task"),
        (standing(0.3, 0.3, 0, measured=False), standing(0.9, 0.1, 30), "no answers"),
        (standing(0.3, 0.1, 9), standing(0.9, 0.3, 1, measured=False), "1 answer on"),
    ],
)
def test_too_few_answers_on_either_side_are_too_early(
    before: Standing, after: Standing, named: str
) -> None:
    change, sentence = told(before, after)
    assert change is Change.EARLY
    assert named in sentence
    assert "since then" not in sentence  # the count is of all answers, not of those since
    assert not PRAISE.search(sentence)


shares = st.floats(0.02, 0.98)
halves = st.floats(0.01, 0.4)
counts = st.integers(0, 400)


@given(shares, shares, halves, halves, counts, counts, st.booleans(), st.booleans())
def test_praise_and_blame_stand_only_behind_clear_and_measured_changes(
    one: float,
    two: float,
    half_one: float,
    half_two: float,
    count_one: int,
    count_two: int,
    is_measured_before: bool,
    is_measured_after: bool,
) -> None:
    before = standing(one, half_one, count_one, measured=is_measured_before)
    after = standing(two, half_two, count_two, measured=is_measured_after)
    found = difference(before.mastery, after.mastery)
    change, sentence = told(before, after)
    may_rise = found.is_clear and found.share_change > 0
    may_fall = found.is_clear and found.share_change < 0
    both = is_measured_before and is_measured_after
    assert (change is Change.ROSE) == (both and may_rise)
    assert (change is Change.FELL) == (both and may_fall)
    assert bool(PRAISE.search(sentence)) == (change is Change.ROSE)


@pytest.mark.parametrize(("unseen", "part"), [(1, "1 is left"), (7, "7 are left")])
def test_what_would_tell_is_said_with_a_true_count(unseen: int, part: str) -> None:
    assert part in advice(Change.NOISE, unseen, is_final=False, was_measured=True)
    assert "No new questions" in advice(Change.NOISE, 0, is_final=False, was_measured=True)


def test_a_comparison_that_is_over_promises_nothing_of_more_answers() -> None:
    over = advice(Change.NOISE, 7, is_final=True, was_measured=True)
    assert "stays as it is" in over
    assert "would tell" not in over


@pytest.mark.parametrize("is_final", [True, False])
def test_without_a_figure_at_planning_no_answer_can_bring_one(is_final: bool) -> None:
    said = advice(Change.EARLY, 7, is_final=is_final, was_measured=False)
    assert "cannot be made up for" in said
    assert "would tell" not in said


def test_figures_that_read_alike_are_not_called_a_change() -> None:
    change, _ = told(standing(0.4, 0.046), standing(0.453, 0.046, 40))
    assert change is Change.NOISE


def test_fresh_answers_stand_against_what_was_expected() -> None:
    answers = [(n < 4, p) for n, p in enumerate((0.5, 0.5, 0.5, 0.5, 0.5, 0.6))]
    found = check_evidence(answers)
    assert found is not None
    sentence = evidence_sentence(found)
    assert sentence.startswith("4 of 6 fresh questions right; 3.1 were expected")
    assert "Chance alone moves that by up to 2.5" in sentence


def test_answers_against_the_odds_say_so_both_ways() -> None:
    up, down = check_evidence([(True, 0.3)] * 9), check_evidence([(False, 0.7)] * 9)
    assert up is not None
    assert down is not None
    assert "better than chance" in evidence_sentence(up)
    assert "worse than chance" in evidence_sentence(down)


def test_before_the_check_the_page_compares_with_now_and_afterwards_with_what_was_kept(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    practice.complete(practice.custom(task_id="people.1"))
    action_id = plan(practice)
    assert page(practice, action_id).comparison is None
    document(practice, action_id)

    first = page(practice, action_id).comparison
    assert first is not None
    assert (first.is_final, first.evidence) == (False, None)
    assert first.before == first.after

    at_end = sit_all(practice, action_id)
    last = page(at_end, action_id).comparison
    assert last is not None
    assert last.is_final
    assert last.evidence is not None
    assert (last.evidence.right, last.evidence.n) == (9, 9)
    assert last.after.mastery.responses == 19
    assert page(at_end.later(days=200), action_id).comparison.after == last.after  # type: ignore[union-attr]


def test_the_evidence_sums_what_was_predicted_of_each_fresh_answer(stocked: Database) -> None:
    practice = enrolled(stocked)
    action_id = plan(practice)
    document(practice, action_id)
    later = practice.later(days=1)
    quiz = sit(later, action_id, 1, [True, False, True])

    found = page(later, action_id).comparison

    assert found is not None
    assert found.evidence is not None
    assert (found.evidence.right, found.evidence.n) == (2, 3)
    with stocked.reader() as db:
        rows = list_quiz_responses(db, practice.learner_id, quiz.id)
    assert found.evidence.expected == pytest.approx(sum(row.p_predicted for row in rows))
