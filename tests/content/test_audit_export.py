"""The export for the external bank audit, field by field."""

import pytest

from prep.content.audit_export import audit_documents
from prep.content.loader import load_banks
from tests.banks import CASE, case, documents, every_type, write_banks


@pytest.fixture
def exported(tmp_path):
    return audit_documents(load_banks(write_banks(tmp_path)).banks)


def test_there_is_one_document_a_bank_and_one_with_the_outlines(exported):
    assert sorted(exported) == ["blueprint.json", "pmp.json"]
    assert exported["pmp.json"]["exam"] == "pmp"
    assert len(exported["pmp.json"]["items"]) == 15


def test_an_item_carries_what_the_audit_reads(exported):
    found = exported["pmp.json"]["items"][0]
    assert {
        name: found[name] for name in ("id", "domain", "task", "type", "approach", "bloom")
    } == {
        "id": "pmp-people-1-001",
        "domain": "people",
        "task": "people.1",
        "type": "single",
        "approach": "hybrid",
        "bloom": "apply",
    }
    assert found["difficulty"] == 0.3
    assert found["tags"] == ["industry:health"]
    assert len(found["references"]) == 2


def test_options_say_whether_they_are_correct(exported):
    options = exported["pmp.json"]["items"][2]["options"]
    assert [option["correct"] for option in options] == [True, False, False, True, False]
    assert set(options[1]) == {"id", "text", "correct", "rationale", "misconception"}


def test_a_numeric_item_keeps_answer_tolerance_params_and_formula(exported):
    found = exported["pmp.json"]["items"][4]
    assert (found["answer"], found["tolerance"], found["formula"]) == (
        1.2,
        0.005,
        "(BAC-EV)/(BAC-AC)",
    )
    assert found["params"] == {"BAC": 640, "EV": 256, "AC": 320}


@pytest.fixture
def by_id(tmp_path):
    """The items of a bank with every type and a case, by id."""
    loaded = load_banks(write_banks(tmp_path, every_type(documents())))
    assert loaded.problems == ()
    return {doc["id"]: doc for doc in audit_documents(loaded.banks)["pmp.json"]["items"]}


def test_matching_and_ordering_carry_their_sides_and_their_key(by_id):
    found = by_id["pmp-people-1-011"]
    assert [entry["text"] for entry in found["right"]] == [f"Reply {n}" for n in (1, 2, 3, 4)]
    assert len(found["left"]) == 3
    assert found["answer"] == {"p1": "a1", "p2": "a3", "p3": "a2"}
    found = by_id["pmp-people-1-012"]
    assert sorted(option["id"] for option in found["options"]) == sorted(found["answer"])


def test_every_gap_is_a_single_choice_that_names_its_item(by_id):
    first, second = by_id["pmp-people-1-013.g1"], by_id["pmp-people-1-013.g2"]
    assert (first["type"], first["case"], second["case"]) == (
        "single", "pmp-people-1-013", "pmp-people-1-013",
    )  # fmt: skip
    assert first["stem"].endswith("The g1 holds ____.")
    assert [option["correct"] for option in first["options"]] == [False, True, False]


def test_a_hotspot_carries_its_figure_with_a_text_alternative(by_id):
    found = by_id["pmp-people-1-014"]
    assert [(o["text"], o["correct"]) for o in found["options"]][1] == ("Task number 2", True)
    assert found["figure"]["kind"] == "network"
    assert "Second task" in found["alt"]


def test_a_stimulus_is_the_item_s_scenario(by_id):
    assert by_id["pmp-people-1-015"]["scenario"].startswith("A **memo**.\nShips by day")
    assert "scenario" not in by_id["pmp-people-1-001"]


def test_items_of_a_case_name_it_and_the_case_holds_its_exhibits(tmp_path, by_id):
    assert by_id["pmp-harbour-1"]["case"] == "harbour"
    loaded = load_banks(write_banks(tmp_path, documents() | {CASE: case()}))
    [found] = audit_documents(loaded.banks)["pmp.json"]["cases"]
    assert found["id"] == "harbour"
    for part in ("A harbour", "Ships wait.", "Tuesday", "Third task"):
        assert part in found["scenario"]


def test_the_outlines_list_every_task_with_its_domain_s_weight(exported):
    [exam] = exported["blueprint.json"]["exams"]
    assert exam == {
        "id": "pmp",
        "domains": [
            {"id": "people", "weight": 60, "tasks": ["people.1", "people.2"]},
            {"id": "process", "weight": 40, "tasks": ["process.1"]},
        ],
    }
