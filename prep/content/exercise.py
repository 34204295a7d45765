"""One on-the-job exercise as a checked object: small work that practises a weak task."""

from collections.abc import Mapping
from dataclasses import dataclass

SETTINGS = (
    "meeting-notes", "action-items", "workstream", "shadowing", "process-improvement", "rollout",
    "incident", "vendor", "change-prep",
)  # fmt: skip
"""The occasions at work that exercises use."""
ROLES = (
    "help-desk", "systems", "network", "cloud-devops", "developer", "qa", "business-analyst",
    "security", "operations-manager",
)  # fmt: skip
"""The jobs that every exercise has a variant for."""


@dataclass(frozen=True, slots=True)
class Product:
    """What exists afterwards. template: Markdown with `<blanks>`. example: the same, filled."""

    name: str
    template: str
    example: str


@dataclass(frozen=True, slots=True)
class BulletPattern:
    """A résumé line: its pattern with `<blanks>`, and an example in IT and in project wording."""

    pattern: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One small assignment in the learner's present job.

    minutes: of the learner's own working time, all steps together.
    tasks: ids of the tasks that it trains, by certification. misconceptions: that it cures.
    done_when: what somebody else could check. rubric: statements on the quality, true or not.
    ask: the message that asks one's manager for permission. roles: how it looks, by job role.
    path: the file it came from, relative to the banks folder; empty when read from the database.
    """

    id: str
    gap: str
    name: str
    summary: str
    approach: str
    settings: tuple[str, ...]
    minutes: int
    tasks: Mapping[str, tuple[str, ...]]
    misconceptions: tuple[str, ...]
    preparation: tuple[str, ...]
    steps: tuple[str, ...]
    produce: Product
    done_when: tuple[str, ...]
    rubric: tuple[str, ...]
    reflection: tuple[str, ...]
    ask: str
    confidentiality: tuple[str, ...]
    roles: Mapping[str, str]
    bullet: BulletPattern
    path: str = ""
