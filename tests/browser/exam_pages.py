"""The pages of mock exams, and of the types of question that they added."""

from playwright.sync_api import Page

from tests.browser.page_states import PageState, opening_all, pressing, writing

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
    PageState("mock exams with a day", "exams.index", "planned", "/mock"),
    PageState(
        "mock exams with an error in the day",
        "exams.plan_day",
        "planned",
        "/mock",
        writing("Day", "2026-11-22", "Save the day"),
        422,
    ),
    PageState("today with a mock exam", "today.index", "planned", "/today"),
    PageState("mock exams with an open one", "exams.index", "sitting", "/mock"),
    PageState("mock exams on a break", "exams.index", "resting", "/mock"),
    PageState("before an exam", "exams.before", "starting", "/mock/start?kind=domain:business"),
    PageState("before a half exam", "exams.before", "enrolled", "/mock/start?kind=half"),
    PageState("today after a mock exam", "today.index", "finished", "/today"),
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
        "exam questions missed",
        "exam_results.items",
        "finished",
        "/mock/{id}/result/items?show=missed",
        opening_all,
    ),
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
