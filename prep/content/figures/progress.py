"""Progress of work over time: burn-down, burn-up and cumulative flow."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Part
from prep.content.figures.axes import (
    PeriodChartSchema,
    amounts,
    period_elements,
    refuse_beyond_periods,
    refuse_other_count,
)
from prep.content.figures.base import Figure, FigureKind, Label, refuse_repeated


class BurndownSchema(PeriodChartSchema):
    """Work remaining at each period. The ideal line falls evenly from the first value to zero."""

    remaining = amounts(required=True)

    @validates_schema
    def _within_periods(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_beyond_periods(data, "remaining")


class BurnupSchema(PeriodChartSchema):
    """Work completed to date, and the scope known at that time."""

    completed = amounts(required=True)
    scope = amounts(required=True)

    @validates_schema
    def _completed_within_periods(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_beyond_periods(data, "completed")

    @validates_schema
    def _scope_within_periods(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_beyond_periods(data, "scope")


class StateSchema(FileSchema):
    """Items that are in one state of the workflow at each period."""

    name = Label(required=True)
    counts = amounts(required=True)


class CumulativeFlowSchema(PeriodChartSchema):
    """States in the order in which work passes them: the last one is done."""

    states = ListOf(Part(StateSchema), at_least=2, at_most=5, required=True)

    @validates_schema
    def _names_differ(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated([state["name"] for state in data["states"]], "states")

    @validates_schema
    def _one_count_a_period(self, data: dict[str, Any], **_kwargs: Any) -> None:
        for state in data["states"]:
            place = f"states[{state['name']}].counts"
            refuse_other_count(len(state["counts"]), len(data["periods"]), place, "periods")


def _states(figure: Figure) -> tuple[str, ...]:
    return tuple(state["name"] for state in figure["states"])


BURNDOWN = FigureKind("burndown", BurndownSchema, period_elements)
BURNUP = FigureKind("burnup", BurnupSchema, period_elements)
CUMULATIVE_FLOW = FigureKind("cumulative_flow", CumulativeFlowSchema, _states)
