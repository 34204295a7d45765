"""Every exception that Prep raises on purpose.

PrepError
├── NotFound          the thing is not there, or not this learner's: 404
├── InvalidInput      a value from outside is wrong; names the field and the fix: 422
├── Conflict          the request no longer fits what is stored: 409
│   ├── ExamConflict  the exam room refuses what is too late, or not in turn
│   └── ShortPool     the exam pool does not suffice for a form; names what is missing
├── NotEnrolled       set-up comes first: the browser is sent there
├── Unavailable       the database is locked or gone; trying again helps: 503
├── BankHasErrors     question bank files with problems; nothing was changed
└── ConfigError       a PREP_* variable is wrong; the application does not start
"""

from collections.abc import Sequence
from datetime import datetime


class PrepError(Exception):
    """Anything that Prep itself refuses."""


class NotFound(PrepError):
    """The thing does not exist for this learner. Says nothing about other learners."""


class InvalidInput(PrepError):
    """A value from outside is wrong.

    `field` names what to correct, `message` says what is wrong and how to put it right.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class Conflict(PrepError):
    """The request was right once, but what is stored has moved on."""


class ExamConflict(Conflict):
    """Too late, or out of turn, in the exam room.

    `reason` is one word for scripts: open, submitted, deadline, break, locked or other_tab.
    `at` is the moment that decided it, where there is one.
    """

    def __init__(self, reason: str, message: str, *, at: datetime | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.at = at


class ShortPool(Conflict):
    """The exam pool does not suffice for a form; `shortages` says in sentences what is missing."""

    def __init__(self, shortages: Sequence[str]) -> None:
        super().__init__(f"There are not enough questions for this mock exam. {shortages[0]}.")
        self.shortages = tuple(shortages)


class NotEnrolled(PrepError):
    """The learner has not chosen a certification yet."""


class Unavailable(PrepError):
    """The database cannot be reached now. Nothing was half-written."""


class BankHasErrors(PrepError):
    """Question bank files have problems; `problems` lists all of them."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class ConfigError(PrepError):
    """A setting is wrong. The message names the variable and the accepted values."""
