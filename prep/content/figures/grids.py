"""Grids: the risk matrix (probability by impact) and the stakeholder grid (power by interest)."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, OneOf, Part, Text
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated
from prep.content.figures.graphs import check_known

LOW_HIGH = ("low", "high")


class RiskSchema(FileSchema):
    """One risk and its cell."""

    id = Label(longest=4, required=True)
    name = Label(required=True)
    probability = Text(required=True)
    impact = Text(required=True)


class RiskMatrixSchema(FigureSchema):
    """The levels of either axis from low to high, and the risks.

    Elements are the risks and the cells; a cell is called `<probability> / <impact>`.
    """

    probability = ListOf(Label(longest=12), at_least=2, at_most=5, required=True)
    impact = ListOf(Label(longest=12), at_least=2, at_most=5, required=True)
    risks = ListOf(Part(RiskSchema), at_least=1, at_most=12, required=True)

    @validates_schema
    def _risks_have_cells(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for axis in ("probability", "impact"):
            refuse_repeated(data[axis], axis)
            for risk in data["risks"]:
                field = f"risks[{risk['id']}].{axis}"
                check_known(risk[axis], data[axis], field=field, what=f"level of {axis}")
        refuse_repeated(_risks_and_cells(data), "risks")


class StakeholderSchema(FileSchema):
    """One stakeholder, low or high on either axis."""

    name = Label(required=True)
    power = OneOf(LOW_HIGH, required=True)
    interest = OneOf(LOW_HIGH, required=True)


class StakeholderGridSchema(FigureSchema):
    """Stakeholders by power and interest.

    Elements are the stakeholders and the quadrants, called `<power> / <interest>`: `high / low`.
    """

    stakeholders = ListOf(Part(StakeholderSchema), at_least=1, at_most=12, required=True)

    @validates_schema
    def _names_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(_stakeholders_and_quadrants(data), "stakeholders")


def _risks_and_cells(figure: Figure) -> tuple[str, ...]:
    cells = (f"{p} / {i}" for p in figure["probability"] for i in figure["impact"])
    return (*(risk["id"] for risk in figure["risks"]), *cells)


def _stakeholders_and_quadrants(figure: Figure) -> tuple[str, ...]:
    quadrants = (f"{power} / {interest}" for power in LOW_HIGH for interest in LOW_HIGH)
    return (*(stakeholder["name"] for stakeholder in figure["stakeholders"]), *quadrants)


RISK_MATRIX = FigureKind("risk_matrix", RiskMatrixSchema, _risks_and_cells)
STAKEHOLDER_GRID = FigureKind(
    "stakeholder_grid", StakeholderGridSchema, _stakeholders_and_quadrants
)
