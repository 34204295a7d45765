"""Headers on every response, and who may talk to this instance."""

from collections.abc import MutableMapping
from ipaddress import ip_address

from flask import Flask, Response, abort, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PRIVATE_PATHS = ("/mentor/", "/calendar/")
"""Addresses that hold a secret, whatever is answered there."""
PRIVATE_HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
ONE_YEAR_SECONDS = 31_536_000
LARGEST_REQUEST_BYTES = 256 * 1024


def init_app(app: Flask, *, is_local: bool, allowed_hosts: tuple[str, ...]) -> None:
    """Refuse foreign hosts, and strangers in local mode; add the headers."""
    app.config.update(
        TRUSTED_HOSTS=list(allowed_hosts),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST_BYTES,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not is_local,
        SESSION_COOKIE_NAME="prep_session",
    )
    if is_local:
        app.before_request(_refuse_strangers)
    app.after_request(_add_headers if is_local else _add_headers_and_hsts)


def add_static_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """The headers of a static file, which is answered before Flask."""
    for name, value in HEADERS.items():
        headers[name] = value


def _refuse_strangers() -> None:
    """Local mode has no password, so it answers this machine only."""
    if not ip_address(request.remote_addr or "::").is_loopback:
        abort(403, "Local mode answers this machine only.")


def _add_headers(response: Response) -> Response:
    if request.path.startswith(PRIVATE_PATHS):
        response.headers.update(PRIVATE_HEADERS)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _add_headers_and_hsts(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}"
    return _add_headers(response)
