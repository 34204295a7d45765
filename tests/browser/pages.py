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
    *EXAM_PAGES,
)

NOT_PAGES = {
    "static": "a file",
    "quiz.resume": "leads to a question or the result",
    "settings.export_json": "a download",
    "settings.export_csv": "a download",
    "account.confirm_email": "leads to the log-in",
    "exams.resume": "leads to a question, the break or the result",
    "exams.clock": "data for the script",
}
