"""Where flask-security finds accounts.

It has a session of its own on the reading engine, which on SQLite takes no write lock before its
first UPDATE: hashing a password takes a fifth of a second, and nobody waits for that.
"""

from typing import Any

from flask import Flask, g
from flask_security import SQLAlchemyUserDatastore

from prep.errors import Conflict
from prep.services.accounts import AccountRow, create_account
from prep.web.clock import now
from prep.web.db import get_database, transaction


class RequestSessions:
    """The `db` that flask-security expects: `session` is this request's."""

    @property
    def session(self) -> Any:
        """The session for accounts, opened when first asked for."""
        if "account_db" not in g:
            g.account_db = get_database().reader()
        return g.account_db


class AccountDatastore(SQLAlchemyUserDatastore):  # type: ignore[misc]  # flask-security is untyped
    """Accounts, each with its learner. There is no role model because there are no roles."""

    def __init__(self, *, needs_confirmation: bool) -> None:
        super().__init__(RequestSessions(), AccountRow, None)
        self.needs_confirmation = needs_confirmation

    def create_user(self, **values: Any) -> AccountRow:
        """A new learner with an account; `password` is hashed.

        When another request took the address a moment ago, that account: the visitor learns
        nothing, and the mail goes to the owner of the address.
        """
        try:
            with transaction(get_database()) as db:
                create_account(
                    db,
                    email=values["email"],
                    password_hash=values["password"],
                    is_confirmed=not self.needs_confirmation,
                    now=now(),
                )
        except Conflict:
            pass
        account: AccountRow = self.find_user(email=values["email"])
        return account


def init_sessions(app: Flask) -> None:
    """Close the session for accounts when the request is over."""
    app.teardown_appcontext(_close)


def _close(_error: BaseException | None) -> None:
    db = g.pop("account_db", None)
    if db is not None:
        db.close()
