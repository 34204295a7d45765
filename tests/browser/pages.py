"""Every page of Prep in every state that looks different. A new page is added here."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class PageState:
    """One page in one state.

    site: `new` has nobody set up, `enrolled` somebody without answers, `used` a history;
        `server` has accounts, and `inside` is the same for somebody who is logged in.
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


def asking_for_help(page: Page) -> None:
    """Open the list of shortcuts."""
    page.get_by_role("button", name="Keyboard").click()


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
)

NOT_PAGES = {
    "static": "a file",
    "quiz.resume": "leads to a question or the result",
    "settings.export_json": "a download",
    "settings.export_csv": "a download",
    "account.confirm_email": "leads to the log-in",
}
