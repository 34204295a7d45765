"""`prep form`: assemble and check, run as a user runs them."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from prep.cli.form import form
from prep.content.lint import lint_banks
from prep.content.loader import load_banks
from tests.banks import documents, write_banks
from tests.exam_banks import exam_documents, form_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_banks(tmp_path / "banks", exam_documents())


def run(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(form, [*map(str, arguments), "--banks", str(folder)])


def test_a_form_is_written_that_lints_clean(folder: Path) -> None:
    result = run(folder, "assemble", "pmp", "a", "--seed", 7)
    path = folder / "pmp" / "forms" / "a.yaml"
    assert (result.exit_code, result.output) == (0, f"20 questions: written to {path}\n")
    written = yaml.safe_load(path.read_text())
    assert (written["id"], written["kind"], written["seed"]) == ("a", "full", 7)
    loaded = load_banks(folder)
    assert [*loaded.problems, *lint_banks(loaded.banks)] == []


def test_the_same_seed_writes_the_same_form(folder: Path) -> None:
    path = folder / "pmp" / "forms" / "a.yaml"
    run(folder, "assemble", "pmp", "a", "--seed", 7)
    first = path.read_text()
    run(folder, "assemble", "pmp", "a", "--seed", 7)
    assert path.read_text() == first
    run(folder, "assemble", "pmp", "a", "--seed", 8)
    assert path.read_text() != first


def test_a_second_form_shares_nothing_and_a_third_lacks_items(folder: Path) -> None:
    for name in "ab":
        assert run(folder, "assemble", "pmp", name).exit_code == 0
    [bank] = load_banks(folder).banks.banks
    first, second = (set().union(*one.sections.values()) for one in bank.forms)
    assert first.isdisjoint(second)
    result = run(folder, "assemble", "pmp", "c")
    assert result.exit_code == 1
    assert "Process: 8 needed, 4 in the pool" in result.output
    assert not (folder / "pmp" / "forms" / "c.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing", "a"), "there is no bank 'nothing'"),
        (("pmp", "../a"), "is no name; use letters, digits and hyphens"),
        (("pmp", "a", "--kind", "quarter"), "Choose one of full, half"),
        (("pmp", "a", "--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_done_is_refused(
    folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(folder, "assemble", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert not (folder / "pmp" / "forms").exists()


def test_nothing_is_assembled_from_banks_with_problems(tmp_path: Path) -> None:
    folder = write_banks(tmp_path, exam_documents() | {"pmp/certification.yaml": "id: pmp"})
    result = run(folder, "assemble", "pmp", "a")
    assert result.exit_code == 1
    assert "pmp/certification.yaml: name: is missing; add it" in result.output


def test_check_counts_what_there_is_and_what_is_left(tmp_path: Path) -> None:
    folder = write_banks(tmp_path, form_file(exam_documents()))
    result = run(folder, "check")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        ["pmp: 60 exam questions, 1 forms", "  enough is left for another full form"],
    )


def test_check_of_a_bank_without_exam_questions_says_what_is_missing(tmp_path: Path) -> None:
    result = run(write_banks(tmp_path, documents()), "check")
    assert result.exit_code == 0
    assert "not enough for another full form: Questions: 60 needed, 0 in the pool; and 5 more" in (
        result.output
    )


def test_check_fails_on_a_form_that_breaks_a_rule(tmp_path: Path) -> None:
    files = form_file(exam_documents())
    files["pmp/forms/a.yaml"]["sections"].reverse()
    result = run(write_banks(tmp_path, files), "check")
    assert result.exit_code == 1
    assert "the sections are not s1, s2, in this order" in result.output
