"""The export for the external bank audit, field by field."""

import pytest

from prep.content.audit_export import audit_documents
from prep.content.loader import load_banks
from tests.banks import write_banks


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


def test_the_outlines_list_every_task_with_its_domain_s_weight(exported):
    [exam] = exported["blueprint.json"]["exams"]
    assert exam == {
        "id": "pmp",
        "domains": [
            {"id": "people", "weight": 60, "tasks": ["people.1", "people.2"]},
            {"id": "process", "weight": 40, "tasks": ["process.1"]},
        ],
    }
