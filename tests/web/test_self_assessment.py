import pytest

from prep.services.self_assessment import get_ratings
from prep.storage.database import Database
from tests.web.visiting import Visitor, text_of

PATH = "/setup/self-assessment"
MEASURED = f"{PATH}/measured"
RATINGS = {"plan": "4", "align": "2", "risk": "3", "decide": "5"}


def stored(database: Database, learner_id: int) -> dict[str, int]:
    with database.reader() as db:
        return get_ratings(db, learner_id)


def test_the_first_visit_is_a_step_of_set_up_that_can_be_skipped(me: Visitor) -> None:
    page = me.get(PATH).text

    assert 'aria-current="step"' in page
    assert "Skip for now" in page
    assert page.count('type="radio"') == 20


def test_the_offer_of_the_diagnostic_leads_to_it(me: Visitor) -> None:
    assert me.get("/setup/diagnostic").text.count(f'href="{PATH}"') == 2


def test_ratings_are_stored_and_shown_beside_the_measurement(
    me: Visitor, local_database: Database, learner_id: int
) -> None:
    response = me.submit(PATH, PATH, RATINGS)

    assert response.status_code == 303
    assert response.location == f"{MEASURED}?saved=1"
    assert stored(local_database, learner_id) == {"plan": 4, "align": 2, "risk": 3, "decide": 5}
    page = text_of(me.get(response.location).text)
    assert "Your ratings are saved." in page
    assert "4 of 5 , hard cases" in page
    assert "too early to say (0 answers)" in page


def test_it_can_be_sent_twice(me: Visitor, local_database: Database, learner_id: int) -> None:
    me.submit(PATH, PATH, RATINGS)
    assert me.submit(PATH, PATH, RATINGS).status_code == 303
    assert stored(local_database, learner_id)["plan"] == 4


def test_ratings_can_be_changed_from_the_settings(
    me: Visitor, local_database: Database, learner_id: int
) -> None:
    me.submit(PATH, PATH, RATINGS)
    assert f'href="{PATH}"' in me.get("/settings").text
    page = me.get(PATH).text
    assert 'aria-current="step"' not in page
    assert me.form(PATH, PATH).fields["plan"] == ["4"]

    me.submit(PATH, PATH, {"plan": "1"})
    assert stored(local_database, learner_id) == {"plan": 1, "align": 2, "risk": 3, "decide": 5}


def test_one_rating_is_enough(me: Visitor, local_database: Database, learner_id: int) -> None:
    assert me.submit(PATH, PATH, {"risk": "2"}).status_code == 303
    assert stored(local_database, learner_id) == {"risk": 2}


@pytest.mark.parametrize(
    ("fields", "field"),
    [({}, "plan"), ({"risk": "9"}, "risk"), ({"plan": "4", "align": "much"}, "align")],
)
def test_wrong_input_names_the_field_and_keeps_the_rest(
    me: Visitor,
    local_database: Database,
    learner_id: int,
    fields: dict[str, str],
    field: str,
) -> None:
    response = me.submit(PATH, PATH, fields)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text
    assert response.text.count(" checked") == sum(value in "12345" for value in fields.values())
    assert stored(local_database, learner_id) == {}


def test_without_ratings_the_comparison_asks_for_them(me: Visitor) -> None:
    page = me.get(MEASURED).text

    assert "Rate yourself" in page
    assert "not rated" in page


def test_the_comparison_leads_to_drill_and_work(me: Visitor) -> None:
    page = me.get(MEASURED).text

    assert 'href="/practice?task=process.1"' in page
    assert 'href="/at-work?task=process.1"' in page


def test_somebody_else_sees_nothing_of_it(
    owner: Visitor, other: Visitor, owner_id: int, server_database: Database
) -> None:
    owner.submit(PATH, PATH, RATINGS)
    assert stored(server_database, owner_id)
    assert other.get(MEASURED).location == "/setup"
    other.submit("/setup/plan", "/setup/plan", {
        "certification": "pmp", "minutes_a_day": "20", "study_days": ["1"], "job_role": "qa",
    })  # fmt: skip
    assert "of 5" not in text_of(other.get(MEASURED).text)
    assert "plan" not in other.form(PATH, PATH).fields


@pytest.mark.parametrize("path", [PATH, MEASURED])
def test_before_set_up_it_leads_there(newcomer: Visitor, path: str) -> None:
    assert newcomer.get(path).location == "/setup"


def test_ratings_before_set_up_are_refused(newcomer: Visitor) -> None:
    token = newcomer.token("/setup/plan")
    assert newcomer.post(PATH, {"csrf_token": token, **RATINGS}).location == "/setup"


@pytest.mark.parametrize("path", [PATH, MEASURED])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    assert anonymous.get(path).location == f"/account/login?next={path}"


def test_strangers_cannot_rate(anonymous: Visitor) -> None:
    token = anonymous.token("/account/login")
    response = anonymous.post(PATH, {"csrf_token": token, **RATINGS})
    assert response.status_code == 303
    assert response.location.startswith("/account/login")


def test_a_form_without_its_token_is_refused(me: Visitor) -> None:
    assert me.post(PATH, RATINGS).status_code == 400


def test_wrong_methods_are_refused(me: Visitor) -> None:
    assert me.post(MEASURED, {"csrf_token": me.token("/practice")}).status_code == 405
    assert me.client.put(PATH, base_url=me.base_url).status_code in (400, 405)
