"""Form files: read, and held against the exam's rules."""

from collections.abc import Callable
from typing import Any

import pytest

from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from tests.banks import Documents, item, write_banks
from tests.exam_banks import exam_documents, form_file

FORM = "pmp/forms/a.yaml"


def problems(folder, files: Documents) -> list[str]:
    loaded = load_banks(write_banks(folder, files))
    return [str(problem) for problem in (*loaded.problems, *lint_banks(loaded.banks))]


def sections(files: Documents) -> list[dict[str, Any]]:
    return files[FORM]["sections"]


def test_a_form_is_read_as_written(tmp_path):
    files = form_file(exam_documents())
    [bank] = load_banks(write_banks(tmp_path, files)).banks.banks
    [form] = bank.forms
    assert (form.id, form.kind, form.seed, form.path) == ("a", "full", 1, FORM)
    assert list(form.sections) == ["s1", "s2"]
    assert list(form.sections["s2"]) == sections(files)[1]["items"]


def test_a_form_that_keeps_all_rules_is_clean(tmp_path):
    assert problems(tmp_path, form_file(exam_documents())) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "b"}, "id: is not the file's name; write 'a'"),
        ({"seed": -1}, "seed: is -1; use a number from 0 to"),
        ({"seed": 2**31}, "seed: is 2.14748e+09; use a number from 0 to"),
        ({"seed": "one"}, "seed: must be a number without quotes"),
        ({"sections": []}, "sections: has 0; list at least 1"),
        ({"sections": [{"id": "s1"}]}, "sections[s1].items: is missing; add it"),
        ({"extra": 1}, "extra: is not a field of this format"),
    ],
)
def test_a_wrong_field_is_named(tmp_path, changes, message):
    [problem] = problems(tmp_path, form_file(exam_documents(), **changes))
    assert problem.startswith(f"{FORM}: {message}")


def test_a_kind_that_the_exam_does_not_have_is_named(tmp_path):
    [problem] = problems(tmp_path, form_file(exam_documents(), kind="quarter"))
    assert problem.startswith(f"{FORM}: kind: is 'quarter'. Choose one of full, half, section:s1,")


def in_practice(files: Documents) -> str:
    item(files, sections(files)[0]["items"][0])["pool"] = "practice"
    return "pmp-people-1-e-001 is not in the exam pool"


def unknown(files: Documents) -> str:
    sections(files)[0]["items"][0] = "nothing"
    return "nothing is not in the exam pool"


def twice(files: Documents) -> str:
    sections(files)[0]["items"][1] = "pmp-people-1-e-001"
    return "pmp-people-1-e-001 is in it twice"


def too_few(files: Documents) -> str:
    sections(files)[1]["items"].pop()
    return "Process: 7 instead of 8"


def moved(files: Documents) -> str:
    sections(files)[0]["items"].append(sections(files)[1]["items"].pop())
    return "section s1: 11 instead of 10"


def swapped(files: Documents) -> str:
    sections(files).reverse()
    return "the sections are not s1, s2, in this order"


@pytest.mark.parametrize("change", [in_practice, unknown, twice, too_few, moved, swapped])
def test_a_form_that_breaks_a_rule_is_reported(tmp_path, change: Callable[[Documents], str]):
    files = form_file(exam_documents())
    message = change(files)
    assert f"{FORM}: sections: {message}" in problems(tmp_path, files)


def test_a_section_written_twice_is_reported(tmp_path):
    files = form_file(exam_documents())
    sections(files)[1]["id"] = "s1"
    [problem] = problems(tmp_path, files)
    assert "names a section twice" in problem


def test_two_forms_share_no_item(tmp_path):
    files = form_file(form_file(exam_documents()), "b")
    [problem] = problems(tmp_path, files)
    assert problem == (
        "pmp/forms/b.yaml: sections: shares 20 items with form a, such as pmp-people-1-e-001; "
        "assemble it anew"
    )
