"""Every page of Prep in every state that looks different. A new page is added here."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in one state.

    site: `new` has nobody set up, `enrolled` somebody without answers, `used` a history;
        `server` has accounts, and `inside` is the same for somebody who is logged in;
        `starting` has new questions for mock exams and one that was handed in, `sitting` an
        open one, `resting` one on a break; `finished` has sat two to the end.
    path: may name ids of the history, such as {open}.
    act: what to do on the page to come to the state. status: what is answered at last.
    """

    name: str
    endpoint: str
    site: str
    path: str
    act: Act | None = None
    status: int = 200

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def pressing(name: str) -> Act:
    """Press the button of that name."""
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def writing(label: str, text: str, button: str) -> Act:
    """Write into a field, then press a button."""

    def act(page: Page) -> None:
        page.get_by_label(label, exact=True).fill(text)
        pressing(button)(page)

    return act


def opening_all(page: Page) -> None:
    """Open everything that can be unfolded."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def choosing(label: str) -> Act:
    """Choose the radio button of that label."""
    return lambda page: page.get_by_label(label, exact=True).check()


def asking_for_help(page: Page) -> None:
    """Open the list of shortcuts."""
    page.get_by_role("button", name="Keyboard").click()


FITS = "?months_leading=40&education=bachelor&training_hours=35&in_it_operations=no&horizon=now"
TYPES = {"single": 1, "multiple": 2, "numeric": 3}
LATER_TYPES = {"matching": 1, "ordering": 2, "pulldown": 3, "hotspot": 4, "case": 5}
EXAM_TYPES = ("single", "multiple", "numeric", "matching", "ordering", "pulldown", "hotspot")


def pressing_help(page: Page) -> None:
    """Open the list of shortcuts by its key; a phone shows no button for it."""
    page.keyboard.press("?")


def striking_out(page: Page) -> None:
    """Flag the question, strike an option out, highlight words, open the note and calculator."""
    page.get_by_label("Flag for review").click()
    page.get_by_role("button", name="Strike out A").click()
    page.locator("#stem p").first.select_text()
    page.get_by_role("button", name="Highlight").click()
    page.locator("summary", has_text="Note").click()
    page.get_by_role("button", name="Calculator").click()


def being_ousted(page: Page) -> None:
    """Let another window take the exam over."""
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_load_state("networkidle")
    other.close()
    page.locator("[data-option]").first.click()
    page.get_by_role("button", name="Continue here").wait_for()


EXAM_PAGES = (
    PageState("mock exams", "exams.index", "starting", "/mock", opening_all),
    PageState("mock exams with an open one", "exams.index", "sitting", "/mock"),
    PageState("mock exams on a break", "exams.index", "resting", "/mock"),
    PageState("before an exam", "exams.before", "starting", "/mock/start?kind=domain:business"),
    PageState("before a long exam", "exams.before", "starting", "/mock/start?kind=full"),
    PageState(
        "before an exam with an error",
        "exams.before",
        "starting",
        "/mock/start?kind=domain:business",
        writing("Your target", "0", "Start the exam"),
        422,
    ),
    *(
        PageState(f"exam question of type {kind}", "exams.question", "sitting", f"/mock/{{id}}/{n}")
        for n, kind in enumerate(EXAM_TYPES, start=1)
    ),
    PageState("exam question of a case", "exams.question", "sitting", "/mock/{id}/8"),
    PageState("exam shortcuts", "exams.question", "sitting", "/mock/{id}/1", pressing_help),
    PageState("exam question marked", "exams.question", "sitting", "/mock/{id}/1", striking_out),
    PageState("exam in two windows", "exams.question", "sitting", "/mock/{id}/2", being_ousted),
    PageState("review", "exams.review", "sitting", "/mock/{id}/review"),
    PageState("review of nothing", "exams.review", "sitting", "/mock/{id}/review?show=incomplete"),
    PageState("leaving a section", "exams.leaving", "sitting", "/mock/{id}/leave-section"),
    PageState("handing in", "exams.submitting", "sitting", "/mock/{id}/submit"),
    PageState("break", "exams.rest", "resting", "/mock/{id}/break"),
    PageState("exam result", "exam_results.result", "finished", "/mock/{id}/result", opening_all),
    PageState("exam report", "exam_results.report", "finished", "/mock/{id}/report"),
    PageState("exam questions", "exam_results.items", "finished", "/mock/{id}/result/items"),
    PageState(
        "exam questions of no kind",
        "exam_results.items",
        "finished",
        "/mock/{id}/result/items?show=right&domain=none",
    ),
    *(
        PageState(
            f"exam review of type {kind}",
            "exam_results.item",
            "finished",
            f"/mock/{{id}}/result/items/{n}?kept=1",
            opening_all,
        )
        for n, kind in enumerate(EXAM_TYPES, start=1)
    ),
    PageState(
        "exam review of no answer",
        "exam_results.item",
        "finished",
        "/mock/{id}/result/items/{last}?show=unanswered",
        opening_all,
    ),
    PageState("track record", "exam_results.record", "finished", "/mock/record", opening_all),
    PageState("track record of nothing", "exam_results.record", "enrolled", "/mock/record"),
)

LATER_PAGES = tuple(
    page
    for kind, n in LATER_TYPES.items()
    for page in (
        PageState(f"question of type {kind}", "quiz.question", "used", f"/quiz/{{later}}/{n}"),
        PageState(
            f"question of type {kind} with an error",
            "quiz.answer",
            "used",
            f"/quiz/{{later}}/{n}",
            pressing("Check answer"),
            422,
        ),
        PageState(
            f"right answer to type {kind}",
            "quiz.question",
            "used",
            f"/quiz/{{later_right}}/{n}",
            opening_all,
        ),
        PageState(
            f"wrong answer to type {kind}",
            "quiz.question",
            "used",
            f"/quiz/{{later_wrong}}/{n}",
            opening_all,
        ),
    )
)


def opening_more(page: Page) -> None:
    """Open what the bar keeps behind one word."""
    page.locator("summary", has_text="More").first.click()


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

PAGES = (
    PageState("welcome", "welcome.index", "new", "/"),
    PageState("choose a certification", "setup.certification", "new", "/setup", opening_all),
    PageState("help me choose", "setup.choose", "new", "/setup/choose"),
    PageState("help me choose with a result", "setup.choose", "new", "/setup/choose" + FITS),
    PageState(
        "help me choose with an error",
        "setup.choose",
        "new",
        "/setup/choose",
        pressing("See what fits"),
        422,
    ),
    PageState("plan", "setup.plan", "new", "/setup/plan?certification=pmp"),
    PageState(
        "plan with an error",
        "setup.plan",
        "new",
        "/setup/plan?certification=pmp",
        pressing("Save plan"),
        422,
    ),
    PageState("diagnostic", "setup.diagnostic", "enrolled", "/setup/diagnostic"),
    PageState("today before any answer", "today.index", "enrolled", "/today"),
    PageState("today with a history", "today.index", "used", "/today"),
    *(
        PageState(f"question of type {kind}", "quiz.question", "used", f"/quiz/{{open}}/{n}")
        for kind, n in TYPES.items()
    ),
    *(
        PageState(
            f"question of type {kind} with an error",
            "quiz.answer",
            "used",
            f"/quiz/{{open}}/{n}",
            pressing("Check answer"),
            422,
        )
        for kind, n in TYPES.items()
    ),
    PageState("shortcuts", "quiz.question", "used", "/quiz/{open}/1", asking_for_help),
    *(
        PageState(
            f"right answer to type {kind}",
            "quiz.question",
            "used",
            f"/quiz/{{done}}/{n}",
            opening_all,
        )
        for kind, n in TYPES.items()
    ),
    *(
        PageState(
            f"wrong answer to type {kind}",
            "quiz.question",
            "used",
            f"/quiz/{{done}}/{n + 3}",
            opening_all,
        )
        for kind, n in TYPES.items()
    ),
    *LATER_PAGES,
    *PATH_PAGES,
    PageState("problem reported", "quiz.question", "used", "/quiz/{done}/1?reported=1"),
    PageState("result", "quiz.result", "used", "/quiz/{done}/result"),
    PageState("practice", "practice.index", "used", "/practice?task=people.2"),
    PageState(
        "practice with an error",
        "practice.index",
        "used",
        "/practice",
        writing("How many", "0", "Start practice"),
        422,
    ),
    PageState("dashboard before any answer", "dashboard.index", "enrolled", "/dashboard"),
    PageState("dashboard with a history", "dashboard.index", "used", "/dashboard", opening_all),
    PageState("dashboard in full", "dashboard.index", "used", "/dashboard?show=all"),
    PageState(
        "dashboard by outline", "dashboard.index", "used", "/dashboard?order=outline", opening_all
    ),
    PageState(
        "a task of the dashboard",
        "dashboard.task",
        "used",
        "/dashboard/tasks/people.1",
        opening_all,
    ),
    PageState("two dates", "dashboard.compared", "used", "/dashboard/compare"),
    PageState(
        "two dates refused",
        "dashboard.compared",
        "used",
        "/dashboard/compare?before=2026-11-23&after=2026-11-01",
        status=422,
    ),
    PageState("misconceptions", "dashboard.beliefs", "used", "/dashboard/beliefs", opening_all),
    PageState("no misconceptions yet", "dashboard.beliefs", "enrolled", "/dashboard/beliefs"),
    PageState("answers", "dashboard.answers", "used", "/dashboard/answers", opening_all),
    PageState("no answers yet", "dashboard.answers", "enrolled", "/dashboard/answers"),
    PageState("calendar", "dashboard.calendar", "used", "/dashboard/calendar", opening_all),
    PageState("library", "library.index", "used", "/library"),
    PageState("search with hits", "library.index", "used", "/library?q=risk"),
    PageState("search without hits", "library.index", "used", "/library?q=xylophone"),
    PageState("lesson", "library.lesson", "used", "/library/{concept}"),
    PageState("settings", "settings.index", "used", "/settings?saved=plan"),
    PageState("settings before set-up", "settings.index", "new", "/settings"),
    PageState(
        "settings with an error in the plan",
        "settings.save_plan",
        "used",
        "/settings",
        writing("Minutes a day", "3", "Save plan"),
        422,
    ),
    PageState(
        "settings with an error in the word",
        "settings.delete",
        "used",
        "/settings",
        writing("Type the word delete", "no", "Delete everything"),
        422,
    ),
    PageState("page that does not exist", "none", "used", "/nothing", status=404),
    PageState("page that cannot be read", "today.start", "used", "/today/start", status=405),
    PageState("welcome of a stranger", "welcome.index", "server", "/"),
    PageState("log in", "account.login", "server", "/account/login?next=/today"),
    PageState(
        "log in with an error", "account.login", "server", "/account/login", pressing("Log in"), 422
    ),
    PageState("register", "account.register", "server", "/account/register"),
    PageState(
        "register with errors",
        "account.register",
        "server",
        "/account/register",
        writing("E-mail", "nobody", "Make the account"),
        422,
    ),
    PageState("forgotten password", "account.forgot_password", "server", "/account/reset"),
    PageState("new password", "account.reset_password", "server", "/account/reset/{token}"),
    PageState(
        "new password with errors",
        "account.reset_password",
        "server",
        "/account/reset/{token}",
        pressing("Set the password"),
        422,
    ),
    PageState("confirm again", "account.send_confirmation", "server", "/account/confirm"),
    PageState("change password", "account.change_password", "inside", "/account/change"),
    PageState(
        "change password with errors",
        "account.change_password",
        "inside",
        "/account/change",
        pressing("Change the password"),
        422,
    ),
    PageState("settings with an account", "settings.index", "inside", "/settings"),
    *EXAM_PAGES,
    *ACTION_PAGES,
    *EXERCISE_PAGES,
    *LINK_PAGES,
    *PORTFOLIO_PAGES,
    *LEDGER_PAGES,
)

NOT_PAGES = {
    "static": "a file",
    "quiz.resume": "leads to a question or the result",
    "settings.export_json": "a download",
    "settings.export_csv": "a download",
    "exports.download": "a download",
    "exports.table": "a download",
    "calendar.feed": "a file",
    "account.confirm_email": "leads to the log-in",
    "exams.resume": "leads to a question, the break or the result",
    "exams.clock": "data for the script",
}
