"""What other learners' logs say of an item in its company.

An item is answered better or worse than expected after certain others: both ask for the same
thing, one gives the other away, or only some classes were set both. For each key (an item after
an earlier item answered right or wrong, say) the effect is the mean residual of other learners,
in logits by one Newton step, shrunk towards 0.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

WINDOW = 10
"""So many earlier answers keep an item company."""

SHRINKAGE = {"item after item": 3.0, "skill after skill": 10.0, "item after outcome": 4.0}
"""Fisher information, in answers' p (1 - p), that the prior of no effect is worth."""

NAMES = ("company", "item before", "skill before", "outcome before")

Key = tuple[Hashable, ...]
Effects = Mapping[Key, float]


class Answer(NamedTuple):
    """One answer as company for those that follow."""

    skill: Hashable
    item: Hashable
    is_correct: bool


@dataclass(slots=True)
class Companions:
    """Effects by key: item after one earlier item, skill after skill, item after an outcome.

    close: item right after item; near: item within ten answers after item.
    """

    near: Effects
    close: Effects
    skills: Effects
    outcomes: Effects

    def features(self, skill: Hashable, item: Hashable, earlier: deque[Answer]) -> dict[str, float]:
        """Effects on the next answer, in logits; earlier: the last answers, newest last."""
        if not earlier:
            return dict.fromkeys(NAMES, 0.0)
        near, last = self.near, earlier[-1]
        company = sum([near.get((one.item, one.is_correct, item), 0.0) for one in earlier])
        before = (last.item, last.is_correct, item)
        return {
            "company": company,
            "item before": self.close.get(before, 0.0),
            "skill before": self.skills.get((last.skill, last.is_correct, skill), 0.0),
            "outcome before": self.outcomes.get((last.is_correct, item), 0.0),
        }


NOBODY = Companions({}, {}, {}, {})
"""No log of others: no effects."""


@dataclass(slots=True)
class Tally:
    """Sums of residuals and of their information p (1 - p) by key."""

    sums: dict[Key, list[float]] = field(default_factory=dict)

    def add(self, key: Key, residual: float, information: float) -> None:
        """Count one answer."""
        entry = self.sums.get(key)
        if entry is None:
            self.sums[key] = [residual, information]
        else:
            entry[0] += residual
            entry[1] += information

    def effects(self, shrinkage: float) -> dict[Key, float]:
        """Shrunk mean residual by key, in logits."""
        return {key: total / (n + shrinkage) for key, (total, n) in self.sums.items()}


def company_of(log: Iterable[Iterable[tuple[Answer, float]]]) -> Companions:
    """Effects from a log: for each learner, answers in order of time with the expected p."""
    near, close, skills, outcomes = Tally(), Tally(), Tally(), Tally()
    for answers in log:
        earlier: deque[Answer] = deque(maxlen=WINDOW)
        for answer, p in answers:
            residual, information = answer.is_correct - p, p * (1 - p)
            for one in earlier:
                near.add((one.item, one.is_correct, answer.item), residual, information)
            if earlier:
                last = earlier[-1]
                before = last.item, last.is_correct, answer.item
                close.add(before, residual, information)
                skills.add((last.skill, last.is_correct, answer.skill), residual, information)
                outcomes.add((last.is_correct, answer.item), residual, information)
            earlier.append(answer)
    return Companions(
        near.effects(SHRINKAGE["item after item"]),
        close.effects(SHRINKAGE["item after item"]),
        skills.effects(SHRINKAGE["skill after skill"]),
        outcomes.effects(SHRINKAGE["item after outcome"]),
    )
