"""`prep simulate` from the outside."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from prep.cli.score_plot import score_plot
from prep.cli.simulate import simulate

NAMES = "random,round-robin,ours"
QUICK = ["--learners", "3", "--days", "3", "--minutes", "5", "--policies", NAMES]


def test_it_prints_every_policy_and_writes_table_and_plot(tmp_path: Path) -> None:
    target = tmp_path / "found.csv"
    done = CliRunner().invoke(simulate, [*QUICK, "--output", str(target)])
    assert done.exit_code == 0, done.output
    lines = target.read_text().splitlines()
    assert lines[0].startswith("policy,recall on exam day")
    assert {line.split(",")[0] for line in lines[1:]} == {"random", "round-robin", "ours"}
    assert "round-robin" in done.output
    plot = ElementTree.parse(target.with_suffix(".svg")).getroot()
    assert plot.tag.endswith("svg")


def test_markdown_has_a_row_a_policy(tmp_path: Path) -> None:
    target = tmp_path / "found.md"
    done = CliRunner().invoke(simulate, [*QUICK, "--output", str(target)])
    assert done.exit_code == 0, done.output
    assert sum(line.startswith("| ") for line in target.read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--policies", "cramming"], ["--policies", "cramming", "round-robin"]),
        (["--policies", ","], ["--policies", "nothing named"]),
        (["--output", "found.pdf"], ["--output", ".csv or .md"]),
        (["--output", "nowhere/found.csv"], ["--output", "make it first"]),
        (["--world", "mars"], ["--world", "actr"]),
        (["--missed", "2"], ["--missed"]),
        (["--learners", "1"], ["--learners"]),
        (["--bound", "--world", "actr"], ["--bound", "--world fsrs"]),
        (["--bound", "--days", "200"], ["--bound", "120"]),
    ],
)
def test_bad_input_is_refused_with_the_option_and_the_fix(
    options: list[str], names: list[str]
) -> None:
    done = CliRunner().invoke(simulate, options)
    assert done.exit_code == 2
    for name in names:
        assert name in done.output


def test_the_bound_stands_above_all_policies(tmp_path: Path) -> None:
    target = tmp_path / "found.csv"
    options = [*QUICK, "--minutes", "20", "--bound", "--output", str(target)]
    done = CliRunner().invoke(simulate, options)
    assert done.exit_code == 0, done.output
    assert target.read_text().splitlines()[1].startswith("upper bound,")


def test_the_axis_of_the_plot_holds_all_intervals() -> None:
    drawn = score_plot("scores", [("one", 0.62, 0.01), ("two & more", 0.9, 0.02)], "one")
    assert ">0.60<" in drawn
    assert ">0.95<" in drawn
    assert "two &amp; more" in drawn


def test_a_plot_needs_a_point() -> None:
    with pytest.raises(ValueError, match="point"):
        score_plot("nothing", [], "ours")
