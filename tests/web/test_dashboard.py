import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from prep.services.catalogue import get_catalogue
from prep.services.mastery_days import close_day
from prep.storage.database import Database, transaction
from prep.storage.progress import MasteryRow, mastery_state
from tests.practising import Practice
from tests.sittings import give_answer, serve_quiz
from tests.web.visiting import Visitor, text_of

TASKS = ("people.1", "people.2", "process.1")
PEOPLE = [f"pmp-people-1{concept}-00{n}" for concept in ("", "-b") for n in range(1, 6)]


@pytest.fixture
def measured(local_database: Database, learner_id: int, now: datetime) -> None:
    """Ten answers on one task: enough for a figure there."""
    quiz_id = serve_quiz(local_database, learner_id, PEOPLE, now=now)
    for position in range(1, len(PEOPLE) + 1):
        give_answer(
            local_database, learner_id, quiz_id, position, is_right=position % 2 == 0, now=now
        )


PAGES = (
    "/dashboard",
    "/dashboard/tasks/people.1",
    "/dashboard/compare",
    "/dashboard/beliefs",
    "/dashboard/answers",
    "/dashboard/calendar",
)


def answers_by_task(page: str) -> dict[str, int]:
    rows = re.findall(r'id="task-([^"]+)" data-responses="(\d+)"', page)
    return {task: int(count) for task, count in rows}


def test_before_any_answer_it_teaches_and_offers_the_diagnostic(me: Visitor) -> None:
    response = me.get("/dashboard")

    assert response.status_code == 200
    assert "Nothing measured yet" in response.text
    assert answers_by_task(response.text) == dict.fromkeys(TASKS, 0)


@pytest.mark.usefixtures("measured")
def test_a_figure_comes_with_its_interval_and_count(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert re.search(r"\d+ % ± \d+ · 10.answers", text_of(page))
    assert "too early to say (0 answers)" in text_of(page).replace("\xa0", " ")
    assert answers_by_task(page) == {"people.1": 10, "people.2": 0, "process.1": 0}


@pytest.mark.usefixtures("measured")
def test_a_row_says_what_was_seen_and_leads_to_a_drill(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert "10 of 20 questions seen" in text_of(page)
    assert "last seen today" in text_of(page)
    assert 'href="/practice?task=people.1"' in page


@pytest.mark.usefixtures("measured")
def test_the_chart_has_a_title_and_a_table_beside_it(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert "<svg" in page
    assert re.search(r"<title[^>]*>\S", page.partition("<svg")[2])
    assert "Mastery by domain with its 90 % interval" in page


def test_others_see_only_their_own_figures(
    owner: Visitor, owner_id: int, other: Visitor, server_database: Database, now: datetime
) -> None:
    quiz_id = serve_quiz(server_database, owner_id, PEOPLE, now=now)
    give_answer(server_database, owner_id, quiz_id, 1, is_right=True, now=now)

    assert answers_by_task(owner.get("/dashboard").text)["people.1"] == 1
    other.submit("/setup/plan", "/setup/plan", {"certification": "pmp", "job_role": "qa"})
    assert answers_by_task(other.get("/dashboard").text)["people.1"] == 0


@pytest.mark.usefixtures("measured")
def test_a_row_leads_to_work_and_to_the_task_s_own_page(me: Visitor) -> None:
    page = me.get("/dashboard").text

    assert 'href="/at-work?task=people.1"' in page
    assert 'href="/dashboard/tasks/people.1"' in page
    assert "points open" in text_of(page)


@pytest.mark.usefixtures("measured")
def test_tasks_stand_by_what_is_at_stake_or_by_the_outline(me: Visitor) -> None:
    by_worth = list(answers_by_task(me.get("/dashboard").text))
    by_outline = list(answers_by_task(me.get("/dashboard?order=outline").text))

    assert by_outline == list(TASKS)
    assert set(by_worth) == set(TASKS)
    assert by_worth != by_outline
    assert list(answers_by_task(me.get("/dashboard?order=nonsense").text)) == by_worth
    assert list(answers_by_task(me.get("/dashboard?show=all").text)) == by_worth


@pytest.mark.usefixtures("measured")
def test_readiness_stands_with_its_record(me: Visitor) -> None:
    page = text_of(me.get("/dashboard").text)

    assert "If you sat a mock exam today" in page
    assert "too early for a forecast" in page
    assert 'href="/mock/record"' in me.get("/dashboard").text


@pytest.mark.usefixtures("measured")
def test_a_task_s_page_lists_its_ideas_with_lesson_and_drill(me: Visitor) -> None:
    page = me.get("/dashboard/tasks/people.1").text

    assert 'href="/library/pmp-people-1-idea"' in page
    assert 'href="/practice?concept=pmp-people-1-idea"' in page
    assert "Remembered" in text_of(page)
    assert "Not met yet" in text_of(page)


def test_an_idea_can_be_drilled_by_itself(me: Visitor) -> None:
    chosen = me.form("/practice?concept=pmp-people-1-idea", "/practice").fields["scope"]
    assert chosen == ["concept:pmp-people-1-idea"]

    fields = {"scope": "concept:nothing", "count": "5"}
    refused = me.post("/practice", {**me.form("/practice", "/practice").fields, **fields})
    assert refused.status_code == 422
    assert "Choose one of the ideas" in refused.text
    page = "/practice?concept=pmp-people-1-idea"
    assert me.submit(page, "/practice", {"count": "5"}).status_code == 303


@pytest.mark.usefixtures("measured")
def test_the_pages_behind_it_have_figures_and_tables(me: Visitor) -> None:
    answered = me.get("/dashboard/answers").text
    believed = me.get("/dashboard/beliefs").text
    kept = me.get("/dashboard/calendar").text

    assert "Prep expected" in text_of(answered)
    assert "What to believe instead" in text_of(believed)
    assert "You chose:" in text_of(believed)
    assert "Study days with answers" in text_of(kept)
    for page in (answered, kept):
        assert re.search(r"<title[^>]*>\S", page.partition("<svg")[2])
        assert "Show as table" in page


def test_two_dates_are_compared_once_two_days_are_stored(
    me: Visitor, mine: Practice, measured: None, now: datetime
) -> None:
    assert "No two days to compare yet" in me.get("/dashboard/compare").text
    earlier = replace(mine, now=now - timedelta(days=20))
    with transaction(mine.database) as db:
        row = db.get_one(MasteryRow, (mine.learner_id, "pmp"))
        catalogue = get_catalogue(db, "pmp")
        state = mastery_state(row, catalogue.blueprint.id)
        close_day(db, mine.learner_id, catalogue, state, earlier.now.date())

    page = text_of(me.get("/dashboard/compare").text)
    assert "3 November 2026 and now" in page
    assert "inside the noise" in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("before=yesterday", "before"),
        ("after=2026-13-01", "after"),
        ("before=2026-11-23&after=2026-11-01", "before"),
        ("after=2027-01-01", "after"),
        ("before=9999-99-99", "before"),
    ],
)
def test_dates_that_make_no_sense_are_named_and_kept(me: Visitor, query: str, field: str) -> None:
    response = me.get(f"/dashboard/compare?{query}")

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_teaches_before_any_answer(me: Visitor, path: str) -> None:
    assert me.get(path).status_code == 200


def test_a_task_that_the_outline_does_not_have_is_not_found(me: Visitor) -> None:
    for task_id in ("people.99", "x" * 300, "%00", "a'b"):
        assert me.get(f"/dashboard/tasks/{task_id}").status_code == 404


def test_the_streak_is_counted_until_it_is_switched_off(me: Visitor, measured: None) -> None:
    assert "1 study day in a row" in text_of(me.get("/dashboard/calendar").text)
    assert me.form("/settings", "/settings/preferences").fields["shows_streak"] == ["yes"]
    preferences = {"theme": "auto", "time_zone": "UTC", "csrf_token": me.token("/settings")}
    assert me.post("/settings/preferences", preferences).status_code == 303
    assert "in a row." not in text_of(me.get("/dashboard/calendar").text)
    assert "shows_streak" not in me.form("/settings", "/settings/preferences").fields


@pytest.mark.parametrize("path", PAGES)
def test_what_others_answer_changes_nothing_on_any_page(
    owner: Visitor,
    owner_id: int,
    other: Visitor,
    server_database: Database,
    now: datetime,
    path: str,
) -> None:
    other.submit("/setup/plan", "/setup/plan", {"certification": "pmp", "job_role": "qa"})
    mine, theirs = text_of(owner.get(path).text), text_of(other.get(path).text)
    quiz_id = serve_quiz(server_database, owner_id, PEOPLE, now=now)
    for position in range(1, len(PEOPLE) + 1):
        give_answer(server_database, owner_id, quiz_id, position, is_right=False, now=now)

    assert text_of(other.get(path).text) == theirs
    if path != "/dashboard/compare":  # which has nothing to show before a second day
        assert text_of(owner.get(path).text) != mine


@pytest.mark.parametrize("path", PAGES)
def test_before_set_up_it_leads_there(newcomer: Visitor, path: str) -> None:
    assert newcomer.get(path).location == "/setup"


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location == f"/account/login?next={path}"


@pytest.mark.parametrize("path", PAGES)
def test_it_cannot_be_posted_to(me: Visitor, path: str) -> None:
    response = me.post(path, {"csrf_token": me.token("/practice")})

    assert response.status_code == 405
