"""What a result says, in sentences. It speaks of a mock exam; nobody can say who passes."""

from collections.abc import Mapping, Sequence

from prep.learning.blueprint import ExamBlueprint
from prep.learning.exam_analysis import BLOCK, Change, ConfidenceMatrix, Trend
from prep.learning.scoring import domain_level
from prep.learning.track_record import Proportion
from prep.services.forecast_sentences import levels_sentence

_TRENDS = {
    Trend.DOWN: (
        "You got fewer right towards the end, by more than chance makes likely. Later questions "
        "may have been harder too; a steadier pace and the breaks are worth a try."
    ),
    Trend.UP: (
        "You got more right towards the end, by more than chance makes likely. Tiring did not show."
    ),
    Trend.NOISE: (
        "The blocks differ no more than chance makes them. They say nothing about tiring."
    ),
}


def issuer_sentence(blueprint: ExamBlueprint) -> str:
    """In which form the issuer gives a result, and that a percentage is not it."""
    vendor, result = blueprint.vendor, blueprint.details.get("result", {})
    if scale := result.get("scale"):
        return (
            f"{vendor} gives a scaled score from {scale['low']} to {scale['high']}, with "
            f"{scale['pass']} to pass. It does not publish how right answers become points, so "
            "this share cannot be turned into them."
        )
    if result.get("domain_levels"):
        return (
            f"{vendor} gives pass or fail and a level for each domain. It publishes neither a "
            "percentage nor a pass mark."
        )
    return f"{vendor} gives pass or fail."


def score_sentence(score: Proportion) -> str:
    """What the interval of the score means."""
    return (
        f"The {score.n} questions are a sample. Over all questions of this kind your share of "
        f"right answers lies from {round(score.low * 100)} to {round(score.high * 100)} %, at 9 "
        "in 10."
    )


def level_range(score: Proportion, names: Sequence[str]) -> str | None:
    """The levels that the interval of a domain's share reaches: the lowest to the highest.

    One alone where the interval stays inside it; None where the issuer names no levels.
    """
    lowest, highest = domain_level(score.low, names), domain_level(score.high, names)
    return lowest if lowest == highest else f"{lowest} to {highest}"


def level_range_sentence(vendor: str, names: Sequence[str]) -> str:
    """Whose levels and thresholds they are, and why a domain can have several."""
    return (
        f"{levels_sentence(vendor, names)} Where the interval crosses one, the lowest and the "
        "highest level inside it are given: the answers do not tell them apart."
    )


def outcome_sentence(score: float, low: float, high: float) -> str:
    """Where the score came out beside the forecast's interval. All are shares, 0 to 1."""
    if score < low:
        return "Your score came out below that interval."
    if score > high:
        return "Your score came out above that interval."
    return "Your score came out inside that interval."


def target_sentence(score: float, target: float) -> str:
    """Whether the learner's own target was reached, both 0 to 1."""
    found = "reached" if score >= target - 1e-9 else "did not reach"
    return f"You {found} your target of {round(target * 100)} %."


def pace_sentence(seconds: float, allowed: float) -> str:
    """The mean time of a question beside what the exam allows on average."""
    return (
        f"You took {round(seconds)} seconds a question on average; the exam allows "
        f"{round(allowed)}."
    )


def tiring_sentence(trend: Trend, blocks: int) -> str:
    """What the blocks say about tiring."""
    if blocks < 2:
        return f"This exam is too short to show tiring: that takes two blocks of {BLOCK} questions."
    return _TRENDS[trend]


def changes_sentence(changes: Mapping[Change, int]) -> str:
    """What changing answers was worth."""
    if not sum(changes.values()):
        return "You changed no answer once it was complete."
    gained = changes[Change.WRONG_TO_RIGHT] - changes[Change.RIGHT_TO_WRONG]
    if gained == 0:
        return "Changing answers neither gained nor cost you questions."
    count = abs(gained)
    questions = f"{count} question{'' if count == 1 else 's'}"
    return f"Changing answers {'gained' if gained > 0 else 'cost'} you {questions}."


def confidence_sentence(matrix: ConfidenceMatrix) -> str:
    """How well "sure" and "unsure" told right from wrong."""
    parts = [
        f"{round(part.share * part.n)} of the {part.n} that you were {word} of were right"
        for word, part in (("sure", matrix.sure), ("unsure", matrix.unsure))
        if part
    ]
    return f"{'; '.join(parts)}."


def trend_sentence(first: float, latest: float, *, is_beyond_chance: bool) -> str:
    """How the latest equated score stands to the first, both 0 to 1."""
    points = round(latest * 100) - round(first * 100)
    size = f"{abs(points)} point{'' if abs(points) == 1 else 's'}"
    way = f"{size} {'more' if points > 0 else 'less'}" if points else "no difference"
    verdict = (
        "That is more than chance makes likely."
        if is_beyond_chance
        else "Chance alone can make such a difference."
    )
    moved = f"From the first to the latest: {way}."
    return f"{moved} {verdict}" if points else moved
