"""The learner as a person: creation, preferences, export of everything, deletion."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.storage import (
    accounts,
    actions,
    evidence,
    exams,
    forecasts,
    learners,
    mastery_days,
    notes,
    portfolio,
    practice,
    private_links,
    progress,
    self_ratings,
)
from prep.storage.base import Base
from prep.storage.learners import EnrolmentRow, LearnerRow

THEMES = ("auto", "light", "dark")
OWNED: tuple[type[Base], ...] = (
    accounts.AccountRow,
    EnrolmentRow,
    practice.QuizRow,
    practice.QuizItemRow,
    practice.ResponseRow,
    exams.AttemptRow,
    exams.AttemptItemRow,
    forecasts.ForecastRow,
    notes.ItemNoteRow,
    notes.ProblemReportRow,
    progress.CardRow,
    progress.ExposureRow,
    progress.MasteryRow,
    mastery_days.MasteryDayRow,
    self_ratings.SelfRatingRow,
    actions.ActionRow,
    actions.ActionCheckRow,
    evidence.EvidenceRow,
    private_links.PrivateLinkRow,
    private_links.SignOffRow,
    portfolio.ProjectRow,
    portfolio.BulletRow,
    portfolio.StoryRow,
    portfolio.ExperienceRow,
    portfolio.TrainingRow,
    portfolio.ProfileRow,
)
SECRETS = ("password", "fs_uniquifier", "secret_hash")
"""Columns that open an account or a private link; an export may lie in many places."""


@dataclass(frozen=True, slots=True)
class LearnerView:
    """Who is learning. `certification_id` is None until set-up is done.

    shows_streak: whether study days in a row are counted for them.
    """

    id: int
    name: str
    time_zone: str
    theme: str
    certification_id: str | None
    shows_streak: bool

    def today(self, now: datetime) -> date:
        """The learner's calendar day at a moment."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


def create_learner(db: Session, name: str, *, now: datetime, time_zone: str = "UTC") -> int:
    """A new learner's id."""
    row = LearnerRow(
        name=name, created_at=now, time_zone=checked_time_zone(time_zone), theme="auto"
    )
    db.add(row)
    db.flush()
    return row.id


def find_local_learner(db: Session) -> int | None:
    """The one learner of local mode, or None before the first visit."""
    return db.scalar(select(LearnerRow.id).order_by(LearnerRow.id).limit(1))


def ensure_local_learner(db: Session, *, now: datetime) -> int:
    """The one learner of local mode, made at the first visit, however many visit at once."""
    learners.lock_learners(db)
    learner_id = find_local_learner(db)
    return create_learner(db, "You", now=now) if learner_id is None else learner_id


def list_learner_ids(db: Session) -> list[int]:
    """All learners, oldest first."""
    return list(db.scalars(select(LearnerRow.id).order_by(LearnerRow.id)))


def get_learner_view(db: Session, learner_id: int) -> LearnerView:
    """The learner. Raises NotFound."""
    row = learners.get_learner(db, learner_id)
    return LearnerView(
        row.id, row.name, row.time_zone, row.theme, row.certification_id, row.shows_streak
    )


def save_preferences(
    db: Session, learner_id: int, *, theme: str, time_zone: str, shows_streak: bool
) -> None:
    """Change how Prep looks, which calendar it keeps, what it counts. Raises InvalidInput."""
    if theme not in THEMES:
        raise InvalidInput("theme", "Choose auto, light or dark.")
    row = learners.get_learner(db, learner_id)
    row.theme = theme
    row.shows_streak = shows_streak
    row.time_zone = checked_time_zone(time_zone)


def set_time_zone(db: Session, learner_id: int, time_zone: str) -> None:
    """Change the calendar that Prep keeps. Raises InvalidInput."""
    learners.get_learner(db, learner_id).time_zone = checked_time_zone(time_zone)


@cache
def known_time_zones() -> frozenset[str]:
    """The zones of this machine, read once: that opens some 600 files."""
    return frozenset(available_timezones())


def checked_time_zone(time_zone: str) -> str:
    """The zone's name. Raises InvalidInput when there is no such zone."""
    if time_zone not in known_time_zones():
        raise InvalidInput("time_zone", "Choose a time zone from the list, such as Europe/Vienna.")
    return time_zone


def export_learner(db: Session, learner_id: int, *, now: datetime) -> dict[str, Any]:
    """Everything that Prep holds about a learner but secrets, as JSON data; bytes in hex."""
    return {
        "format": "prep-export/1",
        "exported_at": now.astimezone(UTC).isoformat(),
        "learner": _plain(learners.get_learner(db, learner_id)),
        "account": _account(db, learner_id),
        **{
            row.__tablename__: [_plain(owned) for owned in _owned(db, row, learner_id)]
            for row in OWNED
        },
    }


def export_responses_csv(db: Session, learner_id: int) -> str:
    """The response log as CSV, oldest first, one line an answer."""
    out = io.StringIO()
    columns = [column.key for column in inspect(practice.ResponseRow).column_attrs]
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in practice.iterate_responses(db, learner_id):
        writer.writerow({name: _as_cell(value) for name, value in _plain(row).items()})
    return out.getvalue()


def _as_cell(value: Any) -> Any:
    """Lists as JSON; everything else as it is."""
    return json.dumps(value) if isinstance(value, (list, dict)) else value


def delete_learner(db: Session, learner_id: int) -> None:
    """Remove the learner and everything that belongs to them."""
    learners.get_learner(db, learner_id)
    db.execute(delete(accounts.AccountRow).where(accounts.AccountRow.learner_id == learner_id))
    db.execute(delete(LearnerRow).where(LearnerRow.id == learner_id))


def _account(db: Session, learner_id: int) -> dict[str, Any] | None:
    """The log-in account without its secrets; None in local mode."""
    query = select(accounts.AccountRow).where(accounts.AccountRow.learner_id == learner_id)
    row = db.scalar(query)
    return row and {"email": row.email, "confirmed_at": _as_json(row.confirmed_at)}


def _owned(db: Session, row: Any, learner_id: int) -> Iterator[Base]:
    keys = inspect(row).primary_key
    return iter(db.scalars(select(row).where(row.learner_id == learner_id).order_by(*keys)))


def _plain(row: Base) -> dict[str, Any]:
    values = {a.key: getattr(row, a.key) for a in inspect(type(row)).column_attrs}
    return {name: _as_json(value) for name, value in values.items() if name not in SECRETS}


def _as_json(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, (str, int, float, list, dict, type(None))) else str(value)
