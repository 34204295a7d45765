"""What the page before a mock exam says of it: held against what then comes."""

from collections.abc import Callable
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from prep.content.loader import Loaded, load_banks
from prep.errors import InvalidInput, ShortPool
from prep.services.banks import sync_banks
from prep.services.custom_quizzes import Status
from prep.services.exams.outlook import Outlook, find_outlook
from prep.services.exams.starting import WantedExam, start_attempt
from prep.services.forecasting import forecast_view
from prep.services.forms import next_form
from prep.storage.database import Database, transaction
from prep.storage.exams import get_attempt
from prep.storage.forms import FormRow, list_form_items
from tests.banks import write_banks
from tests.exam_banks import exam_documents, form_file
from tests.examining import Candidate, stored_form
from tests.factories import MONDAY_NOON
from tests.practising import Practice, counted_statements, enrolled

KINDS = ("full", "half", "section:s1", "domain:people", "domain:process")
Sync = Callable[..., Practice]


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Loaded]:
    """The bank with two full exams of questions, with a form that ships and without one."""

    def loaded(*, ships: bool) -> Loaded:
        files = form_file(exam_documents()) if ships else exam_documents()
        return load_banks(write_banks(tmp_path_factory.mktemp("banks"), files))

    return {ships: loaded(ships=ships) for ships in (True, False)}


@pytest.fixture
def stock(database: Database, banks: dict[bool, Loaded]) -> Sync:
    """Syncs one of those banks, and enrols a learner."""

    def run(*, ships: bool = False) -> Practice:
        with transaction(database) as db:
            sync_banks(db, banks[ships], now=MONDAY_NOON)
        return enrolled(database)

    return run


def outlook(practice: Practice, kind: str) -> Outlook | None:
    with practice.database.reader() as db:
        return find_outlook(db, practice.learner_id, "pmp", kind, now=practice.now)


def sat(practice: Practice, kind: str) -> UUID:
    """An exam of a kind, begun and handed in."""
    with transaction(practice.database) as db:
        wanted = WantedExam(kind, extra_time=1.0, target=None)
        attempt_id = start_attempt(
            db, practice.learner_id, "pmp", wanted, attempt_id=uuid4(), now=practice.now
        )
    Candidate(practice.database, practice.learner_id, attempt_id, practice.now).submit()
    return attempt_id


def full_exams(practice: Practice) -> int:
    """How many full exams the learner sits, until there is no other."""
    for count in range(9):
        practice = practice.later(days=1)
        try:
            sat(practice, "full")
        except ShortPool:
            return count
    raise AssertionError("there is no end of full exams")


@pytest.mark.parametrize("ships", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_the_full_exams_that_it_leaves_can_be_sat_and_no_more(
    stock: Sync, kind: str, *, ships: bool
) -> None:
    practice = stock(ships=ships)
    found = outlook(practice, kind)
    assert found is not None
    assert found.full_exams == 2
    sat(practice, kind)
    assert found.full_exams_after == full_exams(practice) < 3


def test_smaller_exams_cost_nothing_then_one_of_two_full_ones_and_then_the_last(
    stock: Sync,
) -> None:
    practice = stock()
    left = []
    while found := outlook(practice, "half"):
        left.append((found.full_exams, found.full_exams_after))
        practice = practice.later(days=1)
        sat(practice, "half")
    costs = [pair for pair in left if pair[0] != pair[1]]
    assert left[0] == (2, 2)
    assert costs == [(2, 1), (1, 0)]
    assert all(after == now for (_, after), (now, _) in pairwise(left))


@pytest.mark.parametrize("ships", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_looked_at_is_the_form_that_is_given(
    stock: Sync, kind: str, *, ships: bool
) -> None:
    practice = stock(ships=ships)
    with practice.database.reader() as db:
        form = next_form(db, practice.learner_id, "pmp", kind)
        assert form is not None
        looked_at = [(version.item_id, version.version) for version in form.versions]
    attempt_id = sat(practice, kind)
    with practice.database.reader() as db:
        attempt = get_attempt(db, practice.learner_id, attempt_id)
        asked = [(row.item_id, row.item_version) for row in list_form_items(db, attempt.form_id)]
    assert asked == looked_at


def test_looking_stores_no_form(stock: Sync) -> None:
    practice = stock()
    for kind in KINDS:
        outlook(practice, kind)
    with practice.database.reader() as db:
        assert db.scalar(select(func.count()).select_from(FormRow)) == 0


def test_a_forecast_is_promised_exactly_where_it_comes(stock: Sync) -> None:
    practice = stock()
    promised = []
    for _ in range(6):
        found = outlook(practice, "half")
        assert found is not None
        attempt_id = sat(practice, "half") if len(promised) in (0, 5) else None
        if attempt_id:
            with practice.database.reader() as db:
                view = forecast_view(db, practice.learner_id, attempt_id)
            assert view.figures.is_sufficient == (found.forecast_shortage is None)
        promised.append(found.forecast_shortage is None)
        practice = practice.later(days=2)
        practice.complete(practice.custom(count=10, status=Status.UNSEEN))
    assert (promised[0], promised[-1]) == (False, True)


def test_the_promise_is_of_what_the_form_asks_and_not_of_a_typical_one(
    stocked: Database,
) -> None:
    practice = enrolled(stocked)
    for _ in range(3):
        practice = practice.later(days=2)
        practice.complete(practice.custom(count=10, status=Status.UNSEEN, domain_id="people"))
    with transaction(stocked) as db:
        stored_form(db, name="a")  # its questions are all of one domain
    found = outlook(practice, "full")
    assert found is not None
    assert found.forecast_shortage is None
    attempt_id = sat(practice, "full")
    with stocked.reader() as db:
        assert forecast_view(db, practice.learner_id, attempt_id).figures.is_sufficient


def test_without_a_form_there_is_no_outlook(stocked: Database) -> None:
    assert outlook(enrolled(stocked), "full") is None


@pytest.mark.parametrize("kind", ["", "double", "domain:nobody"])
def test_an_unknown_kind_is_refused(stocked: Database, kind: str) -> None:
    with pytest.raises(InvalidInput, match="Choose one of full, half"):
        outlook(enrolled(stocked), kind)


def test_it_takes_few_statements_whatever_was_sat(stock: Sync) -> None:
    practice, sent = stock(), []
    outlook(practice, "half")
    for _ in range(2):
        with counted_statements(practice.database) as statements:
            outlook(practice, "half")
        sent.append(len(statements))
        sat(practice, "domain:people")
        practice = practice.later(days=1)
    assert sent[0] == sent[1] <= 9, statements
