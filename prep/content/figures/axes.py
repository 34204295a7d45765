"""What charts with axes share as a file format."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import ListOf, Number, refuse
from prep.content.figures.base import Figure, FigureSchema, Label, refuse_repeated

LARGEST = 1_000_000
"""Largest number in a chart, so that the labels of an axis fit."""


class ChartSchema(FigureSchema):
    """A chart with the names of its two axes, each with its unit if it has one."""

    x_axis = Label(required=True)
    y_axis = Label(required=True)


class PeriodChartSchema(ChartSchema):
    """A chart over periods such as sprints or months, in order of time."""

    periods = ListOf(Label(longest=10), at_least=2, at_most=16, required=True)

    @validates_schema
    def _periods_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(data["periods"], "periods")


def amounts(*, at_least: int = 2, at_most: int = 16, required: bool = True) -> ListOf:
    """A list of numbers from zero up."""
    return ListOf(
        Number(low=0, high=LARGEST), at_least=at_least, at_most=at_most, required=required
    )


def period_elements(figure: Figure) -> tuple[str, ...]:
    """The periods."""
    return tuple(figure["periods"])


def refuse_beyond_periods(data: Mapping[str, Any], field: str) -> None:
    """Raises ValidationError when there are more values than periods. Fewer end earlier."""
    count, most = len(data[field]), len(data["periods"])
    if count > most:
        raise refuse(field, f"has {count} values for {most} periods; remove some or add periods")


def refuse_other_count(count: int, wanted: int, field: str, of: str) -> None:
    """Raises ValidationError when a list is not as long as another one."""
    if count != wanted:
        raise refuse(field, f"has {count} values; write {wanted}, as many as {of}")


def refuse_falling(values: Sequence[float], field: str) -> None:
    """Raises ValidationError when cumulative values fall."""
    for before, after in pairwise(values):
        if after < before:
            raise refuse(field, f"falls from {before:g} to {after:g}; totals to date never fall")
