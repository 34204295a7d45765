"""Brief cards: drawn evenly, the same for the same seed, complete for every item type."""

from collections import Counter

import numpy as np
import pytest

from prep.content.briefs import PROFILES, brief_as_dict, draw_briefs


def draw(types, certification="pmp", approach=None, seed=7):
    return draw_briefs(certification, types, np.random.default_rng(seed), approach)


@pytest.mark.parametrize("certification", PROFILES)
def test_every_certification_has_shares_that_sum_to_one(certification):
    profile = PROFILES[certification]
    assert sum(profile.approaches) == pytest.approx(1)
    assert sum(profile.levels.values()) == pytest.approx(1)


def test_the_same_seed_draws_the_same_cards():
    assert draw(["single"] * 5) == draw(["single"] * 5)
    assert draw(["single"] * 5) != draw(["single"] * 5, seed=8)


@pytest.mark.parametrize(("kind", "options", "keys"), [("single", 4, 1), ("multiple", 5, 2)])
def test_a_card_fixes_keys_and_a_different_length_rank_for_each_option(kind, options, keys):
    for card in draw([kind] * 20):
        assert sum(option.is_key for option in card.options) == keys
        ranks = sorted(option.length_rank for option in card.options)
        assert ranks == list(range(1, options + 1))


def test_key_length_ranks_are_drawn_equally_often():
    cards = draw(["single"] * 40)
    ranks = Counter(o.length_rank for card in cards for o in card.options if o.is_key)
    assert ranks == {1: 10, 2: 10, 3: 10, 4: 10}


def test_the_tones_of_one_card_differ():
    for card in draw(["single"] * 20):
        tones = [option.tone for option in card.options if option.tone]
        assert len(set(tones)) == len(tones)


def test_a_numeric_card_has_no_options_and_no_form():
    [card] = draw(["numeric"])
    assert (card.options, card.form) == ((), None)
    assert card.cognitive_level in ("apply", "analyse")
    assert not {"options", "form"} & brief_as_dict(card).keys()


@pytest.mark.parametrize("kind", ["matching", "ordering", "pulldown", "hotspot"])
def test_a_card_for_other_types_fixes_setting_and_level_only(kind):
    [card] = draw([kind])
    assert (card.options, card.form) == ((), None)
    assert card.cognitive_level in PROFILES["pmp"].levels


def test_a_given_approach_is_kept():
    assert {card.approach for card in draw(["single"] * 20, approach="agile")} == {"agile"}


def test_cards_of_knowledge_levels_draw_no_tones():
    cards = [c for c in draw(["single"] * 40, "capm") if c.cognitive_level == "remember"]
    assert cards
    assert all(option.tone is None for card in cards for option in card.options)
    assert all("tone" not in option for option in brief_as_dict(cards[0])["options"])
