"""Every page that shows a figure of a task or domain shows the same one at the same moment."""

import re
from collections import defaultdict
from datetime import datetime

import pytest

from prep.storage.database import Database
from tests.practising import Practice
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of

PAGES = (
    "/today",
    "/dashboard",
    "/dashboard?show=all",
    "/dashboard?order=outline",
    "/dashboard/tasks/people.1",
    "/dashboard/tasks/process.1",
    "/dashboard/compare",
    "/library",
    "/practice",
    "/practice?task=people.1",
    "/at-work",
    "/at-work?task=people.1",
    "/at-work/exercises",
)
FIGURE = re.compile(r'<span class="figure[^>]*data-of="([^"]+)">(.*?)</span>\s*</span>', re.DOTALL)
CHARTED = re.compile(r"([A-Z][\w -]+), \d+ % of the exam: ([^;.]+ answers?\)?)")


@pytest.fixture
def measured(local_database: Database, learner_id: int, now: datetime) -> None:
    """Ten answers on one task and three on another."""
    people = [f"pmp-people-1{idea}-00{n}" for idea in ("", "-b") for n in range(1, 6)]
    items = [*people, *(f"pmp-process-1-00{n}" for n in range(1, 4))]
    quiz_id = serve_quiz(local_database, learner_id, items, now=now)
    for position in range(1, len(items) + 1):
        is_right = position % 3 == 0
        give_answer(local_database, learner_id, quiz_id, position, is_right=is_right, now=now)


def figures_of(pages: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """Every figure in words, by what it is of, with the pages that show it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, html in pages.items():
        for name, inner in FIGURE.findall(html):
            found[name][" ".join(text_of(inner).split())].add(path)
    return found


@pytest.mark.usefixtures("measured")
def test_no_two_pages_disagree_about_a_task_or_domain(me: Visitor, mine: Practice) -> None:
    diagnostic = mine.diagnostic()
    mine.complete(diagnostic)
    paths = [*PAGES, f"/quiz/{diagnostic.id}/result"]
    responses = {path: me.get(path) for path in paths}
    assert {path: r.status_code for path, r in responses.items()} == dict.fromkeys(paths, 200)
    found = figures_of({path: r.text for path, r in responses.items()})

    assert {"people.1", "people.2", "process.1", "people", "process"} <= set(found)
    assert {name: set(words) for name, words in found.items() if len(words) > 1} == {}
    (pages,) = found["people.1"].values()
    assert {"/today", "/dashboard", "/dashboard/tasks/people.1"} <= pages


@pytest.mark.usefixtures("measured")
def test_charts_and_findings_say_what_the_rows_say(me: Visitor, mine: Practice) -> None:
    diagnostic = mine.diagnostic()
    mine.complete(diagnostic)
    outline = me.get("/dashboard?order=outline").text
    rows = {name: next(iter(words)) for name, words in figures_of({"": outline}).items()}
    charts = [
        dict(CHARTED.findall(re.search(r"<desc[^>]*>(.*?)</desc>", html)[1]))  # type: ignore[index]
        for html in (outline, me.get(f"/quiz/{diagnostic.id}/result").text)
    ]

    assert charts[0] == charts[1]
    assert {words.replace("\xa0", " ") for words in charts[0].values()} == {
        rows[domain].replace("\xa0", " ") for domain in ("people", "process")
    }
