"""Tracing one learner through a log: general ability, skill, and what is special to an item.

The same tree of normal deviations as in `abilities`, three levels deep, in plain floats and with
forgetting: evidence fades with every later response, and with every new response of its own
branch, so that recent answers say more. Each branch keeps the message that it last sent upwards.
As that message fades with its receiver, what a branch is told never includes what it said.

An answer is absorbed by one assumed-density step: the logistic likelihood is averaged over the
belief with the usual approximation (MacKay 1992, The evidence framework applied to classification
networks) and its first two derivatives give a Gaussian message (Opper 1998, A Bayesian approach to
on-line learning). Costs microseconds, whatever the length of the history.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from math import exp, log1p, pi, sqrt
from typing import NamedTuple

MOST_SHRINKAGE = 0.95
"""No response takes away more than this share of a variance."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How abilities vary, fade and grow; fitted on other learners, never negative but for growth.

    general, skill, item: prior variances of the three levels, logits squared.
    fade_*: share of evidence (about) lost with each response of the learner to anything.
    wear_*: the same with each response in the skill, or to the item.
    *_right, *_wrong: logits gained for each unit of ln(1 + right or wrong answers before).
    practice: logits gained for each unit of ln(1 + answers before).
    """

    general: float = 2.0
    skill: float = 0.8
    item: float = 0.3
    fade_general: float = 0.02
    fade_skill: float = 0.01
    wear_skill: float = 0.1
    fade_item: float = 0.002
    wear_item: float = 0.1
    practice: float = 0.0
    skill_right: float = 0.3
    skill_wrong: float = 0.1
    item_right: float = 0.3
    item_wrong: float = 0.1


class Difficulty(NamedTuple):
    """A normal belief about an item's difficulty, on the logit scale."""

    mean: float
    variance: float


@dataclass(slots=True)
class Branch:
    """Evidence on one skill or item, the message it last sent upwards, and its counts.

    at: the learner's number of answers just after the branch's latest. growth: logits gained by
    its answers. skill_answers: of an item's branch, its skill's number of answers at that time.
    """

    precision: float = 0.0
    information: float = 0.0
    sent_precision: float = 0.0
    sent_information: float = 0.0
    at: int = 0
    right: int = 0
    wrong: int = 0
    growth: float = 0.0
    skill_answers: int = 0

    def count(self, *, is_correct: bool, at: int, per_right: float, per_wrong: float) -> None:
        """Note one more answer, the learner's `at`-th, and the logits gained by all so far."""
        self.at = at
        if is_correct:
            self.right += 1
        else:
            self.wrong += 1
        self.growth = per_right * log1p(self.right) + per_wrong * log1p(self.wrong)


class Outlook(NamedTuple):
    """What is believed of the next response, before it is seen.

    mean, variance: of ability minus difficulty, growth included. The deviations add up to the
    ability without growth. The rest are the beliefs that the update needs again: precision and
    information (precision times mean) told to the learner's root, to the skill and to the item by
    everything but the branch itself, and the branch's own, faded until now.
    """

    mean: float
    variance: float
    general: float
    skill_deviation: float
    item_deviation: float
    growth: float
    ability_variance: float
    root: tuple[float, float]
    skill: tuple[float, float]
    item: tuple[float, float]

    @property
    def logit(self) -> float:
        """Logit of the probability of a right answer, uncertainty averaged out."""
        return self.mean / sqrt(1 + pi / 8 * self.variance)


class Trace:
    """One learner. `outlook` looks and changes nothing; `absorb` takes the answer in."""

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self._kept_general = exp(-habits.fade_general)
        self._kept_skill = exp(-habits.wear_skill)
        self._kept_item = exp(-habits.wear_item)
        self.answers = 0
        self.precision = 0.0
        self.information = 0.0
        self.skills: dict[Hashable, Branch] = {}
        # an item met under two skills has two branches: one shared by both would count twice
        self.items: dict[tuple[Hashable, Hashable], Branch] = {}

    def outlook(self, skill: Hashable, item: Hashable, difficulty: Difficulty) -> Outlook:
        """What is believed of a response to this item now."""
        habits = self.habits
        skill_branch = self.skills.get(skill, _NEW)
        item_branch = self.items.get((item, skill), _NEW)
        since = self.answers - skill_branch.at
        kept_root = self._kept_general
        kept_sent = exp(-habits.fade_general * (since + 1))
        root_p = self.precision * kept_root - skill_branch.sent_precision * kept_sent
        root_h = self.information * kept_root - skill_branch.sent_information * kept_sent
        general_p = 1 / habits.general + self.precision
        general = self.information / general_p

        kept = exp(-habits.fade_skill * since)
        since_item = self.answers - item_branch.at
        of_skill = skill_branch.right + skill_branch.wrong - item_branch.skill_answers
        kept_sent = exp(-habits.fade_skill * since_item - habits.wear_skill * of_skill)
        skill_p = skill_branch.precision * kept
        skill_h = skill_branch.information * kept
        told_p = 1 / habits.general + root_p
        told = root_h / told_p
        told_p = 1 / (1 / told_p + habits.skill)
        skill_mean = (told_p * told + skill_h) / (told_p + skill_p)

        skill_p -= item_branch.sent_precision * kept_sent
        skill_h -= item_branch.sent_information * kept_sent
        own_p = told_p + skill_p
        own = (told_p * told + skill_h) / own_p

        kept = exp(-habits.fade_item * since_item)
        item_p, item_h = item_branch.precision * kept, item_branch.information * kept
        above_p = 1 / (1 / own_p + habits.item)
        ability_p = above_p + item_p
        ability = (above_p * own + item_h) / ability_p
        growth = habits.practice * log1p(self.answers) + skill_branch.growth + item_branch.growth
        return Outlook(
            ability + growth - difficulty.mean,
            1 / ability_p + difficulty.variance,
            general,
            skill_mean - general,
            ability - skill_mean,
            growth,
            1 / ability_p,
            (root_p, root_h),
            (skill_p, skill_h),
            (item_p, item_h),
        )

    def absorb(self, skill: Hashable, item: Hashable, before: Outlook, *, is_correct: bool) -> None:
        """Take in an answer; `before` is the outlook on it."""
        habits = self.habits
        self.answers += 1
        skill_branch = self.skills.get(skill) or self.skills.setdefault(skill, Branch())
        key = item, skill
        item_branch = self.items.get(key) or self.items.setdefault(key, Branch())
        new_p, new_h = _message(before, is_correct=is_correct)

        kept = self._kept_item
        precision, information = before.item[0] + new_p, before.item[1] + new_h
        share = 1 / (1 + precision * habits.item)
        up_p, up_h = precision * share, information * share
        item_branch.precision, item_branch.information = precision * kept, information * kept

        kept = self._kept_skill
        item_branch.sent_precision, item_branch.sent_information = up_p * kept, up_h * kept
        precision, information = before.skill[0] + up_p, before.skill[1] + up_h
        share = 1 / (1 + precision * habits.skill)
        up_p, up_h = precision * share, information * share
        skill_branch.precision, skill_branch.information = precision * kept, information * kept

        skill_branch.sent_precision, skill_branch.sent_information = up_p, up_h
        self.precision, self.information = before.root[0] + up_p, before.root[1] + up_h
        for branch, per_right, per_wrong in (
            (skill_branch, habits.skill_right, habits.skill_wrong),
            (item_branch, habits.item_right, habits.item_wrong),
        ):
            branch.count(
                is_correct=is_correct, at=self.answers, per_right=per_right, per_wrong=per_wrong
            )
        item_branch.skill_answers = skill_branch.right + skill_branch.wrong


_NEW = Branch()
"""Stands for a branch without answers; never changed."""


def probability(logit: float) -> float:
    """The probability of a logit, 0 to 1."""
    return 1 / (1 + exp(-logit)) if logit > 0 else 1 - 1 / (1 + exp(logit))


def _message(before: Outlook, *, is_correct: bool) -> tuple[float, float]:
    """What an answer says of the ability: precision, and precision times mean."""
    scale = 1 / sqrt(1 + pi / 8 * before.variance)
    p = probability(scale * before.mean)
    slope, curvature = scale * (is_correct - p), scale * scale * p * (1 - p)
    variance = before.ability_variance
    mean = before.general + before.skill_deviation + before.item_deviation
    shrunk = variance * max(1 - MOST_SHRINKAGE, 1 - variance * curvature)
    return (
        1 / shrunk - 1 / variance,
        (mean + variance * slope) / shrunk - mean / variance,
    )
