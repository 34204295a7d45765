"""Accounts of server mode: making one. Passwords arrive here hashed, never in the clear.

`AccountRow` is passed on because flask-security asks for the class itself.
"""

from datetime import datetime
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from prep.errors import Conflict
from prep.services.learners import create_learner
from prep.storage.accounts import AccountRow

__all__ = ["AccountRow", "create_account"]

LONGEST_NAME = 64


def create_account(
    db: Session, *, email: str, password_hash: str, is_confirmed: bool, now: datetime
) -> None:
    """A new learner and the account that belongs to them.

    Raises Conflict when the address has an account; the transaction must then be rolled back.
    """
    name = email.partition("@")[0][:LONGEST_NAME]
    db.add(
        AccountRow(
            learner_id=create_learner(db, name, now=now),
            email=email,
            password=password_hash,
            fs_uniquifier=uuid4().hex,
            confirmed_at=now if is_confirmed else None,
        )
    )
    try:
        db.flush()
    except IntegrityError:
        raise Conflict("this address has an account") from None
