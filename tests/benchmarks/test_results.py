"""The report: goals both ways, parts replaced one by one, nothing invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import results
from benchmarks.missing import Missing, peer
from benchmarks.report import Figure, Section, section_text


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def save(part: str, section: Section, *, command: str) -> None:
        results.save(part, section, command=command, folder=tmp_path)

    def keep_only(part: str, titles: set[str]) -> None:
        results.keep_only(part, titles, folder=tmp_path)

    monkeypatch.setattr(command, "save", save)
    monkeypatch.setattr(command, "keep_only", keep_only)
    return tmp_path


def section(title: str, *values: float) -> Section:
    return Section(title, figures=[Figure("score", value, "", 0.5) for value in values])


def saved(folder: Path) -> list[tuple[str, str]]:
    return [(one.part, one.section.title) for one in results.load(folder)]


@pytest.mark.parametrize(
    ("value", "is_goal_least", "is_met"),
    [(0.5, False, True), (0.6, False, False), (0.5, True, True), (0.4, True, False)],
)
def test_a_goal_is_the_most_or_the_least(value: float, is_goal_least: bool, is_met: bool) -> None:
    figure = Figure("score", value, "", 0.5, is_goal_least=is_goal_least)
    assert figure.is_met is is_met
    assert Figure("score", value, "").is_met is None


def test_a_figure_is_shown_with_its_interval_goal_and_n() -> None:
    figure = Figure("AUC", 0.80294, "", 0.793, 58_266, 0.79, 0.81, is_goal_least=True)
    text = section_text(Section("Prediction", figures=[figure]))
    assert "| AUC | 0.8029 | 0.7900 to 0.8100 | ≥ 0.7930 | 58,266 | met |" in text


def test_a_part_replaces_only_its_own_sections(folder: Path) -> None:
    results.save("calibration", section("Items", 0.4), command="first", folder=folder)
    results.save("speed", section("Requests", 0.9), command="second", folder=folder)
    results.save("calibration", section("Items", 0.3), command="third", folder=folder)
    assert saved(folder) == [("speed", "Requests"), ("calibration", "Items")]
    speed, calibration = results.load(folder)
    assert (speed.command, calibration.command) == ("second", "third")
    assert calibration.section.figures == [Figure("score", 0.3, "", 0.5)]


def test_the_report_is_made_from_the_json_alone(folder: Path) -> None:
    results.save("speed", section("Requests", 0.9), command="the command", folder=folder)
    text = (folder / "results.md").read_text()
    assert text == results.markdown(results.load(folder))
    assert "`the command`: date " in text
    assert "- Requests: score\n" in text
    assert "- Prediction: no figures yet; `python -m benchmarks --only prediction`." in text
    assert "--only speed" not in text


def test_what_a_part_no_longer_has_goes(folder: Path) -> None:
    results.save("speed", section("Old", 0.1), command="old", folder=folder)
    assert command.measured("speed", lambda: iter([section("New", 0.1)]), command="new") is None
    assert saved(folder) == [("speed", "New")]


def test_where_something_is_missing_the_finished_and_the_earlier_stay(folder: Path) -> None:
    def measure() -> Iterator[Section]:
        yield section("First", 0.1)
        raise Missing("the peer is missing.")

    results.save("prediction", section("Second", 0.2), command="earlier", folder=folder)
    found = command.measured("prediction", measure, command="now")
    assert found == "prediction: the peer is missing."
    assert sorted(saved(folder)) == [("prediction", "First"), ("prediction", "Second")]


def test_a_missing_peer_is_named_with_what_installs_it() -> None:
    with pytest.raises(Missing, match=r"no_such_peer is missing.*\[bench\]"):
        peer("no_such_peer.models")


def test_the_command_fails_with_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.delenv("PREP_BENCH_DATA", raising=False)
    monkeypatch.setattr("sys.argv", ["benchmarks", "--only", "prediction"])
    with pytest.raises(SystemExit, match="PREP_BENCH_DATA is not set"):
        command.main()
    assert saved(folder) == [("prediction", "Will this answer be right?")]
    assert "- Prediction: no figures yet" in (folder / "results.md").read_text()
