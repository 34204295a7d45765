"""What a review is worth before the exam."""

import numpy as np
import pytest

from prep.learning.memory_arrays import Floats, memory_outcomes, retrievability
from prep.learning.planning import (
    Concepts,
    fitting_price,
    gain_per_second,
    outlook,
)
from prep.learning.value_table import PRICE_LEVELS, StudyTime, locate, value_table

TIME = StudyTime(seconds_right=25, seconds_wrong=50, guessing=0.25)
DAYS = 20
TABLE = value_table(DAYS, TIME)


def concepts(
    stability: list[float], *, elapsed: float = 5, weight: float = 0.01, known: float = 0.3
) -> Concepts:
    many = np.ones(len(stability))
    met = np.where(np.isnan(stability), np.nan, many)
    return Concepts(
        stability=np.array(stability),
        difficulty=5 * met,
        elapsed_days=elapsed * met,
        chance_known=known * many,
        weight=weight * many,
        alike=many,
        learner=np.zeros(len(stability), np.int64),
    )


def gains(given: Concepts, price: float, days_left: int = DAYS) -> Floats:
    return gain_per_second(outlook(given, days_left, TABLE), np.array([price]))


def test_values_on_exam_day_are_recall() -> None:
    place = locate(np.array([50.0]), np.array([4.0]))
    assert TABLE.value(np.array([0]), np.array([0]), place) == pytest.approx(1.0)


def test_a_dearer_second_never_raises_a_value() -> None:
    assert np.all(np.diff(TABLE.values, axis=0) <= 1e-12)


def test_values_are_chances() -> None:
    assert TABLE.values.min() >= 0
    assert TABLE.values.max() <= 1


def test_a_stabler_memory_is_never_worth_less_at_the_highest_price() -> None:
    dearest = TABLE.values[-1].reshape(DAYS + 1, -1, 7)
    assert np.all(np.diff(dearest, axis=1) >= -1e-9)


def test_what_fades_before_the_exam_gains_more_than_what_lasts() -> None:
    fading, lasting = gains(concepts([3.0, 900.0]), price=1e-5, days_left=1)
    assert fading > lasting


def test_a_concept_of_twice_the_weight_gains_twice_as_much_when_nothing_can_wait() -> None:
    light = gains(concepts([3.0]), price=1e-5, days_left=1)
    heavy = gains(concepts([3.0], weight=0.02), price=1e-5, days_left=1)
    assert heavy == pytest.approx(2 * light)


def test_on_the_last_day_nothing_can_wait() -> None:
    ahead = outlook(concepts([2.0, np.nan]), 1, TABLE)
    assert ahead.days_left.tolist() == [[1]]
    assert np.all(gain_per_second(ahead, np.array([1e-5])) > 0)


def test_fewer_seconds_a_day_never_lower_the_price() -> None:
    ahead = outlook(concepts([2.0, 8.0, 40.0, np.nan, np.nan]), DAYS, TABLE)
    prices = [float(fitting_price(ahead, seconds)[0]) for seconds in (1, 5, 20, 100)]
    assert prices == sorted(prices, reverse=True)
    assert prices[0] > prices[-1]


def test_alike_concepts_count_as_so_many() -> None:
    one_by_one = concepts([np.nan] * 6)
    together = concepts([np.nan])
    together.alike[:] = 6
    prices = [
        float(fitting_price(outlook(given, DAYS, TABLE), 20)[0]) for given in (one_by_one, together)
    ]
    assert prices[0] == pytest.approx(prices[1])


def test_learners_planned_together_are_planned_as_alone() -> None:
    alone = [fitting_price(outlook(concepts([s]), DAYS, TABLE), 3)[0] for s in (1.0, 60.0)]
    both = concepts([1.0, 60.0])
    both.learner[:] = [0, 1]
    together = fitting_price(outlook(both, DAYS, TABLE), 3, learners=2)
    assert list(together) == pytest.approx(alone)


def test_prices_stay_on_the_tables_scale() -> None:
    ahead = outlook(concepts([2.0]), DAYS, TABLE)
    assert fitting_price(ahead, 1e9)[0] == pytest.approx(0.01 * PRICE_LEVELS[0], rel=0.5)


def test_more_days_left_than_the_table_has_are_refused() -> None:
    with pytest.raises(ValueError, match="20"):
        outlook(concepts([2.0]), DAYS + 1, TABLE)


@pytest.mark.parametrize("days_left", [0, -3])
def test_on_exam_day_there_is_nothing_to_plan(days_left: int) -> None:
    with pytest.raises(ValueError, match="1"):
        outlook(concepts([2.0]), days_left, TABLE)


def test_where_not_even_one_pass_fits_no_later_review_is_counted_on() -> None:
    given = concepts([np.nan] * 40 + [6.0])
    ahead = outlook(given, DAYS, TABLE)
    alone = gain_per_second(ahead, fitting_price(ahead, 20))
    after = memory_outcomes(given.stability, given.difficulty, given.elapsed_days)
    recall = ahead.recall[0]
    end = [retrievability(memory[0], DAYS) for memory in after]
    expected = recall * end[0] + (1 - recall) * end[1] - ahead.unreviewed
    assert alone == pytest.approx(given.weight * expected / ahead.seconds[0], rel=0.02)
