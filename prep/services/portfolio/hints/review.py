"""All rules on one wording."""

from dataclasses import dataclass

from prep.services.portfolio.hints import cautions, points
from prep.services.portfolio.hints.shapes import Caution, Point

MOST_CAUTIONS = 8
"""So many are listed at most: more would not be read."""


@dataclass(frozen=True, slots=True)
class Review:
    """A checklist, not a score: points that are there or not, then what to mind."""

    points: tuple[Point, ...]
    cautions: tuple[Caution, ...]

    @property
    def present(self) -> int:
        """How many points are there."""
        return sum(point.is_present for point in self.points)

    @property
    def summary(self) -> str:
        """`5 of 8 present, 2 things to mind`."""
        told = f"{self.present} of {len(self.points)} present"
        count = len(self.cautions)
        return f"{told}, {count} {'thing' if count == 1 else 'things'} to mind" if count else told


def review_wording(text: str) -> Review | None:
    """What the rules say of a bullet; None when it has no words."""
    if not points.words_in(text):
        return None
    minded = [caution for check in cautions.CHECKS for caution in check(text)]
    return Review(tuple(check(text) for check in points.CHECKS), tuple(minded[:MOST_CAUTIONS]))
