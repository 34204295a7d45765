"""Figures drawn as SVG on the server, by the word that `kind` has in a bank file.

Checked figures go in (see `content.figures`); all text in them is escaped.
"""

from collections.abc import Sequence

from markupsafe import Markup

from prep.web.figures.base import SIZES, Figure, FigureView, Table, described, framed, lettered
from prep.web.figures.columns import HISTOGRAM, PARETO
from prep.web.figures.cumulative_flow import CUMULATIVE_FLOW
from prep.web.figures.decision_tree import DECISION_TREE
from prep.web.figures.fishbone import FISHBONE
from prep.web.figures.gantt import GANTT
from prep.web.figures.kanban import KANBAN
from prep.web.figures.lines import BURNDOWN, BURNUP, EVM
from prep.web.figures.network import NETWORK
from prep.web.figures.org_chart import ORG_CHART
from prep.web.figures.points import CONTROL, SCATTER
from prep.web.figures.raci import RACI
from prep.web.figures.risk_matrix import RISK_MATRIX
from prep.web.figures.stakeholder_grid import STAKEHOLDER_GRID

VIEWS: dict[str, FigureView] = {
    "burndown": BURNDOWN,
    "burnup": BURNUP,
    "cumulative_flow": CUMULATIVE_FLOW,
    "evm": EVM,
    "pareto": PARETO,
    "control": CONTROL,
    "scatter": SCATTER,
    "histogram": HISTOGRAM,
    "network": NETWORK,
    "gantt": GANTT,
    "risk_matrix": RISK_MATRIX,
    "stakeholder_grid": STAKEHOLDER_GRID,
    "raci": RACI,
    "kanban": KANBAN,
    "decision_tree": DECISION_TREE,
    "fishbone": FISHBONE,
    "org_chart": ORG_CHART,
}


def draw(figure: Figure, marks: Sequence[str] = ()) -> Markup:
    """The wide and the narrow drawing; `marks` are element ids that get a letter, in order."""
    view, letters = VIEWS[figure["kind"]], lettered(marks)
    description = described(view, figure, letters)
    return Markup("").join(
        framed(
            view.draw(figure, letters, size), size, title=figure["title"], description=description
        )
        for size in SIZES
    )


def table(figure: Figure) -> Table:
    """The same data as a table."""
    return VIEWS[figure["kind"]].table(figure)
