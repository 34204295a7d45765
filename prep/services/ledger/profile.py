"""The head of a résumé, and the education that an application asks for."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from prep.errors import InvalidInput
from prep.services.ledger.fields import checked_text
from prep.storage.learners import lock_learner
from prep.storage.portfolio import ProfileRow, find_profile

EDUCATION = {
    "none": "No diploma yet",
    "secondary": "Secondary diploma or its equivalent",
    "associate": "Associate or short-cycle degree",
    "bachelor": "Bachelor's degree or higher",
    "accredited": "Degree of a programme that PMI's accreditation centre (GAC) lists",
}
LIMITS = {
    "name": ("Name", 120),
    "headline": ("Headline", 200),
    "email": ("Email", 254),
    "phone": ("Telephone", 40),
    "place": ("Place", 120),
    "url": ("Website", 1000),
    "summary": ("Summary", 2000),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands at the head; every line may be empty. education: None before it was said."""

    name: str = ""
    headline: str = ""
    email: str = ""
    phone: str = ""
    place: str = ""
    url: str = ""
    summary: str = ""
    education: str | None = None


def get_profile(db: Session, learner_id: int) -> Profile:
    """The head as it stands; empty before it was written."""
    row = find_profile(db, learner_id)
    if row is None:
        return Profile()
    return Profile(**{name: getattr(row, name) for name in (*LIMITS, "education")})


def save_profile(db: Session, learner_id: int, given: Profile, *, now: datetime) -> None:
    """Keep the head. Raises InvalidInput with the line that is wrong."""
    texts = {
        name: checked_text(name, label, getattr(given, name), longest)
        for name, (label, longest) in LIMITS.items()
    }
    _check_email(texts["email"])
    _check_url(texts["url"])
    if given.education is not None and given.education not in EDUCATION:
        raise InvalidInput("education", "Choose your highest education.")
    lock_learner(db, learner_id)
    row = find_profile(db, learner_id) or ProfileRow(learner_id=learner_id)
    for name, value in {**texts, "education": given.education}.items():
        setattr(row, name, value)
    row.updated_at = now
    db.add(row)


def _check_email(email: str) -> None:
    local, at, domain = email.rpartition("@")
    is_address = at and local and "." in domain.strip(".") and not any(c.isspace() for c in email)
    if email and not (is_address and email.isascii()):
        raise InvalidInput("email", "Email: write an address such as name@example.org.")


def _check_url(url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address or not url.isascii() or any(c.isspace() for c in url):
        raise InvalidInput("url", "Website: write an address that begins with https://.")
