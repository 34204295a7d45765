"""Answer profiles: how far words and forecasts held, and at what pace."""

from typing import Any

import pytest

from prep.learning.answer_profile import (
    PastAnswer,
    forecasts_of,
    pace_of,
    said_shares,
    share_right,
)
from prep.learning.items import Confidence


def answer(**changes: Any) -> PastAnswer:
    facts = {"is_correct": True, "confidence": None, "chance": 0.5, "seconds": 40.0}
    return PastAnswer(**(facts | changes))


def test_without_answers_there_is_nothing_to_say() -> None:
    assert share_right([]) is None
    assert forecasts_of([]) is None
    assert pace_of([], 60) is None
    assert set(said_shares([]).values()) == {None}


def test_answers_are_counted_by_what_was_said() -> None:
    sure = [answer(confidence=Confidence.SURE, is_correct=n > 0) for n in range(4)]
    found = said_shares([*sure, answer(confidence=Confidence.UNSURE), answer()])
    known = {word: one and (one.share, one.n) for word, one in found.items()}
    assert known == {Confidence.SURE: (0.75, 4), Confidence.UNSURE: (1.0, 1), None: (1.0, 1)}


def test_forecasts_stand_against_what_came() -> None:
    answers = [answer(chance=0.9, is_correct=n < 8) for n in range(10)]
    answers += [answer(chance=0.3, is_correct=n < 2) for n in range(10)]
    found = forecasts_of(answers)
    assert found
    assert found.expected == pytest.approx(0.6)
    assert found.right.share == pytest.approx(0.5)
    assert [(one.mean_chance, one.reached.share) for one in found.bins] == [
        (pytest.approx(0.3), pytest.approx(0.2)),
        (pytest.approx(0.9), pytest.approx(0.8)),
    ]


def test_pace_is_told_from_known_times_alone() -> None:
    times = [10.0, 50.0, 60.0, 70.0, 300.0, None]
    found = pace_of([answer(seconds=t, is_correct=t != 10.0) for t in times], 60)
    assert found
    assert (found.median, found.n) == (60.0, 5)
    assert found.lower < found.median < found.upper
    assert found.quick
    assert found.middle
    assert found.slow
    assert (found.quick.share, found.quick.n) == (0.0, 1)
    assert (found.middle.n, found.slow.n) == (3, 1)
    assert pace_of([answer(), answer(seconds=None)], 60) is None
