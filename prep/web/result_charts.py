"""The charts of results of mock exams: which rows they have, and what these say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from prep.learning.exam_analysis import Block
from prep.services.exam_results.outcome import DomainResult
from prep.services.exam_results.trend import TrendPoint
from prep.services.track_record import JudgedExam
from prep.web.interval_chart import IntervalRow, interval_chart, share_figure

MOST_FORECASTS = 20
"""A chart shows the latest ones; the table has all."""


@dataclass(frozen=True, slots=True)
class _Expected:
    low: float
    share: float
    high: float


def domain_chart(domains: Sequence[DomainResult]) -> Markup:
    """The share of right answers in every domain."""
    rows = [
        IntervalRow(
            name=domain.name,
            note=f"{domain.right} of {domain.score.n} right",
            figure=share_figure(domain.score),
            estimate=domain.score,
        )
        for domain in domains
    ]
    return interval_chart(rows, "Share of right answers by domain", key="domains")


def block_chart(blocks: Sequence[Block]) -> Markup:
    """The share of right answers in every block that has any."""
    rows = [
        IntervalRow(
            name=f"Questions {block.first} to {block.last}",
            note=f"{block.right.n} answered",
            figure=share_figure(block.right),
            estimate=block.right,
        )
        for block in blocks
        if block.right
    ]
    return interval_chart(rows, "Share of right answers by block of the exam", key="blocks")


def trend_chart(points: Sequence[TrendPoint], time_zone: str) -> Markup:
    """Scores on a typical form, exam by exam."""
    rows = [
        IntervalRow(
            name=_name(point, point.submitted_at, time_zone),
            note=f"scored {round(point.score * 100)} % of {point.questions}",
            figure=share_figure(expected := _Expected(point.low, point.expected, point.high)),
            estimate=expected,
        )
        for point in points
    ]
    return interval_chart(rows, "Score on a typical form, mock exam by mock exam", key="trend")


def forecast_chart(exams: Sequence[JudgedExam], time_zone: str) -> Markup:
    """The latest forecasts with the scores that came."""
    rows = [_forecast_row(exam, time_zone) for exam in exams[-MOST_FORECASTS:]]
    return interval_chart(rows, "Forecasts of mock exams and the scores that came", key="forecasts")


def _forecast_row(exam: JudgedExam, time_zone: str) -> IntervalRow:
    one = exam.outcome
    said = _Expected(one.low, one.expected, one.high)
    return IntervalRow(
        name=_name(exam, exam.started_at, time_zone),
        note=f"forecast {share_figure(said)}",
        figure=f"came {round(one.score * 100)} %: {'inside' if one.is_inside else 'outside'}",
        estimate=said,
        outcome=one.score,
    )


def _name(exam: JudgedExam | TrendPoint, moment: datetime, time_zone: str) -> str:
    """`24 Nov 2026 · Full mock exam`, by the learner's calendar.

    The day leads: where there is no room for the whole, it is not lost.
    """
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{local.day} {local:%b %Y} · {exam.kind_name}"
