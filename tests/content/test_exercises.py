"""Exercise files: read, linked, linted and covered, every problem under its path and field."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from prep.content.exercise import ROLES
from prep.content.exercises.coverage import coverage_problems
from prep.content.exercises.documents import exercise_document, exercise_of
from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from prep.services.enrolments import JOB_ROLES
from tests.banks import Documents, concept_path, documents, prose, write_banks
from tests.exercises import exercise, exercise_path, library

PATH = exercise_path("risk-one")


def problems(folder: Path, files: Documents) -> list[str]:
    loaded = load_banks(write_banks(folder, files))
    found = [*loaded.problems, *(() if loaded.problems else lint_banks(loaded.banks))]
    return [str(problem) for problem in found]


def problems_with(folder: Path, **changes: Any) -> list[str]:
    """The problems of a folder with one exercise, changed."""
    return problems(folder, documents() | {PATH: exercise(**changes)})


def uncovered(folder: Path, files: Documents) -> list[str]:
    return [str(p) for p in coverage_problems(load_banks(write_banks(folder, files)).banks)]


def test_the_default_exercise_and_library_are_clean(tmp_path):
    assert problems_with(tmp_path / "one") == []
    assert problems(tmp_path / "all", documents() | library()) == []
    assert uncovered(tmp_path / "all", documents() | library()) == []


def test_an_exercise_is_read_with_its_place(tmp_path):
    loaded = load_banks(write_banks(tmp_path, documents() | {PATH: exercise()}))
    [found] = loaded.banks.exercises
    assert (found.id, found.gap, found.minutes, found.path) == ("risk-one", "risk", 60, PATH)
    assert found.tasks == {"pmp": ("people.1",)}
    assert found.produce.name == "A list of six risks"
    assert [bank.certification.id for bank in loaded.banks.banks] == ["pmp"]


def test_a_document_survives_json_and_gives_the_same_exercise(tmp_path):
    [found] = load_banks(write_banks(tmp_path, documents() | {PATH: exercise()})).banks.exercises
    document = json.loads(json.dumps(exercise_document(found)))
    assert document == exercise_document(found)
    assert document == exercise() | {"roles": document["roles"]}
    assert exercise_of(document) == replace(found, path="")


def test_exercises_know_the_jobs_that_learners_choose_from():
    assert {*ROLES, "other"} == set(JOB_ROLES)


def test_a_folder_without_exercises_is_no_problem(tmp_path):
    assert uncovered(tmp_path, documents()) == []


@pytest.mark.parametrize("field", list(exercise()))
def test_every_field_is_needed(tmp_path, field):
    written = exercise()
    del written[field]
    assert f"{PATH}: {field}: is missing; add it" in problems(
        tmp_path, documents() | {PATH: written}
    )


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"id": "risk-two"}, "id", "is not the file's name; write 'risk-one'"),
        ({"id": "Risk One"}, "id", "must be lower-case words joined by '-'"),
        ({"gap": "quality"}, "gap", "is not the folder's name; move the file to gap_to_action/q"),
        ({"gap": "luck"}, "gap", "is 'luck'; use one of scheduling,"),
        ({"approach": "fast"}, "approach", "is 'fast'; use one of predictive,"),
        ({"settings": ["office"]}, "settings[#1]", "is 'office'; use one of meeting-notes,"),
        ({"settings": []}, "settings", "has 0; list at least 1"),
        ({"settings": ["rollout", "rollout"]}, "settings", "names one twice; remove the second"),
        ({"minutes": 10}, "minutes", "is 10; use a number from 20 to 240"),
        ({"minutes": "an hour"}, "minutes", "must be a number without quotes"),
        ({"tasks": {"pmp": []}}, "tasks.pmp.value", "has 0; list at least 1"),
        ({"tasks": {"pmp": [1.1]}}, "tasks.pmp.value[#1]", "must be text; put quotes around it"),
        ({"tasks": {"pmp": ["people.1", "people.1"]}}, "tasks.pmp", "names a task twice"),
        ({"tasks": {"pmp": ["people.9"]}}, "tasks.pmp", "'people.9' is not in its outline"),
        ({"tasks": {"cpa": ["people.1"]}}, "tasks.cpa", "is no certification here; use one of pmp"),
        ({"misconceptions": ["luck"]}, "misconceptions", "'luck' is not in misconceptions.yaml"),
        ({"misconceptions": [f"belief-{n}" for n in range(1, 6)]}, "misconceptions", "has 5; list"),
        ({"steps": ["One: two."] * 3}, "steps", "has 3; list at least 4"),
        ({"rubric": [{"a": "b"}] * 4}, "rubric[#1]", "must be text; put quotes around it"),
        ({"roles": {}}, "roles.help-desk", "is missing; add it"),
        ({"roles": exercise()["roles"] | {"cook": "x"}}, "roles.cook", "is not a field of this"),
        ({"produce": {"name": "A list"}}, "produce.template", "is missing; add it"),
        ({"hours": 1}, "hours", "is not a field of this format"),
    ],
)
def test_a_mistake_is_reported_under_its_field(tmp_path, changes, place, message):
    found = problems_with(tmp_path, **changes)
    assert any(line.startswith(f"{PATH}: {place}: {message}") for line in found), found


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"name": "Too short"}, "name", "has 9 characters, wanted 20 to 70; write more"),
        ({"name": "w" * 71}, "name", "has 71 characters, wanted 20 to 70; shorten it"),
        ({"summary": "w" * 301}, "summary", "has 301 characters, wanted 80 to 300; shorten it"),
        ({"ask": prose(20)}, "ask", "the message has 20 words, wanted 50 to 110; write more"),
        ({"steps": ["Do it now."] * 4}, "steps[#1]", "the entry has 3 words, wanted 10 to"),
        ({"roles": exercise()["roles"] | {"qa": "Test it."}}, "roles.qa", "has 8 characters"),
        ({"roles": dict.fromkeys(ROLES, "same " * 15)}, "roles", "says the same of two jobs"),
    ],
)
def test_lint_finds_texts_of_the_wrong_length(tmp_path, changes, place, message):
    assert problems_with(tmp_path, **changes)[0].startswith(f"{PATH}: {place}: {message}")


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("produce", {"template": prose(20)}, "template: has no <blank>; mark what"),
        ("produce", {"example": prose(70) + " <who>"}, "example: still has the blank <who>"),
        ("produce", {"example": "Short."}, "example: the text has 1 words, wanted 60"),
        ("bullet", {"pattern": "Did much."}, "pattern: has no <blank>; mark what"),
        ("bullet", {"after": "Listed risks."}, "after: has no number; give the result one"),
        ("bullet", {"after": "Listed 6 <risks>."}, "after: still has the blank <risks>"),
    ],
)
def test_blanks_stand_where_the_learner_fills_in_and_nowhere_else(tmp_path, part, change, message):
    [found] = problems_with(tmp_path, **{part: exercise()[part] | change})
    assert found.startswith(f"{PATH}: {part}.{message}")


def test_a_comparison_is_no_blank(tmp_path):
    example = prose(70) + " with a load < 5 or <= 6 % and a wait > 2"
    assert problems_with(tmp_path, produce=exercise()["produce"] | {"example": example}) == []


@pytest.mark.parametrize(
    ("head", "is_named"),
    [("| | Old | New |", False), ("| What | | New |", False), ("| What | Old | New |", True)],
)
def test_every_column_of_a_table_has_a_name(tmp_path, head, is_named):
    table = f"<text>\n\n{head}\n|---|---|---|\n| | 1 | 2 |\n| a | | 2 |\n\n{prose(20)}"
    found = problems_with(tmp_path, produce=exercise()["produce"] | {"template": table})
    message = "has a table with an empty head cell; name the column"
    assert found == ([] if is_named else [f"{PATH}: produce.template: {message}"])


def test_an_id_in_two_folders_is_reported_at_both(tmp_path):
    other = exercise_path("risk-one", "quality")
    files = documents() | {PATH: exercise(), other: exercise(gap="quality")}
    assert problems(tmp_path, files) == [
        f"{path}: id: 'risk-one' is used by two exercises; ids are unique everywhere and are not "
        "used again"
        for path in (other, PATH)
    ]


def test_a_file_beside_the_folders_and_a_yml_file_are_reported(tmp_path):
    files = documents() | {"gap_to_action/risk-one.yaml": exercise(), PATH[:-4] + "yml": exercise()}
    assert problems(tmp_path, files) == [
        f"{PATH[:-4]}yml: file: is not read; end its name with .yaml",
        "gap_to_action/risk-one.yaml: gap: is not the folder's name; move the file to "
        "gap_to_action/risk/",
    ]


def test_a_broken_bank_is_reported_once_and_not_by_every_exercise(tmp_path):
    files = documents() | {PATH: exercise()} | {"pmp/certification.yaml": "- no mapping"}
    assert problems(tmp_path, files) == [
        "pmp/certification.yaml: file: must hold a mapping at its top level"
    ]


def test_a_broken_exercise_hides_no_other_problem(tmp_path):
    files = documents() | {PATH: "id: [", exercise_path("risk-two"): exercise("risk-two", hours=1)}
    files[concept_path()]["lesson"] = ""
    found = problems(tmp_path, files)
    assert [line.partition(": ")[0] for line in found] == [
        concept_path(), PATH, exercise_path("risk-two"),
    ]  # fmt: skip


def test_a_task_served_by_one_exercise_and_a_belief_cured_by_none_are_gaps(tmp_path):
    files = documents() | library()
    files[exercise_path("risk-2")]["tasks"] = {"pmp": ["people.1", "people.2"]}
    files[exercise_path("risk-7")]["misconceptions"] = ["belief-1"]
    assert uncovered(tmp_path, files) == [
        "gap_to_action: task pmp process.1: is served by 1 exercises, wanted 2; write one",
        "gap_to_action: misconception belief-25: is cured by no exercise; write one or add it to "
        "one that does",
    ]
