import pytest

from tests.web.visiting import Visitor, text_of


def test_it_lists_every_lesson_under_its_task(me: Visitor) -> None:
    response = me.get("/library")

    assert response.status_code == 200
    assert response.text.count('href="/library/pmp-') == 12


@pytest.mark.parametrize("search", ["idea of people.2", "PEOPLE.2", " people.2 "])
def test_a_search_finds_lessons_with_all_its_words(me: Visitor, search: str) -> None:
    page = me.get("/library", query_string={"q": search}).text

    assert page.count('href="/library/pmp-people-2') == 4
    assert page.count('href="/library/pmp-') == 4


@pytest.mark.parametrize("search", ["xylophone", "<script>", "x" * 5000, "%", "'; --"])
def test_a_search_without_hits_says_so(me: Visitor, search: str) -> None:
    response = me.get("/library", query_string={"q": search})

    assert response.status_code == 200
    assert "No lesson has all these words" in response.text
    assert "<script>" not in response.text


def test_a_lesson_shows_its_text_and_leads_to_practice(me: Visitor) -> None:
    response = me.get("/library/pmp-people-2-idea")

    assert response.status_code == 200
    assert "<strong>Example.</strong>" in response.text
    assert 'href="/practice?task=people.2"' in response.text
    assert "The idea of people.2" in text_of(response.text)


def test_an_unknown_lesson_is_not_found(me: Visitor) -> None:
    assert me.get("/library/no-such-idea").status_code == 404
    assert me.get("/library/" + "x" * 5000).status_code == 404


def test_before_set_up_it_leads_there(newcomer: Visitor) -> None:
    assert newcomer.get("/library").location == "/setup"
    assert newcomer.get("/library/pmp-people-2-idea").location == "/setup"


@pytest.mark.parametrize("path", ["/library", "/library/pmp-people-2-idea"])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location == f"/account/login?next={path}"


@pytest.mark.parametrize("path", ["/library", "/library/pmp-people-2-idea"])
def test_it_cannot_be_posted_to(me: Visitor, path: str) -> None:
    assert me.post(path, {"csrf_token": me.token("/practice")}).status_code == 405
