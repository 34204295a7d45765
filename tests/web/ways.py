"""Every way to a learner's work and portfolio, and what it answers to whom.

Addresses and fields name ids of `tests.web.marked.Marked`, such as {project}.
"""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from flask import Flask

from prep.services.exports.tables import TABLES
from tests.web.marked import Marked
from tests.web.visiting import Fields

BLUEPRINTS = {
    "actions",
    "exercises",
    "portfolio",
    "ledger",
    "exports",
    "mentor",
    "calendar",
    "self_assessment",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One request.

    owner, stranger: the status that its owner and another learner get; a page that names nothing
    of the owner's is the stranger's own. shows: the owner's words stand in the owner's answer.
    """

    endpoint: str
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    owner: int = 200
    stranger: int = 404
    shows: bool = True

    def __str__(self) -> str:
        return f"{self.endpoint} {self.path} {' '.join(self.fields.values())}".strip()


def page(endpoint: str, path: str, *, shows: bool = True) -> Way:
    """A page of whoever asks."""
    return Way(endpoint, path, stranger=200, shows=shows)


def form(endpoint: str, path: str, *, stranger: int = 404, **fields: str) -> Way:
    """A form that leads on to another page."""
    return Way(endpoint, path, fields, owner=303, stranger=stranger, shows=False)


def method_of(app: Flask, endpoint: str) -> str:
    """The one method that an endpoint answers."""
    methods = {m for rule in app.url_map.iter_rules(endpoint) for m in rule.methods or ()}
    (method,) = methods - {"HEAD", "OPTIONS"}
    return method


def filled(text: str, ids: Marked) -> str:
    """An address or a field with the ids in it."""
    return text.format(**{name: getattr(ids, name) for name in Marked.__slots__})


def fields_of(way: Way, ids: Marked) -> Fields:
    """What a way sends."""
    return {name: filled(value, ids) for name, value in way.fields.items()}


def unknown(ids: Marked) -> Marked:
    """Ids and secrets that nobody has."""
    values = [getattr(ids, name) for name in Marked.__slots__]
    return Marked(*(uuid4() if isinstance(value, UUID) else "x" * 32 for value in values))


PLAN = {
    "exercise_id": "risk-7",
    "task_id": "people.1",
    "setting": "rollout",
    "place": "Here",
    "who": "Us",
    "due_on": "2026-11-26",
}
WHERE = {name: PLAN[name] for name in ("setting", "place", "who", "due_on")}
PROJECT = {"name": "Move", "kind": "migration", "approach": "hybrid", "began_on": "2026-03-02"}
BULLET = {"it_wording": "Moved.", "project_wording": "Led a move of 9 sites."}
STORY = {"title": "A move", "situation": "S", "task": "T", "action": "A", "result": "R"}
PERIOD = {"began_on": "2026-07-01", "ended_on": "2026-08-31", "hours-people": "12"}
COURSE = {
    "name": "Basics",
    "provider": "College",
    "delivery": "live",
    "hours": "3",
    "ended_on": "2026-06-30",
}
RATINGS = {"plan": "3"}

ACTIONS = (
    page("actions.index", "/at-work"),
    form("actions.plan", "/at-work/plan", stranger=303, **PLAN),
    Way("actions.show", "/at-work/{due}"),
    Way("actions.show", "/at-work/{planned}"),
    Way("actions.change", "/at-work/{planned}/plan"),
    form("actions.save_change", "/at-work/{planned}/plan", **WHERE),
    form("actions.begin", "/at-work/{planned}/begin"),
    Way("actions.dropping", "/at-work/{planned}/drop", shows=False),
    form("actions.drop", "/at-work/{planned}/drop"),
    form("actions.take_up", "/at-work/{dropped}/take-up"),
    Way("actions.document", "/at-work/{due}/document"),
    form("actions.save", "/at-work/{planned}/document", **{"as": "draft", "title": "Mine"}),
    form("actions.begin_check", "/at-work/{due}/checks/1", quiz_id="{new}"),
    page("exercises.index", "/at-work/exercises", shows=False),
    page("exercises.show", "/at-work/exercises/risk-1", shows=False),
)
PORTFOLIO = (
    page("portfolio.index", "/portfolio"),
    page("portfolio.new_project", "/portfolio/projects/new", shows=False),
    form(
        "portfolio.add_project",
        "/portfolio/projects/new",
        stranger=303,
        project_id="{project}",
        **PROJECT,
    ),
    Way("portfolio.project", "/portfolio/projects/{project}"),
    Way("portfolio.edit_project", "/portfolio/projects/{project}/edit"),
    form("portfolio.save_project", "/portfolio/projects/{project}/edit", **PROJECT),
    Way("portfolio.deleting_project", "/portfolio/projects/{bare}/delete"),
    form("portfolio.delete_project", "/portfolio/projects/{bare}/delete"),
    form("portfolio.place", "/portfolio/evidence", evidence_id="{evidence}", project_id="{bare}"),
    form("portfolio.place", "/portfolio/evidence", evidence_id="{evidence}"),
    page("portfolio.new_bullet", "/portfolio/bullets/new"),
    Way("portfolio.new_bullet", "/portfolio/bullets/new?evidence={evidence}"),
    Way("portfolio.new_bullet", "/portfolio/bullets/new?project={project}"),
    form(
        "portfolio.add_bullet",
        "/portfolio/bullets/new",
        stranger=303,
        bullet_id="{bullet}",
        **BULLET,
    ),
    form(
        "portfolio.add_bullet",
        "/portfolio/bullets/new",
        stranger=422,
        bullet_id="{new}",
        origin="evidence:{evidence}",
        **BULLET,
    ),
    Way("portfolio.bullet", "/portfolio/bullets/{bullet}"),
    form("portfolio.save_bullet", "/portfolio/bullets/{bullet}", **BULLET),
    Way(
        "portfolio.check_wording",
        "/portfolio/bullets/check",
        {"project_wording": "Led a move."},
        stranger=200,
        shows=False,
    ),
    form("portfolio.mark_bullet", "/portfolio/bullets/{bullet}/export", is_exported="yes"),
    form("portfolio.delete_bullet", "/portfolio/bullets/{bullet}/delete"),
    page("portfolio.new_story", "/portfolio/stories/new"),
    Way("portfolio.new_story", "/portfolio/stories/new?evidence={evidence}"),
    Way("portfolio.new_story", "/portfolio/stories/new?project={project}"),
    form(
        "portfolio.add_story", "/portfolio/stories/new", stranger=303, story_id="{story}", **STORY
    ),
    form(
        "portfolio.add_story",
        "/portfolio/stories/new",
        stranger=422,
        story_id="{new}",
        origin="project:{project}",
        **STORY,
    ),
    Way("portfolio.story", "/portfolio/stories/{story}"),
    form("portfolio.save_story", "/portfolio/stories/{story}", **STORY),
    form("portfolio.mark_story", "/portfolio/stories/{story}/export", is_exported="yes"),
    form("portfolio.delete_story", "/portfolio/stories/{story}/delete"),
)
LEDGER = (
    page("ledger.index", "/portfolio/ledger"),
    page("ledger.new_period", "/portfolio/ledger/periods/new"),
    page("ledger.new_period", "/portfolio/ledger/periods/new?project={project}"),
    form(
        "ledger.add_period",
        "/portfolio/ledger/periods/new",
        period_id="{new}",
        project_id="{project}",
        **PERIOD,
    ),
    Way("ledger.period", "/portfolio/ledger/periods/{period}"),
    form(
        "ledger.save_period",
        "/portfolio/ledger/periods/{period}",
        project_id="{project}",
        **PERIOD,
    ),
    form("ledger.delete_period", "/portfolio/ledger/periods/{period}/delete"),
    page("ledger.log", "/portfolio/ledger/training"),
    form(
        "ledger.add_course",
        "/portfolio/ledger/training",
        stranger=303,
        course_id="{course}",
        **COURSE,
    ),
    Way("ledger.course", "/portfolio/ledger/training/{course}"),
    form("ledger.save_course", "/portfolio/ledger/training/{course}", **COURSE),
    form("ledger.delete_course", "/portfolio/ledger/training/{course}/delete"),
    page("ledger.head", "/portfolio/ledger/profile"),
    form("ledger.save_head", "/portfolio/ledger/profile", stranger=303, name="Ana"),
)
EXPORTS = (
    page("exports.index", "/portfolio/export"),
    page("exports.printed", "/portfolio/export/print"),
    *(
        page("exports.download", f"/portfolio/export/portfolio.{ending}")
        for ending in ("md", "docx", "json")
    ),
    *(page("exports.table", f"/portfolio/export/tables/{name}.csv") for name in TABLES),
)
LINKS = (
    Way("mentor.create_link", "/at-work/{due}/links", {"days": "14"}, owner=201, shows=False),
    form("mentor.revoke_link", "/at-work/{due}/links/{link}/revoke"),
    Way("calendar.create_link", "/settings/calendar", owner=201, stranger=201, shows=False),
    form("calendar.revoke_link", "/settings/calendar/revoke", stranger=303),
)
RATED = (
    page("self_assessment.index", "/setup/self-assessment", shows=False),
    form("self_assessment.save", "/setup/self-assessment", stranger=303, **RATINGS),
    page("self_assessment.compare", "/setup/self-assessment/measured", shows=False),
)
WAYS = (*ACTIONS, *PORTFOLIO, *LEDGER, *EXPORTS, *LINKS, *RATED)
"""What needs a log-in."""

SIGNED = {
    "name": "Bob",
    "role": "Team lead",
    "comment": "Well done.",
    "has_seen": "yes",
    "revision": "{revision}",
}
BY_SECRET = (
    Way("mentor.show", "/mentor/{mentor}", stranger=200, shows=False),
    Way("mentor.sign", "/mentor/{mentor}", SIGNED, owner=303, stranger=303, shows=False),
    Way("calendar.feed", "/calendar/{calendar}.ics", stranger=200, shows=False),
)
"""What whoever knows the address may open, with an account or without one."""
