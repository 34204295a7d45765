"""The pages on the way from a weak task to work evidence, and those about the path ahead."""

from tests.browser.page_states import (
    PageState,
    choosing,
    opening_all,
    opening_more,
    pressing,
    writing,
)

EXERCISE_PAGES = (
    PageState("exercises", "exercises.index", "used", "/at-work/exercises", opening_all),
    PageState(
        "exercises of a task", "exercises.index", "used", "/at-work/exercises?task=business.5"
    ),
    PageState(
        "exercises that nothing fits",
        "exercises.index",
        "used",
        "/at-work/exercises?minutes=30&setting=vendor",
    ),
    *(
        PageState(
            f"exercise {name}", "exercises.show", "used", f"/at-work/exercises/{name}", opening_all
        )
        for name in ("evm-in-hours", "communication-outage-kit", "risk-premortem-sorted?role=other")
    ),
)

ACTION_PAGES = (
    PageState("at work before any answer", "actions.index", "enrolled", "/at-work", opening_all),
    PageState("at work", "actions.index", "working", "/at-work", opening_all),
    PageState(
        "at work with filters that nothing fits",
        "actions.index",
        "working",
        "/at-work?minutes=30&setting=vendor&task=people.1",
    ),
    PageState("today with work", "today.index", "working", "/today", opening_more),
    *(
        PageState(
            f"action {stage}", "actions.show", "working", f"/at-work/{{{stage}}}", opening_all
        )
        for stage in ("planned", "doing", "due", "waiting", "checked", "dropped")
    ),
    PageState("change a plan", "actions.change", "working", "/at-work/{planned}/plan"),
    PageState(
        "change a plan with an error",
        "actions.change",
        "working",
        "/at-work/{planned}/plan",
        writing("When", "2020-01-01", "Save plan"),
        422,
    ),
    PageState("put an action aside", "actions.dropping", "working", "/at-work/{planned}/drop"),
    PageState("document", "actions.document", "working", "/at-work/{planned}/document"),
    PageState(
        "document with a draft", "actions.document", "working", "/at-work/{doing}/document?saved=1"
    ),
    PageState(
        "document with an error",
        "actions.document",
        "working",
        "/at-work/{planned}/document",
        pressing("Document it"),
        422,
    ),
)


LINK_PAGES = (
    PageState("mentor", "mentor.show", "working", "/mentor/{link}", opening_all),
    PageState(
        "mentor with an error",
        "mentor.show",
        "working",
        "/mentor/{link}",
        pressing("Sign off"),
        422,
    ),
    PageState("mentor after the sign-off", "mentor.show", "working", "/mentor/{signed_link}"),
    PageState("mentor without a link", "mentor.show", "server", "/mentor/none", status=404),
    PageState(
        "link with an error",
        "mentor.create_link",
        "working",
        "/at-work/{waiting}",
        writing("Days that the link works", "0", "Make a link"),
        422,
    ),
)


PORTFOLIO_PAGES = (
    PageState("empty portfolio", "portfolio.index", "enrolled", "/portfolio"),
    PageState("portfolio", "portfolio.index", "portfolio", "/portfolio?saved=bullet"),
    PageState(
        "new project", "portfolio.new_project", "enrolled", "/portfolio/projects/new", opening_all
    ),
    PageState(
        "new project with an error",
        "portfolio.new_project",
        "portfolio",
        "/portfolio/projects/new",
        pressing("Save project"),
        422,
    ),
    PageState(
        "project", "portfolio.project", "portfolio", "/portfolio/projects/{project}?saved=attached"
    ),
    PageState("private project", "portfolio.project", "portfolio", "/portfolio/projects/{bare}"),
    PageState(
        "edit a project with redactions",
        "portfolio.edit_project",
        "portfolio",
        "/portfolio/projects/{project}/edit",
        choosing("Redacted: leaves in the wording that you write for it"),
    ),
    PageState(
        "delete a project",
        "portfolio.deleting_project",
        "portfolio",
        "/portfolio/projects/{bare}/delete",
    ),
    PageState(
        "project that cannot be deleted",
        "portfolio.deleting_project",
        "portfolio",
        "/portfolio/projects/{project}/delete",
    ),
    PageState(
        "bullet workshop",
        "portfolio.new_bullet",
        "portfolio",
        "/portfolio/bullets/new?evidence={evidence}",
        opening_all,
    ),
    PageState(
        "bullet workshop of something private",
        "portfolio.new_bullet",
        "portfolio",
        "/portfolio/bullets/new?project={bare}",
    ),
    PageState(
        "bullet workshop with hints",
        "portfolio.new_bullet",
        "portfolio",
        "/portfolio/bullets/new",
        writing("Project wording", "Responsible for various VLANs on srv01", "Check wording"),
    ),
    PageState(
        "bullet workshop with an error",
        "portfolio.new_bullet",
        "portfolio",
        "/portfolio/bullets/new",
        pressing("Save bullet"),
        422,
    ),
    PageState(
        "bullet", "portfolio.bullet", "portfolio", "/portfolio/bullets/{bullet}", opening_all
    ),
    PageState("new story", "portfolio.new_story", "enrolled", "/portfolio/stories/new"),
    PageState(
        "new story with an error",
        "portfolio.new_story",
        "portfolio",
        "/portfolio/stories/new",
        pressing("Save story"),
        422,
    ),
    PageState("story", "portfolio.story", "portfolio", "/portfolio/stories/{story}", opening_all),
)


LEDGER_PAGES = (
    PageState("empty ledger", "ledger.index", "enrolled", "/portfolio/ledger", opening_all),
    PageState("ledger", "ledger.index", "ledger", "/portfolio/ledger?saved=period", opening_all),
    PageState(
        "period", "ledger.period", "ledger", "/portfolio/ledger/periods/{period}", opening_all
    ),
    PageState(
        "period of no project", "ledger.new_period", "enrolled", "/portfolio/ledger/periods/new"
    ),
    PageState("new period", "ledger.new_period", "ledger", "/portfolio/ledger/periods/new"),
    PageState(
        "new period with an error",
        "ledger.new_period",
        "ledger",
        "/portfolio/ledger/periods/new",
        pressing("Save period"),
        422,
    ),
    PageState("empty training log", "ledger.log", "enrolled", "/portfolio/ledger/training"),
    PageState("training log", "ledger.log", "ledger", "/portfolio/ledger/training?saved=course"),
    PageState(
        "training log with an error",
        "ledger.log",
        "ledger",
        "/portfolio/ledger/training",
        pressing("Add course"),
        422,
    ),
    PageState(
        "course", "ledger.course", "ledger", "/portfolio/ledger/training/{course}", opening_all
    ),
    PageState("details", "ledger.head", "ledger", "/portfolio/ledger/profile"),
    PageState(
        "details with an error",
        "ledger.head",
        "ledger",
        "/portfolio/ledger/profile",
        writing("Website", "nowhere", "Save details"),
        422,
    ),
    PageState("empty export", "exports.index", "enrolled", "/portfolio/export"),
    PageState("export", "exports.index", "ledger", "/portfolio/export"),
    PageState("export on paper", "exports.printed", "ledger", "/portfolio/export/print"),
)


PATH_PAGES = (
    PageState("path", "path.index", "used", "/path"),
    PageState("certifications compared", "path.certifications", "new", "/path/certifications"),
    PageState("titles", "path.titles", "used", "/path/titles"),
    PageState("talks", "path.talks", "used", "/path/talks"),
    PageState("first role", "path.first_role", "used", "/path/first-role"),
    PageState("mistakes", "path.mistakes", "used", "/path/mistakes", opening_all),
    PageState("tools", "path.tools", "used", "/path/tools"),
    PageState("self-assessment", "self_assessment.index", "used", "/setup/self-assessment"),
    PageState(
        "self-assessment with an error",
        "self_assessment.index",
        "used",
        "/setup/self-assessment",
        pressing("Save ratings"),
        422,
    ),
    PageState(
        "what was thought and measured",
        "self_assessment.compare",
        "used",
        "/setup/self-assessment/measured",
        opening_all,
    ),
)
