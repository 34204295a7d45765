"""Every page of Prep in every state that looks different. A new page is added here."""

from tests.browser.exam_pages import EXAM_PAGES, LATER_PAGES
from tests.browser.page_states import PageState, asking_for_help, opening_all, pressing, writing
from tests.browser.work_pages import (
    ACTION_PAGES,
    EXERCISE_PAGES,
    LEDGER_PAGES,
    LINK_PAGES,
    PATH_PAGES,
    PORTFOLIO_PAGES,
)

FITS = "?months_leading=40&education=bachelor&training_hours=35&in_it_operations=no&horizon=now"
TYPES = {"single": 1, "multiple": 2, "numeric": 3}

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
