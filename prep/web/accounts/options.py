"""How flask-security behaves here, with the reasons."""

from datetime import timedelta
from typing import Any

from flask_security import uia_email_mapper

from prep.web.accounts.passwords import SHORTEST_PASSWORD
from prep.web.clock import now

ARGON2 = {"argon2__time_cost": 3, "argon2__memory_cost": 65_536, "argon2__parallelism": 4}
"""64 MiB and about 0.2 s a hash: the defaults of argon2-cffi (RFC 9106, low memory)."""

RESET_HOURS = 1
CONFIRM_DAYS = 2
REMEMBER_DAYS = 30


def options(*, sends_mail: bool, mail_from: str) -> dict[str, Any]:
    """The configuration of flask-security and of flask-login's cookie."""
    return {**_features(), **_passwords(), **_pages(), **_mail(mail_from), **_cookies()} | _words(
        sends_mail=sends_mail
    )


def _features() -> dict[str, Any]:
    return {
        "SECURITY_REGISTERABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CONFIRMABLE": True,  # so that registering never logs in and never tells
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=RESET_HOURS),
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=CONFIRM_DAYS),
        "SECURITY_FRESHNESS": timedelta(seconds=-1),  # leaves out the page to log in again
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_CACHE_CONTROL": None,  # web/security.py says no-store, in valid form
        "SECURITY_DATETIME_FACTORY": now,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [
            {"email": {"mapper": uia_email_mapper, "case_insensitive": False}}
        ],
        # Intranets have names such as mail.local; nothing is looked up in the DNS.
        "SECURITY_EMAIL_VALIDATOR_ARGS": {
            "check_deliverability": False,
            "globally_deliverable": False,
        },
    }


def _passwords() -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        # argon2 salts each hash itself; a keyed hash before it would tie all passwords to
        # PREP_SECRET_KEY, which must stay replaceable.
        "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        "SECURITY_PASSWORD_LENGTH_MIN": SHORTEST_PASSWORD,
        # Fingerprints inside signed links. A slow hash here would tell known addresses apart.
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
    }


def _pages() -> dict[str, Any]:
    return {
        "SECURITY_BLUEPRINT_NAME": "account",
        "SECURITY_URL_PREFIX": "/account",
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "welcome.index",
        "SECURITY_POST_LOGOUT_VIEW": "welcome.index",
        "SECURITY_POST_REGISTER_VIEW": "account.login",
        "SECURITY_POST_CHANGE_VIEW": "account.change_password",
    }


def _mail(mail_from: str) -> dict[str, Any]:
    return {
        "SECURITY_EMAIL_SENDER": mail_from,
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_SUBJECT_REGISTER": "Your Prep account",
        "SECURITY_EMAIL_SUBJECT_CONFIRM": "Confirm your e-mail for Prep",
        "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "Choose a new password for Prep",
        "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": "Your Prep password was reset",
        "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": "Your Prep password was changed",
    }


def _cookies() -> dict[str, Any]:
    return {
        # "strong" would log people out whenever a phone changes networks.
        "SESSION_PROTECTION": "basic",
        "REMEMBER_COOKIE_NAME": "prep_remember",
        "REMEMBER_COOKIE_DURATION": timedelta(days=REMEMBER_DAYS),
        "REMEMBER_COOKIE_SECURE": True,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
    }


def _words(*, sends_mail: bool) -> dict[str, Any]:
    """What pages say. None of it depends on whether an address has an account."""
    if sends_mail:
        registered = (
            "Nearly done: we have written to %(email)s. Open the link in that mail, then log in."
        )
        refused = (
            "That e-mail and password do not fit together. "
            "If you have just registered, open the link that we mailed you first."
        )
    else:
        registered = (
            "If %(email)s had no account yet, it has one now: log in with the password that you "
            "chose. An account that existed before has kept its password."
        )
        refused = "That e-mail and password do not fit together."
    texts = {
        "CONFIRM_REGISTRATION": (registered, "success"),
        "GENERIC_AUTHN_FAILED": (refused, "error"),
        "PASSWORD_RESET_REQUEST": (
            "If %(email)s has an account, a mail with a link is on its way. The link works once "
            f"and for {RESET_HOURS} hour.",
            "info",
        ),
        "CONFIRMATION_REQUEST": (
            "If %(email)s waits for confirmation, a mail with a link is on its way.",
            "info",
        ),
        "EMAIL_CONFIRMED": ("Your e-mail is confirmed. You can log in now.", "success"),
        "ALREADY_CONFIRMED": ("That e-mail is confirmed already: log in.", "info"),
        "INVALID_CONFIRMATION_TOKEN": ("That link is not valid. Ask for a new one.", "error"),
        "CONFIRMATION_EXPIRED": ("That link is older than %(within)s. Ask for a new one.", "error"),
        "INVALID_RESET_PASSWORD_TOKEN": (
            "That link is not valid or was used before. Ask for a new one.",
            "error",
        ),
        "PASSWORD_RESET_EXPIRED": (
            "That link is older than %(within)s. Ask for a new one.",
            "error",
        ),
        "PASSWORD_RESET_NO_LOGIN": (
            "Your new password is set, and every device is logged out. Log in with it.",
            "success",
        ),
        "PASSWORD_CHANGE": (
            "Your password is changed. All other devices are logged out.",
            "success",
        ),
        "EMAIL_NOT_PROVIDED": ("Write your e-mail address.", "error"),
        "INVALID_EMAIL_ADDRESS": (
            "Write the e-mail address in full, such as ana@example.org.",
            "error",
        ),
        "PASSWORD_NOT_PROVIDED": ("Write a password.", "error"),
        "PASSWORD_INVALID_LENGTH": (
            "Use at least %(length)s characters for the password.",
            "error",
        ),
        "RETYPE_PASSWORD_MISMATCH": ("Write the same password twice.", "error"),
        "INVALID_PASSWORD": ("That is not your present password.", "error"),
        "PASSWORD_IS_THE_SAME": (
            "Choose a new password that differs from the present one.",
            "error",
        ),
    }
    return {f"SECURITY_MSG_{name}": text for name, text in texts.items()}
