"""Prep is killed, again and again: what it confirmed is there, once. See benchmarks/durability."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, inspect

from benchmarks.durability import torment
from prep.storage.migrating import upgrade
from tests.banks import write_banks
from tests.conftest import MIGRATIONS, Fresh
from tests.factories import wide_documents

KILLS = 6
MOST_SECONDS = 25.0


def test_what_was_confirmed_is_stored_once_however_often_prep_is_killed(
    fresh: Fresh, tmp_path: Path
) -> None:
    banks = write_banks(tmp_path / "banks", wide_documents())

    with fresh("empty") as url:
        ordeal = torment(
            tmp_path, url, kills=KILLS, seconds=MOST_SECONDS, seed=7, PREP_BANKS=str(banks)
        )

    assert ordeal.findings.acknowledged > 0
    assert ordeal.findings.faults == 0, str(ordeal)


@pytest.mark.parametrize("statements", [6, 12, 24])
def test_a_migration_that_is_cut_off_leaves_nothing_behind(
    fresh_sqlite: Fresh, statements: int
) -> None:
    with fresh_sqlite("empty") as url:
        with pytest.raises(_CutOff), _cut_off_after(statements):
            upgrade(url, MIGRATIONS)
        assert _tables(url) == []

        upgrade(url, MIGRATIONS)

        assert "response" in _tables(url)


class _CutOff(Exception):
    """Stands for a kill."""


@contextmanager
def _cut_off_after(statements: int) -> Iterator[None]:
    """Raise at a statement of any engine."""
    numbers = count(1)

    def stop(*_facts: object) -> None:
        if next(numbers) == statements:
            raise _CutOff

    event.listen(Engine, "before_cursor_execute", stop)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", stop)


def _tables(url: str) -> list[str]:
    engine = create_engine(url)
    names = inspect(engine).get_table_names()
    engine.dispose()
    return names
