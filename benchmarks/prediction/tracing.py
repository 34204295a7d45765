"""Tracing one learner through a log: general ability, skill, and what is special to an item.

A tree of normal deviations, three levels deep, in plain floats and with
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

Message = tuple[float, float]
"""A normal likelihood of an ability: its precision, and precision times mean."""

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
    root: Message
    skill: Message
    item: Message

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
        general = self.information / (1 / habits.general + self.precision)
        root = self._root_without(skill_branch)
        to_skill = _passed_on(1 / habits.general + root[0], root[1], habits.skill)
        kept = exp(-habits.fade_skill * (self.answers - skill_branch.at))
        skill_p, skill_h = skill_branch.precision * kept, skill_branch.information * kept
        skill_mean = (to_skill[1] + skill_h) / (to_skill[0] + skill_p)
        sent_p, sent_h = self._sent_by(item_branch, skill_branch)
        of_skill = skill_p - sent_p, skill_h - sent_h
        to_item = _passed_on(to_skill[0] + of_skill[0], to_skill[1] + of_skill[1], habits.item)
        kept = exp(-habits.fade_item * (self.answers - item_branch.at))
        of_item = item_branch.precision * kept, item_branch.information * kept
        variance = 1 / (to_item[0] + of_item[0])
        ability = (to_item[1] + of_item[1]) * variance
        growth = habits.practice * log1p(self.answers) + skill_branch.growth + item_branch.growth
        return Outlook(
            ability + growth - difficulty.mean,
            variance + difficulty.variance,
            general,
            skill_mean - general,
            ability - skill_mean,
            growth,
            variance,
            root,
            of_skill,
            of_item,
        )

    def absorb(self, skill: Hashable, item: Hashable, before: Outlook, *, is_correct: bool) -> None:
        """Take in an answer; `before` is the outlook on it."""
        self.answers += 1
        skill_branch = self.skills.get(skill) or self.skills.setdefault(skill, Branch())
        key = item, skill
        item_branch = self.items.get(key) or self.items.setdefault(key, Branch())
        self._send_up(skill_branch, item_branch, before, _message(before, is_correct=is_correct))
        habits, at = self.habits, self.answers
        skill_branch.count(
            is_correct=is_correct,
            at=at,
            per_right=habits.skill_right,
            per_wrong=habits.skill_wrong,
        )
        item_branch.count(
            is_correct=is_correct, at=at, per_right=habits.item_right, per_wrong=habits.item_wrong
        )
        item_branch.skill_answers = skill_branch.right + skill_branch.wrong

    def _root_without(self, skill: Branch) -> Message:
        """What the root knows, faded until now, but for what this skill told it."""
        kept = self._kept_general
        kept_sent = exp(-self.habits.fade_general * (self.answers - skill.at + 1))
        return (
            self.precision * kept - skill.sent_precision * kept_sent,
            self.information * kept - skill.sent_information * kept_sent,
        )

    def _sent_by(self, item: Branch, skill: Branch) -> Message:
        """What an item told its skill, faded until now as the skill itself."""
        habits = self.habits
        answers_since = skill.right + skill.wrong - item.skill_answers
        fading = habits.fade_skill * (self.answers - item.at) + habits.wear_skill * answers_since
        kept = exp(-fading)
        return item.sent_precision * kept, item.sent_information * kept

    def _send_up(self, skill: Branch, item: Branch, before: Outlook, said: Message) -> None:
        """Carry what an answer says from the item to the skill, and from there to the root."""
        habits, kept = self.habits, self._kept_item
        precision, information = before.item[0] + said[0], before.item[1] + said[1]
        item.precision, item.information = precision * kept, information * kept
        up_p, up_h = _passed_on(precision, information, habits.item)

        kept = self._kept_skill
        item.sent_precision, item.sent_information = up_p * kept, up_h * kept
        precision, information = before.skill[0] + up_p, before.skill[1] + up_h
        skill.precision, skill.information = precision * kept, information * kept
        up_p, up_h = _passed_on(precision, information, habits.skill)

        skill.sent_precision, skill.sent_information = up_p, up_h
        self.precision, self.information = before.root[0] + up_p, before.root[1] + up_h


_NEW = Branch()
"""Stands for a branch without answers; never changed."""


def probability(logit: float) -> float:
    """The probability of a logit, 0 to 1."""
    return 1 / (1 + exp(-logit)) if logit > 0 else 1 - 1 / (1 + exp(logit))


def _passed_on(precision: float, information: float, variance: float) -> Message:
    """What is said of a quantity that differs from the one known by so much variance."""
    share = 1 / (1 + precision * variance)
    return precision * share, information * share


def _message(before: Outlook, *, is_correct: bool) -> Message:
    """What an answer says of the ability."""
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
