"""Figures as data: the kinds, by the word that `kind` has in a bank file.

A new kind is one module here with its `FigureKind`, one module in `web/figures` that draws it, and
a line in either registry.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from prep.content.fields import OneOf
from prep.content.figures.base import Figure, FigureKind, FigureSchema
from prep.content.figures.decision_tree import DECISION_TREE
from prep.content.figures.evm import EVM
from prep.content.figures.fishbone import FISHBONE
from prep.content.figures.gantt import GANTT
from prep.content.figures.grids import RISK_MATRIX, STAKEHOLDER_GRID
from prep.content.figures.kanban import KANBAN
from prep.content.figures.network import NETWORK
from prep.content.figures.org_chart import ORG_CHART
from prep.content.figures.progress import BURNDOWN, BURNUP, CUMULATIVE_FLOW
from prep.content.figures.quality import CONTROL, HISTOGRAM, PARETO, SCATTER
from prep.content.figures.raci import RACI

FIGURES: dict[str, FigureKind] = {
    kind.name: kind
    for kind in (
        BURNDOWN,
        BURNUP,
        CUMULATIVE_FLOW,
        EVM,
        PARETO,
        CONTROL,
        SCATTER,
        HISTOGRAM,
        NETWORK,
        GANTT,
        RISK_MATRIX,
        STAKEHOLDER_GRID,
        RACI,
        KANBAN,
        DECISION_TREE,
        FISHBONE,
        ORG_CHART,
    )
}


class _UnknownKindSchema(FigureSchema):
    """What can still be checked when nobody can say which fields belong."""

    kind = OneOf(tuple(FIGURES), required=True)


class FigureField(fields.Field[dict[str, Any]]):
    """A figure inside an item or exhibit."""

    default_error_messages = {  # noqa: RUF012 - marshmallow reads it from the class
        "required": "is missing; add it",
        "null": "is empty; fill it in or remove the line",
        "invalid": "must be a mapping (name: value lines)",
    }

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        return check_figure(value)


def check_figure(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The figure, checked by its kind. Raises ValidationError with all that is wrong."""
    kind = FIGURES.get(str(raw.get("kind")))
    schema = kind.schema() if kind else _UnknownKindSchema(unknown="exclude")
    checked: dict[str, Any] = schema.load(raw)
    return checked


def elements(figure: Figure) -> tuple[str, ...]:
    """Ids of the parts of a checked figure that a hotspot item may ask for, in drawing order."""
    return FIGURES[figure["kind"]].elements(figure)
