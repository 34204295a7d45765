"""The path: its data name what exists, and its links lead to what the learner can use."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from prep.content.bank import BankSet
from prep.content.loader import Loaded, load_banks
from prep.services.banks import sync_banks
from prep.services.career import links
from prep.services.career.certifications import compare_certifications
from prep.services.career.links import list_exercise_links, list_mistakes, most_chosen
from prep.services.career.mistakes import MISTAKES, Mistake
from prep.services.career.titles import LADDER
from prep.services.career.tools import TOOLS
from prep.services.catalogue import get_catalogue
from prep.storage.database import Database, connect, transaction
from prep.storage.practice import iterate_responses
from tests.factories import MONDAY_NOON
from tests.practising import Practice, counted_statements, enrolled, random_history

FOLDER = Path(__file__).parents[2] / "question_banks"
MADE_UP = Mistake("made-up", "A mistake", "A scene.", ("belief-1", "belief-2", "no-such-belief"))


@pytest.fixture(scope="module")
def files() -> Loaded:
    return load_banks(FOLDER)


@pytest.fixture
def banks(files: Loaded) -> BankSet:
    return files.banks


@pytest.fixture
def shipped(sqlite_url: str, files: Loaded) -> Iterator[Database]:
    """A database with the shipped banks."""
    database = connect(sqlite_url)
    with transaction(database) as db:
        sync_banks(db, files, now=MONDAY_NOON)
    yield database
    database.dispose()


def mistakes_of(practice: Practice) -> list[links.MistakePage]:
    with practice.database.reader() as db:
        return list_mistakes(db, practice.learner_id, "pmp")


def test_every_mistake_names_beliefs_that_exist(banks: BankSet) -> None:
    known = {misconception.id for misconception in banks.misconceptions}
    assert {name for mistake in MISTAKES for name in mistake.misconceptions} <= known


def test_every_mistake_has_its_own_id_name_scene_and_beliefs() -> None:
    assert 12 <= len(MISTAKES) <= 16
    for field in ("id", "name", "scene"):
        assert len({getattr(mistake, field) for mistake in MISTAKES}) == len(MISTAKES)
    named = [name for mistake in MISTAKES for name in mistake.misconceptions]
    assert len(set(named)) == len(named)


def test_titles_and_tools_name_exercises_that_exist(banks: BankSet) -> None:
    known = {exercise.id for exercise in banks.exercises}
    titles = [title for rung in LADDER for title in rung.titles]
    for named in (*titles, *TOOLS):
        assert named.exercises
        assert set(named.exercises) <= known, named.name


@pytest.mark.parametrize("certification", ["pmp", "capm", "projectplus"])
def test_titles_and_tools_lead_somewhere_in_every_certification(
    banks: BankSet, certification: str
) -> None:
    usable = {e.id for e in banks.exercises if e.tasks.get(certification)}
    titles = [title for rung in LADDER for title in rung.titles]
    assert all(usable & set(named.exercises) for named in (*titles, *TOOLS))


@pytest.mark.parametrize("certification", ["pmp", "capm", "projectplus"])
def test_every_mistake_has_a_drill_and_a_cure_in_every_certification(
    shipped: Database, certification: str
) -> None:
    with shipped.reader() as db:
        pages = list_mistakes(db, 1, certification)
        tasks = {task.id: task for task in get_catalogue(db, certification).blueprint.tasks}
    assert [page.mistake for page in pages] == list(MISTAKES)
    for page in pages:
        assert len(page.beliefs) == len(page.mistake.misconceptions)
        assert page.task_name == tasks[page.task_id or ""].name
        assert 1 <= len(page.exercises) <= 3
        for exercise in page.exercises:
            assert set(exercise.misconceptions) & set(page.mistake.misconceptions)
            assert set(exercise.tasks) <= set(tasks)


def test_certifications_are_compared_with_their_sources_and_dates(shipped: Database) -> None:
    with shipped.reader() as db:
        found = {facts.id: facts for facts in compare_certifications(db)}
    assert list(found) == ["pmp", "capm", "projectplus"]
    assert {facts.read_on for facts in found.values()} == {date(2026, 11, 22)}
    assert all(facts.sources and facts.outline and facts.marks for facts in found.values())
    pmp, capm, plus = found.values()
    assert (pmp.in_force_from, pmp.questions, pmp.minutes) == (date(2026, 7, 9), "180", 240)
    assert dict(pmp.domains) == {"People": 33, "Process": 41, "Business Environment": 26}
    assert (pmp.training_hours, capm.training_hours, plus.training_hours) == (35, 23, 0)
    assert pmp.training_rule
    assert (capm.training_rule, plus.training_rule) == ("", "")
    assert pmp.attempts == "3 in an eligibility period of one year; then one year of waiting."
    assert plus.attempts == "A second at any time; 14 days of waiting before each later one."
    assert pmp.renewal == "60 professional development units in every 3 years."
    assert plus.renewal == "It does not expire."
    assert plus.questions == "At most 90"
    assert plus.pass_mark == "710 or more on a scale from 100 to 900."
    assert pmp.pass_mark == capm.pass_mark == "The issuer publishes no pass mark."


def test_rules_that_a_blueprint_leaves_out_stay_empty(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        [facts] = compare_certifications(db)
    assert (facts.attempts, facts.renewal, facts.training_rule) == ("", "", "")


def test_exercises_of_another_certification_are_not_linked(stocked_sqlite: Database) -> None:
    with stocked_sqlite.reader() as db:
        assert sorted(list_exercise_links(db, "pmp")) == [f"risk-{n}" for n in range(1, 8)]
        assert list_exercise_links(db, "capm") == {}


def test_a_mistake_leads_to_the_exercises_that_share_most_of_its_beliefs(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = replace(MADE_UP, misconceptions=("belief-4", "belief-5", "belief-6"))
    monkeypatch.setattr(links, "MISTAKES", (both,))
    [page] = mistakes_of(enrolled(stocked_sqlite))
    assert [exercise.id for exercise in page.exercises] == ["risk-2", "risk-1"]


def test_a_belief_that_the_bank_does_not_hold_is_left_out(
    stocked_sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "MISTAKES", (MADE_UP,))
    [page] = mistakes_of(enrolled(stocked_sqlite))
    assert len(page.beliefs) == 2


def test_the_mistake_that_answers_point_to_is_counted_from_the_log(
    stocked: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"belief-{n}" for n in range(1, 13)]
    made = tuple(Mistake(name, name, name, (name,)) for name in names)
    monkeypatch.setattr(links, "MISTAKES", made)
    practice = random_history(enrolled(stocked), 5)
    with stocked.reader() as db:
        log = list(iterate_responses(db, practice.learner_id))
    pages = mistakes_of(practice)
    counts = {name: sum(name in row.misconceptions for row in log) for name in names}
    assert {page.mistake.id: page.chosen for page in pages} == counts
    assert max(counts.values()) > 0
    yours = most_chosen(pages)
    assert yours
    assert yours.chosen == max(counts.values())
    assert most_chosen(mistakes_of(enrolled(stocked))) is None


def test_the_statements_are_few(stocked_sqlite: Database) -> None:
    practice = random_history(enrolled(stocked_sqlite), 3)
    mistakes_of(practice)
    with counted_statements(stocked_sqlite) as sent:
        mistakes_of(practice)
    assert len(sent) <= 4
