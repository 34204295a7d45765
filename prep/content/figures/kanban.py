"""Kanban boards: columns with their limits and cards."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Number, Part, YesNo
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated


class CardSchema(FileSchema):
    """One card; `blocked` says that it cannot move on."""

    id = Label(longest=6, required=True)
    name = Label(required=True)
    blocked = YesNo()


class ColumnSchema(FileSchema):
    """One column. `limit` is the most cards that may be in it; it may hold more all the same."""

    name = Label(longest=16, required=True)
    limit = Number(low=1, high=99, whole=True)
    cards = ListOf(Part(CardSchema), at_most=6, required=True)


class KanbanSchema(FigureSchema):
    """Columns from left to right. Elements are the columns, by name, and the cards."""

    columns = ListOf(Part(ColumnSchema), at_least=2, at_most=6, required=True)

    @validates_schema
    def _names_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(_elements(data), "columns")


def _elements(figure: Figure) -> tuple[str, ...]:
    columns = figure["columns"]
    cards = (card["id"] for column in columns for card in column["cards"])
    return (*(column["name"] for column in columns), *cards)


KANBAN = FigureKind("kanban", KanbanSchema, _elements)
