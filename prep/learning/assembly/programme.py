"""The integer programme: which units fulfil all rows, or miss them by least.

Solved by HiGHS on one thread without a limit of time, so that the same rows give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from prep.learning.assembly.rows import Row
from prep.learning.memory_arrays import Floats

GAP = 0.01
"""How far from the best the chance weights may end: they only make forms differ."""
MOST_NODES = 20_000
"""Branches after which the best choice so far stands."""


@dataclass(frozen=True, slots=True)
class Solution:
    """chosen: indices of units. misses: by soft row, above 0 as far as it got less than wanted,
    below 0 as far as it got more.
    """

    chosen: tuple[int, ...]
    misses: tuple[float, ...]


def choose(rows: Sequence[Row], apart: Sequence[Row], weights: Floats) -> Solution | None:
    """The units of least weight that fulfil everything; None where there are none.

    weights: one for each unit.
    """
    return _solved(rows, apart, weights, is_elastic=False)


def choose_nearest(rows: Sequence[Row], apart: Sequence[Row], units: int) -> Solution | None:
    """The units that miss `rows` by least in sum, and keep those of `apart`.

    None where the solver gave up, which it does after MOST_NODES branches without any.
    """
    return _solved(rows, apart, np.zeros(units), is_elastic=True)


def _solved(
    rows: Sequence[Row], apart: Sequence[Row], weights: Floats, *, is_elastic: bool
) -> Solution | None:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0 if is_elastic else GAP),
        ("mip_max_nodes", MOST_NODES),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(_model(rows, apart, weights, is_elastic))
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    values = np.array(solver.getSolution().col_value)
    units, missing, excess = np.split(values, [len(weights), len(weights) + len(rows)])
    return Solution(
        chosen=tuple(int(n) for n in np.flatnonzero(units > 0.5)),
        misses=tuple(float(miss) for miss in (missing - excess).round(6)),
    )


def _model(
    rows: Sequence[Row], apart: Sequence[Row], weights: Floats, is_elastic: bool
) -> highspy.HighsLp:
    """Columns: units, then what each soft row lacks, then what it has too much."""
    identity = np.eye(len(rows))
    matrix = np.vstack(
        [
            np.hstack([_coefficients(rows, len(weights)), identity, -identity]),
            np.hstack([_coefficients(apart, len(weights)), np.zeros((len(apart), 2 * len(rows)))]),
        ]
    )
    slack = np.full(len(rows), highspy.kHighsInf if is_elastic else 0.0)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.concatenate([weights, np.ones(2 * len(rows))])
    model.col_lower_ = np.zeros(matrix.shape[1])
    model.col_upper_ = np.concatenate([np.ones(len(weights)), slack, slack])
    model.row_lower_ = np.array([row.low for row in (*rows, *apart)])
    model.row_upper_ = np.array([row.high for row in (*rows, *apart)])
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(weights) + [
        highspy.HighsVarType.kContinuous
    ] * (2 * len(rows))
    _fill(model, matrix)
    return model


def _coefficients(rows: Sequence[Row], units: int) -> Floats:
    return np.array([row.coefficients for row in rows]).reshape(len(rows), units)


def _fill(model: highspy.HighsLp, matrix: Floats) -> None:
    """The matrix into the model, row by row without its zeros."""
    where = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(where[0], np.arange(matrix.shape[0] + 1))
    model.a_matrix_.index_ = where[1]
    model.a_matrix_.value_ = np.asarray(matrix[where], dtype=np.float64)
