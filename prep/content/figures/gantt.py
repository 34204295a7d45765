"""Gantt charts: bars and milestones on a calendar of whole periods."""

from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Number, Part, Text, refuse
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated
from prep.content.figures.graphs import check_order

MOST_PERIODS = 30


class BarSchema(FileSchema):
    """An activity from the beginning of period `start` to the end of period `end`.

    `complete` is how much of the work is done, in percent.
    """

    id = Label(longest=4, required=True)
    name = Label(required=True)
    start = Number(low=1, high=MOST_PERIODS, whole=True, required=True)
    end = Number(low=1, high=MOST_PERIODS, whole=True, required=True)
    complete = Number(low=0, high=100)
    after = ListOf(Text())


class MilestoneSchema(FileSchema):
    """A milestone at the end of period `at`."""

    id = Label(longest=4, required=True)
    name = Label(required=True)
    at = Number(low=1, high=MOST_PERIODS, whole=True, required=True)
    after = ListOf(Text())


class GanttSchema(FigureSchema):
    """Bars, then milestones. `unit` names a period (`week`); `today` is the last one that is over.

    `after` draws arrows from finish to start, so what comes after something starts later.
    """

    unit = Label(longest=12, required=True)
    activities = ListOf(Part(BarSchema), at_least=2, at_most=10, required=True)
    milestones = ListOf(Part(MilestoneSchema), at_most=4)
    today = Number(low=1, high=MOST_PERIODS, whole=True)

    @validates_schema
    def _can_be_drawn(self, data: dict[str, Any], **_kwargs: Any) -> None:
        places = {f"activities[{bar['id']}]": bar for bar in data["activities"]}
        for place, bar in places.items():
            if bar["start"] > bar["end"]:
                raise refuse(f"{place}.start", "is after the end; swap them")
        refuse_repeated(_elements(data), "milestones")
        places |= {f"milestones[{stone['id']}]": stone for stone in data.get("milestones", [])}
        after = {entry["id"]: entry.get("after", []) for entry in places.values()}
        fields = {entry["id"]: f"{place}.after" for place, entry in places.items()}
        check_order(after, field=fields.__getitem__, what="activity or milestone")
        _refuse_overlaps(places)


def _refuse_overlaps(places: dict[str, dict[str, Any]]) -> None:
    """An arrow cannot lead back in time."""
    finish = {e["id"]: e["at"] if "at" in e else e["end"] for e in places.values()}
    for place, entry in places.items():
        field, earliest = ("start", 1) if "start" in entry else ("at", 0)
        for other in entry.get("after", []):
            if entry[field] < finish[other] + earliest:
                message = (
                    f"is {entry[field]}, but {other!r} ends with {finish[other]}; "
                    f"use {finish[other] + earliest} or later, or take it out of after"
                )
                raise refuse(f"{place}.{field}", message)


def _elements(figure: Figure) -> tuple[str, ...]:
    return tuple(row["id"] for row in (*figure["activities"], *figure.get("milestones", [])))


GANTT = FigureKind("gantt", GanttSchema, _elements)
