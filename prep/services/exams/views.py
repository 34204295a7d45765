"""What the pages of the exam room may see. Nothing here holds a key or says what is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from prep.learning.assembly.outline import own_section_name


class Stage(StrEnum):
    """Where an attempt stands."""

    SECTION = "section"
    BREAK = "break"
    SUBMITTED = "submitted"


class Completeness(StrEnum):
    """What stands at a position. An incomplete answer is kept, and counts as unanswered."""

    UNANSWERED = "unanswered"
    INCOMPLETE = "incomplete"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of a form.

    number: from 1. first, last: its positions.
    break_minutes: minutes of the break after it, 0 for none.
    break_counts: whether that break counts against the exam time; None where the issuer does not
    say, and then it does not count here.
    is_size_published: whether the issuer says how many questions the section has.
    """

    id: str
    name: str
    number: int
    first: int
    last: int
    break_minutes: float
    break_counts: bool | None
    is_size_published: bool

    @property
    def questions(self) -> int:
        """How many questions it holds."""
        return self.last - self.first + 1

    @property
    def own_name(self) -> str:
        """Its name, or nothing where that is only its number, such as "Section 1"."""
        return own_section_name(self.name)


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt as it stands at a moment.

    kind_name: such as "Full mock exam". form_name: such as "Form A"; empty for a fresh form.
    minutes: of the exam clock, extra time included. target: share aimed at, 0 to 1.
    section: the one that is open, or that begins after the break. Those before it are locked.
    seconds_left: on the exam clock, never below 0; it stands still during a break that does not
    count. break_seconds_left: 0 when there is no break.
    is_last_section: whether leaving the section means handing in.
    server_time: the moment of all this.
    """

    id: UUID
    certification_id: str
    short_name: str
    kind: str
    kind_name: str
    form_name: str
    extra_time: float
    minutes: float
    target: float | None
    questions: int
    stage: Stage
    sections: tuple[SectionView, ...]
    section: SectionView
    started_at: datetime
    deadline_at: datetime
    seconds_left: float
    break_seconds_left: float
    server_time: datetime

    @property
    def is_last_section(self) -> bool:
        """Whether nothing comes after the open section."""
        return self.section.number == len(self.sections)


@dataclass(frozen=True, slots=True)
class ClockView:
    """The clocks of an attempt at a moment, as in `AttemptView`, and the page that holds it.

    section: number of the open section, from 1. tab: None while no page has taken the attempt.
    """

    stage: Stage
    section: int
    seconds_left: float
    break_seconds_left: float
    deadline_at: datetime
    server_time: datetime
    tab: UUID | None


@dataclass(frozen=True, slots=True)
class SavedView:
    """What stands at a position. Before the first save: revision 0, nothing chosen.

    raw: the form fields of the answer. saved_at: None before the first save.
    """

    revision: int = 0
    raw: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_flagged: bool = False
    struck: tuple[str, ...] = ()
    note: str = ""
    confidence: str | None = None
    elapsed_ms: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position in a list of questions."""

    position: int
    completeness: Completeness
    is_flagged: bool
    has_note: bool


@dataclass(frozen=True, slots=True)
class ExamQuestionView:
    """One question of the open section.

    stem, shown, stimulus: what the item types and stimulus macros take; no key in any of them.
    case_id: the same for all questions of one case; None outside cases.
    number: place in the section, from 1. previous, next: positions in the section, or None.
    positions: all of the section, for a row of numbers.
    """

    attempt: AttemptView
    position: int
    number: int
    type: str
    stem: str
    stimulus: Mapping[str, Any] | None
    case_id: str | None
    shown: Mapping[str, Any]
    saved: SavedView
    previous: int | None
    next: int | None
    positions: tuple[PositionView, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The questions of the open section, and what they still lack.

    later: questions of sections that are not open yet.
    """

    attempt: AttemptView
    positions: tuple[PositionView, ...]
    later: int

    @property
    def answered(self) -> int:
        """How many are answered completely."""
        return self._count(Completeness.ANSWERED)

    @property
    def incomplete(self) -> int:
        """How many answers lack something."""
        return self._count(Completeness.INCOMPLETE)

    @property
    def unanswered(self) -> int:
        """How many have nothing chosen."""
        return self._count(Completeness.UNANSWERED)

    @property
    def flagged(self) -> int:
        """How many are flagged."""
        return sum(one.is_flagged for one in self.positions)

    def _count(self, wanted: Completeness) -> int:
        return sum(one.completeness is wanted for one in self.positions)


@dataclass(frozen=True, slots=True)
class SaveView:
    """What answers a save.

    is_stored: whether what was sent is what stands now; False when something newer does.
    standing: what stands now. previous, next: positions in the section, or None.
    """

    position: int
    is_stored: bool
    completeness: Completeness
    standing: SavedView
    previous: int | None
    next: int | None
    seconds_left: float
    server_time: datetime


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of mock that can be sat, or why it cannot.

    kind: what `start` takes: "full", "half", "section:<id>" or "domain:<id>".
    shortages: a sentence for each thing that the pool lacks; empty when it can be given.
    is_instead_of_full: whether it takes the questions of the last full exam.
    """

    kind: str
    name: str
    questions: int
    minutes: float
    sections: tuple[SectionView, ...]
    shortages: tuple[str, ...]
    is_instead_of_full: bool

    @property
    def is_available(self) -> bool:
        """Whether it can be given now."""
        return not self.shortages


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A mock that was handed in, beside what was forecast of it. Scores are shares, 0 to 1.

    expected, low, high: the forecast and its 90 % interval; None where evidence was too thin.
    """

    id: UUID
    kind_name: str
    form_name: str
    questions: int
    started_at: datetime
    submitted_at: datetime
    submitted_by: str
    score: float
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class NextMock:
    """The day of the next mock exam: `planned_on` by the learner, or else suggested to them.

    suggested_on: None with a planned day, and where no day suits.
    """

    today: date
    planned_on: date | None
    suggested_on: date | None

    @property
    def has_passed(self) -> bool:
        """Whether the planned day is over."""
        return self.planned_on is not None and self.planned_on < self.today


@dataclass(frozen=True, slots=True)
class NearMock:
    """A planned mock exam that is near. days: until its day, below 0 once that has passed."""

    on: date
    days: int


@dataclass(frozen=True, slots=True)
class ExamsView:
    """The page of mock exams. `marks` says whose marks are named, and that we are not theirs.

    target: the one that stands, a share from 0 to 1; None without one.
    """

    short_name: str
    marks: str
    target: float | None
    open_attempt: AttemptView | None
    next_mock: NextMock
    kinds: tuple[KindView, ...]
    history: tuple[PastAttempt, ...]

    @property
    def longest(self) -> KindView | None:
        """The longest that can be given now, or None."""
        possible = (kind for kind in self.kinds if kind.is_available)
        return max(possible, key=lambda kind: kind.questions, default=None)
