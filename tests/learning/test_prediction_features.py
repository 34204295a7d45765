"""The figures before an answer, and what a layer over them says."""

import math
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.learning.layer import Curve, Layer
from prep.learning.mastery import Source
from prep.learning.memory import MemoryState
from prep.learning.prediction import Explanation
from prep.learning.prediction_features import CORE, NAMES, OVERALL, adjusted, features_before
from prep.learning.replay import Exposure
from tests.factories import MONDAY_NOON

SOURCES = (Source(57, 0.4), Source(9, 0.2), Source(2, 0.1), Source(1, 0.1))
EXPLANATION = Explanation(0.8, 0.6, 0.9, -0.7, SOURCES)
MEMORY = MemoryState(5.0, 6.0, MONDAY_NOON - timedelta(days=9, hours=5), reviews=4, lapses=2)
EXPOSURE = Exposure(3, 1, MONDAY_NOON - timedelta(days=9), False, None)


def flat(**curves: Curve) -> Layer:
    """A layer that leaves the core's prediction as it is, but for these curves."""
    still = {name: Curve((0.0,), (0.0,)) for name in NAMES}
    return Layer(0.0, {**still, CORE: Curve((-20.0, 20.0), (-20.0, 20.0)), **curves})


def features(explanation: Explanation = EXPLANATION) -> dict[str, float]:
    return features_before(explanation, MEMORY, EXPOSURE, now=MONDAY_NOON)


def test_every_feature_is_what_its_name_says() -> None:
    assert features() == pytest.approx(
        {
            "core": math.log(0.8 / 0.2),
            "recall": 0.9,
            "reviews": math.log(4),
            "lapses": math.log(3),
            "days": math.log(10),
            "repeats": math.log(3),
            "last_answer": -1.0,
            "difficulty": -0.7,
            "answers": math.log(58),
        }
    )
    assert tuple(features()) == NAMES


def test_what_never_happened_shows_in_one_feature_each() -> None:
    unmet = replace(EXPLANATION, recall=None)
    never = features_before(unmet, None, None, now=MONDAY_NOON)
    once = features_before(
        EXPLANATION,
        replace(MEMORY, reviews=1, lapses=0, last_review_at=MONDAY_NOON),
        replace(EXPOSURE, times=1, last_correct=True),
        now=MONDAY_NOON,
    )
    differing = {name for name in NAMES if never[name] != once[name]}
    assert differing == {"recall", "last_answer"}
    assert (never["recall"], never["last_answer"]) == (0.0, 0.0)


def test_a_certain_prediction_has_a_finite_logit() -> None:
    for p in (0.0, 1.0):
        assert math.isfinite(features(replace(EXPLANATION, probability=p))[CORE])


@given(st.floats(1e-5, 1 - 1e-5))
def test_a_layer_that_says_nothing_changes_nothing(p: float) -> None:
    explanation = replace(EXPLANATION, probability=p)
    found = adjusted(explanation, flat(), features(explanation))
    assert found.p_predicted == pytest.approx(p, rel=1e-9)


@given(st.floats(-800, 800))
def test_an_adjusted_prediction_is_a_probability(constant: float) -> None:
    layer = replace(flat(), constant=constant)
    found = adjusted(EXPLANATION, layer, features())
    assert 0 <= found.p_predicted <= 1


def test_the_figures_of_the_core_stand_beside_the_adjustment() -> None:
    found = adjusted(EXPLANATION, flat(lapses=Curve((0.0,), (-1.0,))), features())
    assert replace(found, adjustment=None) == EXPLANATION
    assert found.p_predicted == pytest.approx(1 / (1 + math.exp(1 - math.log(4))))


def test_it_names_what_moved_it_most_in_the_direction_of_all() -> None:
    layer = flat(
        lapses=Curve((0.0,), (-1.0,)),
        days=Curve((0.0,), (1.2,)),  # the largest, but all together lower the prediction
        last_answer=Curve((-1.0, 1.0), (-1.1, 1.1)),
    )
    moved = adjusted(EXPLANATION, layer, features()).adjustment
    assert moved is not None
    assert (moved.feature, moved.value) == ("last_answer", -1.0)


def test_it_names_the_core_or_the_whole_where_they_move_it() -> None:
    bent = flat(core=Curve((-20.0, 0.0, 20.0), (-20.0, 1.0, 20.0)))
    moved = adjusted(EXPLANATION, bent, features()).adjustment
    assert moved is not None
    assert (moved.feature, moved.value) == (CORE, features()[CORE])
    moved = adjusted(EXPLANATION, replace(flat(), constant=-0.3), features()).adjustment
    assert moved is not None
    assert (moved.feature, moved.value) == (OVERALL, 0.0)
