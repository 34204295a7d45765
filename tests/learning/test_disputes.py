"""Disputes: wrong keys are found, sound items are left in peace, and n is said."""

import numpy as np
import pytest

from prep.learning.calibration import FirstAnswers
from prep.learning.disputes import Choices, DisputeKind, key_disputes, option_statistics

OPTIONS = 4


def answered(
    rng: np.random.Generator, *, items: int, each: int, slope: float = 1.0, favourite: int = 0
) -> tuple[FirstAnswers, Choices]:
    """Who knows chooses `favourite`, the others anything else; the key is option 0."""
    item = np.repeat(np.arange(items), each)
    ability = rng.normal(0, 0.9, len(item))
    knows = rng.random(len(item)) < 1 / (1 + np.exp(-slope * ability))
    option = np.where(knows, favourite, (favourite + rng.integers(1, 4, len(item))) % OPTIONS)
    answers = FirstAnswers(item, ability, np.full(len(item), 0.3), option == 0)
    of = np.repeat(np.arange(items), OPTIONS)
    position = np.arange(len(item))
    is_key = np.arange(items * OPTIONS) % OPTIONS == 0
    return answers, Choices(position, item * OPTIONS + option, of, is_key)


@pytest.mark.parametrize("each", [30, 100, 400])
def test_sound_items_are_left_in_peace(rng: np.random.Generator, each: int) -> None:
    answers, choices = answered(rng, items=500, each=each)
    flagged = {dispute.item for dispute in key_disputes(answers, choices, 500)}
    assert len(flagged) <= 5


def test_a_wrong_key_is_found_with_the_option_that_is_right(rng: np.random.Generator) -> None:
    answers, choices = answered(rng, items=50, each=200, favourite=2)
    found = key_disputes(answers, choices, 50)
    rivals = {d.item: d for d in found if d.kind is DisputeKind.RIVAL}
    assert len(rivals) >= 48
    assert {d.option - OPTIONS * item for item, d in rivals.items() if d.option} == {2}
    for dispute in rivals.values():
        assert dispute.responses == np.sum(choices.option == dispute.option)
        assert dispute.lead > 2 * dispute.lead_se > 0


def test_an_item_that_the_weak_get_right_is_reversed(rng: np.random.Generator) -> None:
    answers, choices = answered(rng, items=50, each=200, slope=-1.0)
    found = [d for d in key_disputes(answers, choices, 50) if d.kind is DisputeKind.REVERSED]
    assert len(found) >= 48
    for dispute in found:
        mine = answers.item == dispute.item
        assert dispute.option is None
        assert dispute.responses == np.sum(mine & ~answers.is_correct)
        gap = answers.ability_mean[mine & ~answers.is_correct].mean()
        gap -= answers.ability_mean[mine & answers.is_correct].mean()
        assert dispute.lead == pytest.approx(gap)


def test_below_the_fewest_answers_nothing_is_said(rng: np.random.Generator) -> None:
    answers, choices = answered(rng, items=50, each=29, slope=-8.0)
    assert key_disputes(answers, choices, 50) == []


def test_a_bank_without_answers_has_no_disputes() -> None:
    nothing = np.array([])
    answers = FirstAnswers(nothing.astype(int), nothing, nothing, nothing.astype(bool))
    choices = Choices(nothing.astype(int), nothing.astype(int), np.array([0]), np.array([True]))
    assert key_disputes(answers, choices, 1) == []
    assert option_statistics(answers, choices).responses.tolist() == [0]


def test_options_are_counted_with_the_ability_of_who_chose_them() -> None:
    answers = FirstAnswers(
        np.zeros(3, dtype=int), np.array([1.0, -1.0, 0.0]), np.ones(3), np.array([1, 0, 1])
    )
    choices = Choices(  # the first answer chose two options
        np.array([0, 0, 1, 2]), np.array([0, 1, 1, 0]), np.zeros(3, dtype=int), np.array([1, 1, 0])
    )
    found = option_statistics(answers, choices)
    assert found.responses.tolist() == [2, 2, 0]
    assert found.mean_ability.tolist() == [0.5, 0.0, 0.0]
    assert found.standard_error[0] == pytest.approx(np.sqrt(2 / 3) / np.sqrt(2))
    assert found.standard_error[2] == np.inf
