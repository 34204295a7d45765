"""What a learner's history says of the next answer, as named figures that a page can show."""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from math import log1p

from benchmarks.prediction.companions import WINDOW, Answer, Companions
from benchmarks.prediction.tracing import Branch, Difficulty, Outlook, Trace, probability

OVERALL_RATES = (0.6, 0.85, 0.95, 0.99)
SKILL_RATES = (0.5, 0.75, 0.9)
ITEM_RATE = 0.5
"""Recent success: share of the old mean that each new answer leaves."""

LONGEST_STREAK = 10
NEVER = 9.0
"""Stands for ln(1 + answers since) where there was none before."""

_NO_BRANCH = Branch()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of an item before it is asked.

    difficulty: a belief on the logit scale. skill_difficulty: mean of its skill's items.
    answers: by how many other answers the difficulty is known.
    """

    difficulty: Difficulty
    skill_difficulty: float
    answers: int


@dataclass(slots=True)
class Recent:
    """Exponentially weighted means of success above expectation, and the running streak.

    streak: answers right in a row, or minus those wrong in a row.
    """

    rates: tuple[float, ...]
    means: list[float] = field(default_factory=list)
    streak: int = 0

    def __post_init__(self) -> None:
        """Start without success or failure."""
        self.means = [0.0] * len(self.rates)

    def note(self, residual: float, *, is_correct: bool) -> None:
        """Take in an answer; residual: 1 or 0 minus the probability expected of it."""
        pairs = zip(self.rates, self.means, strict=True)
        self.means = [rate * mean + (1 - rate) * residual for rate, mean in pairs]
        step = 1 if is_correct else -1
        streak = self.streak + step if self.streak * step > 0 else step
        self.streak = max(-LONGEST_STREAK, min(LONGEST_STREAK, streak))


@dataclass(slots=True)
class History:
    """One learner's past answers, as far as the features need them."""

    trace: Trace
    overall: Recent = field(default_factory=lambda: Recent(OVERALL_RATES))
    skills: dict[Hashable, Recent] = field(default_factory=dict)
    items: dict[tuple[Hashable, Hashable], tuple[float, bool]] = field(default_factory=dict)
    earlier: deque[Answer] = field(default_factory=lambda: deque(maxlen=WINDOW))
    run: int = 0
    run_right: int = 0

    def note(
        self,
        skill: Hashable,
        item: Hashable,
        facts: ItemFacts,
        before: Outlook,
        *,
        is_correct: bool,
    ) -> None:
        """Take in an answer; `before` is the trace's outlook on it. The trace absorbs it too."""
        of_average = is_correct - probability(-facts.difficulty.mean)
        self.overall.note(of_average, is_correct=is_correct)
        if skill not in self.skills:
            self.skills[skill] = Recent(SKILL_RATES)
        self.skills[skill].note(of_average, is_correct=is_correct)
        mean, _ = self.items.get((item, skill), (0.0, False))
        residual = is_correct - probability(before.logit)
        mean = ITEM_RATE * mean + (1 - ITEM_RATE) * residual
        self.items[item, skill] = mean, is_correct
        if not self.earlier or self.earlier[-1].skill != skill:
            self.run = self.run_right = 0
        self.run += 1
        self.run_right += is_correct
        self.earlier.append(Answer(skill, item, is_correct))
        self.trace.absorb(skill, item, before, is_correct=is_correct)

    def features(
        self,
        skill: Hashable,
        item: Hashable,
        facts: ItemFacts,
        outlook: Outlook,
        companions: Companions,
    ) -> dict[str, float]:
        """All features of the next answer, by name."""
        return (
            _of_outlook(outlook, facts)
            | self._counts(skill, item)
            | self._recent(skill)
            | self._of_item(skill, item)
            | companions.features(skill, item, self.earlier)
        )

    def _counts(self, skill: Hashable, item: Hashable) -> dict[str, float]:
        of_skill = self.trace.skills.get(skill, _NO_BRANCH)
        of_item = self.trace.items.get((item, skill), _NO_BRANCH)
        answers = self.trace.answers
        return {
            "answers": log1p(answers),
            "skills met": log1p(len(self.trace.skills)),
            "skill: right": log1p(of_skill.right),
            "skill: wrong": log1p(of_skill.wrong),
            "skill: answers since": log1p(answers - of_skill.at) if of_skill.at else NEVER,
            "item: right": log1p(of_item.right),
            "item: wrong": log1p(of_item.wrong),
        }

    def _recent(self, skill: Hashable) -> dict[str, float]:
        of_skill = self.skills.get(skill) or Recent(SKILL_RATES)
        is_same = bool(self.earlier) and self.earlier[-1].skill == skill
        run, right = (self.run, self.run_right) if is_same else (0, 0)
        overall = zip(_OVERALL_NAMES, self.overall.means, strict=True)
        return {
            **dict(overall),
            **dict(zip(_SKILL_NAMES, of_skill.means, strict=True)),
            "streak": float(self.overall.streak),
            "skill: streak": float(of_skill.streak),
            "run": log1p(run),
            "run: share right": (right + 0.66) / (run + 1),
        }

    def _of_item(self, skill: Hashable, item: Hashable) -> dict[str, float]:
        found = self.items.get((item, skill))
        if found is None:
            return {"item: recent": 0.0} | dict.fromkeys(_SINCE, NEVER)
        mean, was_correct = found
        since = log1p(self.trace.answers - self.trace.items[item, skill].at)
        after_right, after_wrong = (since, NEVER) if was_correct else (NEVER, since)
        return {
            "item: recent": mean,
            "item: answers since right": after_right,
            "item: answers since wrong": after_wrong,
        }


_OVERALL_NAMES = tuple(f"recent, {rate}" for rate in OVERALL_RATES)
_SKILL_NAMES = tuple(f"skill: recent, {rate}" for rate in SKILL_RATES)
_SINCE = ("item: answers since right", "item: answers since wrong")


def _of_outlook(outlook: Outlook, facts: ItemFacts) -> dict[str, float]:
    return {
        "state": outlook.logit,
        "variance": outlook.variance,
        "general": outlook.general,
        "skill": outlook.skill_deviation,
        "item": outlook.item_deviation,
        "growth": outlook.growth,
        "difficulty": facts.difficulty.mean,
        "difficulty variance": facts.difficulty.variance,
        "skill: difficulty": facts.skill_difficulty,
        "item: answers of others": log1p(facts.answers),
    }
