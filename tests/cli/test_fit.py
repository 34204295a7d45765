"""`prep fit`, run as a user runs it."""

import logging
from pathlib import Path

import pytest
from flask import Flask

from prep.app import create_app
from prep.config import Settings
from prep.learning.cross_fitting import HeldOut
from prep.services import fitting
from prep.storage.database import Database
from prep.storage.fitted_layers import FILE_NAME, find_layer, save_layer
from prep.web.fitted import get_layer
from tests.cli.settings import local_settings
from tests.services.test_fitting import CROWD, add_crowd
from tests.storage.test_fitted_layers import made


@pytest.fixture
def settings(tmp_path: Path, stocked_sqlite_url: str) -> Settings:
    return local_settings(tmp_path, stocked_sqlite_url)


@pytest.fixture
def app(settings: Settings, stocked_sqlite: Database) -> Flask:
    return create_app(settings, database=stocked_sqlite)


def said(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["fit"])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_with_too_little_it_says_what_would_be_enough(app: Flask, tmp_path: Path) -> None:
    assert said(app) == (
        "A fit needs at least 2,000 answers of at least 20 learners; the log has 0 of 0. "
        "Nothing was written. Predictions stay the core's own."
    )
    assert find_layer(tmp_path) is None


def test_it_writes_what_helps_and_says_how_much(
    app: Flask, settings: Settings, stocked_sqlite: Database, tmp_path: Path
) -> None:
    add_crowd(stocked_sqlite)
    output = said(app)
    found = find_layer(tmp_path)
    assert found is not None
    held_out = found.held_out
    assert f"2,310 answers of {CROWD} learners" in output
    assert f"{held_out.core_loss:.4f} by the core, {held_out.layer_loss:.4f} with" in output
    assert f"interval {held_out.low:+.4f} to {held_out.high:+.4f}." in output
    assert f"Written to {tmp_path / FILE_NAME}. Start Prep again to use it" in output
    with app.app_context():
        assert get_layer() is None
    with create_app(settings, database=stocked_sqlite).app_context():
        assert get_layer() == found.layer


def test_within_the_noise_nothing_is_written_and_the_one_before_stays(
    app: Flask, stocked_sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_crowd(stocked_sqlite)
    save_layer(tmp_path, made())
    monkeypatch.setattr(
        fitting,
        "held_out",
        lambda _: HeldOut(22, 2310, 0.5, 0.499, 0.001, -0.001, 0.003),
    )
    output = said(app)
    assert "Gain +0.0010 an answer, 95 % interval -0.0010 to +0.0030." in output
    assert "That is not better by more than its noise. Nothing was written." in output
    assert "The fit of 2026-11-23 stays in use; delete" in output
    assert find_layer(tmp_path) == made()


def test_a_bad_file_is_told_and_predictions_are_the_cores(
    settings: Settings,
    stocked_sqlite: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / FILE_NAME).write_text("{")
    with caplog.at_level(logging.WARNING):
        app = create_app(settings, database=stocked_sqlite)
    assert "Predicting without a fitted layer" in caplog.text
    assert str(tmp_path / FILE_NAME) in caplog.text
    with app.app_context():
        assert get_layer() is None
    assert "Predictions stay the core's own." in said(app)
