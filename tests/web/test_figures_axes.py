"""Axes: round ticks around the values, and rows of badges that do not touch."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.web.figures.axes import MARK_ROW, Scale, lane_height, lane_rows, ticks

VALUES = st.lists(st.integers(-(10**6), 10**6) | st.floats(-1000, 1000), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([42, 7], (0, 10, 20, 30, 40, 50)),
        ([2, 1], (0, 1, 2)),
        ([0.5, 0.2], (0, 0.1, 0.2, 0.3, 0.4, 0.5)),
        ([-30, 50], (-40, -20, 0, 20, 40, 60)),
        ([0, 0], (0, 1)),
    ],
)
def test_ticks_are_round_and_begin_at_zero(values, shown):
    assert ticks(values) == shown


def test_ticks_of_measurements_need_no_zero():
    assert ticks([63, 39], from_zero=False) == (35, 40, 45, 50, 55, 60, 65)


def test_equal_values_still_make_an_axis():
    assert ticks([7.5, 7.5], from_zero=False) == (7, 8)


@given(VALUES, st.booleans())
def test_ticks_enclose_the_values_in_even_steps(values, from_zero):
    axis = ticks(values, from_zero=from_zero)
    step = axis[1] - axis[0]
    assert 2 <= len(axis) <= 8
    assert axis[0] - step * 1e-6 <= min(values)
    assert axis[-1] + step * 1e-6 >= max(values)
    assert [b - a for a, b in itertools.pairwise(axis)] == pytest.approx([step] * (len(axis) - 1))


def test_a_scale_puts_low_at_its_start_and_high_at_its_end():
    scale = Scale(10, 20, start=200, end=100)
    assert (scale(10), scale(15), scale(20)) == (200, 150, 100)


def test_badges_with_room_share_a_row():
    assert lane_rows([100, 10, 200]) == [0, 0, 0]
    assert lane_height([100, 10, 200]) == MARK_ROW


def test_badges_that_would_touch_stand_in_rows():
    assert lane_rows([20, 10, 60, 30]) == [1, 0, 0, 2]


def test_without_marks_there_is_no_lane():
    assert lane_height([]) == 0


@given(st.lists(st.floats(0, 300), max_size=8))
def test_badges_of_one_row_are_a_row_s_height_apart(places):
    rows = lane_rows(places)
    for row in set(rows):
        same = sorted(place for place, own in zip(places, rows, strict=True) if own == row)
        assert all(b - a >= MARK_ROW for a, b in itertools.pairwise(same))
