"""What the real exam asks, and how much of it: one dated version of an exam outline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from prep.errors import InvalidInput, NotFound

WEIGHT_TOTAL = 100.0


@dataclass(frozen=True, slots=True)
class Task:
    """What the outline lists under a domain: the finest level on the dashboard."""

    id: str
    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """An exam content area. `weight` is its share of the exam in percent."""

    id: str
    name: str
    weight: float
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class ExamBlueprint:
    """One dated version of a certification's exam.

    questions_scored: None where the issuer does not publish it.
    in_force_until: None while no end is announced.
    details: every other published fact (sections, breaks, item types, result, eligibility,
    attempts, maintenance, confidence) as the blueprint file spells it.
    Raises InvalidInput when the weights do not sum to 100 or a task or domain id occurs twice.
    """

    id: str
    name: str
    short_name: str
    vendor: str
    outline: str
    questions_total: int
    questions_scored: int | None
    minutes: int
    in_force_from: date
    in_force_until: date | None
    domains: tuple[Domain, ...]
    details: Mapping[str, Any]
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        total = sum(domain.weight for domain in self.domains)
        if abs(total - WEIGHT_TOTAL) > 1e-6:
            raise InvalidInput("domains", f"the weights sum to {total:g}; make them sum to 100")
        for kind, ids in (
            ("domain", [domain.id for domain in self.domains]),
            ("task", [task.id for task in self.tasks]),
        ):
            if repeated := sorted({i for i in ids if ids.count(i) > 1}):
                raise InvalidInput(
                    "domains", f"{kind} id {repeated[0]!r} occurs twice; give each its own"
                )

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in the order of the outline."""
        return tuple(task for domain in self.domains for task in domain.tasks)

    @property
    def seconds_per_question(self) -> float:
        """The exam's average time for one question."""
        return self.minutes * 60 / self.questions_total

    def task(self, task_id: str) -> Task:
        """The task with this id. Raises NotFound when the outline has none."""
        return self._located(task_id)[1]

    def domain_of(self, task_id: str) -> Domain:
        """The domain that lists this task. Raises NotFound when the outline has no such task."""
        return self._located(task_id)[0]

    def task_weights(self) -> dict[str, float]:
        """Share of the exam, by task id; sums to 1.

        Outlines weigh domains only, so a domain's weight is spread evenly over its tasks.
        """
        return {
            task.id: domain.weight / WEIGHT_TOTAL / len(domain.tasks)
            for domain in self.domains
            for task in domain.tasks
        }

    def _located(self, task_id: str) -> tuple[Domain, Task]:
        for domain in self.domains:
            for task in domain.tasks:
                if task.id == task_id:
                    return domain, task
        raise NotFound(f"{self.short_name} has no task {task_id!r}")
