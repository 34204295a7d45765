"""What the dashboard's figures say, in sentences that promise no more than they hold."""

from prep.learning.comparison import Difference
from prep.learning.track_record import Proportion

CHANCE_ROWS = 10
"""One row in so many may seem clear by chance alone: intervals are at 90 %."""


def change_words(change: Difference) -> str:
    """`up 9 ± 6`, `down 9 ± 6`, or that nothing can be told."""
    points, half = round(abs(change.share_change) * 100), round(change.half_width * 100)
    if not change.is_clear:
        sign = "" if not points else "+" if change.share_change > 0 else "−"
        return f"no clear change ({sign}{points} ± {half})"
    return f"{'up' if change.share_change > 0 else 'down'} {points} ± {half}"


def comparison_sentence(change: Difference | None, *, is_now: bool) -> str:
    """What became of the overall figure between two dates; `is_now`: the later is this moment."""
    if change is None:
        return "On at least one of the two days there were too few answers for an overall figure."
    points, half = round(abs(change.share_change) * 100), round(change.half_width * 100)
    way = "higher" if change.share_change > 0 else "lower"
    unit = "point" if points == 1 else "points"
    found = f"{points} {unit} {way} than it was" if points else "where it was"
    if not change.is_clear:
        more = " More first answers would tell." if is_now else ""
        return (
            f"Your overall figure is {found}, give or take {half}. That is inside the noise: it "
            f"cannot be told whether anything changed.{more}"
        )
    return f"Your overall figure is {found}, give or take {half}. That is more than noise explains."


def chance_sentence(rows: int) -> str:
    """What chance alone may do to so many rows; empty where there are none."""
    if not rows:
        return ""
    by_chance = max(1, round(rows / CHANCE_ROWS))
    return (
        f"Intervals are at 90 %: of {rows} {'row' if rows == 1 else 'rows'}, about {by_chance} may "
        "seem clear by chance alone. Estimates follow a sudden change slowly, so that a real one "
        "may be larger than it looks."
    )


def sureness_sentence(sure: Proportion | None, unsure: Proportion | None) -> str:
    """How far "sure" and "unsure" told right answers from wrong ones."""
    if sure is None or unsure is None:
        said = "sure" if sure else "unsure"
        return f"You only ever said “{said}”. Using both words would tell you more."
    gap = round((sure.share - unsure.share) * 100)
    if sure.low > unsure.high:
        return (
            f"Your word is worth something: when you said “sure” you were right {gap} points more "
            "often than when you said “unsure”."
        )
    if sure.high < unsure.low:
        return (
            "When you said “sure” you were right less often than when you said “unsure”. Look at "
            "what you were sure of and missed: these are beliefs, not gaps."
        )
    return (
        "So far “sure” and “unsure” came out about alike: the difference is inside the noise, or "
        "there are too few answers to tell."
    )


def prediction_sentence(expected: float, right: Proportion) -> str:
    """What the model expected of answers, and what came."""
    low, high = round(right.low * 100), round(right.high * 100)
    came = f"{round(right.share * 100)} % ({low}–{high}) were"
    said = f"Prep expected {round(expected * 100)} % of {right.n:,} answers to be right; {came}."
    if right.low <= expected <= right.high:
        return said
    way = "low" if expected < right.low else "high"
    return f"{said} It has been too {way} with you."


def pace_sentence(median: float, allowed: float) -> str:
    """Seconds a question in the middle, against what the exam allows on average."""
    taken, given = round(median), round(allowed)
    if median <= allowed:
        return (
            f"Half of your answers take {taken} seconds or less. The exam allows {given} a "
            "question on average, so you have time left to read twice."
        )
    return (
        f"Half of your answers take more than {taken} seconds. The exam allows {given} a question "
        "on average: practise a few quizzes against the clock before exam day."
    )
