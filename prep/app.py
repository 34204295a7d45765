"""The factory: the one place that wires settings, database, web and commands together."""

import os
from threading import Thread

from flask import Flask
from flask.cli import FlaskGroup
from flask_wtf.csrf import CSRFProtect
from whitenoise import WhiteNoise

from prep.cli import bank, calibrate, fit, form, preparing, serve, simulate, state
from prep.config import PROJECT_ROOT, Settings, read_settings
from prep.errors import ConfigError, InvalidInput
from prep.learning.planning import exam_table
from prep.storage.database import Database, connect
from prep.storage.fitted_layers import find_layer
from prep.web import accounts, errors, fitted, login, overdue, rendering, security
from prep.web import clock as web_clock
from prep.web import db as web_db
from prep.web.clock import Clock
from prep.web.pages import register_pages

STATIC_SECONDS = 3600


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    database: Database | None = None,
) -> Flask:
    """The application. Without arguments it reads PREP_* variables and the system clock."""
    settings = settings or read_settings(os.environ)
    app = Flask(
        "prep",
        root_path=str(PROJECT_ROOT / "prep"),
        template_folder=str(PROJECT_ROOT / "templates"),
        static_folder=None,
    )
    app.config.update(SECRET_KEY=settings.secret_key, WTF_CSRF_TIME_LIMIT=None)
    app.extensions["prep_settings"] = settings
    security.init_app(app, is_local=settings.is_local, allowed_hosts=settings.allowed_hosts)
    web_clock.init_app(app, clock)
    web_db.init_app(app, database or connect(settings.database_url))
    _init_layer(app, settings)
    errors.init_app(app)
    CSRFProtect(app)
    rendering.init_app(app)
    register_pages(app)
    if settings.is_local:
        login.init_local(app)
    else:
        accounts.init_server(app, settings)
    _serve_static(app)
    for command in (
        bank.bank,
        form.form,
        serve.serve,
        preparing.migrate,
        simulate.simulate,
        state.rebuild,
        calibrate.calibrate,
        fit.fit,
    ):
        app.cli.add_command(command)
    return app


def create_server() -> Flask:
    """The application as a server wants it.

    Nobody's first page waits for the exam planner, and exams end with nobody connected.
    """
    app = create_app()
    overdue.start_sweeping(app)
    Thread(target=exam_table, daemon=True).start()
    return app


def _init_layer(app: Flask, settings: Settings) -> None:
    """Use the fitted prediction layer. A bad file is no reason not to start: the core can do it."""
    try:
        found = find_layer(settings.data_dir)
    except InvalidInput as error:
        app.logger.warning("Predicting without a fitted layer: %s", error)
        found = None
    fitted.init_app(app, found.layer if found else None)


def _serve_static(app: Flask) -> None:
    """Files under /static/ are answered before Flask, with an ETag and an hour of caching."""
    folder = PROJECT_ROOT / "prep" / "web" / "static"
    app.add_url_rule("/static/<path:filename>", "static", build_only=True)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix="static/",
        max_age=STATIC_SECONDS,
        allow_all_origins=False,
        add_headers_function=security.add_static_headers,
    )


def _create_app_for_commands() -> Flask:
    try:
        return create_app()
    except ConfigError as error:
        raise SystemExit(f"prep: {error}") from None


main = FlaskGroup(
    name="prep",
    help="Prep: certification exam prep on your own machine.",
    create_app=_create_app_for_commands,
    add_default_commands=False,
    add_version_option=False,
)
