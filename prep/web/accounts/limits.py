"""How often the doors may be tried, per network address and per e-mail.

Counted in memory: Prep serves with one worker. Both counters are blind to whether the e-mail has
an account, so a refusal tells nothing.
"""

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded

from prep.web.errors import error_page

LONGEST_KEY = 254
IPV6_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """Tries at one endpoint before it answers 429.

    is_failures_only: successes, which answer with a redirect or a page, do not count.
    """

    endpoint: str
    per_address: str
    per_email: str | None = None
    is_failures_only: bool = False
    methods: tuple[str, ...] = ("POST",)


LIMITS = (
    Limit("account.login", "30 per 10 minutes", "10 per 10 minutes", is_failures_only=True),
    Limit("account.register", "20 per hour", "5 per hour"),
    Limit("account.forgot_password", "20 per hour", "5 per hour"),
    Limit("account.send_confirmation", "20 per hour", "5 per hour"),
    Limit("account.reset_password", "20 per hour"),
    Limit("account.change_password", "20 per hour", is_failures_only=True),
    *(
        Limit(endpoint, "30 per 10 minutes", is_failures_only=True, methods=("GET", "HEAD", "POST"))
        for endpoint in ("mentor.show", "mentor.sign", "calendar.feed")
    ),
)


def init_limits(app: Flask) -> None:
    """Put a counter before each view that tries a password or a secret, or sends a mail."""
    limiter = Limiter(address_key, app=app, storage_uri="memory://")
    for limit in LIMITS:
        _apply(app, limiter, limit)
    app.register_error_handler(RateLimitExceeded, lambda _error: _too_many(limiter))


def address_key() -> str:
    """The caller's address; of IPv6 the network, which is what one household has."""
    address = ip_address(request.remote_addr or "::")
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_NETWORK_BITS), strict=False))
    return str(address)


def email_key() -> str:
    """The e-mail that the form names, however it is spelled; empty when it names none."""
    return request.form.get("email", "").strip().lower()[:LONGEST_KEY]


def _apply(app: Flask, limiter: Limiter, limit: Limit) -> None:
    view = app.view_functions[limit.endpoint]
    counts = _has_failed if limit.is_failures_only else None
    for rate, key in ((limit.per_address, address_key), (limit.per_email, email_key)):
        if rate is not None:
            view = limiter.limit(
                rate,
                key_func=key,
                methods=list(limit.methods),
                deduct_when=counts,
                exempt_when=lambda key=key: not key(),
            )(view)
    app.view_functions[limit.endpoint] = view


def _has_failed(response: Response) -> bool:
    return response.status_code >= 400


def _too_many(limiter: Limiter) -> Response:
    reached = limiter.current_limit
    seconds = max(1, int(reached.reset_at - time.time())) if reached else 60
    minutes = -(-seconds // 60)
    response = error_page(
        429,
        f"Wait {minutes} minute{'s' if minutes > 1 else ''} and try again. "
        "This protects accounts from guessing.",
    )
    response.headers["Retry-After"] = str(seconds)
    return response
