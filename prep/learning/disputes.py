"""Items whose key the answers dispute: the able get them wrong, or choose another option.

The yardstick is the ability believed before each answer, so that an item has no part in it.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prep.learning.calibration import FEWEST_ANSWERS, FirstAnswers

BEYOND_NOISE = 2.0
"""Standard errors by which a difference must have the wrong sign. That of a sound item has the
right sign by far, so that this flags hardly one of them in a few hundred."""


class DisputeKind(StrEnum):
    """What speaks against an item.

    REVERSED: those who were right are less able than those who were wrong.
    RIVAL: those who chose a distractor are abler than those who were right.
    """

    REVERSED = "reversed"
    RIVAL = "rival"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One reason to look at an item again.

    option: position of the distractor for RIVAL, else None.
    responses: how many were wrong; for RIVAL, how many chose the distractor.
    lead: their ability less that of those who were right, on the logit scale.
    """

    item: int
    kind: DisputeKind
    option: int | None
    responses: int
    lead: float
    lead_se: float


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Options chosen in first answers, one entry a choice.

    answer: position of the answer in `FirstAnswers`. option: position of the option chosen.
    item_of_option, is_key: each option's item, and whether the option belongs to its key.
    """

    answer: np.ndarray
    option: np.ndarray
    item_of_option: np.ndarray
    is_key: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class GroupStatistics:
    """How many answers there are in each group, and how able those were who gave them.

    mean_ability is 0 and standard_error infinite for an empty group. In the others it is the
    spread of all abilities over the root of the count: a few answers show no spread of their own.
    """

    responses: np.ndarray
    mean_ability: np.ndarray
    standard_error: np.ndarray

    def lead_over(self, other: "GroupStatistics") -> tuple[np.ndarray, np.ndarray]:
        """How much abler these groups are than others, one by one, with the standard error."""
        error = np.hypot(self.standard_error, other.standard_error)
        return self.mean_ability - other.mean_ability, error

    def at(self, index: np.ndarray) -> "GroupStatistics":
        """The groups at these positions."""
        return GroupStatistics(
            self.responses[index], self.mean_ability[index], self.standard_error[index]
        )


def option_statistics(answers: FirstAnswers, choices: Choices) -> GroupStatistics:
    """How often every option was chosen, and how able those were who chose it."""
    chooser = answers.ability_mean[choices.answer]
    return _grouped(choices.option, chooser, len(choices.item_of_option), _spread(answers))


def key_disputes(answers: FirstAnswers, choices: Choices, items: int) -> list[Dispute]:
    """Every reason to look at one of so many items again, by item.

    There is none for items with too few answers to be calibrated.
    """
    is_right, spread = answers.is_correct.astype(bool), _spread(answers)
    right, wrong = (
        _grouped(answers.item[which], answers.ability_mean[which], items, spread)
        for which in (is_right, ~is_right)
    )
    options, item_of_option = option_statistics(answers, choices), choices.item_of_option
    enough = right.responses + wrong.responses >= FEWEST_ANSWERS
    eligible = enough[item_of_option] & ~choices.is_key
    found = [
        *_leads(DisputeKind.REVERSED, wrong, right, enough, np.arange(items)),
        *_leads(DisputeKind.RIVAL, options, right.at(item_of_option), eligible, item_of_option),
    ]
    return sorted(found, key=lambda dispute: dispute.item)


def _leads(
    kind: DisputeKind,
    group: GroupStatistics,
    right: GroupStatistics,
    eligible: np.ndarray,
    item_of_group: np.ndarray,
) -> list[Dispute]:
    """A dispute for every eligible group that is clearly abler than those who were right."""
    lead, error = group.lead_over(right)
    return [
        Dispute(
            item=int(item_of_group[n]),
            kind=kind,
            option=int(n) if kind is DisputeKind.RIVAL else None,
            responses=int(group.responses[n]),
            lead=float(lead[n]),
            lead_se=float(error[n]),
        )
        for n in np.flatnonzero(eligible & (lead > BEYOND_NOISE * error))
    ]


def _grouped(group: np.ndarray, ability: np.ndarray, groups: int, spread: float) -> GroupStatistics:
    responses = np.bincount(group, minlength=groups)
    total = np.bincount(group, weights=ability, minlength=groups)
    error = np.full(groups, np.inf)
    error[responses > 0] = spread / np.sqrt(responses[responses > 0])
    return GroupStatistics(responses, total / np.maximum(1, responses), error)


def _spread(answers: FirstAnswers) -> float:
    """Standard deviation of ability over all answers; 0 without any."""
    return float(answers.ability_mean.std()) if len(answers.ability_mean) else 0.0
