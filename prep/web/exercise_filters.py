"""What exercises are narrowed to: the filters that an address may carry."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import request

from prep.services.enrolments import JOB_ROLES
from prep.services.exercise_words import SETTINGS

MINUTES = (30, 60, 90, 120)
"""What is offered; the longest exercises take more, so it can also be left open."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices as the form shows them; empty is no limit."""

    task: str
    role: str
    minutes: str
    setting: str

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out. The role leaves nothing out."""
        return bool(self.task or self.minutes or self.setting)

    @property
    def minutes_limit(self) -> int | None:
        """The most minutes, if there is a limit."""
        return int(self.minutes) if self.minutes else None


def filters_of_address(task_ids: Collection[str], *, default_role: str) -> Filters:
    """The filters of the address; what is not on offer is left out."""
    return Filters(
        task=_offered("task", task_ids),
        role=_offered("role", JOB_ROLES) or default_role,
        minutes=_offered("minutes", [str(minutes) for minutes in MINUTES]),
        setting=_offered("setting", SETTINGS),
    )


def _offered(name: str, values: Collection[str]) -> str:
    value = request.args.get(name, "")
    return value if value in values else ""
