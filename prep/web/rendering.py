"""What templates can use: Markdown, figures, dates, charts and the current learner."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import nh3
from flask import Flask, current_app, g, url_for
from flask_login import current_user
from markdown_it import MarkdownIt
from markupsafe import Markup

from prep.errors import PrepError
from prep.services.catalogue import get_catalogue
from prep.services.dashboard.sentences import change_words
from prep.services.enrolments import get_plan
from prep.services.learners import LearnerView
from prep.web import (
    calendar_chart,
    charts,
    course_chart,
    dashboard_charts,
    figures,
    reliability_chart,
    result_charts,
)
from prep.web.clock import now
from prep.web.db import UNAVAILABLE_ERRORS, get_db
from prep.web.login import current_learner
from prep.web.numbers import number

STATIC_FOLDER = Path(__file__).parent / "static"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_CANNOT_SAY: tuple[type[Exception], ...] = (PrepError, *UNAVAILABLE_ERRORS)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_SENTENCE_END = re.compile(r"(?<=[.?!”\"])\s+(?=[A-Z“\"])")
_ASKS = re.compile(r"(Match|Sort|Put|Arrange|Choose|Complete)\b|.*\?[”\"]?$")


@dataclass(frozen=True, slots=True)
class CurrentExam:
    """What the bar shows beside the pages. `days` is None without a date."""

    short_name: str
    days: int | None


def init_app(app: Flask) -> None:
    """Register filters and globals."""
    app.jinja_env.filters.update(
        markdown=markdown,
        markdown_below=markdown_below,
        percent=percent,
        change_words=change_words,
        points=points,
        number=number,
        day=day,
        days_left=days_left,
        ago=ago,
        local_time=local_time,
        stem_parts=stem_parts,
    )
    app.jinja_env.globals.update(
        new_id=uuid4,
        static_url=static_url,
        current_exam=current_exam,
        mastery_chart=charts.mastery_chart,
        interval_strip=charts.interval_strip,
        domain_chart=result_charts.domain_chart,
        block_chart=result_charts.block_chart,
        trend_chart=result_charts.trend_chart,
        forecast_chart=result_charts.forecast_chart,
        reliability_chart=reliability_chart.reliability_chart,
        answers_wording=reliability_chart.ANSWERS,
        calendar_chart=calendar_chart.calendar_chart,
        course_chart=course_chart.course_chart,
        comparison_chart=dashboard_charts.comparison_chart,
        said_chart=dashboard_charts.said_chart,
        draw_figure=figures.draw,
        figure_table=figures.table,
        weekdays=WEEKDAYS,
        has_accounts=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["prep_static_versions"] = _static_versions()
    app.context_processor(_learner)


def markdown(text: str) -> Markup:
    """Safe HTML from Markdown; raw HTML in it is shown as text."""
    return Markup(nh3.clean(_MARKDOWN.render(text)))  # noqa: S704 - cleaned


def markdown_below(text: str, level: int) -> Markup:
    """Safe HTML from Markdown that stands below a heading of that level, 1 to 5.

    Its own headings begin one level deeper, however they were written, and end at 6.
    """
    tokens = _MARKDOWN.parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + level + 1, 6)}"
    return Markup(nh3.clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})))  # noqa: S704 - cleaned


def percent(share: float | None) -> str:
    """`62 %` from 0.62; a dash for None."""
    return "–" if share is None else f"{round(share * 100)} %"


def points(share: float) -> str:
    """Percentage points without the sign, for the figure behind ±: `9` from 0.09."""
    return str(round(share * 100))


def day(on: date) -> str:
    """`4 January 2027`."""
    return f"{on.day} {on:%B %Y}"


def days_left(days: int) -> str:
    """Days to an exam in words: `43 days`, `tomorrow`, `today`; `date passed` when below zero."""
    if days < 0:
        return "date passed"
    return {0: "today", 1: "tomorrow"}.get(days, f"{days} days")


def local_time(moment: datetime, time_zone: str) -> str:
    """`22 November 2026, 21:40` in the learner's zone."""
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{day(local.date())}, {local:%H:%M}"


def ago(moment: datetime | None, time_zone: str = "UTC") -> str:
    """How long ago by that zone's calendar: `today`, `yesterday`, `3 days ago`; `never` for None.

    A moment in the future counts as today.
    """
    if moment is None:
        return "never"
    zone = ZoneInfo(time_zone)
    days = (now().astimezone(zone).date() - moment.astimezone(zone).date()).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def stem_parts(stem: str) -> tuple[tuple[str, ...], str, str]:
    """A stem as the paragraphs of its situation, the sentence that asks, and what follows it.

    The last question or instruction asks ("Match each statement to its role."); what follows is
    a note such as "Two roles stay unused." Where none asks, all is situation.
    """
    *before, last = [part.strip() for part in stem.strip().splitlines() if part.strip()] or [""]
    sentences = _SENTENCE_END.split(last)
    places = [place for place, sentence in enumerate(sentences) if _ASKS.match(sentence)]
    asking = places[-1] if places else len(sentences)
    situation = " ".join(sentences[:asking])
    return (
        (*before, *([situation] if situation else [])),
        "".join(sentences[asking : asking + 1]),
        " ".join(sentences[asking + 1 :]),
    )


def static_url(filename: str) -> str:
    """Address of a static file that changes with its content, so that caches never go stale."""
    versions: dict[str, str] = current_app.extensions["prep_static_versions"]
    return url_for("static", filename=filename, v=versions.get(filename))


def current_exam() -> CurrentExam | None:
    """The exam in preparation and the days to it; None before set-up."""
    learner = _learner()["learner"]
    if learner is None or learner.certification_id is None:
        return None
    db = get_db()
    plan = get_plan(db, learner.id, learner.certification_id)
    return CurrentExam(
        short_name=get_catalogue(db, learner.certification_id).short_name,
        days=(plan.exam_on - learner.today(now())).days if plan.exam_on else None,
    )


def _static_versions() -> dict[str, str]:
    """Fingerprint of every static file, by name."""
    return {
        str(path.relative_to(STATIC_FOLDER)): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in sorted(STATIC_FOLDER.rglob("*"))
        if path.is_file()
    }


def _learner() -> dict[str, LearnerView | None]:
    """The learner for every template; None when signed out, or when the database is away."""
    if "template_learner" not in g:
        try:
            g.template_learner = current_learner() if current_user.is_authenticated else None
        except _CANNOT_SAY:
            return {"learner": None}
    return {"learner": g.template_learner}
