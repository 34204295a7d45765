"""Network diagrams: activities with their durations and what they come after."""

from collections import Counter
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Number, Part, Text, refuse
from prep.content.figures.base import (
    Figure,
    FigureKind,
    FigureSchema,
    Label,
    refuse_repeated,
)
from prep.content.figures.graphs import check_order
from prep.learning.precedence import After, passing

MOST_STEPS = 7
MOST_SIDE_BY_SIDE = 3


class ActivitySchema(FileSchema):
    """One activity; earliest and latest start and finish (`es`, `ef`, `ls`, `lf`) if given."""

    id = Label(longest=3, required=True)
    name = Label()
    duration = Number(low=0, high=999, whole=True, required=True)
    after = ListOf(Text())
    es = Number(low=0, high=999, whole=True)
    ef = Number(low=0, high=999, whole=True)
    ls = Number(low=0, high=999, whole=True)
    lf = Number(low=0, high=999, whole=True)


class NetworkSchema(FigureSchema):
    """Activities on nodes, finish to start. `unit` is what durations are counted in: `days`."""

    unit = Label(longest=12, required=True)
    activities = ListOf(Part(ActivitySchema), at_least=2, at_most=14, required=True)

    @validates_schema
    def _can_be_drawn(self, data: dict[str, Any], **_kwargs: Any) -> None:
        refuse_repeated([activity["id"] for activity in data["activities"]], "activities")
        after = {activity["id"]: activity.get("after", []) for activity in data["activities"]}
        level = check_order(after, field="activities[{}].after".format, what="activity")
        _refuse_crowds(after, level)


def _refuse_crowds(after: After, level: dict[str, int]) -> None:
    if (steps := max(level.values()) + 1) > MOST_STEPS:
        message = f"make a chain of {steps}; draw at most {MOST_STEPS} one after another"
        raise refuse("activities", message)
    beside, lanes = Counter(level.values()), passing(after)
    for step in range(steps):
        if max(beside[step], len(lanes[step])) > MOST_SIDE_BY_SIDE:
            found = f"{beside[step]} activities and {len(lanes[step])} passing arrows"
            message = (
                f"have {found} side by side at step {step + 1}; "
                f"draw at most {MOST_SIDE_BY_SIDE} of either"
            )
            raise refuse("activities", message)


def _elements(figure: Figure) -> tuple[str, ...]:
    return tuple(activity["id"] for activity in figure["activities"])


NETWORK = FigureKind("network", NetworkSchema, _elements)
