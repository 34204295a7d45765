"""Loading: everything is read, and every problem is reported under its file and field."""

from datetime import date

import pytest

from prep.content.loader import load_banks
from tests.banks import (
    blueprint,
    certification_document,
    concept,
    concept_path,
    documents,
    item,
    multiple,
    numeric,
    write_banks,
)

CONCEPT = concept_path("people.1")


def problems(folder, files) -> list[str]:
    return [str(problem) for problem in load_banks(write_banks(folder, files)).problems]


def test_a_valid_folder_loads_completely(tmp_path):
    loaded = load_banks(write_banks(tmp_path))
    assert loaded.problems == ()
    [bank] = loaded.banks.banks
    assert [concept.task_id for concept in bank.concepts] == ["people.1", "people.2", "process.1"]
    assert [i.type for i in bank.concepts[0].items] == [
        "single", "single", "multiple", "multiple", "numeric",
    ]  # fmt: skip
    assert bank.certification.stem_words == (36, 100)
    assert bank.blueprint.in_force_from == date(2026, 7, 9)
    assert bank.blueprint.details["attempts"] == {"per_year": 3}
    assert len(loaded.banks.misconceptions) == 25


def test_an_item_knows_its_place_and_keeps_its_body_as_written(tmp_path):
    loaded = load_banks(write_banks(tmp_path))
    found = loaded.banks.banks[0].items[4]
    assert (found.id, found.concept_id, found.task_id) == (
        "pmp-people-1-005",
        "pmp-people-1-idea",
        "people.1",
    )
    written = numeric()
    assert found.body == {name: written[name] for name in found.body}
    assert type(found.body["traps"][1]["value"]) is int


def test_several_banks_load_side_by_side(tmp_path):
    loaded = load_banks(write_banks(tmp_path, documents("pmp") | documents("capm")))
    assert loaded.problems == ()
    assert [bank.certification.id for bank in loaded.banks.banks] == ["capm", "pmp"]


def test_hidden_and_shared_folders_are_no_banks(tmp_path):
    for name in (".git", "_drafts", "gap_to_action"):
        (tmp_path / name).mkdir()
    assert load_banks(write_banks(tmp_path)).problems == ()


def test_a_missing_folder_is_a_problem_without_the_machine_s_path(tmp_path):
    [problem] = load_banks(tmp_path / "nowhere").problems
    assert str(problem) == ".: folder: is not there; name the folder that holds the banks"


def test_a_folder_without_a_certification_is_a_problem(tmp_path):
    (tmp_path / "prince").mkdir()
    [problem] = load_banks(write_banks(tmp_path)).problems
    assert str(problem) == "prince/certification.yaml: file: is missing; add it"


def test_all_problems_of_all_files_are_reported_at_once(tmp_path):
    files = documents()
    files["misconceptions.yaml"] = "- {id: belief-1"
    files["pmp/certification.yaml"]["vendor"] = 7
    del item(files, "pmp-people-1-001")["stem"]
    del item(files, "pmp-process-1-005")["answer"]
    files[concept_path("people.2")] = "concept: [unclosed"
    found = problems(tmp_path, files)
    assert [line.split(": ")[0] for line in found] == [
        "misconceptions.yaml",
        "pmp/certification.yaml",
        concept_path("people.1"),
        concept_path("people.2"),
        concept_path("process.1"),
    ]


def test_an_item_with_a_problem_does_not_hide_its_siblings(tmp_path):
    files = documents()
    item(files, "pmp-people-1-002")["difficulty"] = 9
    loaded = load_banks(write_banks(tmp_path, files))
    assert len(loaded.problems) == 1
    assert len(loaded.banks.banks[0].items) == 14


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", "file: is not YAML: line 2: "),
        ("a: 1\na: 2", "file: is not YAML: line 2: 'a' is written twice"),
        ("a: 2026-13-45", "file: is not YAML: month must be in 1..12"),
        ("? [a]\n: 1", "file: is not YAML: line 1: found unhashable key"),
        ("a: \x07", "file: is not YAML: "),
        ("- 1", "file: must hold a mapping at its top level"),
        ("", "file: must hold a mapping at its top level"),
        ("a: !!python/object:os.system x", "file: is not YAML: line 1: could not determine"),
    ],
)
def test_a_file_that_is_not_a_yaml_mapping(tmp_path, text, message):
    [found] = problems(tmp_path, documents() | {CONCEPT: text + "\n"})
    assert found.startswith(f"{CONCEPT}: {message}")


def test_a_file_that_is_not_utf_8(tmp_path):
    write_banks(tmp_path)
    (tmp_path / CONCEPT).write_bytes(b"concept: \xff")
    [problem] = load_banks(tmp_path).problems
    assert str(problem) == f"{CONCEPT}: file: is not UTF-8 text; save it as UTF-8"


def test_a_file_named_yml_would_not_be_read(tmp_path):
    [found] = problems(tmp_path, documents() | {"pmp/concepts/people/people.1/x.yml": "a: 1"})
    assert found.endswith("x.yml: file: is not read; end its name with .yaml")


FIELD = "items[pmp-people-1-001]"


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"stem": None}, f"{FIELD}.stem", "is empty; fill it in or remove the line"),
        ({"stem": "  "}, f"{FIELD}.stem", "is empty; write the text"),
        ({"stem": 3}, f"{FIELD}.stem", "must be text; put quotes around it"),
        ({"typo": 1}, f"{FIELD}.typo", "is not a field of this format; correct its name or"),
        ({"answer": 1}, f"{FIELD}.answer", "is not a field of this format"),
        ({"type": "essay"}, f"{FIELD}.type", "is 'essay'; use one of single, multiple, matchi"),
        ({"pool": "spare"}, f"{FIELD}.pool", "is 'spare'; use one of practice, exam"),
        ({"approach": "lean"}, f"{FIELD}.approach", "is 'lean'; use one of predictive, agile, hy"),
        ({"difficulty": 3}, f"{FIELD}.difficulty", "is 3; use a number from -2 to 2"),
        ({"difficulty": "0.3"}, f"{FIELD}.difficulty", "must be a number without quotes"),
        ({"difficulty": True}, f"{FIELD}.difficulty", "must be a number without quotes"),
        ({"difficulty": float("nan")}, f"{FIELD}.difficulty", "must be a number without quotes"),
        ({"references": "one"}, f"{FIELD}.references", "must be a list (lines that begin with"),
        ({"brief": []}, f"{FIELD}.brief", "must be a mapping"),
        ({"brief": {"length_rank": 1.5}}, f"{FIELD}.brief.length_rank", "must be a whole number"),
        ({"shuffle": "no"}, f"{FIELD}.shuffle", "must be true or false"),
        ({"options": []}, f"{FIELD}.options", "has 0; list at least 3"),
        ({"key": ["z"]}, f"{FIELD}.key", "'z' is not an option; use one of a, b, c, d"),
        ({"key": ["b", "b"]}, f"{FIELD}.key", "names an option twice; name each once"),
        ({"key": ["a", "b"]}, f"{FIELD}.key", "names more than one option; keep one, or use typ"),
        ({"key": []}, f"{FIELD}.key", "has 0; list at least 1"),
    ],
)
def test_a_wrong_field_of_an_item(tmp_path, changes, place, message):
    files = documents()
    item(files, "pmp-people-1-001").update(changes)
    found = problems(tmp_path, files)
    assert any(line.startswith(f"{CONCEPT}: {place}: {message}") for line in found), found


@pytest.mark.parametrize(
    "name", ["type", "approach", "cognitive_level", "difficulty", "pool", "stem", "explanation",
             "principle", "references", "options", "key"],
)  # fmt: skip
def test_a_missing_field_of_an_item(tmp_path, name):
    files = documents()
    del item(files, "pmp-people-1-001")[name]
    assert problems(tmp_path, files) == [f"{CONCEPT}: {FIELD}.{name}: is missing; add it"]


def test_an_item_without_an_id_is_named_by_its_number(tmp_path):
    files = documents()
    del files[CONCEPT]["items"][1]["id"]
    assert problems(tmp_path, files) == [f"{CONCEPT}: items[#2].id: is missing; add it"]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"id": "b"}, "options", "two options have the same id; give each its own"),
        ({"text": "Take way 1 out of PMP people 1 001!"}, "options", "two options say the same"),
        ({"text": 4}, "options[a].text", "must be text; put quotes around it"),
        ({"correct": True}, "options[a].correct", "is not a field of this format"),
    ],
)
def test_a_wrong_option(tmp_path, change, place, message):
    files = documents()
    item(files, "pmp-people-1-001")["options"][0].update(change)
    [found] = problems(tmp_path, files)
    assert found.startswith(f"{CONCEPT}: {FIELD}.{place}: {message}")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (["a"], "names one option; name two or more, or use type single"),
        (["a", "b", "c", "d", "e"], "names every option; add distractors"),
    ],
)
def test_a_multiple_response_key_is_some_options_but_not_all(tmp_path, key, message):
    files = documents()
    files[CONCEPT]["items"][2] = multiple(key=key)
    [found] = problems(tmp_path, files)
    assert found == f"{CONCEPT}: items[pmp-people-1-003].key: {message}"


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"tolerance": -1}, "tolerance", "is -1; use a number from 0 to inf"),
        ({"unit": ""}, "unit", "is empty; write the text"),
        ({"traps": []}, "traps", "has 0; list at least 2"),
        ({"traps": [{"value": 1}, {}]}, "traps[#1].misconception", "is missing; add it"),
        ({"params": {"BAC": "many"}}, "params.BAC.value", "must be a number without quotes"),
        ({"key": ["a"]}, "key", "is not a field of this format"),
    ],
)
def test_a_wrong_field_of_a_numeric_item(tmp_path, changes, place, message):
    files = documents()
    files[CONCEPT]["items"][4] = numeric(**changes)
    field = f"{CONCEPT}: items[pmp-people-1-005].{place}"
    assert any(line.startswith(f"{field}: {message}") for line in problems(tmp_path, files))


def test_params_without_a_formula_are_a_problem(tmp_path):
    files = documents()
    del item(files, "pmp-people-1-005")["formula"]
    [found] = problems(tmp_path, files)
    assert found.endswith("formula: is missing though there are params; add it")


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"gap": "charm"}, "concept.gap", "is 'charm'; use one of scheduling, scope-change"),
        ({"task": 1.1}, "concept.task", "must be text; put quotes around it"),
        ({"task": "people.9"}, "concept.task", "'people.9' is not in pmp-1; use one of people.1,"),
        ({"task": "people.2"}, "file", "is in the wrong folder; move it to pmp/concepts/people/"),
        ({"prerequisites": ["x"]}, "concept.prerequisites", "'x' is not the id of another"),
        ({"prerequisites": ["pmp-people-1-idea"]}, "concept.prerequisites", "'pmp-people-1-idea'"),
        ({"id": "pmp-people-2-idea"}, "concept.id", "'pmp-people-2-idea' is used by two concepts"),
    ],
)
def test_a_wrong_head_of_a_concept(tmp_path, changes, place, message):
    files = documents()
    files[CONCEPT]["concept"].update(changes)
    found = problems(tmp_path, files)
    assert found[0].startswith(f"{CONCEPT}: {place}: {message}")


def test_a_prerequisite_may_be_any_other_concept(tmp_path):
    files = documents()
    files[CONCEPT]["concept"]["prerequisites"] = ["pmp-process-1-idea"]
    loaded = load_banks(write_banks(tmp_path, files))
    assert loaded.problems == ()
    assert loaded.banks.banks[0].concepts[0].prerequisites == ("pmp-process-1-idea",)


def test_a_concept_file_must_lie_in_its_domain_s_folder(tmp_path):
    files = documents()
    files["pmp/concepts/idea.yaml"] = files.pop(CONCEPT)
    assert problems(tmp_path, files) == [
        "pmp/concepts/idea.yaml: file: is in the wrong folder; "
        "move it to pmp/concepts/people/people.1/"
    ]


@pytest.mark.parametrize("items", [None, [], "none", ["text"], {"a": 1}])
def test_a_concept_without_usable_items_is_a_problem(tmp_path, items):
    found = problems(tmp_path, documents() | {CONCEPT: concept(items=items)})
    assert found[0].startswith(f"{CONCEPT}: items")


def test_an_item_id_must_be_unique_over_all_banks(tmp_path):
    files = documents("pmp") | documents("capm")
    item(files, "capm-people-1-001")["id"] = "pmp-process-1-001"
    found = problems(tmp_path, files)
    assert [line.split(": ")[0] for line in found] == [
        concept_path("people.1", "capm"),
        concept_path("process.1"),
    ]
    assert all("is used by two items" in line for line in found)


def test_unknown_misconceptions_of_options_and_traps_are_reported(tmp_path):
    files = documents()
    item(files, "pmp-people-1-001")["options"][0]["misconception"] = "odd"
    item(files, "pmp-people-1-005")["traps"][1]["misconception"] = "odder"
    fix = "is not in misconceptions.yaml; use an id from there or add it"
    assert problems(tmp_path, files) == [
        f"{CONCEPT}: {FIELD}.options[a].misconception: 'odd' {fix}",
        f"{CONCEPT}: items[pmp-people-1-005].traps[#2].misconception: 'odder' {fix}",
    ]


def test_a_broken_misconceptions_file_is_reported_once_not_for_every_option(tmp_path):
    assert problems(tmp_path, documents() | {"misconceptions.yaml": "{}"}) == [
        "misconceptions.yaml: file: must hold a list at its top level"
    ]


def test_misconceptions_have_unique_ids_and_all_their_sentences(tmp_path):
    files = documents()
    files["misconceptions.yaml"] += [
        {"id": "belief-1", "belief": "x"},
        {**files["misconceptions.yaml"][1]},
    ]
    found = problems(tmp_path, files)
    assert found == [
        "misconceptions.yaml: [belief-1].tempting: is missing; add it",
        "misconceptions.yaml: [belief-1].instead: is missing; add it",
        "misconceptions.yaml: [belief-2].id: is used twice; ids are unique",
    ]


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"id": "capm"}, "id", "is not the folder's name; write 'pmp'"),
        ({"blueprint": "pmp-9"}, "blueprint", "'pmp-9' is no file in blueprints/; name one or add"),
        ({"seconds_per_item": 80}, "seconds_per_item", "is 80, but the blueprint's minutes divide"),
        ({"stem_words": {"min": 9, "max": 3}}, "stem_words.min", "is above max; swap them"),
        ({"fits": {}}, "fits.rank", "is missing; add it"),
        ({"logo": "x"}, "logo", "is not a field of this format"),
    ],
)
def test_a_wrong_certification(tmp_path, changes, place, message):
    files = documents() | {"pmp/certification.yaml": certification_document(**changes)}
    found = problems(tmp_path, files)
    assert found[0].startswith(f"pmp/certification.yaml: {place}: {message}")


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"id": "pmp-2"}, "id", "is not the file's name; write 'pmp-1'"),
        ({"minutes": None}, "minutes", "is empty; fill it in or remove the line"),
        ({"in_force_from": "2026-07-09"}, "in_force_from", "must be a date such as 2026-07-09"),
        ({"breaks": [{"after": "s9", "minutes": 10, "counts_against_exam_time": None}]}, "breaks",
         "'s9' is not a section; use one of s1, s2"),
        ({"pass_mark": 61}, "pass_mark", "is not a field of this format"),
        ({"domains": []}, "domains", "has 0; list at least 1"),
    ],
)  # fmt: skip
def test_a_wrong_blueprint(tmp_path, changes, place, message):
    files = documents() | {"pmp/blueprints/pmp-1.yaml": blueprint(**changes)}
    found = problems(tmp_path, files)
    assert found[0].startswith(f"pmp/blueprints/pmp-1.yaml: {place}: {message}")


def test_weights_that_do_not_sum_to_100_are_a_problem_of_the_blueprint(tmp_path):
    files = documents()
    files["pmp/blueprints/pmp-1.yaml"]["domains"][0]["weight"] = 50
    assert problems(tmp_path, files) == [
        "pmp/blueprints/pmp-1.yaml: domains: the weights sum to 90; make them sum to 100"
    ]


def test_a_blueprint_that_is_not_yaml_is_reported_once(tmp_path):
    [found] = problems(tmp_path, documents() | {"pmp/blueprints/pmp-1.yaml": "- 1"})
    assert found == "pmp/blueprints/pmp-1.yaml: file: must hold a mapping at its top level"


def test_an_older_blueprint_beside_the_one_in_force_is_checked_too(tmp_path):
    files = documents() | {"pmp/blueprints/pmp-0.yaml": blueprint(id="pmp-0", minutes="long")}
    [found] = problems(tmp_path, files)
    assert found.startswith("pmp/blueprints/pmp-0.yaml: minutes: must be a number")
