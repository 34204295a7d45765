"""Forms for learners: shipped ones first, then fresh ones, never an item met before."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from sqlalchemy import select, update

from prep.content.loader import Loaded, load_banks
from prep.errors import InvalidInput, NotFound, ShortPool
from prep.learning.assembly.assembling import assemble
from prep.learning.assembly.outline import rules_for
from prep.services import forms
from prep.services.banks import sync_banks
from prep.services.exam_pools import get_exam_pool
from prep.services.forms import FormChoice, available_forms, form_for, form_rng
from prep.storage.banks import CertificationRow, ItemRow
from prep.storage.database import Database, transaction
from prep.storage.forms import FormRow, list_form_items
from tests.banks import Documents, item, prose, write_banks
from tests.exam_banks import BLUEPRINT, exam_documents, exam_ids, form_file
from tests.form_checker import violations
from tests.practising import Practice, enrolled
from tests.rows import attempt_row

Syncer = Callable[[Documents], None]


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Loaded]:
    """Reads bank files, given as JSON, once."""

    @cache
    def run(files: str) -> Loaded:
        return load_banks(
            write_banks(tmp_path_factory.mktemp("banks"), _with_dates(json.loads(files)))
        )

    return run


@pytest.fixture
def sync(database: Database, load: Callable[[str], Loaded], now: datetime) -> Syncer:
    """Syncs bank files, a day later each time."""
    days = count()

    def run(files: Documents) -> None:
        with transaction(database) as db:
            loaded = load(json.dumps(files, default=date.isoformat))
            sync_banks(db, loaded, now=now + timedelta(days=next(days)))

    return run


@pytest.fixture
def practice(database: Database, sync: Syncer) -> Practice:
    """A learner, and a bank with an exam pool."""
    sync(exam_documents())
    return enrolled(database)


def _with_dates(files: Documents) -> Documents:
    files[BLUEPRINT]["in_force_from"] = date.fromisoformat(files[BLUEPRINT]["in_force_from"])
    return files


def given(practice: Practice, kind: str = "full", *, is_sat: bool = True) -> FormRow:
    """The form that the learner gets, who then sits it."""
    with transaction(practice.database) as db:
        row = form_for(db, practice.learner_id, "pmp", kind, now=practice.now)
        db.flush()
        if is_sat:
            sat = {"started_at": practice.now, "submitted_at": practice.now}
            db.add(attempt_row(practice.learner_id, row.id, **sat))
        db.expunge(row)
    return row


def items_of(practice: Practice, row: FormRow) -> list[str]:
    with practice.database.reader() as db:
        return [one.item_id for one in list_form_items(db, row.id)]


def choices(practice: Practice) -> dict[str, FormChoice]:
    with practice.database.reader() as db:
        return {one.kind: one for one in available_forms(db, practice.learner_id, "pmp")}


@pytest.mark.parametrize("kind", ["full", "half", "section:s2", "domain:people"])
def test_a_fresh_form_keeps_its_rules_and_is_frozen(practice: Practice, kind: str) -> None:
    row = given(practice, kind)
    with practice.database.reader() as db:
        pool = get_exam_pool(db, "pmp")
        placed = list_form_items(db, row.id)
    sections = [
        (part["id"], [one.item_id for one in placed[part["first"] - 1 : part["last"]]])
        for part in row.sections
    ]
    assert violations(sections, pool.items, pool.blueprint, kind) == []
    assert [one.position for one in placed] == list(range(1, len(placed) + 1))
    assert {one.item_version for one in placed} == {1}
    assert (row.kind, row.name, row.blueprint_id) == (kind, None, "pmp-1")
    assert row.minutes == 1.5 * len(placed)


def test_a_full_form_has_the_sections_and_breaks_of_the_exam(practice: Practice) -> None:
    assert given(practice).sections == [
        {
            "id": "s1",
            "name": "One",
            "first": 1,
            "last": 10,
            "break_minutes": 10,
            "break_counts": False,
            "is_size_published": True,
        },
        {
            "id": "s2",
            "name": "Two",
            "first": 11,
            "last": 20,
            "break_minutes": 0,
            "break_counts": None,
            "is_size_published": True,
        },
    ]


def test_the_seed_of_a_form_makes_it_again(practice: Practice) -> None:
    row = given(practice, is_sat=False)
    with practice.database.reader() as db:
        pool = get_exam_pool(db, "pmp")
    again = assemble(
        pool.items,
        rules_for(pool.blueprint, "full"),
        excluded=frozenset(),
        rng=form_rng("pmp", "full", row.seed),
    )
    assert list(again.item_ids) == items_of(practice, row)


def test_a_second_form_shares_no_item_with_the_first(practice: Practice) -> None:
    first, second = given(practice), given(practice.later(days=1))
    assert set(items_of(practice, first)).isdisjoint(items_of(practice, second))


def test_a_pool_that_is_used_up_says_what_is_missing_and_stores_nothing(
    practice: Practice,
) -> None:
    rows = {given(practice).id, given(practice.later(days=1)).id}
    with pytest.raises(ShortPool) as refused:
        given(practice.later(days=2))
    assert refused.value.shortages == (
        "Process: 8 needed, 4 in the pool",
        "Process · Task process.1: 8 needed, 4 in the pool",
    )
    with practice.database.reader() as db:
        assert set(db.scalars(select(FormRow.id))) == rows


def test_another_learner_may_meet_the_same_items(practice: Practice, database: Database) -> None:
    for day in range(2):
        given(practice.later(days=day))
    assert given(enrolled(database)).kind == "full"


def test_an_item_that_was_practised_before_it_came_to_the_exam_pool_is_left_out(
    practice: Practice, sync: Syncer
) -> None:
    quiz = practice.custom(count=60, task_id="process.1")
    with practice.database.reader() as db:
        practised = set(db.scalars(select(ItemRow.id).where(ItemRow.id.like("pmp-process-%-b-%"))))
    files = exam_documents()
    for item_id in practised:
        item(files, item_id)["pool"] = "exam"
    sync(files)
    assert quiz.length == 20
    assert practised
    for day in range(2):
        row = given(practice.later(days=day))
        assert practised.isdisjoint(items_of(practice, row))


@pytest.mark.parametrize("kind", ["", "quarter", "section:", "section:case", "domain:nobody"])
def test_an_unknown_kind_is_refused(practice: Practice, kind: str) -> None:
    with pytest.raises(InvalidInput, match="Choose one of full, half"):
        given(practice, kind)


def test_an_unknown_certification_is_not_found(practice: Practice) -> None:
    with pytest.raises(NotFound), practice.database.reader() as db:
        form_for(db, practice.learner_id, "nothing", "full", now=practice.now)


def test_a_shipped_form_comes_first_and_then_fresh_ones(practice: Practice, sync: Syncer) -> None:
    sync(form_file(exam_documents()))
    first, second = given(practice), given(practice.later(days=1))
    assert (first.name, first.seed) == ("a", 1)
    assert second.name is None
    assert set(items_of(practice, first)).isdisjoint(items_of(practice, second))


def test_a_fresh_form_spares_the_shipped_ones_while_it_can(
    practice: Practice, sync: Syncer
) -> None:
    sync(form_file(exam_documents()))
    assert given(practice, "half").name is None
    assert given(practice.later(days=1)).name == "a"


def test_a_shipped_form_is_broken_into_when_nothing_else_is_left(
    practice: Practice, sync: Syncer
) -> None:
    sync(form_file(exam_documents()))
    for day in range(3):
        given(practice.later(days=day), "half")
    taken = given(practice.later(days=3), "half")
    with practice.database.reader() as db:
        shipped = db.scalars(select(FormRow.id).where(FormRow.name == "a")).one()
        in_a = {one.item_id for one in list_form_items(db, shipped)}
    assert in_a & set(items_of(practice, taken))


def test_all_kinds_are_offered_with_their_size_and_time(practice: Practice) -> None:
    found = choices(practice)
    assert list(found) == [
        "full",
        "half",
        "section:s1",
        "section:s2",
        "domain:people",
        "domain:process",
    ]
    assert [(one.name, one.questions, one.minutes) for one in found.values()] == [
        ("Full mock exam", 20, 30.0),
        ("Half mock exam", 10, 15.0),
        ("Section: One", 10, 15.0),
        ("Section: Two", 10, 15.0),
        ("Domain: People", 6, 9.0),
        ("Domain: Process", 4, 6.0),
    ]
    assert all(one.shortages == () for one in found.values())
    assert [part.last for part in found["half"].sections] == [5, 10]


def test_what_can_no_longer_be_given_says_why(practice: Practice) -> None:
    for day in range(2):
        given(practice.later(days=day))
    found = choices(practice)
    assert found["full"].shortages[0] == "Process: 8 needed, 4 in the pool"
    assert found["domain:process"].shortages == ()


def test_what_would_take_the_last_full_exam_is_marked(practice: Practice) -> None:
    assert not any(one.is_instead_of_full for one in choices(practice).values())
    for day, kind in enumerate(("full", "domain:people", "domain:people")):
        given(practice.later(days=day), kind)
    left = choices(practice)
    assert not left["full"].shortages
    marked = {kind for kind, one in left.items() if one.is_instead_of_full}
    assert marked == {"half", "section:s1", "section:s2", "domain:people"}


@pytest.mark.parametrize("ships", [True, False])
def test_what_is_not_marked_leaves_a_full_exam(
    practice: Practice, sync: Syncer, *, ships: bool
) -> None:
    if ships:
        sync(form_file(exam_documents()))
    for day in range(12):
        found = choices(practice)
        assert not found["full"].shortages
        free = [
            kind
            for kind, one in found.items()
            if kind != "full" and not one.shortages and not one.is_instead_of_full
        ]
        if not free:
            break
        given(practice.later(days=day), free[0])
    assert not free
    assert (given(practice.later(days=day)).name == "a") == ships


def test_a_bank_without_an_exam_pool_offers_nothing(stocked: Database) -> None:
    practice = enrolled(stocked)
    assert all(one.shortages for one in choices(practice).values())
    with pytest.raises(ShortPool, match="Questions: 60 needed, 0 in the pool"):
        given(practice)


def test_what_costs_an_assembly_is_found_out_once(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = choices(practice)
    monkeypatch.delattr(forms, "assemble")
    assert choices(practice) == first


def shipped_rows(database: Database) -> list[tuple[str | None, bool]]:
    """Names of the forms that came with the bank, and whether they are retired; oldest first."""
    with database.reader() as db:
        rows = db.scalars(select(FormRow).order_by(FormRow.created_at))
        return [(row.name, row.retired_at is not None) for row in rows]


def test_the_same_form_file_is_the_same_row(database: Database, sync: Syncer) -> None:
    files = form_file(exam_documents())
    sync(files)
    sync(files)
    assert shipped_rows(database) == [("a", False)]


def test_a_new_version_of_an_item_makes_a_new_row_and_keeps_the_old(
    database: Database, sync: Syncer
) -> None:
    files = form_file(exam_documents())
    sync(files)
    changed = files["pmp/forms/a.yaml"]["sections"][0]["items"][0]
    item(files, changed)["principle"] = prose(13) + "."
    sync(files)
    assert shipped_rows(database) == [("a", True), ("a", False)]
    with database.reader() as db:
        newest = db.scalars(select(FormRow).where(FormRow.retired_at.is_(None))).one()
        assert list_form_items(db, newest.id)[0].item_version == 2


def test_a_form_file_that_is_gone_retires_its_form_until_it_is_back(
    database: Database, sync: Syncer
) -> None:
    sync(form_file(exam_documents()))
    sync(exam_documents())
    assert shipped_rows(database) == [("a", True)]
    sync(form_file(exam_documents()))
    assert shipped_rows(database) == [("a", False)]


def test_no_retired_form_is_given(practice: Practice, sync: Syncer) -> None:
    sync(form_file(exam_documents()))
    sync(exam_documents())
    assert given(practice).name is None


def test_a_retired_item_is_in_no_fresh_form(practice: Practice) -> None:
    retired = exam_ids(exam_documents())[::6]
    with transaction(practice.database) as db:
        db.execute(update(ItemRow).where(ItemRow.id.in_(retired)).values(retired_at=practice.now))
        db.execute(update(CertificationRow).values(bank_hash="without them"))
    assert set(retired).isdisjoint(items_of(practice, given(practice)))
