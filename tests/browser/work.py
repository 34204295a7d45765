"""A learner who takes weak tasks to work: one action in every state that looks different."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from prep.services.actions.planning import PlanDetails, drop_action
from prep.services.enrolments import enrol
from prep.services.exercises import propose
from prep.services.learners import create_learner
from prep.storage.database import transaction
from tests.acting import DRAFT, UNDATED, document, plan, save, sit_all
from tests.browser.history import PLAN
from tests.browser.site import Site
from tests.practising import Practice

REDACTED = replace(
    UNDATED,
    wordings={
        **DRAFT.wordings,
        "result": "The third cutover went well; ask jane.doe@corp.example.com.",
        "artefact_url": "https://wiki.example.com/register",
        "artefact_text": "## Register\n\n| Risk | Owner |\n|---|---|\n| A late lorry | logistics |",
    },
    redacted={"result": "Ask the owner of 10.20.30.40.", "title": "A risk register"},
    confidentiality="redacted",
    rubric=("yes", "partly", "no", "yes", "yes", "yes"),
)


@dataclass(frozen=True, slots=True)
class Work:
    """The actions, by how far they have come. due: its first check is; waiting: it is not."""

    planned: UUID
    doing: UUID
    due: UUID
    waiting: UUID
    checked: UUID
    dropped: UUID


def make_work(site: Site) -> Work:
    """Enrol a learner, let them answer, and take six exercises to work."""
    now = site.clock()
    with transaction(site.database) as db:
        learner_id = create_learner(db, "You", now=now)
        enrol(db, learner_id, "pmp", PLAN, today=now.date(), now=now)
    me = Practice(site.database, learner_id, now)
    early = me.later(days=-40)
    early.complete(early.diagnostic())
    wanted = _wanted(me)
    early.complete(early.custom(task_id=wanted[4][1]))
    work = Work(
        planned=_plan(me, wanted[0], due_on=now.date() + timedelta(days=3)),
        doing=_plan(me, wanted[1]),
        due=_plan(me.later(days=-4), wanted[2]),
        waiting=_plan(me, wanted[3]),
        checked=_plan(early.later(days=1), wanted[4]),
        dropped=_plan(me, wanted[5]),
    )
    save(me, work.doing, REDACTED)
    document(me.later(days=-4), work.due, REDACTED)
    document(me, work.waiting, replace(REDACTED, confidentiality="shareable"))
    document(early.later(days=1), work.checked, REDACTED)
    sit_all(early.later(days=1), work.checked)
    with transaction(site.database) as db:
        drop_action(db, learner_id, work.dropped, now=now)
    return work


def _wanted(me: Practice) -> list[tuple[str, str, str]]:
    """Six exercises, each with a task and an occasion."""
    with me.database.reader() as db:
        found = propose(db, me.learner_id, "pmp", now=me.now, limit=6)
    return [(p.exercise.id, p.task_id, p.exercise.settings[0]) for p in found]


def _plan(me: Practice, wanted: tuple[str, str, str], due_on: date | None = None) -> UUID:
    exercise_id, task_id, setting = wanted
    return plan(
        me, exercise_id, task_id, PlanDetails(setting, "The mail migration", "Two teams", due_on)
    )
