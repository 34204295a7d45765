"""Log-in accounts of server mode. Local mode has a learner and no account."""

from datetime import datetime

from flask_security import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from prep.storage.base import Base


class AccountRow(Base, UserMixin):  # type: ignore[misc]  # flask-security is untyped
    """Credentials of one learner. There are no roles: every account may do the same.

    email: lower case, so that the unique constraint sees two spellings as one address.
    password: an argon2 hash with its parameters and salt.
    fs_uniquifier: what session cookies name; a new one ends all sessions at once.
    confirmed_at: when the owner of the address opened the link; None keeps the account shut.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), unique=True
    )
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
