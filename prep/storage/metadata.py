"""All tables: imports every row module. For migrations and tests."""

from prep.storage import (
    accounts,
    actions,
    banks,
    calibrations,
    evidence,
    exams,
    exercises,
    forecasts,
    forms,
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

__all__ = [
    "accounts",
    "actions",
    "banks",
    "calibrations",
    "evidence",
    "exams",
    "exercises",
    "forecasts",
    "forms",
    "learners",
    "mastery_days",
    "metadata",
    "notes",
    "portfolio",
    "practice",
    "private_links",
    "progress",
    "self_ratings",
]

metadata = Base.metadata
