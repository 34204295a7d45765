"""The grid of minutes and days: what is kept in the file is not measured again."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks import scheduling_grid
from benchmarks.scheduling_grid import Scenario, measurements, section, strongest


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[Scenario]:
    """The scenarios that were simulated; two a world, with scores made up."""
    asked: list[Scenario] = []

    def scores(scenario: Scenario) -> scheduling_grid.Scores:
        asked.append(scenario)
        names = (scheduling_grid.OURS, *scheduling_grid.UNTUNED, *scheduling_grid.HINDSIGHT)
        lowest = 0.5 + scenario.days / 1000
        found = {name: np.full(scenario.learners, lowest) for name in names}
        return found | {"greedy": np.linspace(lowest, lowest + 0.02, scenario.learners)}

    monkeypatch.setattr(scheduling_grid, "scores", scores)
    monkeypatch.setattr(scheduling_grid, "MINUTES", (5,))
    monkeypatch.setattr(scheduling_grid, "DAYS", (14, 30))
    return asked


def test_a_second_run_goes_on_where_the_first_was_stopped(
    measured: list[Scenario], tmp_path: Path
) -> None:
    file = tmp_path / "grid.jsonl"
    stopped = measurements(3, file)
    first = [next(stopped) for _ in range(2)]
    stopped.close()
    found = dict(measurements(3, file))
    assert len(measured) == len(set(measured)) == len(found) == 6
    for scenario, scores in first:
        assert np.allclose(found[scenario]["greedy"], scores["greedy"], atol=1e-6)


def test_other_learners_are_measured_anew(measured: list[Scenario], tmp_path: Path) -> None:
    for learners in (3, 4):
        list(measurements(learners, tmp_path / "grid.jsonl"))
    assert len(measured) == 12


def test_the_report_names_the_strongest_rival_of_each_world(measured: list[Scenario]) -> None:
    part = section(3)
    assert len(part.rows) == 6
    assert len(part.figures) == 6
    assert all(row[5] == "greedy" for row in part.rows)
    assert part.figures[0].value == pytest.approx(1.0)
    assert part.figures[0].is_met is False
    assert part.figures[1].is_met is True


def test_the_strongest_is_compared_learner_by_learner() -> None:
    scores = {"ours": np.array([0.4, 0.6]), "a": np.array([0.5, 0.7]), "b": np.array([0.9, 0.1])}
    rival = strongest(scores, ("a", "b"))
    assert rival.name == "a"
    assert rival.ahead.mean == pytest.approx(0.1)
    assert rival.ahead.half_width == pytest.approx(0, abs=1e-12)
