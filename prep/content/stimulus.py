"""The file format of what stands before a stem: a text, a figure, a table, or a case.

A case's scenario and exhibits become the stimulus `case` of its items when they are loaded.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part, Text, refuse
from prep.content.figures import FigureField
from prep.content.item_types.options import refuse_alike

CONTENTS = ("text", "figure", "table")
MOST_COLUMNS, MOST_ROWS = 7, 16


class TableSchema(FileSchema):
    """Rows of plain text under heads. The first cell of a row names the row."""

    caption = Text(required=True)
    head = ListOf(Text(), at_least=2, at_most=MOST_COLUMNS, required=True)
    rows = ListOf(ListOf(Text()), at_least=1, at_most=MOST_ROWS, required=True)

    @validates_schema
    def _rows_fit_the_head(self, data: dict[str, Any], **_kwargs: Any) -> None:
        columns = len(data["head"])
        for n, row in enumerate(data["rows"], start=1):
            if len(row) != columns:
                raise refuse(f"rows[#{n}]", f"has {len(row)} cells; give it {columns}, as the head")


class StimulusSchema(FileSchema):
    """What an item shows before its stem. `text` is Markdown."""

    text = Text()
    figure = FigureField()
    table = Part(TableSchema)

    @validates_schema
    def _holds_something(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not data:
            raise refuse("text", f"is missing; give one of {', '.join(CONTENTS)}")


class ExhibitSchema(FileSchema):
    """One document of a case: a text (Markdown), a figure or a table."""

    id = Text(required=True)
    title = Text(required=True)
    text = Text()
    figure = FigureField()
    table = Part(TableSchema)

    @validates_schema
    def _holds_one_thing(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if sum(name in data for name in CONTENTS) != 1:
            raise refuse("text", f"give exactly one of {', '.join(CONTENTS)}")


class CaseSchema(FileSchema):
    """A situation that several items ask about. `scenario` is Markdown."""

    id = Text(required=True)
    title = Text(required=True)
    scenario = Text(required=True)
    exhibits = ListOf(Part(ExhibitSchema), at_least=1, at_most=4, required=True)

    @validates_schema
    def _exhibits_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_alike(data["exhibits"], "exhibits", "exhibits", text="title")


def stimulus_text(stimulus: Mapping[str, Any]) -> str:
    """Everything in a stimulus as plain text, figures as their data."""
    return "\n".join(_texts(stimulus))


def _texts(part: Any) -> list[str]:
    if isinstance(part, Mapping):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [text for value in part for text in _texts(value)]
    return [str(part)]
