"""Local mode has no password, so nobody else may get at it."""

import pytest
from flask import Flask

BASE_URL = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "page", ["login", "register", "reset", "reset/x", "change", "confirm", "confirm/x", "logout"]
)
def test_there_are_no_account_pages(local: Flask, page: str) -> None:
    assert local.test_client().get(f"/account/{page}", base_url=BASE_URL).status_code == 404


def test_pages_offer_no_log_in(local: Flask) -> None:
    response = local.test_client().get("/", base_url=BASE_URL)

    assert response.status_code == 200
    assert "/account/" not in response.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8000"])
def test_a_foreign_host_is_refused(local: Flask, host: str) -> None:
    assert local.test_client().get("/", base_url=f"http://{host}").status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost"])
def test_the_names_of_this_machine_are_answered(local: Flask, host: str) -> None:
    assert local.test_client().get("/", base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.5", "203.0.113.7", "2001:db8::1"])
def test_another_machine_is_refused_whatever_it_claims(local: Flask, address: str) -> None:
    response = local.test_client().get(
        "/",
        base_url=BASE_URL,
        environ_base={"REMOTE_ADDR": address},
        headers={"X-Forwarded-For": "127.0.0.1"},
    )

    assert response.status_code == 403
