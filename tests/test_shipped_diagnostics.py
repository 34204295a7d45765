"""The diagnostic from the shipped banks asks what the exam asks: mostly single choice."""

from collections import Counter

import pytest

from prep.learning.diagnostic import MOST_QUESTIONS
from prep.services.catalogue import Catalogue, get_catalogue
from prep.storage.database import Database
from tests.learning.test_diagnostic import asked_of

CERTIFICATIONS = ("pmp", "capm", "projectplus")
PATTERNS = {"right": [True], "wrong": [False], "in turns": [True, False]}


def types_asked(catalogue: Catalogue, answers: list[bool]) -> list[str]:
    return [s.item.type for s in asked_of(list(catalogue.pool), answers, catalogue.outline)]


@pytest.mark.parametrize("answers", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("certification_id", CERTIFICATIONS)
def test_it_begins_with_single_choice_and_mixes_types_as_the_bank_does(
    shipped_banks: Database, certification_id: str, answers: list[bool]
) -> None:
    with shipped_banks.reader() as db:
        catalogue = get_catalogue(db, certification_id)
    types = types_asked(catalogue, answers)
    assert len(types) == MOST_QUESTIONS
    asked, pool = Counter(types), Counter(item.type for item in catalogue.pool)
    for name, count in pool.items():
        assert abs(asked[name] - MOST_QUESTIONS * count / pool.total()) < 2, name
    assert types[0] == "single"
