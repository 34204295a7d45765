"""Earned value management: the S-curves of planned value, earned value and actual cost."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import refuse
from prep.content.figures.axes import (
    PeriodChartSchema,
    amounts,
    period_elements,
    refuse_beyond_periods,
    refuse_falling,
    refuse_other_count,
)
from prep.content.figures.base import FigureKind


class EvmSchema(PeriodChartSchema):
    """Totals to date. The status date is the last period of earned value and actual cost.

    `forecast` is the cost expected at the periods after the status date.
    """

    planned_value = amounts(required=True)
    earned_value = amounts(at_least=1, required=True)
    actual_cost = amounts(at_least=1, required=True)
    forecast = amounts(at_least=1, required=False)

    @validates_schema
    def _planned_for_every_period(self, data: dict[str, Any], **_kwargs: Any) -> None:
        count, wanted = len(data["planned_value"]), len(data["periods"])
        refuse_other_count(count, wanted, "planned_value", "periods")
        refuse_falling(data["planned_value"], "planned_value")

    @validates_schema
    def _earned_to_the_status_date(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_beyond_periods(data, "earned_value")
        refuse_falling(data["earned_value"], "earned_value")

    @validates_schema
    def _cost_to_the_status_date(self, data: dict[str, Any], **_kwargs: Any) -> None:
        count, wanted = len(data["actual_cost"]), len(data["earned_value"])
        refuse_other_count(count, wanted, "actual_cost", "earned_value")
        refuse_falling(data["actual_cost"], "actual_cost")

    @validates_schema
    def _forecast_after_the_status_date(self, data: dict[str, Any], **_kwargs: Any) -> None:
        count = len(data.get("forecast", []))
        left = len(data["periods"]) - len(data["actual_cost"])
        if count > max(left, 0):
            raise refuse(
                "forecast",
                f"has {count} values for {left} periods after the status date; remove some",
            )
        refuse_falling([data["actual_cost"][-1], *data.get("forecast", [])], "forecast")


EVM = FigureKind("evm", EvmSchema, period_elements)
