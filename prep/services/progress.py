"""How the learner stands: by domain and task, with interval, count, memory and coverage."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from prep.learning.ability_tree import MasteryState
from prep.learning.blueprint import Domain, Task
from prep.learning.composites import Masteries, Mastery, group_mastery, masteries, task_mastery
from prep.learning.mastery import drifted
from prep.learning.memory import MemoryState, retrievability
from prep.learning.standings import Learner, is_measured
from prep.learning.worth import at_stake
from prep.services.catalogue import Catalogue, get_catalogue
from prep.services.enrolments import get_enrolment
from prep.services.states import load_mastery
from prep.storage.progress import list_memories, list_seen_items


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task on the dashboard.

    weight: share of the exam, 0 to 1. memory_now, memory_on_exam: mean recall, 0 to 1, of the
    concepts met so far; None before the first, and without a date. is_measured: enough answers
    for a figure.
    """

    id: str
    name: str
    domain_id: str
    weight: float
    mastery: Mastery
    is_measured: bool
    memory_now: float | None
    memory_on_exam: float | None
    concepts_seen: int
    concepts_total: int
    items_seen: int
    items_total: int
    last_seen_at: datetime | None

    @property
    def at_stake(self) -> float:
        """Share of the exam, 0 to 1, that is open here: what tasks are ordered by everywhere."""
        return at_stake(self.weight, self.mastery)


@dataclass(frozen=True, slots=True)
class DomainLine:
    """One domain with its tasks; `weight` is its share of the exam, 0 to 1."""

    id: str
    name: str
    weight: float
    mastery: Mastery
    is_measured: bool
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures of one certification. `responses` counts first answers."""

    certification_id: str
    short_name: str
    exam_on: date | None
    overall: Mastery
    is_measured: bool
    domains: tuple[DomainLine, ...]

    @property
    def tasks(self) -> tuple[TaskLine, ...]:
        """All task lines in the order of the outline."""
        return tuple(task for domain in self.domains for task in domain.tasks)


def get_dashboard(
    db: Session, learner_id: int, certification_id: str, *, now: datetime
) -> Dashboard:
    """How the learner stands now."""
    catalogue = get_catalogue(db, certification_id)
    exam_on = get_enrolment(db, learner_id, certification_id).exam_on
    return _dashboard(
        catalogue,
        load_mastery(db, learner_id, catalogue),
        list_memories(db, learner_id, certification_id),
        list_seen_items(db, learner_id, certification_id),
        exam_on=exam_on,
        now=now,
    )


def dashboard_of(
    catalogue: Catalogue, learner: Learner, *, exam_on: date | None, now: datetime
) -> Dashboard:
    """The dashboard of a loaded learner."""
    seen = learner.exposures.keys()
    return _dashboard(catalogue, learner.mastery, learner.memories, seen, exam_on=exam_on, now=now)


def _dashboard(
    catalogue: Catalogue,
    mastery: MasteryState,
    memories: Mapping[str, MemoryState],
    seen: Set[str],
    *,
    exam_on: date | None,
    now: datetime,
) -> Dashboard:
    """`memories` by concept id; `seen` has item ids."""
    outline = catalogue.outline
    known = masteries(drifted(mastery, now=now), outline.layout, outline.task_weights)
    tally = _Tally(catalogue, memories, seen, now, exam_on)
    return Dashboard(
        certification_id=catalogue.certification_id,
        short_name=catalogue.short_name,
        exam_on=exam_on,
        overall=known.overall,
        is_measured=is_measured(known.overall, len(catalogue.pool)),
        domains=tuple(
            _domain_line(domain, catalogue, known, tally) for domain in catalogue.blueprint.domains
        ),
    )


def mastery_of_task(
    catalogue: Catalogue, mastery: MasteryState, task_id: str, *, now: datetime
) -> Mastery:
    """One task's mastery at `now`. Raises KeyError for a task of an older outline."""
    return task_mastery(drifted(mastery, now=now), catalogue.outline.layout, task_id)


def mastery_of_tasks(
    catalogue: Catalogue, mastery: MasteryState, task_ids: Collection[str], *, now: datetime
) -> Mastery:
    """Mastery of some tasks together at `now`, each by its share of the exam."""
    outline = catalogue.outline
    state = drifted(mastery, now=now)
    return group_mastery(state, outline.layout, outline.task_weights, task_ids)


def weakest_tasks(dashboard: Dashboard, count: int) -> list[TaskLine]:
    """The tasks where most of the exam is at stake; of equals, the outline's first."""
    return sorted(dashboard.tasks, key=lambda task: -task.at_stake)[:count]


class _Tally:
    """What was seen and remembered, by task."""

    def __init__(
        self,
        catalogue: Catalogue,
        memories: Mapping[str, MemoryState],
        seen: Set[str],
        now: datetime,
        exam_on: date | None,
    ) -> None:
        self.items_total: dict[str, int] = defaultdict(int)
        self.items_seen: dict[str, int] = defaultdict(int)
        self.concepts_total: dict[str, int] = defaultdict(int)
        self.memories: dict[str, list[MemoryState]] = defaultdict(list)
        self.now = now
        self.exam_at = datetime.combine(exam_on, time(12), UTC) if exam_on else None
        for item in catalogue.pool:
            self.items_total[item.task_id] += 1
            self.items_seen[item.task_id] += item.id in seen
        for concept in catalogue.concepts.values():
            self.concepts_total[concept.task_id] += 1
            if concept.id in memories:
                self.memories[concept.task_id].append(memories[concept.id])

    def items_in(self, domain: Domain) -> int:
        """How many questions the practice pool has for a domain."""
        return sum(self.items_total[task.id] for task in domain.tasks)

    def recall(self, task_id: str, at: datetime | None) -> float | None:
        """Mean recall of the task's concepts at a moment; None when there is nothing to say."""
        memories = self.memories[task_id]
        if at is None or not memories:
            return None
        return sum(retrievability(memory, now=at) for memory in memories) / len(memories)

    def last_seen_at(self, task_id: str) -> datetime | None:
        """When a concept of the task was last answered."""
        return max((m.last_review_at for m in self.memories[task_id]), default=None)


def _domain_line(
    domain: Domain, catalogue: Catalogue, known: Masteries, tally: _Tally
) -> DomainLine:
    mastery = known.domains[domain.id]
    return DomainLine(
        id=domain.id,
        name=domain.name,
        weight=domain.weight / 100,
        mastery=mastery,
        is_measured=is_measured(mastery, tally.items_in(domain)),
        tasks=tuple(_task_line(task, domain, catalogue, known, tally) for task in domain.tasks),
    )


def _task_line(
    task: Task, domain: Domain, catalogue: Catalogue, known: Masteries, tally: _Tally
) -> TaskLine:
    mastery = known.tasks[task.id]
    return TaskLine(
        id=task.id,
        name=task.name,
        domain_id=domain.id,
        weight=catalogue.outline.task_weights[task.id],
        mastery=mastery,
        is_measured=is_measured(mastery, tally.items_total[task.id]),
        memory_now=tally.recall(task.id, tally.now),
        memory_on_exam=tally.recall(task.id, tally.exam_at),
        concepts_seen=len(tally.memories[task.id]),
        concepts_total=tally.concepts_total[task.id],
        items_seen=tally.items_seen[task.id],
        items_total=tally.items_total[task.id],
        last_seen_at=tally.last_seen_at(task.id),
    )
