"""The head of a résumé: kept as written, with addresses that are addresses."""

from dataclasses import replace

import pytest

from prep.errors import InvalidInput
from prep.learning.experience import DEGREES
from prep.services.ledger.profile import EDUCATION, LIMITS, Profile, get_profile, save_profile
from prep.storage.database import Database, transaction
from tests.factories import MONDAY_NOON
from tests.rows import stored_learner

ALICE = Profile(
    "Alice",
    "Administrator",
    "alice@example.org",
    "+44 20 7946 0000",
    "Leeds",
    "https://alice.example.org",
    "Runs services.",
    "bachelor",
)


@pytest.fixture
def learner_id(database: Database) -> int:
    with transaction(database) as db:
        return stored_learner(db)


def save(database: Database, learner_id: int, given: Profile) -> None:
    with transaction(database) as db:
        save_profile(db, learner_id, given, now=MONDAY_NOON)


def profile_of(database: Database, learner_id: int) -> Profile:
    with database.reader() as db:
        return get_profile(db, learner_id)


def test_the_levels_are_those_that_rules_ask_for() -> None:
    assert tuple(EDUCATION) == DEGREES


def test_nothing_is_there_before_it_was_written(database: Database, learner_id: int) -> None:
    assert profile_of(database, learner_id) == Profile()


def test_it_is_kept_as_written_and_can_be_emptied(database: Database, learner_id: int) -> None:
    save(database, learner_id, ALICE)
    assert profile_of(database, learner_id) == ALICE
    save(database, learner_id, Profile())
    assert profile_of(database, learner_id) == Profile()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        *(({name: "x" * (longest + 1)}, name) for name, (_, longest) in LIMITS.items()),
        ({"email": "alice"}, "email"),
        ({"email": "alice@"}, "email"),
        ({"email": "@example.org"}, "email"),
        ({"email": "a b@example.org"}, "email"),
        ({"email": "alice@example"}, "email"),
        ({"url": "alice.example.org"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "https://[::1"}, "url"),
        ({"url": "https://a b.org"}, "url"),
        ({"education": "doctor"}, "education"),
        ({"name": "A\0"}, "name"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_kept(
    database: Database, learner_id: int, changes, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(database, learner_id, replace(ALICE, **changes))
    assert refused.value.field == field
    assert profile_of(database, learner_id) == Profile()
