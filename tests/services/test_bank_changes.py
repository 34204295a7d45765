"""A bank that changes while somebody learns from it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from prep.content.loader import load_banks
from prep.learning.composites import answers
from prep.services.banks import sync_banks
from prep.services.catalogue import get_catalogue
from prep.services.progress import get_dashboard
from prep.services.questions import FeedbackView, QuestionView
from prep.services.states import load_mastery
from prep.services.today import get_today
from prep.storage.database import Database, transaction
from prep.storage.practice import iterate_responses
from tests.banks import Documents, concept, concept_path, documents, item, prose, write_banks
from tests.practising import Practice, enrolled
from tests.services.test_states import caches_of, rebuilt

Syncer = Callable[[Documents], None]


@pytest.fixture
def sync(database: Database, tmp_path: Path, now: datetime) -> Syncer:
    """Writes bank files to an empty folder and syncs them."""

    def run(files: Documents) -> None:
        folder = write_banks(tmp_path / f"run-{len(list(tmp_path.iterdir()))}", files)
        with transaction(database) as db:
            sync_banks(db, load_banks(folder), now=now)

    return run


@pytest.fixture
def practice(database: Database, sync: Syncer) -> Practice:
    """A learner with the small bank."""
    sync(documents())
    return enrolled(database)


def serving(practice: Practice, quiz_id: UUID, item_id: str) -> int:
    """The position at which a quiz of everything asks an item."""
    return next(n for n in range(1, 16) if shown(practice, quiz_id, n).item_id == item_id)


def shown(practice: Practice, quiz_id: UUID, position: int) -> QuestionView:
    view = practice.question(quiz_id, position)
    return view.question if isinstance(view, FeedbackView) else view


def with_key(item_id: str, key: str) -> Documents:
    """The bank after its author moved the key of an item to another option."""
    files = documents()
    changed = item(files, item_id)
    changed["stem"] = prose(45, "Since then,") + "?"
    changed["key"] = [key]
    for option in changed["options"]:
        is_key = option["id"] == key
        option["rationale"] = prose(35 if is_key else 25, f"Now {option['id']}") + "."
        option.pop("misconception", None)
        if not is_key:
            option["misconception"] = "belief-9"
    return files


def test_an_answer_is_marked_against_the_version_that_was_served(
    practice: Practice, sync: Syncer
) -> None:
    quiz = practice.custom(count=15)
    position = serving(practice, quiz.id, "pmp-people-1-001")
    sync(with_key("pmp-people-1-001", "c"))
    assert shown(practice, quiz.id, position).item_version == 1
    practice.answer(quiz.id, position, raw={"choice": ["b"]})
    view = practice.question(quiz.id, position)
    assert isinstance(view, FeedbackView)
    assert view.is_correct
    assert view.body["key"] == ["b"]
    with practice.database.reader() as db:
        assert [r.item_version for r in iterate_responses(db, practice.learner_id)] == [1]
    fresh = practice.custom(count=15)
    position = serving(practice, fresh.id, "pmp-people-1-001")
    assert shown(practice, fresh.id, position).item_version == 2
    practice.answer(fresh.id, position, raw={"choice": ["b"]})
    again = practice.question(fresh.id, position)
    assert isinstance(again, FeedbackView)
    assert not again.is_correct


def test_what_was_answered_stays_readable_after_it_is_retired(
    practice: Practice, sync: Syncer
) -> None:
    quiz = practice.custom(count=15)
    answered, open_one = (serving(practice, quiz.id, f"pmp-people-1-00{n}") for n in (1, 2))
    practice.answer(quiz.id, answered)
    before = practice.question(quiz.id, answered)
    assert isinstance(before, FeedbackView)
    files = documents()
    files[concept_path()] = concept()
    files[concept_path()]["items"] = [
        numbered(entry, n) for n, entry in enumerate(concept()["items"], start=6)
    ]
    sync(files)
    after = practice.question(quiz.id, answered)
    assert isinstance(after, FeedbackView)
    assert (after.body, after.explanation) == (before.body, before.explanation)
    practice.answer(quiz.id, open_one)
    assert isinstance(practice.question(quiz.id, open_one), FeedbackView)
    asked = practice.custom(count=15)
    ids = {shown(practice, asked.id, n).item_id for n in range(1, 16)}
    assert ids.isdisjoint({"pmp-people-1-001", "pmp-people-1-002"})


def numbered(entry: Documents, number: int) -> Documents:
    """The same item under another id."""
    old = entry["id"]
    new = f"{old[:-3]}{number:03d}"
    text = {**entry, "id": new, "stem": entry["stem"].replace(old, new)}
    for option in text.get("options", []):
        option["text"] = option["text"].replace(old, new)
    return text


def with_more_tasks(blueprint_id: str, *, first: bool) -> Documents:
    """The bank after its outline gained a task, as the first or the last of its domain."""
    files = documents()
    blueprint = files.pop("pmp/blueprints/pmp-1.yaml")
    domain = blueprint["domains"][0]
    task = {"id": "people.3", "name": "Task people.3", "topics": ["topic"]}
    domain["tasks"].insert(0 if first else len(domain["tasks"]), task)
    blueprint["id"] = blueprint_id
    files[f"pmp/blueprints/{blueprint_id}.yaml"] = blueprint
    files["pmp/certification.yaml"]["blueprint"] = blueprint_id
    files[concept_path("people.3")] = concept("people.3")
    return files


@pytest.mark.parametrize(("blueprint_id", "first"), [("pmp-1", True), ("pmp-2", False)])
def test_a_new_outline_keeps_what_was_learned(
    practice: Practice, sync: Syncer, blueprint_id: str, first: bool
) -> None:
    practice.complete(practice.custom(count=15))
    with practice.database.reader() as db:
        before = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
    sync(with_more_tasks(blueprint_id, first=first))
    with practice.database.reader() as db:
        after = get_dashboard(db, practice.learner_id, "pmp", now=practice.now)
        assert get_today(db, practice.learner_id, "pmp", now=practice.now).responses == 15
    counts = {task.id: task.mastery.responses for task in after.tasks}
    assert counts == {"people.1": 5, "people.2": 5, "people.3": 0, "process.1": 5}
    for task in before.tasks:
        same = next(other for other in after.tasks if other.id == task.id)
        assert same.mastery.share == pytest.approx(task.mastery.share)
    later = practice.later(days=2)
    later.complete(later.daily())
    live = caches_of(practice)
    rebuilt(practice)
    assert caches_of(practice) == live


def test_a_task_that_is_gone_takes_its_ability_along_and_nothing_else(
    practice: Practice, sync: Syncer
) -> None:
    quiz = practice.custom(count=15)
    tasks = [shown(practice, quiz.id, n).task_id for n in range(1, 16)]
    kept = next(n for n, task in enumerate(tasks, 1) if task != "people.2")
    left = [n for n, task in enumerate(tasks, 1) if task == "people.2"]
    practice.answer(quiz.id, kept)
    files = documents()
    del files[concept_path("people.2")]
    files["pmp/blueprints/pmp-1.yaml"]["domains"][0]["tasks"].pop()
    sync(files)
    practice.answer(quiz.id, left[0])
    with practice.database.reader() as db:
        rows = list(iterate_responses(db, practice.learner_id))
        catalogue = get_catalogue(db, "pmp")
        mastery = load_mastery(db, practice.learner_id, catalogue)
    assert rows[-1].p_predicted == 0.5
    assert rows[-1].prediction_basis is None
    assert answers(mastery) == 1
    view = practice.question(quiz.id, left[0])
    assert isinstance(view, FeedbackView)
    assert view.question.task_name == "people.2"
    live = caches_of(practice)
    rebuilt(practice)
    assert caches_of(practice) == live
