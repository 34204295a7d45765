"""Fingerprints: what makes a new version of an item or a concept, and what does not."""

from dataclasses import replace

import pytest

from prep.content.bank import Problem, concept_hash, item_hash
from prep.content.loader import load_banks
from tests.banks import documents, item, write_banks


@pytest.fixture
def concept(tmp_path):
    return load_banks(write_banks(tmp_path)).banks.banks[0].concepts[0]


def test_a_problem_reads_as_path_field_message():
    assert str(Problem("pmp/x.yaml", "stem", "is empty")) == "pmp/x.yaml: stem: is empty"


@pytest.mark.parametrize(
    "change",
    [
        {"stem": "Another?"}, {"explanation": "x"}, {"principle": "x"}, {"references": ("x",)},
        {"difficulty": 0.4}, {"pool": "exam"}, {"approach": "agile"}, {"type": "multiple"},
        {"cognitive_level": "analyse"}, {"concept_id": "x"}, {"task_id": "x"}, {"body": {}},
    ],
)  # fmt: skip
def test_what_a_learner_sees_or_marking_uses_changes_the_hash_of_an_item(concept, change):
    original = concept.items[0]
    assert item_hash(replace(original, **change)) != item_hash(original)


@pytest.mark.parametrize("change", [{"id": "other"}, {"brief": {}}])
def test_the_id_and_the_author_s_card_do_not(concept, change):
    original = concept.items[0]
    assert item_hash(replace(original, **change)) == item_hash(original)


def test_an_option_s_rationale_changes_the_hash(tmp_path, concept):
    files = documents()
    item(files, "pmp-people-1-001")["options"][2]["rationale"] += " More."
    changed = load_banks(write_banks(tmp_path / "changed", files)).banks.banks[0].concepts[0]
    assert item_hash(changed.items[0]) != item_hash(concept.items[0])
    assert item_hash(changed.items[1]) == item_hash(concept.items[1])


@pytest.mark.parametrize(
    "change",
    [{"lesson": "x"}, {"name": "x"}, {"gap": "quality"}, {"prerequisites": ("x",)},
     {"task_id": "x"}],
)  # fmt: skip
def test_what_a_concept_says_changes_its_hash(concept, change):
    assert concept_hash(replace(concept, **change)) != concept_hash(concept)


@pytest.mark.parametrize("change", [{"items": ()}, {"path": "elsewhere.yaml"}])
def test_its_items_and_its_place_do_not(concept, change):
    assert concept_hash(replace(concept, **change)) == concept_hash(concept)
