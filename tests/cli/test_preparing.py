"""Before serving: banks are read when they changed, and only then."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from rich.console import Console

from prep.app import create_app
from prep.cli.preparing import prepare
from prep.storage.database import Database, connect
from tests.banks import write_banks
from tests.cli.settings import local_settings
from tests.factories import wide_documents

CERTIFICATION = Path("pmp") / "certification.yaml"


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    return write_banks(tmp_path, wide_documents())


@pytest.fixture
def app(banks: Path) -> Iterator[Flask]:
    url = f"sqlite:///{banks}/prep.sqlite"
    database: Database = connect(url)
    yield create_app(local_settings(banks, url), database=database)
    database.dispose()


def said(app: Flask) -> str:
    """What preparing prints."""
    console = Console(file=StringIO(), width=200)
    with app.app_context():
        prepare(console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_second_start_reads_no_banks(app: Flask) -> None:
    assert "questions" in said(app)
    assert "The question banks are unchanged" in said(app)


def test_a_changed_file_is_read_at_the_next_start(app: Flask, banks: Path) -> None:
    said(app)
    file = banks / CERTIFICATION
    file.write_text(file.read_text() + "# a word more\n")
    assert "questions" in said(app)


def test_banks_with_problems_are_read_at_every_start(app: Flask, banks: Path) -> None:
    said(app)
    (banks / CERTIFICATION).write_text("id: [\n")
    for _ in range(2):
        assert "The banks synced before stay in use." in said(app)


def test_the_command_reads_banks_that_did_not_change(app: Flask) -> None:
    said(app)
    result = app.test_cli_runner().invoke(args=["bank", "sync"])
    assert result.exit_code == 0, result.output
    assert "questions" in result.output
