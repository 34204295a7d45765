"""Charts of quality work: Pareto, control chart, scatter diagram and histogram.

Their points and bins are asked for by number, counted from 1 in the order of the file.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Number, Part, refuse
from prep.content.figures.axes import LARGEST, ChartSchema, amounts
from prep.content.figures.base import Figure, FigureKind, Label, refuse_repeated


def _amount() -> Number:
    return Number(low=-LARGEST, high=LARGEST, required=True)


class CauseSchema(FileSchema):
    """How often one cause was counted."""

    name = Label(required=True)
    count = Number(low=0, high=LARGEST, required=True)


class ParetoSchema(ChartSchema):
    """Causes from the most frequent down; one named `Other` may stand last whatever its count."""

    causes = ListOf(Part(CauseSchema), at_least=2, at_most=8, required=True)

    @validates_schema
    def _names_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated(_causes(data), "causes")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_kwargs: Any) -> None:
        causes = data["causes"]
        ordered = causes[:-1] if causes[-1]["name"] == "Other" else causes
        for before, after in pairwise(ordered):
            if after["count"] > before["count"]:
                message = f"is above that of {before['name']!r}; order causes from the largest"
                raise refuse(f"causes[{after['name']}].count", message)

    @validates_schema
    def _something_counted(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if not sum(cause["count"] for cause in data["causes"]):
            raise refuse("causes", "have no count above 0; write what was counted")


class ControlSchema(ChartSchema):
    """Samples in order of time, with the mean and the control limits of the process."""

    values = ListOf(_amount(), at_least=5, at_most=30, required=True)
    mean = _amount()
    upper_limit = _amount()
    lower_limit = _amount()

    @validates_schema
    def _upper_above_mean(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data["upper_limit"] <= data["mean"]:
            raise refuse("upper_limit", "is not above mean; correct one of them")

    @validates_schema
    def _lower_below_mean(self, data: dict[str, Any], **_kwargs: Any) -> None:
        if data["lower_limit"] >= data["mean"]:
            raise refuse("lower_limit", "is not below mean; correct one of them")


class PointSchema(FileSchema):
    """One observation of two quantities."""

    x = _amount()
    y = _amount()


class ScatterSchema(ChartSchema):
    """Observations of two quantities."""

    points = ListOf(Part(PointSchema), at_least=3, at_most=40, required=True)


class HistogramSchema(ChartSchema):
    """Counts of bins of one width, from `start` up. A bin holds its lower bound."""

    start = _amount()
    width = Number(low=0.001, high=LARGEST, required=True)
    counts = amounts(at_least=3, at_most=12, required=True)


def _causes(figure: Figure) -> tuple[str, ...]:
    return tuple(cause["name"] for cause in figure["causes"])


def _numbers_of(field: str) -> Callable[[Figure], tuple[str, ...]]:
    return lambda figure: tuple(str(n) for n in range(1, len(figure[field]) + 1))


PARETO = FigureKind("pareto", ParetoSchema, _causes)
CONTROL = FigureKind("control", ControlSchema, _numbers_of("values"))
SCATTER = FigureKind("scatter", ScatterSchema, _numbers_of("points"))
HISTOGRAM = FigureKind("histogram", HistogramSchema, _numbers_of("counts"))
