"""Fishbone (cause-and-effect) diagrams."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated


class CategorySchema(FileSchema):
    """One bone: a category and its causes."""

    name = Label(longest=20, required=True)
    causes = ListOf(Label(), at_least=1, at_most=4, required=True)


class FishboneSchema(FigureSchema):
    """The effect and the categories of causes. Elements are categories and causes, by name."""

    effect = Label(longest=60, required=True)
    categories = ListOf(Part(CategorySchema), at_least=2, at_most=6, required=True)

    @validates_schema
    def _names_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(_elements(data), "categories")


def _elements(figure: Figure) -> tuple[str, ...]:
    return tuple(
        name
        for category in figure["categories"]
        for name in (category["name"], *category["causes"])
    )


FISHBONE = FigureKind("fishbone", FishboneSchema, _elements)
