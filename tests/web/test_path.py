import re

import pytest

from prep.services.career import links
from prep.services.career.mistakes import MISTAKES, Mistake
from prep.services.career.titles import LADDER
from prep.services.career.tools import TOOLS
from tests.web.visiting import Visitor, text_of

PAGES = (
    "/path",
    "/path/certifications",
    "/path/titles",
    "/path/talks",
    "/path/first-role",
    "/path/mistakes",
    "/path/tools",
)
INNER = [path for path in PAGES if path != "/path"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens(me: Visitor, path: str) -> None:
    response = me.get(path)

    assert response.status_code == 200
    assert "not affiliated" in response.text


@pytest.mark.parametrize("path", INNER)
def test_every_page_has_one_next_step_and_the_way_back(me: Visitor, path: str) -> None:
    page = me.get(path).text

    assert page.count("button--primary") == 1
    assert 'href="/path"' in page


def test_the_overview_leads_to_every_page(me: Visitor) -> None:
    page = me.get("/path").text

    assert all(f'href="{path}"' in page for path in INNER)
    assert 'href="/setup/self-assessment/measured"' in page


@pytest.mark.parametrize("path", ["/library", "/today"])
def test_the_path_is_reached_from_the_menu(me: Visitor, path: str) -> None:
    assert 'href="/path"' in me.get(path).text


def test_the_certifications_can_be_compared_before_set_up(newcomer: Visitor) -> None:
    assert 'href="/path/certifications"' in newcomer.get("/setup").text
    page = newcomer.get("/path/certifications").text
    assert "in force since" in text_of(page)
    assert 'href="/setup/choose"' in page
    assert 'href="/path"' not in page


def test_every_figure_on_pay_has_its_source_and_date(me: Visitor) -> None:
    page = me.get("/path/titles").text
    section = page[page.index('id="outlook"') :]
    entries = re.findall(r"<dd>(.*?)</dd>", section, re.DOTALL)

    assert entries
    for entry in entries:
        assert "U.S." in entry
    assert "Read on 23 November 2026" in section


def test_titles_and_tools_are_all_there(me: Visitor) -> None:
    titles = text_of(me.get("/path/titles").text)
    tools = text_of(me.get("/path/tools").text)

    assert all(title.name in titles for rung in LADDER for title in rung.titles)
    assert all(tool.name in tools and tool.owner in tools for tool in TOOLS)


def test_fifteen_questions_are_offered_for_talks(me: Visitor) -> None:
    assert me.get("/path/talks").text.count("?</li>") == 15


def test_an_exercise_that_the_bank_does_not_hold_is_not_linked(me: Visitor) -> None:
    page = me.get("/path/titles").text

    assert "/at-work/exercises/" not in page


def test_a_mistake_shows_what_to_believe_instead_the_drill_and_the_exercise(
    me: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = Mistake("made-up", "A <b>mistake</b>", "A scene.", ("belief-1",))
    monkeypatch.setattr(links, "MISTAKES", (mistake,))
    page = me.get("/path/mistakes").text

    assert "A &lt;b&gt;mistake&lt;/b&gt;" in page
    assert "What to believe instead" in page
    assert 'href="/at-work/exercises/risk-1"' in page
    assert re.search(r'href="/practice\?task=[\w.]+"', page)
    assert re.search(r'href="/library/pmp-[\w-]+"', page)


def test_all_mistakes_are_listed(me: Visitor) -> None:
    page = text_of(me.get("/path/mistakes").text)

    assert all(page.count(mistake.name) == 2 for mistake in MISTAKES)


@pytest.mark.parametrize("path", [p for p in PAGES if p != "/path/certifications"])
def test_before_set_up_it_leads_there(newcomer: Visitor, path: str) -> None:
    assert newcomer.get(path).location == "/setup"


@pytest.mark.parametrize("path", PAGES)
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location == f"/account/login?next={path}"


@pytest.mark.parametrize("path", PAGES)
def test_they_cannot_be_posted_to(me: Visitor, path: str) -> None:
    assert me.post(path, {"csrf_token": me.token("/practice")}).status_code == 405


def test_an_unknown_page_is_not_found(me: Visitor) -> None:
    assert me.get("/path/nothing").status_code == 404
