"""The experience ledger: rules of the outline, periods, what counts, what is missing."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import uuid4

import pytest

from prep.errors import InvalidInput, NotFound
from prep.services.ledger.overview import Ledger, get_ledger
from prep.services.ledger.periods import (
    LONGEST_DESCRIPTION,
    MOST_HOURS,
    PeriodEntry,
    delete_period,
    get_entry,
    save_period,
)
from prep.services.ledger.rules import experience_rules, list_rules
from prep.storage.database import Database, transaction
from prep.storage.portfolio import ExperienceRow
from tests.evidence_rows import (
    action_row,
    evidence_row,
    exercise_row,
    experience_row,
    profile_row,
    project_row,
)
from tests.factories import MONDAY_NOON
from tests.practising import counted_statements
from tests.rows import stored_learner

TODAY = MONDAY_NOON.date()


def stored(database: Database, *rows_of) -> int:
    """A new learner with these rows, each made of the learner's id."""
    with transaction(database) as db:
        learner_id = stored_learner(db)
        for make in rows_of:
            db.add(make(learner_id))
            db.flush()
    return learner_id


def ledger_of(database: Database, learner_id: int) -> Ledger:
    with database.reader() as db:
        return get_ledger(db, learner_id, today=TODAY)


def save(database: Database, learner_id: int, entry: PeriodEntry, period_id=None) -> None:
    with transaction(database) as db:
        save_period(
            db,
            learner_id,
            period_id or uuid4(),
            entry,
            domains=("people", "process"),
            today=TODAY,
            now=MONDAY_NOON,
        )


@pytest.fixture
def project_id():
    return uuid4()


@pytest.fixture
def learner_id(stocked: Database, project_id) -> int:
    """Somebody with one project."""
    return stored(stocked, lambda learner_id: project_row(learner_id, id=project_id))


@pytest.fixture
def entry(project_id) -> PeriodEntry:
    """Four months with hours."""
    return PeriodEntry(
        project_id, date(2026, 3, 1), date(2026, 6, 30), {"people": 12.5, "process": 0.0}, "Led it."
    )


def test_the_rules_are_those_of_the_outline(stocked: Database) -> None:
    with stocked.reader() as db:
        rules = experience_rules(list_rules(db))
    assert rules is not None
    assert [(rule.level, rule.months) for rule in rules.education] == [
        ("secondary", 60),
        ("bachelor", 36),
    ]
    assert (rules.years, rules.training_hours) == (10, 35)
    assert rules.source == "Test outline"
    assert rules.researched_on == "2026-11-22"


def test_without_a_certification_that_asks_for_months_there_is_no_standing(
    database: Database,
) -> None:
    learner_id = stored(database, project_row)
    ledger = ledger_of(database, learner_id)
    assert ledger.standing is None
    assert [project.name for project in ledger.without_periods] == ["Mail migration"]


def test_an_empty_ledger_says_what_is_asked_for(stocked: Database) -> None:
    ledger = ledger_of(stocked, stored(stocked))
    assert ledger.standing is not None
    assert ledger.standing.rule is None
    assert ledger.standing.missing is None
    assert ledger.standing.experience.months == 0
    assert ledger.projects == ()


def test_overlapping_projects_count_once_in_the_whole_and_fully_alone(stocked: Database) -> None:
    first, second = uuid4(), uuid4()
    learner_id = stored(
        stocked,
        profile_row,
        lambda one: project_row(one, id=first, name="First"),
        lambda one: project_row(one, id=second, name="Second"),
        lambda one: experience_row(
            one, first, began_on=date(2024, 1, 1), ended_on=date(2024, 12, 31), hours={"people": 5}
        ),
        lambda one: experience_row(
            one, second, began_on=date(2024, 7, 1), ended_on=date(2025, 6, 30), hours={"people": 7}
        ),
    )
    ledger = ledger_of(stocked, learner_id)
    assert ledger.standing is not None
    assert ledger.standing.experience.whole_months == 18  # January 2024 to June 2025
    assert ledger.standing.missing == 18  # of 36 with a bachelor's degree
    assert ledger.standing.missing_by(ledger.standing.rules.education[0]) == 42  # of 60
    assert {project.name: project.months for project in ledger.with_periods} == {
        "First": Fraction(12),
        "Second": Fraction(12),
    }
    assert ledger.hours == {"people": 12}


def test_two_periods_of_one_project_that_overlap_count_once(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    save(stocked, learner_id, entry)
    save(stocked, learner_id, replace(entry, began_on=date(2026, 5, 1), ended_on=date(2026, 8, 31)))
    (project,) = ledger_of(stocked, learner_id).with_periods
    assert project.months == 6  # March to August
    assert [period.months for period in project.periods] == [4, 4]
    assert project.hours == {"people": 25.0}


def test_when_it_would_be_met_follows_from_the_last_year(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    with transaction(stocked) as db:
        db.add(profile_row(learner_id, education="bachelor"))
    save(stocked, learner_id, replace(entry, began_on=date(2024, 11, 24), ended_on=None))
    standing = ledger_of(stocked, learner_id).standing
    assert standing is not None
    assert (standing.missing, standing.pace) == (12, 12)
    assert standing.met_on == date(2027, 11, 23)


def test_a_period_is_kept_as_given_and_can_be_changed(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    period_id = uuid4()
    save(stocked, learner_id, entry, period_id)
    save(stocked, learner_id, replace(entry, ended_on=None), period_id)
    with stocked.reader() as db:
        assert get_entry(db, learner_id, period_id) == PeriodEntry(
            entry.project_id, date(2026, 3, 1), None, {"people": 12.5}, "Led it."
        )
    with transaction(stocked) as db:
        delete_period(db, learner_id, period_id)
    with stocked.reader() as db, pytest.raises(NotFound):
        get_entry(db, learner_id, period_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"began_on": None}, "began_on"),
        ({"began_on": date(2026, 11, 24), "ended_on": None}, "began_on"),
        ({"began_on": date(1949, 12, 31)}, "began_on"),
        ({"ended_on": date(2026, 2, 28)}, "ended_on"),
        ({"ended_on": date(2026, 11, 24)}, "ended_on"),
        ({"hours": {"people": -1.0}}, "hours-people"),
        ({"hours": {"people": MOST_HOURS + 1.0}}, "hours-people"),
        ({"hours": {"people": float("nan")}}, "hours-people"),
        ({"hours": {"weather": 1.0}}, "hours-weather"),
        ({"description": "x" * (LONGEST_DESCRIPTION + 1)}, "description"),
        ({"description": "a\0b"}, "description"),
    ],
)
def test_a_wrong_period_names_the_field_and_is_not_kept(
    stocked: Database, learner_id: int, entry: PeriodEntry, changes, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        save(stocked, learner_id, replace(entry, **changes))
    assert refused.value.field == field
    assert ledger_of(stocked, learner_id).with_periods == ()


def test_a_period_needs_a_project_of_the_same_learner(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    other = stored(stocked)
    with pytest.raises(NotFound):
        save(stocked, other, entry)


def test_nobody_reaches_the_period_of_another(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    period_id, other = uuid4(), stored(stocked)
    save(stocked, learner_id, entry, period_id)
    with transaction(stocked) as db:
        with pytest.raises(NotFound):
            get_entry(db, other, period_id)
        with pytest.raises(NotFound):
            delete_period(db, other, period_id)
    with stocked.reader() as db:
        assert db.get(ExperienceRow, (learner_id, period_id)) is not None


def test_the_draft_leaves_out_what_an_action_has_not_documented_yet(stocked: Database) -> None:
    project_id, exercise, action_id = uuid4(), exercise_row(), uuid4()
    learner_id = stored(
        stocked,
        lambda _: exercise,
        lambda one: action_row(one, exercise.id, id=action_id),
        lambda one: project_row(one, id=project_id),
        lambda one: evidence_row(one, project_id=project_id, action="Finished."),
        lambda one: evidence_row(
            one, project_id=project_id, action_id=action_id, action="Half done."
        ),
    )
    (project,) = ledger_of(stocked, learner_id).projects
    assert project.draft is not None
    assert "Finished." in project.draft.text
    assert "Half done" not in project.draft.text


def test_the_ledger_asks_no_more_for_many_projects(
    stocked: Database, learner_id: int, entry: PeriodEntry
) -> None:
    def statements() -> int:
        with counted_statements(stocked) as sent, stocked.writer() as db:
            get_ledger(db, learner_id, today=TODAY)
        return len(sent)

    save(stocked, learner_id, entry)
    few = statements()
    with transaction(stocked) as db:
        for _ in range(20):
            db.add(project := project_row(learner_id))
            db.flush()
            db.add(experience_row(learner_id, project.id))
    assert statements() == few <= 12
