"""The same learner at two moments: whether a difference in mastery is more than noise.

Both estimates rest partly on the same answers and on the same prior, so that their errors have
something in common, which cancels in the difference. Answers in between take that away.
"""

from dataclasses import dataclass
from math import sqrt

from prep.learning.composites import Mastery

MOST_CORRELATION = 0.5
HALVING_ANSWERS = 50.0
"""What is assumed of the two errors' correlation: 1 / (1 + n / 50) after n first answers in
between, and never more than a half. Simulated learners have more in common (0.8 to 0.9 after 6 to
20 answers, 0.3 to 0.7 after 100) or as much (0.1 to 0.2 after 200), so that what is called a
difference seldom is none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far mastery changed, in shares: -1 to 1, positive for a rise.

    half_width: half of the change's 90 % interval. It holds for learners who stay as they are or
    improve steadily; a sudden change is followed slowly and understated.
    """

    share_change: float
    half_width: float

    @property
    def is_clear(self) -> bool:
        """Whether the change is more than noise explains: its 90 % interval leaves out 0.

        In whole points, as both are shown, so that words never go beyond what can be read.
        """
        return round(abs(self.share_change) * 100) > round(self.half_width * 100)


def difference(before: Mastery, after: Mastery) -> Difference:
    """What changed from one moment to a later one, of the same task, domain or exam.

    The variance of a difference is the sum of both variances less twice their covariance.
    Intervals are taken as symmetrical about the share.
    """
    earlier, later = before.half_width, after.half_width
    shared = error_correlation(after.responses - before.responses) * earlier * later
    return Difference(
        share_change=after.share - before.share,
        half_width=sqrt(earlier**2 + later**2 - 2 * shared),
    )


def error_correlation(answers: int) -> float:
    """Correlation, 0 to 1, assumed of two estimates' errors with so many answers in between.

    Fewer than none, as after a rebuild of the log, count as none.
    """
    return min(MOST_CORRELATION, 1 / (1 + max(0, answers) / HALVING_ANSWERS))
