"""Entries under `generators`: the items that they become, always the same, and what is refused."""

import hashlib
import json
from collections import Counter
from typing import Any

import pytest
import yaml

from prep.content.generators import FAMILIES
from prep.content.generators.base import Family
from prep.content.generators.expansion import expanded
from prep.content.lint import lint_banks
from prep.content.loader import Loaded, load_banks
from tests.banks import Documents, concept_path, documents, write_banks
from tests.test_question_banks import FOLDER

CONCEPT = concept_path("people.1")

PINNED = {
    "evm-variance": "b2cd4e63b7d4b022",
    "evm-index": "b43fec2d0796e11a",
    "evm-forecast": "1a4d051405d6459c",
    "evm-to-complete": "d3166c8b42c64660",
    "pert-path": "b182d35413ddc4b2",
    "pert-promise": "274730cc26dca15b",
    "network-duration": "77bf7216e2a1daae",
    "network-float": "b36a781460470e3c",
    "network-crash": "605af79617a21e1a",
    "emv-reserve": "bcc1c96b03088397",
    "decision-tree": "f1b236d16768a527",
    "net-present-value": "b219c72c81f53e2a",
    "payback": "7a09a66c69d96205",
    "benefit-cost": "ba554907d2024d91",
    "channels": "d88968b592f7e9ba",
    "velocity-release": "c212fabd4c6c2310",
    "littles-law": "c6d2e08606db9483",
    "weighted-scoring": "10bc4b20fbf4e4d9",
    "make-or-buy": "7c7b2b5a0f0b93eb",
    "total-assumption": "79497b0ce22b45ad",
    "incentive-price": "37b765b275d61f80",
    "control-limits": "3d99c005edd3583e",
    "control-chart": "9154d75b4bb3f0e2",
}
"""Fingerprints of one item of every family. A new one means that items in use would change, with
all that was learned about them: give a changed family a new name instead."""


def entry(family: str = "channels", **changes: Any) -> dict[str, Any]:
    """An entry as a concept file spells it."""
    return {
        "id": f"pmp-gen-{family}",
        "family": family,
        "as": FAMILIES[family].ways[-1],
        "instances": 2,
        "seed": 11,
        "approach": "predictive",
        "cognitive_level": "apply",
        "difficulty": 0.1,
        "pool": "practice",
        "references": ["Outline, People", "A guide, part 2"],
    } | changes


def items_of(family: str, **changes: Any) -> list[dict[str, Any]]:
    """The items of an entry, spelled as in a bank file."""
    checked = entry(family, **changes)
    return list(expanded({**checked, "way": checked["as"]}))


def fingerprint(item: dict[str, Any]) -> str:
    canonical = json.dumps(item, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def with_generators(*entries: dict[str, Any]) -> Documents:
    """A valid bank with these generators, and the misconceptions that ship."""
    files = documents()
    files[CONCEPT]["generators"] = list(entries)
    shipped = yaml.safe_load((FOLDER / "misconceptions.yaml").read_text())
    files["misconceptions.yaml"] = [*files["misconceptions.yaml"], *shipped]
    return files


def load(folder, *entries: dict[str, Any]) -> Loaded:
    return load_banks(write_banks(folder, with_generators(*entries)))


def problems(folder, *entries: dict[str, Any]) -> list[str]:
    return [str(problem) for problem in load(folder, *entries).problems]


def test_an_entry_becomes_items_of_its_concept(tmp_path):
    loaded = load(tmp_path, entry(enemies=["pmp-people-1-001"]))
    assert loaded.problems == ()
    concept = loaded.banks.banks[0].concepts[0]
    written, made = concept.items[:5], concept.items[5:]
    assert {item.template for item in written} == {None}
    assert [item.id for item in made] == ["pmp-gen-channels-1", "pmp-gen-channels-2"]
    for item in made:
        assert (item.template, item.concept_id) == ("pmp-gen-channels", concept.id)
        assert (item.type, item.pool, item.difficulty) == ("single", "practice", 0.1)
        assert item.references == ("Outline, People", "A guide, part 2")
        assert item.enemies == ("pmp-people-1-001",)
    assert written[0].enemies == ("pmp-gen-channels-1", "pmp-gen-channels-2")


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_draws_the_same_item_for_ever(family):
    assert fingerprint(items_of(family)[0]) == PINNED[family]


def test_more_instances_leave_the_first_ones_as_they_are():
    assert items_of("payback", instances=8)[:3] == items_of("payback", instances=3)


def test_items_of_one_entry_open_in_different_ways():
    openings = {item["stem"].partition(". ")[0] for item in items_of("littles-law", instances=8)}
    assert len(openings) == 8


@pytest.mark.parametrize("change", [{"seed": 12}, {"id": "pmp-gen-other"}])
def test_another_seed_or_id_draws_other_items(change):
    stems = {item["stem"] for item in items_of("payback")}
    assert not stems & {item["stem"] for item in items_of("payback", **change)}


@pytest.mark.parametrize("family", [f for f in FAMILIES if "single" in FAMILIES[f].ways])
def test_the_key_stands_at_every_place_equally_often(family):
    items = items_of(family, instances=8, **{"as": "single"})
    assert Counter(item["key"][0] for item in items) == dict.fromkeys("abcd", 2)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_item_of_a_family_meets_the_rules_of_the_bank(tmp_path, family):
    """Option texts may return among 16 items of one family, which no bank would hold."""
    entries = [
        entry(family, id=f"pmp-gen-{way}", instances=8, **{"as": way})
        for way in FAMILIES[family].ways
    ]
    loaded = load(tmp_path, *entries)
    assert loaded.problems == ()
    found = [str(p) for p in lint_banks(loaded.banks) if "pmp-gen" in p.field]
    assert [problem for problem in found if "times in the banks" not in problem] == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"family": "astrology"}, "family", "is 'astrology'; use one of evm-variance, "),
        ({"family": "network-crash", "as": "numeric"}, "as", "use 'single', as this family"),
        ({"as": "ordering"}, "as", "is 'ordering'; use one of numeric, single"),
        ({"instances": 9}, "instances", "is 9; use a number from 1 to 8"),
        ({"instances": 2.5}, "instances", "must be a whole number"),
        ({"seed": -1}, "seed", "is -1; use a number from 0"),
        ({"pool": "secret"}, "pool", "use one of practice, exam"),
        ({"stem": "Written by hand?"}, "stem", "is not a field of this format"),
    ],
)
def test_a_wrong_field_is_named_with_its_entry(tmp_path, changes, field, message):
    [problem] = problems(tmp_path, entry() | changes)
    assert problem.startswith(f"{CONCEPT}: generators[pmp-gen-channels].{field}: ")
    assert message in problem


def test_a_missing_field_is_named(tmp_path):
    bare = entry()
    del bare["references"], bare["seed"]
    assert problems(tmp_path, bare) == [
        f"{CONCEPT}: generators[pmp-gen-channels].{name}: is missing; add it"
        for name in ("seed", "references")
    ]


def test_ids_of_generated_items_may_not_be_used_already(tmp_path):
    files = with_generators(entry(id="pmp-people-1"))
    files[CONCEPT]["items"][0]["id"] = "pmp-people-1-2"
    found = [str(p) for p in load_banks(write_banks(tmp_path, files)).problems]
    assert [problem.partition(": ")[2] for problem in found] == [
        "items[pmp-people-1-2].id: is used by two items; ids are unique everywhere and are not "
        "used again"
    ]


def test_an_enemy_that_does_not_exist_is_reported(tmp_path):
    found = problems(tmp_path, entry(enemies=["nobody"], instances=1))
    assert len(found) == 1
    assert "items[pmp-gen-channels-1].enemies: 'nobody' is not the id" in found[0]


def test_a_family_that_finds_no_fit_numbers_is_reported(tmp_path, monkeypatch):
    monkeypatch.setitem(FAMILIES, "channels", Family("channels", lambda rng: None))
    [problem] = problems(tmp_path, entry())
    assert "generators[pmp-gen-channels].seed: leads to no fit question number 1" in problem
