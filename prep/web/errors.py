"""From what went wrong to what the browser gets, in one table."""

from typing import Any

from flask import (
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from prep.errors import (
    Conflict,
    ExamConflict,
    InvalidInput,
    NotEnrolled,
    NotFound,
    Unavailable,
)
from prep.web.db import UNAVAILABLE_ERRORS

RETRY_SECONDS = 5
TITLES = {
    400: "That request was not complete",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "That page cannot be used this way",
    409: "That has changed in the meantime",
    413: "That was too much at once",
    422: "Something needs correcting",
    429: "Too many tries",
    500: "Something went wrong on our side",
    503: "The database is busy",
}
REASONS = {
    400: "expired",
    401: "signed_out",
    404: "unknown",
    409: "conflict",
    413: "too_large",
    422: "invalid",
    429: "too_many",
    503: "unavailable",
}
"""What happened in one word, for scripts."""


def init_app(app: Flask) -> None:
    """Register all handlers."""
    app.register_error_handler(NotFound, lambda _error: error_page(404, _NOT_FOUND))
    app.register_error_handler(
        InvalidInput, lambda error: error_page(422, error.message, field=error.field)
    )
    app.register_error_handler(Conflict, lambda error: error_page(409, str(error)))
    app.register_error_handler(ExamConflict, _out_of_turn)
    app.register_error_handler(NotEnrolled, lambda _error: redirect(url_for("setup.certification")))
    app.register_error_handler(CSRFError, _csrf_failed)
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Unavailable, _unavailable)
    for error in UNAVAILABLE_ERRORS:
        app.register_error_handler(error, _unavailable)
    app.register_error_handler(Exception, _unexpected)


_NOT_FOUND = "The address may be wrong, or what stood here is gone."


def wants_json() -> bool:
    """Whether a script is asking, and not a person."""
    return request.accept_mimetypes.best == "application/json"


def error_page(status: int, message: str, **facts: Any) -> Response:
    """A page that says what happened, what was kept and what to do.

    A script that asked for JSON gets the same as data: `reason` in a word, `message` and `facts`.
    """
    if wants_json():
        reason = REASONS.get(status, "refused")
        return make_response({"reason": reason, "message": message} | facts, status)
    title = TITLES.get(status, "Something went wrong")
    return make_response(_rendered(status=status, title=title, message=message), status)


def _rendered(**facts: Any) -> str:
    try:
        return render_template("errors/error.html", **facts)
    except UNAVAILABLE_ERRORS:
        # Who is learning cannot be read now; the page stands without its bar.
        template = current_app.jinja_env.get_template("errors/error.html")
        return template.render(learner=None, **facts)


def _out_of_turn(error: ExamConflict) -> Response:
    at = {"at": error.at.isoformat()} if error.at else {}
    return error_page(409, str(error), reason=error.reason, **at)


def _csrf_failed(_error: Any) -> Response:
    return error_page(400, "This form has expired. Go back, reload the page and send it again.")


def _foreign_host(_error: SecurityError) -> Response:
    """Plain text, for no address can be built for a host that is not ours."""
    text = "Prep does not answer to this host name. Use the address that it printed at start.\n"
    return Response(text, 400, mimetype="text/plain")


def _http_error(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error
    message = _NOT_FOUND if status == 404 else (error.description or "")
    response = error_page(status, message)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def _unavailable(error: Exception) -> Response:
    current_app.logger.error("database unavailable: %s", error)
    response = error_page(
        503,
        "Nothing was lost: what Prep confirmed before is stored, this last step is not. "
        "Wait a few seconds and send it again.",
    )
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("unexpected error", exc_info=error)
    return error_page(500, "What Prep confirmed before is stored. Try again; tell us if it stays.")
