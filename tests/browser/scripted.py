"""A mock exam sat by a fixed plan: what is given at every question, and what stands at its end."""

from dataclasses import dataclass, field
from datetime import timedelta

from prep.services.exams.views import SectionView
from tests.browser.exam_hands import Candidate
from tests.browser.exams import Sitting
from tests.sittings import RawAnswer

WAYS = (
    "right",
    "wrong",
    "right",
    "incomplete",
    "right",
    "right to wrong",
    "right",
    "open",
    "wrong to right",
    "right",
    "right",
    "returned",
    "wrong",
)
"""In turn, one a question."""
PARTS = ("multiple", "matching", "pulldown")
"""Types that a part of an answer can be given to."""
SECONDS = 75.0
"""That pass with each question."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens at one question, and the word that the result has for it.

    gives: the answers that are given one after the other. later: one that is given after the
    section's review; None for none.
    """

    verdict: str
    gives: tuple[RawAnswer, ...] = ()
    later: RawAnswer | None = None

    @property
    def stands(self) -> RawAnswer:
        """The fields of the answer at the end."""
        return self.later or (self.gives[-1] if self.gives else {})


def plan_of(sitting: Sitting) -> dict[int, Planned]:
    """The plan, by position."""
    return {n: _planned(sitting, n) for n in range(1, len(sitting.items) + 1)}


def _planned(sitting: Sitting, position: int) -> Planned:
    right, wrong = sitting.right(position), sitting.wrong(position)
    match WAYS[position % len(WAYS)]:
        case "right":
            return Planned("Right", (right,))
        case "wrong":
            return Planned("Wrong", (wrong,))
        case "right to wrong":
            return Planned("Wrong", (right, wrong))
        case "wrong to right":
            return Planned("Right", (wrong, right))
        case "returned":
            return Planned("Right", (wrong,), later=right)
        case "incomplete" if sitting.items[position - 1].type in PARTS:
            return Planned("Unanswered", (_part_of(right),))
    return Planned("Unanswered")


@dataclass
class Script:
    """A candidate who follows the plan; time passes with every question."""

    candidate: Candidate
    sitting: Sitting
    plan: dict[int, Planned] = field(init=False)

    def __post_init__(self) -> None:
        self.plan = plan_of(self.sitting)

    def sit(self, section: SectionView) -> None:
        """Answer a whole section, come back to what was flagged, and end at its review."""
        self.answer(section, section.first, section.last)
        self.come_back(section)

    def answer(self, section: SectionView, first: int, last: int, seconds: float = SECONDS) -> None:
        """Answer these positions of a section in turn, and go on to what follows."""
        for position in range(first, last + 1):
            self.candidate.arrive(position - section.first + 1, section.questions)
            self.pass_time(seconds)
            self._give(self.plan[position])
            then = "Next" if position < section.last else "Review your answers"
            self.candidate.hand.turn(self.candidate.page, then)

    def come_back(self, section: SectionView) -> None:
        """From the review to every flagged question of the section, and back."""
        hand, page = self.candidate.hand, self.candidate.page
        for position in range(section.first, section.last + 1):
            later = self.plan[position].later
            if later is None:
                continue
            hand.press(page.locator(f".square[href$='/{position}']", has_text="Flagged"))
            self.candidate.arrive(position - section.first + 1, section.questions)
            self.candidate.answer(later)
            hand.turn(page, "Review" if position < section.last else "Review your answers")
        page.get_by_role("heading", name="Review", exact=True).wait_for()

    def pass_time(self, seconds: float) -> None:
        """Move the site's clock."""
        self.sitting.site.clock.moment += timedelta(seconds=seconds)

    def _give(self, plan: Planned) -> None:
        if plan.later is not None:
            self.candidate.hand.flag(self.candidate.page)
        for turn, raw in enumerate(plan.gives):
            if turn:
                self.candidate.wait_saved()
            self.candidate.answer(raw)


def _part_of(raw: RawAnswer) -> RawAnswer:
    name, *others = raw
    return {name: raw[name]} if others else {name: raw[name][:1]}
