"""A normal ability on the logit scale, and what answers tell of it."""

from typing import NamedTuple


class Evidence(NamedTuple):
    """What answers say of an ability: precision, 0 or more, and precision times mean."""

    precision: float = 0.0
    information: float = 0.0


class Belief(NamedTuple):
    """A normal belief about an ability, on the logit scale."""

    mean: float
    variance: float
