"""Putting accounts together."""

from typing import TYPE_CHECKING, Any

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_security import (
    Security,
    hash_password,
    reset_password_instructions_sent,
    user_authenticated,
)
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from prep.web.accounts.datastore import AccountDatastore, init_sessions
from prep.web.accounts.forms import (
    PrepChangePasswordForm,
    PrepForgotPasswordForm,
    PrepLoginForm,
    PrepSendConfirmationForm,
)
from prep.web.accounts.limits import init_limits
from prep.web.accounts.mail import AccountMail, init_mail
from prep.web.accounts.options import CONFIRM_DAYS, options
from prep.web.accounts.passwords import SHORTEST_PASSWORD, Passwords
from prep.web.errors import error_page, wants_json

if TYPE_CHECKING:
    from prep.config import Settings

MAIL_TEMPLATES = "security/email/"
LOGGED_IN_KEYS = frozenset(
    {"_user_id", "_fresh", "_id", "_remember", "_remember_seconds", "fs_cc", "fs_paa"}
)
"""What a session holds after log-in; anything older is dropped."""


def init_server(app: Flask, settings: "Settings") -> None:
    """Accounts for an application that strangers can reach."""
    sends_mail = settings.mail_url is not None
    app.config.update(options(sends_mail=sends_mail, mail_from=settings.mail_from))
    app.jinja_env.globals.update(
        has_accounts=True,
        must_confirm=sends_mail,
        shortest_password=SHORTEST_PASSWORD,
        confirm_days=CONFIRM_DAYS,
    )
    _trust_proxies(app, settings.trusted_proxies)
    init_sessions(app)
    init_mail(app, settings.mail_url)
    security = Security(
        app,
        AccountDatastore(needs_confirmation=sends_mail),
        login_form=PrepLoginForm,
        change_password_form=PrepChangePasswordForm,
        forgot_password_form=PrepForgotPasswordForm,
        send_confirmation_form=PrepSendConfirmationForm,
        mail_util_cls=AccountMail,
        password_util_cls=Passwords,
        render_template=_render,
    )
    _close_side_doors(security)
    init_limits(app)
    user_authenticated.connect(_start_fresh_session, app)
    reset_password_instructions_sent.connect(_spend_as_long, app)


def _trust_proxies(app: Flask, count: int) -> None:
    """Believe what that many proxies in front say about caller and scheme; 0 believes nobody."""
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count
        )


def _close_side_doors(security: Security) -> None:
    """Forms and the session cookie only: no JSON log-in and no tokens in headers or addresses."""
    security.want_json(lambda _request: False)
    security.login_manager.request_loader(lambda _request: None)
    security.unauthn_handler(_ask_to_log_in)
    security.login_manager.unauthorized_callback = _ask_to_log_in


def _ask_to_log_in(
    mechanisms: list[str] | None = None, headers: dict[str, str] | None = None
) -> AnyResponse:
    """To the log-in, and back afterwards, except to what only a form can reach.

    A script that asked for JSON is told so instead.
    """
    if wants_json():
        return error_page(401, "You are logged out. Log in again; what you did is kept here.")
    is_page = request.method in ("GET", "HEAD")
    target = request.full_path.removesuffix("?") if is_page else None
    return redirect(url_for("account.login", next=target), 303)


def _render(template: str, **context: Any) -> str | Response:
    """A page, with 422 when its form was refused; or a mail, which is nothing but its context.

    The context of pages asks the database for the learner. While a new password is about to be
    stored, that would make the request wait for itself.
    """
    if template.startswith(MAIL_TEMPLATES):
        return current_app.jinja_env.get_template(template).render(**context)
    forms = [value for value in context.values() if isinstance(value, Form)]
    status = 422 if any(form.errors for form in forms) else 200
    return make_response(render_template(template, **context), status)


def _start_fresh_session(_app: Flask, **_details: Any) -> None:
    """Nothing from before the log-in stays, the old form token least of all."""
    for key in set(session) - LOGGED_IN_KEYS:
        del session[key]
    g.pop("csrf_token", None)


def _spend_as_long(_app: Flask, **_details: Any) -> None:
    """An address without an account costs one hash; so must one that has an account."""
    hash_password("not-a-password")
