"""What an exam that was sat shows besides its score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.exam_analysis import (
    BLOCK,
    Change,
    ExamAnswer,
    Trend,
    blocks_of,
    change_of,
    changes_of,
    confidence_matrix,
    pace_of,
    share_right,
    slowest,
    trend_of,
)
from prep.learning.items import Confidence


def answer(
    position: int = 1,
    *,
    is_correct: bool = True,
    is_answered: bool = True,
    confidence: Confidence | None = None,
    seconds: float = 60.0,
    earlier: tuple[bool, ...] = (),
) -> ExamAnswer:
    return ExamAnswer(position, is_answered, is_correct, confidence, seconds, earlier)


def sheet(*rights: bool) -> list[ExamAnswer]:
    return [answer(n, is_correct=right) for n, right in enumerate(rights, start=1)]


@st.composite
def sheets(draw: st.DrawFn) -> list[ExamAnswer]:
    """Any exam."""
    found = []
    for position in range(1, draw(st.integers(1, 70)) + 1):
        is_answered = draw(st.booleans())
        found.append(
            answer(
                position,
                is_answered=is_answered,
                is_correct=is_answered and draw(st.booleans()),
                confidence=draw(st.none() | st.sampled_from(Confidence)),
                seconds=draw(st.floats(0, 600)),
                earlier=tuple(draw(st.lists(st.booleans(), max_size=3))),
            )
        )
    return found


def test_the_pace_is_the_mean_of_known_times() -> None:
    pace = pace_of([answer(seconds=30), answer(seconds=0), answer(seconds=90)])
    assert pace is not None
    assert (pace.seconds, pace.n) == (60, 2)


def test_without_times_there_is_no_pace() -> None:
    assert pace_of([answer(seconds=0)]) is None
    assert slowest([answer(seconds=0)]) == ()


def test_the_five_slowest_come_longest_first() -> None:
    answers = [answer(n, seconds=n % 7 * 10) for n in range(1, 15)]
    assert [one.position for one in slowest(answers)] == [6, 13, 5, 12, 4]


@given(sheets())
def test_blocks_hold_every_position_once(answers: list[ExamAnswer]) -> None:
    blocks = blocks_of(answers)
    positions = [n for block in blocks for n in range(block.first, block.last + 1)]
    assert positions == [one.position for one in answers]
    assert all(block.last - block.first < BLOCK for block in blocks)
    given_answers = sum(block.right.n for block in blocks if block.right)
    assert given_answers == sum(one.is_answered for one in answers)


def test_right_first_and_wrong_later_goes_down_and_the_mirror_up() -> None:
    falling = sheet(*[True] * 30, *[False] * 30)
    assert trend_of(falling) is Trend.DOWN
    assert trend_of(sheet(*[False] * 30, *[True] * 30)) is Trend.UP


@pytest.mark.parametrize(
    "answers",
    [[], sheet(True), sheet(False, False), sheet(*[True] * 40), sheet(*[True, False] * 30)],
)
def test_what_cannot_be_told_from_chance_is_noise(answers: list[ExamAnswer]) -> None:
    assert trend_of(answers) is Trend.NOISE


def test_time_that_ran_out_is_not_tiring() -> None:
    left_out = [answer(n, is_answered=False, is_correct=False) for n in range(61, 90)]
    assert trend_of([*sheet(*[True, False] * 30), *left_out]) is Trend.NOISE


def test_noise_is_called_something_else_once_in_ten_times(rng: np.random.Generator) -> None:
    drawn = [sheet(*(rng.random(180) < 0.65)) for _ in range(400)]
    called = sum(trend_of(answers) is not Trend.NOISE for answers in drawn)
    assert 0.06 < called / 400 < 0.14


@pytest.mark.parametrize(
    ("earlier", "is_correct", "change"),
    [
        ((), True, None),
        ((), False, None),
        ((True,), False, Change.RIGHT_TO_WRONG),
        ((False,), True, Change.WRONG_TO_RIGHT),
        ((False,), False, Change.WRONG_TO_WRONG),
        ((True, False), True, Change.BACK),
        ((False, True), False, Change.WRONG_TO_WRONG),
    ],
)
def test_a_change_goes_from_the_first_answer_to_the_last(
    earlier: tuple[bool, ...], is_correct: bool, change: Change | None
) -> None:
    assert change_of(answer(earlier=earlier, is_correct=is_correct)) is change


@given(sheets())
def test_every_changed_answer_is_counted_once(answers: list[ExamAnswer]) -> None:
    counted = changes_of(answers)
    assert list(counted) == list(Change)
    assert sum(counted.values()) == sum(bool(one.earlier) for one in answers)


def test_the_matrix_counts_answers_that_were_given() -> None:
    matrix = confidence_matrix(
        [
            answer(confidence=Confidence.SURE),
            answer(confidence=Confidence.SURE, is_correct=False),
            answer(confidence=Confidence.UNSURE, is_correct=False),
            answer(confidence=Confidence.UNSURE, is_answered=False, is_correct=False),
            answer(),
        ]
    )
    assert matrix is not None
    assert matrix.sure is not None
    assert matrix.unsure is not None
    assert (matrix.sure.share, matrix.sure.n) == (0.5, 2)
    assert (matrix.unsure.share, matrix.unsure.n) == (0.0, 1)


def test_without_confidence_there_is_no_matrix() -> None:
    assert confidence_matrix([answer(), answer(is_correct=False)]) is None


@given(sheets())
def test_a_share_lies_in_its_interval(answers: list[ExamAnswer]) -> None:
    found = share_right(answers)
    if found is None:
        assert not any(one.is_answered for one in answers)
    else:
        assert 0 <= found.low <= found.share + 1e-12
        assert found.share <= found.high + 1e-12
        assert found.high <= 1
