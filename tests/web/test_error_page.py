"""The error page stands even when nobody can say who is learning."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from prep.app import create_app
from prep.config import LOCAL_HOSTS, Settings
from prep.storage.database import connect


@pytest.fixture
def without_tables(tmp_path: Path) -> Iterator[FlaskClient]:
    """Local mode over a database that answers no query."""
    settings = Settings(
        mode="local",
        host="127.0.0.1",
        port=8000,
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path}/empty.sqlite",
        banks=tmp_path,
        secret_key="s" * 32,
        allowed_hosts=LOCAL_HOSTS,
        mail_url=None,
        mail_from="Prep <prep@example.org>",
    )
    database = connect(settings.database_url)
    yield create_app(settings, database=database).test_client()
    database.dispose()


def test_a_page_that_needs_the_database_says_what_was_kept(without_tables):
    response = without_tables.get("/today")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Nothing was lost" in response.text


def test_an_unknown_address_is_not_found_without_the_database(without_tables):
    response = without_tables.get("/nowhere")
    assert response.status_code == 404
    assert "There is nothing here" in response.text
