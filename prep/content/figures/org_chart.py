"""Organisation charts: positions and whom they report to."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated
from prep.content.figures.graphs import check_tree

MOST_LEVELS = 4


class PositionSchema(FileSchema):
    """One position; `under` names the one that it reports to. The top has none."""

    name = Label(required=True)
    under = Text()


class OrgChartSchema(FigureSchema):
    """Positions from the top. Elements are the positions, by name."""

    positions = ListOf(Part(PositionSchema), at_least=2, at_most=14, required=True)

    @validates_schema
    def _is_a_tree(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(_elements(data), "positions")
        parents = {position["name"]: position.get("under") for position in data["positions"]}
        check_tree(
            parents, field="positions[{}].under".format, what="position", deepest=MOST_LEVELS
        )


def _elements(figure: Figure) -> tuple[str, ...]:
    return tuple(position["name"] for position in figure["positions"])


ORG_CHART = FigureKind("org_chart", OrgChartSchema, _elements)
