import pytest

from prep.services.enrolments import get_plan, list_enrolled
from prep.storage.database import Database
from tests.web.visiting import Visitor, text_of

PLAN = {
    "certification": "pmp",
    "exam_on": "2027-01-04",
    "minutes_a_day": "20",
    "study_days": ["1", "3"],
    "job_role": "qa",
    "time_zone": "Europe/Vienna",
}
HELP = {
    "months_leading": "40",
    "education": "bachelor",
    "training_hours": "35",
    "in_it_operations": "no",
    "horizon": "now",
}


def test_the_first_step_lists_the_exams(newcomer: Visitor) -> None:
    response = newcomer.get("/setup")

    assert response.status_code == 200
    assert 'value="pmp"' in response.text


def test_the_exam_chosen_is_preselected_in_the_plan(newcomer: Visitor) -> None:
    form = newcomer.form("/setup/plan?certification=pmp", "/setup/plan")

    assert form.fields["certification"] == ["pmp"]


def test_a_plan_is_stored_and_leads_to_the_diagnostic(
    newcomer: Visitor, local_database: Database
) -> None:
    response = newcomer.submit("/setup/plan", "/setup/plan", PLAN)

    assert response.status_code == 303
    assert response.location == "/setup/diagnostic"
    with local_database.reader() as db:
        plan = get_plan(db, 1, "pmp")
    assert (str(plan.exam_on), plan.minutes_a_day) == ("2027-01-04", 20)
    assert (plan.study_days, plan.job_role) == ((1, 3), "qa")


def test_an_exam_date_may_be_left_out(newcomer: Visitor, local_database: Database) -> None:
    response = newcomer.submit("/setup/plan", "/setup/plan", PLAN | {"exam_on": ""})

    assert response.status_code == 303
    with local_database.reader() as db:
        assert get_plan(db, 1, "pmp").exam_on is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("certification", ""),
        ("certification", "no-such-exam"),
        ("exam_on", "2026-11-22"),
        ("exam_on", "2031-01-01"),
        ("exam_on", "next spring"),
        ("minutes_a_day", ""),
        ("minutes_a_day", "4"),
        ("minutes_a_day", "241"),
        ("minutes_a_day", "many"),
        ("minutes_a_day", "9" * 5000),
        ("study_days", []),
        ("study_days", ["8"]),
        ("study_days", ["Monday"]),
        ("job_role", ""),
        ("job_role", "astronaut"),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_wrong_input_names_the_field_and_stores_nothing(
    newcomer: Visitor, local_database: Database, field: str, value: str | list[str]
) -> None:
    response = newcomer.submit("/setup/plan", "/setup/plan", PLAN | {field: value})

    assert response.status_code == 422
    assert "There is a problem" in response.text
    if field != "time_zone":
        assert f'href="#{field}"' in response.text
        assert f'id="{field}"' in response.text
        assert f'id="{field}-error"' in response.text
    with local_database.reader() as db:
        assert list_enrolled(db, 1) == []


def test_what_was_typed_is_kept_beside_the_error(newcomer: Visitor) -> None:
    wrong = PLAN | {"minutes_a_day": "4"}

    page = newcomer.submit("/setup/plan", "/setup/plan", wrong).text

    assert 'value="2027-01-04"' in page
    assert 'value="4"' in page
    assert '<option value="qa" selected>' in page
    assert page.count(" checked>") == 3  # the exam and two days


def test_today_is_the_learners_own_day(newcomer: Visitor) -> None:
    """At noon in UTC it is already tomorrow in Kiritimati."""
    zone = {"time_zone": "Pacific/Kiritimati", "exam_on": "2026-11-23"}

    response = newcomer.submit("/setup/plan", "/setup/plan", PLAN | zone)

    assert response.status_code == 422
    assert "before today" in response.text


def test_help_me_choose_recommends_with_reasons_and_source(newcomer: Visitor) -> None:
    response = newcomer.get("/setup/choose", query_string=HELP)

    assert response.status_code == 200
    assert "What fits your answers" in response.text
    assert "/setup/plan?certification=pmp" in response.text
    assert "Source:" in text_of(response.text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("months_leading", ""),
        ("months_leading", "-1"),
        ("months_leading", "601"),
        ("months_leading", "9" * 5000),
        ("training_hours", "lots"),
        ("education", "kindergarten"),
        ("in_it_operations", "perhaps"),
        ("horizon", ""),
    ],
)
def test_help_me_choose_names_the_answer_that_is_missing(
    newcomer: Visitor, field: str, value: str
) -> None:
    response = newcomer.get("/setup/choose", query_string=HELP | {field: value})

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'id="{field}-error"' in response.text


def test_the_diagnostic_starts_once_however_often_it_is_sent(me: Visitor) -> None:
    form = me.form("/setup/diagnostic", "/setup/diagnostic")

    first = me.post("/setup/diagnostic", form.fields)
    again = me.post("/setup/diagnostic", form.fields)

    assert first.status_code == again.status_code == 303
    assert first.location == again.location == f"/quiz/{form.fields['quiz_id'][0]}"


def test_an_open_diagnostic_is_resumed(me: Visitor) -> None:
    first = me.submit("/setup/diagnostic", "/setup/diagnostic")
    second = me.submit("/setup/diagnostic", "/setup/diagnostic")

    assert first.location == second.location


def test_a_diagnostic_without_an_id_is_refused(me: Visitor) -> None:
    response = me.submit("/setup/diagnostic", "/setup/diagnostic", {"quiz_id": "7"})

    assert response.status_code == 422
    assert "Load the page again" in response.text


def test_the_diagnostic_needs_a_certification_first(newcomer: Visitor) -> None:
    assert newcomer.get("/setup/diagnostic").location == "/setup"


@pytest.mark.parametrize("path", ["/setup", "/setup/choose", "/setup/plan", "/setup/diagnostic"])
def test_strangers_are_sent_to_log_in(anonymous: Visitor, path: str) -> None:
    response = anonymous.get(path)

    assert response.status_code == 303
    assert response.location == f"/account/login?next={path}"


@pytest.mark.parametrize("path", ["/setup", "/setup/choose"])
def test_wrong_methods_are_refused(newcomer: Visitor, path: str) -> None:
    response = newcomer.post(path, {"csrf_token": newcomer.token("/setup/plan")})

    assert response.status_code == 405


@pytest.mark.parametrize("path", ["/setup/plan", "/setup/diagnostic"])
def test_a_form_without_its_token_is_refused(me: Visitor, path: str) -> None:
    response = me.post(path, PLAN)

    assert response.status_code == 400
    assert "reload the page" in response.text
