from tests.web.visiting import Visitor, text_of


def test_it_says_what_prep_is_and_which_exams_there_are(newcomer: Visitor) -> None:
    response = newcomer.get("/")

    assert response.status_code == 200
    assert 'href="/setup"' in response.text
    assert "Certified Test Professional" in text_of(response.text)


def test_somebody_who_is_set_up_goes_on_to_today(me: Visitor) -> None:
    response = me.get("/")

    assert response.status_code == 302
    assert response.location == "/today"


def test_a_stranger_in_server_mode_may_read_it(anonymous: Visitor) -> None:
    response = anonymous.get("/")

    assert response.status_code == 200
    assert "Log in" in response.text


def test_it_cannot_be_posted_to(newcomer: Visitor) -> None:
    response = newcomer.post("/", {"csrf_token": newcomer.token("/setup/plan")})

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
