"""All tables: imports every row module. For migrations and tests."""

from prep.storage import (
    accounts,
    banks,
    calibrations,
    exams,
    forecasts,
    forms,
    learners,
    notes,
    practice,
    progress,
)
from prep.storage.base import Base

__all__ = [
    "accounts",
    "banks",
    "calibrations",
    "exams",
    "forecasts",
    "forms",
    "learners",
    "metadata",
    "notes",
    "practice",
    "progress",
]

metadata = Base.metadata
