"""Agile forecasts: releases by velocity, and Little's law."""

import math
from collections.abc import Sequence
from statistics import fmean

import numpy as np

from prep.content.generators.base import (
    SINGLE,
    Decision,
    Draft,
    Family,
    Number,
    Slip,
    banded,
    between,
    choice,
    one_of,
    rounded,
    shown,
)
from prep.content.generators.scenes import AGILE

SPRINTS_SEEN = 4
WEEKS_A_SPRINT = 2
MOST_SPRINTS = 16
WORKDAYS = 5
LEAST_QUEUE = 1.3
"""Items in progress today, in multiples of the limit that is asked for."""


def release(rng: np.random.Generator) -> Draft | None:
    """Which release a backlog that grows will make at the mean velocity."""
    mean, growth, backlog = between(rng, 22, 36), between(rng, 3, 8), between(rng, 120, 320, 5)
    velocities = [mean + between(rng, -9, 9) for _ in range(SPRINTS_SEEN - 1)]
    velocities.append(SPRINTS_SEEN * mean - sum(velocities))
    if abs(velocities[-1] - mean) > 10:
        return None
    outcomes = banded(rng, *_sprints_and_slips(backlog, growth, velocities))
    if outcomes is None or outcomes[-1].value > MOST_SPRINTS:
        return None
    today = between(rng, 3, 20)
    weeks = [today + int(outcome.value) * WEEKS_A_SPRINT for outcome in outcomes]
    choices = (
        choice(outcome, f"Week {week}, when {int(outcome.value)} more sprints are over")
        for outcome, week in zip(outcomes, weeks, strict=True)
    )
    seen = ", ".join(map(str, velocities[:-1]))
    return Draft(
        f"{one_of(rng, AGILE)} At the end of week {today} the backlog holds {backlog} points. The "
        f"last sprints finished {seen} and {velocities[-1]} points, and each sprint of two weeks "
        f"also adds {growth} points of new findings, which must be done as well. The mean velocity "
        f"is the best forecast. A release can come at the end of week {weeks[0]}, {weeks[1]}, "
        f"{weeks[2]} or {weeks[3]}. Which is the earliest that the team should name?",
        Decision(tuple(choices)),
        "A velocity forecast divides what is left by what a sprint takes away, net of what it "
        "adds. Use the mean of recent sprints, because best and worst sprints are chance as much "
        "as skill, and round up, since a release waits for the end of a sprint. Check whether the "
        "backlog is stable: new findings eat part of every sprint, and a forecast without them is "
        f"too early. If findings stopped today, the mean velocity of {mean:.0f} points would count "
        "in full, and the date could move forward.",
        "Divide the backlog by mean velocity less growth, and round up to whole sprints.",
    )


def _sprints_and_slips(
    backlog: int, growth: int, velocities: Sequence[int]
) -> tuple[Slip, list[Slip]]:
    mean, best, worst, last = (
        round(fmean(velocities)), max(velocities), min(velocities), velocities[-1],
    )  # fmt: skip

    def slip(pace: int, misconception: str, reason: str) -> Slip:
        sprints = math.ceil(backlog / pace)
        return Slip(
            sprints,
            misconception,
            reason.format(f"{backlog} / {pace}, rounded up, is {sprints} sprints"),
        )

    key = slip(
        mean - growth,
        "",
        f"The mean velocity is {mean} points, of which {growth} go into new findings, so the "
        f"backlog shrinks by {mean - growth} a sprint. {{}}, and a sprint lasts two weeks. A "
        "single good or bad sprint says less than the mean.",
    )
    return key, [
        slip(
            mean,
            "plan-is-fixed",
            f"{{}}, as if the backlog stood still. Each sprint adds {growth} points, which must be "
            "done as well.",
        ),
        slip(
            best - growth,
            "velocity-is-a-target",
            f"{{}} if every sprint is like the best, with {best} points. One high figure is partly "
            "luck, and a forecast rests on the mean.",
        ),
        slip(
            best,
            "velocity-is-a-target",
            f"{{}} at the best velocity of {best} points and without growth. Neither the pace nor "
            "the standing backlog can be counted on.",
        ),
        slip(
            worst - growth,
            "single-point-estimate",
            f"{{}} if every sprint is like the worst, with {worst} points. It is cautious, yet the "
            "mean of all four was named as the best forecast.",
        ),
        slip(
            last - growth,
            "reports-the-past",
            f"{{}} if all go like the last one, with {last} points. One sprint says little, and "
            "the mean of all four was to be used.",
        ),
        slip(
            mean - 2 * growth,
            "double-count",
            f"{{}} when the growth of {growth} points is taken off twice. New findings come once "
            "in a sprint.",
        ),
    ]


def wip_limit(rng: np.random.Generator) -> Draft | None:
    """How many items a board may hold for a wanted time in progress, by Little's law."""
    rate, days = between(rng, 4, 20), between(rng, 5, 30, 5)
    now = between(rng, 20, 90)
    people = between(rng, 4, 9)
    value = rounded(rate * days / WORKDAYS)
    if now < LEAST_QUEUE * value:
        return None
    asked = Number(
        value,
        "items",
        f"Items in progress are throughput times the time that each spends there. {days} working "
        f"days are {days // WORKDAYS} weeks, so {rate} x {days // WORKDAYS} = {value} items. "
        f"The {now} of today take {now} / {rate}, about {shown(now / rate, 0.1)} weeks each.",
        _wip_slips(rate, days, now, people),
    )
    return Draft(
        f"{one_of(rng, AGILE)} Its {people} people have {now} items in progress on the Kanban "
        f"board and finish {rate} a week, a figure that has been steady for months and will stay "
        f"so. Customers want an item to take {days} working days on average from start to finish, "
        "with five working days in a week. Which limit on items in progress should the team set, "
        "as a whole number?",
        asked,
        "In a steady system the average number of items in progress is throughput times the "
        "average time that each spends there; this is Little's law. With throughput given, the "
        "time falls only when fewer items are open. Put both figures in the same unit of time "
        "before you multiply. A limit that keeps everybody busy serves utilisation and not the "
        f"customer. If throughput rose to {2 * rate} a week, the limit could be {2 * value} for "
        "the same time.",
        "Items in progress are throughput times time in progress, in one unit of time.",
    )


def _wip_slips(rate: int, days: int, now: int, people: int) -> tuple[Slip, ...]:
    return (
        Slip(
            rate * days,
            "unit-slip",
            f"This multiplies {rate} items a week by {days} days. Both have to be in the same "
            "unit of time; a week has five working days.",
        ),
        Slip(
            now,
            "plan-is-fixed",
            f"This leaves the {now} items as they are. Time in progress follows from their "
            "number and the throughput, so it would stay what it is.",
        ),
        Slip(
            2 * people,
            "utilisation-over-flow",
            f"This gives each of the {people} people two items so that nobody waits. It keeps "
            "people busy and says nothing about the time that an item takes.",
        ),
        Slip(
            rate,
            "unit-slip",
            f"This takes one week's throughput of {rate} items for the limit. That would be "
            "right for a time in progress of just one week.",
        ),
        Slip(
            rounded(now * WORKDAYS / days),
            "inverse-index",
            f"This divides the {now} items by the wanted time. It gives the throughput that "
            "would be needed, while throughput stays the same.",
        ),
    )


RELEASE = Family("velocity-release", release, (SINGLE,))
WIP_LIMIT = Family("littles-law", wip_limit)
