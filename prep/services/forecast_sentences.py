"""What a forecast says, in sentences. It speaks of mock exams; nobody can say who passes."""

from collections.abc import Mapping, Sequence

from prep.learning.scoring import LEVEL_FLOORS

ROUNDED_FROM = 5
"""Answers that are missing are rounded up to this, from it on: they are an estimate."""


def score_sentence(expected: float, low: float, high: float, answers: int) -> str:
    """A forecast that rests on enough evidence. Scores are shares, 0 to 1."""
    return (
        f"We expect {_percent(expected)}, and {round(low * 100)} to {_percent(high)} in 9 of 10 "
        f"such exams. This rests on {_answers(answers)}."
    )


def shortage_sentence(answers: int, missing: int, in_domains: Mapping[str, int]) -> str:
    """Why there is no forecast, and what would be enough.

    missing: first answers in all; in_domains: those among them that a domain lacks, by its name.
    """
    more = f"About {_rounded_up(missing)} more would be enough"
    if in_domains:
        places = _listed([f"{count} in {name}" for name, count in in_domains.items()])
        more += f", among them {places}"
    return f"It is too early for a forecast, after {_answers(answers)}. {more}."


def target_sentence(target: float, p_target: float) -> str:
    """The chance of the learner's own target, both 0 to 1."""
    return (
        f"You would reach your target of {_percent(target)} {_times(p_target)}. That is a mock "
        "exam's score; it does not say whether you would pass the real exam."
    )


def narrowing_sentence(domain_name: str) -> str:
    """Which first answers would tell most."""
    return f"New questions on {domain_name} would narrow this most."


def levels_sentence(vendor: str, names: Sequence[str]) -> str:
    """Whose the levels of a domain are, and whose their thresholds."""
    floors = _listed(
        [f"{name} from {_percent(floor)}" for name, floor in zip(names, LEVEL_FLOORS, strict=False)]
    )
    return (
        f"{vendor} names the levels and does not publish where they begin. The thresholds are "
        f"ours: {floors}."
    )


def _times(chance: float) -> str:
    tenths = round(chance * 10)
    if tenths == 0:
        return "less than once in 10 times"
    if tenths == 10:
        return "more than 9 times in 10"
    return f"about {'once' if tenths == 1 else f'{tenths} times'} in 10"


def _rounded_up(count: int) -> int:
    if count < ROUNDED_FROM:
        return count
    return -(-count // ROUNDED_FROM) * ROUNDED_FROM


def _answers(count: int) -> str:
    return f"{count or 'no'} first answer{'' if count == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{round(share * 100)} %"


def _listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
