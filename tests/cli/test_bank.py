"""`prep bank`: lint, export-audit and brief, run as a user runs them."""

import json

import pytest
import yaml
from click.testing import CliRunner, Result

from prep.cli.bank import bank
from tests.banks import documents, item, write_banks


@pytest.fixture
def folder(tmp_path):
    return write_banks(tmp_path / "banks")


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(bank, [str(argument) for argument in arguments], env=environment)


def test_lint_says_that_a_clean_folder_is_clean(folder):
    result = run("lint", "--banks", folder)
    assert (result.exit_code, result.output) == (
        0,
        "15 items, 3 concepts, 1 banks, 0 exercises: clean\n",
    )


def test_lint_reads_the_folder_from_the_environment(folder):
    assert run("lint", PREP_BANKS=str(folder)).exit_code == 0


def test_lint_prints_every_problem_on_a_line_and_fails(tmp_path):
    files = documents()
    item(files, "pmp-people-1-001")["pool"] = "spare"
    item(files, "pmp-people-2-001")["principle"] = "Short."
    result = run("lint", "--banks", write_banks(tmp_path, files))
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("pmp/concepts/people/people.1/idea.yaml: items[pmp-people-1-001].")
    assert lines[-1].startswith("pmp/concepts/people/people.2/idea.yaml: items[pmp-people-2-001].")


def test_lint_of_a_folder_that_is_not_there_fails_with_a_sentence(tmp_path):
    result = run("lint", "--banks", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "is not there; name the folder that holds the banks" in result.output


def test_export_audit_writes_a_file_a_bank(tmp_path, folder):
    target = tmp_path / "out" / "audit"
    result = run("export-audit", target, "--banks", folder)
    assert result.exit_code == 0
    assert result.output == f"15 items, 3 concepts, 1 banks, 0 exercises: written to {target}\n"
    assert sorted(path.name for path in target.iterdir()) == ["blueprint.json", "pmp.json"]
    assert len(json.loads((target / "pmp.json").read_text())["items"]) == 15


def test_export_audit_writes_nothing_while_files_do_not_load(tmp_path):
    files = documents() | {"pmp/certification.yaml": "id: pmp"}
    result = run("export-audit", tmp_path / "out", "--banks", write_banks(tmp_path / "b", files))
    assert result.exit_code == 1
    assert "pmp/certification.yaml: name: is missing; add it" in result.output
    assert not (tmp_path / "out").exists()


def test_brief_prints_the_cards_of_a_task_as_yaml(folder):
    result = run("brief", "pmp", "people.1", "--count", 3, "--seed", 7, "--banks", folder)
    document = yaml.safe_load(result.output)
    assert result.exit_code == 0
    assert (document["task"], document["seed"], len(document["cards"])) == ("people.1", 7, 3)
    assert {card["type"] for card in document["cards"]} == {"single"}
    for card in document["cards"]:
        assert sum(option["is_key"] for option in card["options"]) == 1


def test_brief_draws_the_same_cards_for_the_same_seed(folder):
    command = ("brief", "pmp", "people.1", "--banks", folder, "--seed")
    assert run(*command, 7).output == run(*command, 7).output
    assert run(*command, 7).output != run(*command, 8).output


def test_brief_without_a_seed_says_which_it_drew(folder):
    command = ("brief", "pmp", "people.1", "--banks", folder)
    first = run(*command)
    seed = yaml.safe_load(first.output)["seed"]
    assert run(*command, "--seed", seed).output == first.output


def test_brief_draws_other_types(folder):
    result = run("brief", "pmp", "people.1", "--type", "multiple", "--banks", folder)
    cards = yaml.safe_load(result.output)["cards"]
    assert len(cards) == 5
    assert all(sum(option["is_key"] for option in card["options"]) == 2 for card in cards)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("pmp", "people.9"),
            "no task 'people.9'; use one of people.1, people.2, process.1",
        ),
        (("msp", "people.1"), "no brief cards for 'msp'; use one of pmp"),
        (("pmp", "people.1", "--count", "0"), "0 is not in the range 1<=x<=100"),
        (("pmp", "people.1", "--type", "essay"), "'essay' is not one of"),
    ],
)
def test_brief_refuses_with_a_sentence_that_lists_what_there_is(folder, arguments, sentence):
    result = run("brief", *arguments, "--banks", folder)
    assert result.exit_code == 2
    assert sentence in " ".join(result.output.split())
