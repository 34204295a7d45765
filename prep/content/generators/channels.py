"""Communication channels: talk paths when everybody may talk with everybody."""

from math import comb

import numpy as np

from prep.content.generators.base import Draft, Family, Number, Slip, between, one_of
from prep.content.generators.scenes import AGILE, PREDICTIVE


def channels(rng: np.random.Generator) -> Draft:
    """How many channels a growing team gains."""
    now, added = between(rng, 5, 14), between(rng, 3, 9)
    then = now + added
    before, after = comb(now, 2), comb(then, 2)
    asked = Number(
        after - before,
        "channels",
        f"Each of n people can talk with n - 1 others, and each pair counts once. Now that gives "
        f"{now} x {now - 1} / 2 = {before}, afterwards {then} x {then - 1} / 2 = {after}. The "
        f"growth is {after} - {before} = {after - before} channels.",
        _slips(now, added),
    )
    return Draft(
        f"{one_of(rng, (*AGILE, *PREDICTIVE))} At present {now} people, the project manager "
        f"included, work on it, and everybody may talk with everybody else. Next month {added} "
        "more people join under the same rule. How many communication channels does the project "
        "gain, as a whole number?",
        asked,
        "Channels are pairs, so their number grows with the square of the team: n people have n "
        "times n minus one, divided by two. That is why a team that doubles has about four times "
        "as much to keep in step. Work out the number before and after and subtract, when the "
        "question asks for the growth. A structure in which leads speak for their groups keeps the "
        f"number low. If the {added} newcomers talked through one lead who joins the present team, "
        f"the gain outside their own group would be {now} channels.",
        "People times one fewer, divided by two; subtract what was there before.",
    )


def _slips(now: int, added: int) -> tuple[Slip, ...]:
    then = now + added
    before, after = comb(now, 2), comb(then, 2)
    return (
        Slip(
            after,
            "ignores-work-done",
            f"This is the number afterwards, {then} x {then - 1} / 2 = {after}. The "
            f"{before} channels that exist already have to be taken off.",
        ),
        Slip(
            2 * (after - before),
            "double-count",
            f"This counts every pair from both ends: {then} x {then - 1} less {now} x "
            f"{now - 1}. One channel serves both people, so half of it is right.",
        ),
        Slip(
            then * (then - 1),
            "double-count",
            f"This multiplies {then} by {then - 1} without halving, and leaves what exists "
            "already in the sum. Each pair counts once.",
        ),
        Slip(
            comb(added, 2),
            "local-optimum",
            f"This counts the channels among the {added} newcomers alone. They also talk with "
            f"the {now} people who are there already.",
        ),
        Slip(
            now * added,
            "ignores-dependency",
            f"This joins each of the {added} newcomers with the {now} others. The newcomers "
            f"also talk among themselves, which adds {comb(added, 2)} more.",
        ),
        Slip(
            added,
            "unit-slip",
            f"This counts one channel for each of the {added} newcomers. Channels are pairs "
            "of people, and each newcomer forms a pair with everybody else.",
        ),
    )


CHANNELS = Family("channels", channels)
