"""How a mock exam was sat: time, tiring, changed answers, and how sure the learner was."""

from dataclasses import dataclass

from prep.learning import exam_analysis
from prep.learning.exam_analysis import Block, Change, ConfidenceMatrix, ExamAnswer, Pace
from prep.services.exam_results import sentences
from prep.services.exam_results.sheet import Sheet, Verdict
from prep.services.exams.sections import section_views
from prep.services.exams.views import SectionView


@dataclass(frozen=True, slots=True)
class SectionPace:
    """A section's questions, the time they took in all, and on average; None where unknown."""

    name: str
    questions: int
    seconds: float
    pace: Pace | None


@dataclass(frozen=True, slots=True)
class SlowQuestion:
    """One of the questions that took longest."""

    position: int
    seconds: float
    verdict: Verdict
    task_name: str


@dataclass(frozen=True, slots=True)
class Pacing:
    """Where the time went.

    allowed: seconds a question that the exam allows on average, extra time included.
    left: seconds that were left on the clock when it was handed in.
    """

    pace: Pace
    allowed: float
    left: float
    summary: str
    sections: tuple[SectionPace, ...]
    slowest: tuple[SlowQuestion, ...]


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the exam was sat.

    pacing: None where no time is known. tiring, changing, sureness: what blocks, changes and
    matrix say. matrix, sureness: None where the learner never said how sure.
    """

    pacing: Pacing | None
    blocks: tuple[Block, ...]
    tiring: str
    changes: dict[Change, int]
    changing: str
    matrix: ConfidenceMatrix | None
    sureness: str | None


def conduct_of(sheet: Sheet) -> Conduct:
    """How the exam was sat."""
    answers = sheet.answers()
    blocks = exam_analysis.blocks_of(answers)
    changes = exam_analysis.changes_of(answers)
    matrix = exam_analysis.confidence_matrix(answers)
    return Conduct(
        pacing=_pacing(sheet, answers),
        blocks=blocks,
        tiring=sentences.tiring_sentence(exam_analysis.trend_of(answers), len(blocks)),
        changes=changes,
        changing=sentences.changes_sentence(changes),
        matrix=matrix,
        sureness=sentences.confidence_sentence(matrix) if matrix else None,
    )


def _pacing(sheet: Sheet, answers: tuple[ExamAnswer, ...]) -> Pacing | None:
    pace = exam_analysis.pace_of(answers)
    if pace is None:
        return None
    allowed = sheet.form.minutes * sheet.attempt.extra_time * 60 / len(answers)
    left = sheet.attempt.deadline_at - sheet.submitted_at
    return Pacing(
        pace=pace,
        allowed=allowed,
        left=left.total_seconds(),
        summary=sentences.pace_sentence(pace.seconds, allowed),
        sections=tuple(_section(part, answers) for part in section_views(sheet.form.sections)),
        slowest=tuple(_slow(sheet, answer) for answer in exam_analysis.slowest(answers)),
    )


def _section(section: SectionView, answers: tuple[ExamAnswer, ...]) -> SectionPace:
    mine = answers[section.first - 1 : section.last]
    total = sum(answer.seconds for answer in mine)
    return SectionPace(section.name, section.questions, total, exam_analysis.pace_of(mine))


def _slow(sheet: Sheet, answer: ExamAnswer) -> SlowQuestion:
    task_id = sheet.versions[answer.position].task_id
    return SlowQuestion(
        position=answer.position,
        seconds=answer.seconds,
        verdict=sheet.verdict(answer.position),
        task_name=sheet.catalogue.task_name(task_id),
    )
