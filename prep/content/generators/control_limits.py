"""Control limits: where they lie by the mean and the spread of a process."""

from dataclasses import dataclass

import numpy as np

from prep.content.generators.base import (
    Draft,
    Family,
    Number,
    Slip,
    between,
    one_of,
    rounded,
    shown,
)
from prep.content.generators.scenes import PREDICTIVE

SIGMAS = 3
STEP = 0.1


@dataclass(frozen=True, slots=True)
class Process:
    """A step in minutes, and the customer's limit on the side that is asked about."""

    mean: int
    deviation: float
    is_upper: bool
    wanted: int

    def at(self, sigmas: float) -> float:
        """So many standard deviations from the mean, on the side that is asked about."""
        distance = sigmas * self.deviation
        return rounded(self.mean + (distance if self.is_upper else -distance), STEP)


def limits(rng: np.random.Generator) -> Draft:
    """The upper or lower control limit of a process from its mean and deviation."""
    mean, is_upper = between(rng, 40, 90), bool(rng.integers(2))
    wanted = mean + between(rng, 8, 25) * (1 if is_upper else -1)
    p = Process(mean, between(rng, 12, 40) / 10, is_upper, wanted)
    side, sign = ("upper", "+") if is_upper else ("lower", "-")
    limit, d = p.at(SIGMAS), shown(p.deviation, STEP)
    return Draft(
        f"{one_of(rng, PREDICTIVE)} One repeated step is charted. While nothing special happened "
        f"it took {mean} minutes on average, with a standard deviation of {d} minutes. The "
        f"customer's {side} limit for it is {wanted} minutes. Where does the {side} control limit "
        "of the chart lie by the usual rule, in minutes to one decimal?",
        Number(
            limit,
            "minutes",
            f"Control limits lie three standard deviations from the mean of the process: {mean} "
            f"{sign} 3 x {d} = {shown(limit, STEP)} minutes. The customer's limit of {wanted} says "
            "what is wanted, and not what the process does by itself.",
            _limit_slips(p),
            STEP,
            STEP / 2,
        ),
        "Control limits are the voice of the process: three standard deviations on either side of "
        "its mean hold nearly all values that ordinary variation brings. Points beyond them are so "
        "rare that a search for a special cause pays. The limits of a specification are the voice "
        "of the customer. A process can be in control and still miss what the customer wants, or "
        "the other way round. If the standard deviation were halved, the limit would lie at "
        f"{shown(p.at(SIGMAS / 2), STEP)} minutes.",
        "Control limits lie three standard deviations from the process mean; wishes do not move "
        "them.",
    )


def _limit_slips(p: Process) -> tuple[Slip, ...]:
    d = shown(p.deviation, STEP)
    return (
        Slip(
            p.at(2),
            "unit-slip",
            f"This goes two standard deviations of {d} from the mean. Two are used for warning "
            "lines; control limits take three.",
        ),
        Slip(
            p.wanted,
            "wrong-baseline",
            f"This is the customer's limit of {p.wanted} minutes. Control limits come from the "
            "process itself, whatever the customer asks for.",
        ),
        Slip(
            p.at(2 * SIGMAS),
            "double-count",
            f"This goes six standard deviations of {d} to one side. Six is the distance between "
            "both limits.",
        ),
        Slip(
            p.at(-SIGMAS),
            "chart-misread",
            f"This is the limit on the other side of the mean of {p.mean} minutes. Look again at "
            "which of the two limits is asked for.",
        ),
        Slip(
            p.at(1),
            "single-point-estimate",
            f"This goes one standard deviation of {d} from the mean. About a third of all ordinary "
            "values lie further out.",
        ),
        Slip(
            p.mean,
            "averages-hide-variance",
            f"This is the mean of {p.mean} minutes itself. Half of all ordinary values lie beyond "
            "it, so it cannot be a limit.",
        ),
    )


LIMITS = Family("control-limits", limits)
