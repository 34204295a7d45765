from collections.abc import Callable
from datetime import datetime, timedelta
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.errors import NotFound
from prep.services.learners import create_learner
from prep.services.private_links import (
    hash_of,
    is_live,
    live_links,
    make_link,
    open_link,
    revoke_links,
)
from prep.storage.database import Database, transaction
from prep.storage.private_links import PrivateLinkRow
from tests.evidence_rows import link_row
from tests.factories import MONDAY_NOON

DAY = timedelta(days=1)


def made(database: Database, *, expires_at: datetime | None = None) -> tuple[int, str]:
    """A learner with a calendar link; its secret."""
    with transaction(database) as db:
        learner_id = create_learner(db, "Alice", now=MONDAY_NOON)
        secret = make_link(db, learner_id, "calendar", now=MONDAY_NOON, expires_at=expires_at)
    return learner_id, secret


def test_a_link_opens_by_its_secret_alone(database: Database) -> None:
    learner_id, secret = made(database)

    with database.reader() as db:
        assert open_link(db, secret, "calendar", now=MONDAY_NOON).learner_id == learner_id


def test_a_secret_is_long_random_and_fits_an_address(database: Database) -> None:
    secrets = {made(database)[1] for _ in range(50)}

    assert len(secrets) == 50
    assert {len(secret) for secret in secrets} == {32}  # 24 bytes, which are 192 bits
    assert all(secret.replace("-", "a").replace("_", "a").isalnum() for secret in secrets)


def test_only_a_hash_of_the_secret_is_stored(database: Database) -> None:
    _, secret = made(database)

    with database.reader() as db:
        row = db.scalars(select(PrivateLinkRow)).one()
    assert row.secret_hash == hash_of(secret)
    assert secret not in str(vars(row))


def revoke_all(db: Session, learner_id: int) -> None:
    revoke_links(live_links(db, learner_id, "calendar", now=MONDAY_NOON), now=MONDAY_NOON)


def do_nothing(db: Session, learner_id: int) -> None:
    pass


@pytest.mark.parametrize(
    ("kind", "change", "later"),
    [
        ("mentor", do_nothing, timedelta(0)),
        ("calendar", revoke_all, timedelta(0)),
        ("calendar", do_nothing, DAY),
    ],
    ids=["of another kind", "revoked", "expired"],
)
def test_a_dead_link_is_refused_as_an_unknown_one_is(
    database: Database, kind: str, change: Callable[[Session, int], None], later: timedelta
) -> None:
    learner_id, secret = made(database, expires_at=MONDAY_NOON + DAY)
    with transaction(database) as db:
        change(db, learner_id)

    for for_change in (False, True):
        with database.reader() as db, pytest.raises(NotFound):
            open_link(db, secret, kind, now=MONDAY_NOON + later, for_change=for_change)


def test_a_link_lives_until_the_moment_that_it_expires_at() -> None:
    row = link_row(1, expires_at=MONDAY_NOON)

    assert is_live(row, MONDAY_NOON - timedelta(seconds=1))
    assert not is_live(row, MONDAY_NOON)


def test_revoking_again_keeps_the_first_moment(database: Database) -> None:
    learner_id, _ = made(database)
    with transaction(database) as db:
        rows = live_links(db, learner_id, "calendar", now=MONDAY_NOON)
        revoke_links(rows, now=MONDAY_NOON)
        revoke_links(rows, now=MONDAY_NOON + DAY)

    with database.reader() as db:
        assert db.scalars(select(PrivateLinkRow.revoked_at)).one() == MONDAY_NOON
        assert live_links(db, learner_id, "calendar", now=MONDAY_NOON) == []


def test_random_secrets_open_nothing(stocked_sqlite: Database) -> None:
    learner_id, secret = made(stocked_sqlite)
    with stocked_sqlite.reader() as db:

        @given(
            st.one_of(
                st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
                st.text(ascii_letters + digits + "-_", min_size=32, max_size=32),
                st.integers(0, 31).map(lambda n: secret[:n] + secret[n + 1 :]),
                st.integers(0, 31).map(lambda n: secret[:n] + "~" + secret[n + 1 :]),
                st.sampled_from([hash_of(secret), secret.swapcase(), secret + " ", " " + secret]),
            ),
            st.sampled_from(["mentor", "calendar"]),
        )  # fmt: skip
        def try_one(guess: str, kind: str) -> None:
            with pytest.raises(NotFound):
                open_link(db, guess, kind, now=MONDAY_NOON)

        try_one()
        assert open_link(db, secret, "calendar", now=MONDAY_NOON).learner_id == learner_id
