"""What was measured, beside the goals: results.md and results.json in this folder."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.prediction import measures
from benchmarks.report import machine

FOLDER = Path(__file__).parent
OURS = "Prep"
"""Name of the model that the goals are for; every other one is a peer."""

SEED = 20261122


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Held-out responses of one data set, and what each model said before it saw them.

    learner, correct (0 or 1), fold: (n,). models: probabilities (n,) by name, Prep's among them.
    goals: least AUC, most log loss. notes: sentences on how it was done.
    """

    data: str
    learner: np.ndarray
    correct: np.ndarray
    fold: np.ndarray
    models: Mapping[str, np.ndarray]
    goals: tuple[float, float]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure. low, high: 95 % interval, or None. goal: None where there is none."""

    data: str
    model: str
    measure: str
    value: float
    low: float | None
    high: float | None
    goal: float | None
    is_goal_least: bool
    responses: int
    learners: int

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.is_goal_least else self.value <= self.goal


@dataclass(slots=True)
class Report:
    """Rows of one data set, with notes."""

    data: str
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def report(found: Predictions) -> Report:
    """Measure every model of a data set."""
    rng = np.random.default_rng(SEED)
    rows = [row for model in found.models for row in _rows(found, model, rng)]
    return Report(found.data, list(found.notes), rows)


def cost(data: str, name: str, microseconds: float, goal: float | None, responses: int) -> Row:
    """A row for the time that one response takes."""
    return Row(data, OURS, name, microseconds, None, None, goal, False, responses, 0)


def write(reports: Sequence[Report], *, command: str, folder: Path = FOLDER) -> None:
    """Write results.md and results.json, and print the former."""
    facts = machine()
    text = _markdown(reports, facts, command)
    (folder / "results.md").write_text(text)
    document = {
        "command": command,
        "machine": facts,
        "reports": [
            {
                "data": part.data,
                "notes": part.notes,
                "rows": [asdict(row) | {"met": row.is_met} for row in part.rows],
            }
            for part in reports
        ],
    }
    (folder / "results.json").write_text(json.dumps(document, indent=1) + "\n")
    print(text)


def _rows(found: Predictions, model: str, rng: np.random.Generator) -> list[Row]:
    p, correct, fold = found.models[model], found.correct, found.fold
    least_auc, most_loss = found.goals if model == OURS else (None, None)
    size = len(p), len(np.unique(found.learner))
    rows = []
    for name, measure, goal, is_least in (
        ("AUC", measures.auc, least_auc, True),
        ("log loss", measures.log_loss, most_loss, False),
    ):
        value = measures.mean_over_folds(measure, p, correct, fold)
        low, high = measures.interval(measure, p, correct, fold, found.learner, rng=rng)
        rows.append(Row(found.data, model, name, value, low, high, goal, is_least, *size))
    error = measures.calibration_error(p, correct)
    floor = measures.calibration_floor(p, rng=rng) if model == OURS else None
    rows.append(Row(found.data, model, "calibration error", error, None, None, floor, False, *size))
    return rows


def _markdown(reports: Sequence[Report], facts: Mapping[str, str], command: str) -> str:
    missed = [
        f"{row.data}: {row.measure}" for part in reports for row in part.rows if row.is_met is False
    ]
    lines = [
        "# Will this answer be right?",
        "",
        f"`{command}`: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + ".",
        "Each response is predicted from that learner's earlier ones; all that is fitted comes "
        "from training learners. AUC and log loss: mean over folds, with a 95 % bootstrap "
        "interval over learners. Calibration error: 15 bins of equal mass, all held-out responses "
        "together; its goal is the 95th percentile of what chance alone gives true probabilities "
        "(the sampling floor). Times in microseconds.",
        "",
        f"**Missed: {'; '.join(missed)}.**" if missed else "**All goals were met.**",
    ]
    for part in reports:
        lines += ["", f"## {part.data}", "", *part.notes, ""]
        lines += ["| model | measure | value | 95 % interval | goal | responses | learners | met |"]
        lines += ["|---|---|---|---|---|---|---|---|", *(_line(row) for row in part.rows)]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    between = "–" if row.low is None else f"{row.low:.4f} to {row.high:.4f}"
    sign = "≥" if row.is_goal_least else "≤"
    goal = "–" if row.goal is None else f"{sign} {row.goal:.4f}"
    met = {True: "met", False: "**missed**", None: "–"}[row.is_met]
    learners = f"{row.learners:,}" if row.learners else "–"
    cells = (row.model, row.measure, f"{row.value:.4f}", between, goal, f"{row.responses:,}")
    return "| " + " | ".join((*cells, learners, met)) + " |"
