"""Two mock exams or more: their scores on the scale of one typical form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from prep.learning.equating import EquatedScore, equated_score, is_beyond_chance
from prep.learning.items import PoolItem
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.exam_results.sentences import trend_sentence
from prep.services.exam_results.sheet import Sheet, Verdict, sheet_of
from prep.services.exams.sitting import form_name, kind_name
from prep.services.forecasting import asked_item
from prep.storage.exams import list_attempts

LEAST_QUESTIONS = 30
"""Exams with fewer questions say too little about the whole outline to be placed on its scale."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One exam. score: as it came, a share. expected, low, high: on a typical form, at 90 %."""

    id: UUID
    kind_name: str
    form_name: str
    submitted_at: datetime
    questions: int
    score: float
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ExamTrend:
    """Exams by the moment of handing in, at least two; what they say of the way between."""

    points: tuple[TrendPoint, ...]
    summary: str


def exam_trend(
    db: Session, learner_id: int, certification_id: str, *, now: datetime
) -> ExamTrend | None:
    """The learner's exams on one scale, by item difficulties as known now; None below two."""
    catalogue = get_catalogue(db, certification_id)
    attempts = [row for row in list_attempts(db, learner_id, certification_id) if row.submitted_at]
    sheets = [sheet for row in attempts if _is_long(sheet := sheet_of(db, row), catalogue)]
    if len(sheets) < 2:
        return None
    sheets.sort(key=lambda sheet: sheet.submitted_at)
    scores = [_equated(sheet, catalogue, catalogue.typical_form, now) for sheet in sheets]
    return ExamTrend(
        points=tuple(_point(*pair) for pair in zip(sheets, scores, strict=True)),
        summary=trend_sentence(
            scores[0].expected,
            scores[-1].expected,
            is_beyond_chance=is_beyond_chance(scores[0], scores[-1]),
        ),
    )


def _is_long(sheet: Sheet, catalogue: Catalogue) -> bool:
    return len(_placed(sheet, catalogue)) >= LEAST_QUESTIONS


def _placed(sheet: Sheet, catalogue: Catalogue) -> list[int]:
    """The positions whose tasks the outline in force has."""
    known = catalogue.outline.layout.paths
    return [n for n, version in sheet.versions.items() if version.task_id in known]


def _equated(
    sheet: Sheet, catalogue: Catalogue, form: Sequence[PoolItem], now: datetime
) -> EquatedScore:
    marked = [
        (
            asked_item(sheet.versions[position], catalogue, now),
            sheet.verdict(position) is Verdict.RIGHT,
        )
        for position in _placed(sheet, catalogue)
    ]
    return equated_score(catalogue.outline.layout, marked, form, now=now)


def _point(sheet: Sheet, score: EquatedScore) -> TrendPoint:
    low, high = score.interval
    return TrendPoint(
        id=sheet.attempt.id,
        kind_name=kind_name(sheet.form.kind, sheet.catalogue.blueprint),
        form_name=form_name(sheet.form),
        submitted_at=sheet.submitted_at,
        questions=len(sheet.versions),
        score=sheet.attempt.score or 0.0,
        expected=score.expected,
        low=low,
        high=high,
    )
