"""Generators: 1,000 seeds of every family, each key found again by another road."""

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from prep.content.generators import FAMILIES
from prep.content.generators.base import NUMERIC, OPTIONS, SINGLE, Decision, Draft, Number
from prep.content.generators.expansion import body_of
from tests.content.generator_keys import KEYS, numbers

SEEDS = 1000


def draft_of(family: str, rng: np.random.Generator) -> Draft:
    """The first draft that the family does not refuse."""
    while (draft := FAMILIES[family].draw(rng)) is None:
        pass
    return draft


def check_key(family: str, draft: Draft) -> None:
    """The key is the one found by another road, and its working names it."""
    found, asked = KEYS[family](draft), draft.asked
    if isinstance(asked, Number):
        assert asked.value == pytest.approx(float(found)), draft.stem
        assert asked.text(asked.value).split()[0] in asked.rationale
    else:
        right = asked.choices[asked.rank]
        assert right.text.startswith(str(found)), draft.stem
        assert [c.misconception for c in asked.choices].count(None) == 1
        assert set(numbers(right.text)) & set(numbers(right.rationale))


def check_body(body: dict[str, Any], rank: int) -> None:
    """No slip comes within 5 % of the key or another slip; options stand in ascending order."""
    if body["type"] == "numeric":
        values = [body["answer"], *(trap["value"] for trap in body["traps"])]
        assert len(body["traps"]) >= 2
    else:
        values = [float(numbers(option["text"])[0]) for option in body["options"]]
        assert all(low < high for low, high in pairwise(values))
        assert body["key"] == ["abcd"[rank]]
        assert body["shuffle"] is False
        assert ["misconception" in option for option in body["options"]].count(False) == 1
    for one, other in combinations(values, 2):
        assert abs(one - other) > 0.05 * max(abs(one), abs(other))


def test_every_family_has_a_second_road_to_its_key():
    assert KEYS.keys() == FAMILIES.keys()


@pytest.mark.parametrize("family", FAMILIES)
def test_keys_hold_for_1000_seeds(family):
    asked_in = dict.fromkeys(FAMILIES[family].ways, 0)
    for seed in range(SEEDS):
        rng = np.random.default_rng(seed)
        draft, rank = draft_of(family, rng), seed % OPTIONS
        check_key(family, draft)
        if isinstance(draft.asked, Decision):
            asked_in[SINGLE] += 1
            continue
        for way in asked_in:
            if body := body_of(rng, draft, way, rank):
                check_body(body, rank)
                asked_in[way] += 1
    assert min(asked_in.values()) > SEEDS / 20


def test_half_of_the_subjects_ask_for_a_decision():
    """Subjects of the item-writing guide; a decision stands in options that are not numbers."""
    subjects = {
        "earned value": ("evm-variance", "evm-index", "evm-forecast", "evm-to-complete"),
        "PERT": ("pert-path", "pert-promise"),
        "critical path": ("network-duration", "network-float", "network-crash"),
        "expected value": ("emv-reserve", "decision-tree"),
        "investment": ("net-present-value", "payback", "benefit-cost"),
        "channels": ("channels",),
        "velocity": ("velocity-release",),
        "Little's law": ("littles-law",),
        "scoring": ("weighted-scoring",),
        "make or buy": ("make-or-buy",),
        "incentives": ("total-assumption", "incentive-price"),
        "control charts": ("control-limits", "control-chart"),
    }
    assert sorted(name for names in subjects.values() for name in names) == sorted(FAMILIES)
    rng = np.random.default_rng(1)
    decides = [
        any(isinstance(draft_of(name, rng).asked, Decision) for name in names)
        for names in subjects.values()
    ]
    assert 2 * sum(decides) >= len(subjects)


@pytest.mark.parametrize("family", [f for f in FAMILIES if FAMILIES[f].ways == (SINGLE,)])
def test_decisions_are_asked_at_every_rank(family):
    rng = np.random.default_rng(2)
    ranks = {draft_of(family, rng).asked.rank for _ in range(200)}
    assert ranks == set(range(OPTIONS))


def test_a_draft_whose_slip_hits_the_key_is_refused():
    draft = draft_of("channels", np.random.default_rng(3))
    asked = draft.asked
    slip = type(asked.slips[0])(asked.value * 1.04, "double-count", "Nearly the key.")
    spoilt = Draft(
        draft.stem,
        Number(asked.value, asked.unit, asked.rationale, (*asked.slips, slip)),
        draft.explanation,
        draft.principle,
    )
    for way in (NUMERIC, SINGLE):
        assert body_of(np.random.default_rng(4), draft, way, 0) is not None
        assert body_of(np.random.default_rng(4), spoilt, way, 0) is None
