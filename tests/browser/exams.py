"""Mock exams that hold exactly the items a test wants, begun without the page that starts them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from prep.content.bank import BankItem
from prep.content.loader import Loaded
from prep.services.catalogue import get_catalogue
from prep.services.enrolments import enrol
from prep.services.exams.sections import section_views
from prep.services.exams.views import SectionView
from prep.services.learners import create_learner, find_local_learner
from prep.storage.database import transaction
from prep.storage.exams import AttemptItemRow, AttemptRow, find_attempt_item, get_attempt
from prep.storage.forms import get_form, list_form_items
from tests.browser.history import PLAN
from tests.browser.killable import KillableSite
from tests.browser.site import Site
from tests.rows import attempt_row, form_item_row, form_row
from tests.sittings import RawAnswer, right_fields, wrong_fields

CERTIFICATION = "pmp"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of so many questions, and the minutes of the break after it."""

    name: str
    questions: int
    break_minutes: float = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt in a site's database. items: what it asks, in order."""

    site: Site | KillableSite
    learner_id: int
    attempt_id: UUID
    items: tuple[BankItem, ...] = field(repr=False)

    @property
    def url(self) -> str:
        """The address of the exam; those of its pages begin with it."""
        return f"{self.site.url}/mock/{self.attempt_id}/"

    def attempt(self) -> AttemptRow:
        """The attempt as it is stored."""
        with self.site.database.reader() as db:
            return get_attempt(db, self.learner_id, self.attempt_id)

    def right(self, position: int) -> RawAnswer:
        """The form fields of the right answer at a position."""
        item = self.items[position - 1]
        return in_order(right_fields(item.type, item.body))

    def wrong(self, position: int) -> RawAnswer:
        """The form fields of a wrong answer at a position."""
        item = self.items[position - 1]
        return in_order(wrong_fields(item.type, item.body))

    def sections(self) -> tuple[SectionView, ...]:
        """The sections of its form."""
        with self.site.database.reader() as db:
            return section_views(get_form(db, self.attempt().form_id).sections)

    def answer(self, position: int) -> RawAnswer | None:
        """The answer that is stored at a position; None before the first save."""
        saved = self.saved(position)
        return in_order(saved.raw) if saved else None

    def saved(self, position: int) -> AttemptItemRow | None:
        """What is stored at a position."""
        with self.site.database.reader() as db:
            return find_attempt_item(db, self.learner_id, self.attempt_id, position)


def in_order(raw: RawAnswer) -> RawAnswer:
    """The fields with the values of each in order, whatever the order of the options was."""
    return {name: sorted(values) for name, values in raw.items()}


def begin_exam(
    site: Site,
    items: Sequence[BankItem],
    *,
    parts: Sequence[Part] = (),
    minutes: float = 60.0,
    **changes: Any,
) -> Sitting:
    """Enrol the learner and let them begin an exam of these items, in one part or in several."""
    now = site.clock()
    form = form_row(
        minutes=minutes,
        sections=_sections(parts or [Part("All questions", len(items))]),
        created_at=now,
    )
    with transaction(site.database) as db:
        learner_id = find_local_learner(db)
        if learner_id is None:
            learner_id = create_learner(db, "You", now=now)
            enrol(db, learner_id, CERTIFICATION, PLAN, today=now.date(), now=now)
        versions = get_catalogue(db, CERTIFICATION).versions
        db.add(form)
        db.flush()
        for position, item in enumerate(items, start=1):
            asked = {"item_id": item.id, "item_version": versions[item.id]}
            db.add(form_item_row(form.id, position=position, **asked))
        facts = {"id": uuid4(), "started_at": now, "deadline_at": now + timedelta(minutes=minutes)}
        attempt = attempt_row(learner_id, form.id, **(facts | changes))
        db.add(attempt)
        attempt_id = attempt.id
    return Sitting(site, learner_id, attempt_id, tuple(items))


def begun_exam(site: Site | KillableSite, loaded: Loaded) -> Sitting:
    """The one exam in a site's database, begun on its page."""
    items = {item.id: item for bank in loaded.banks.banks for item in bank.items}
    with site.database.reader() as db:
        attempt = db.scalars(select(AttemptRow)).one()
        asked = [items[row.item_id] for row in list_form_items(db, attempt.form_id)]
    return Sitting(site, attempt.learner_id, attempt.id, tuple(asked))


def items_of_types(loaded: Loaded, *types: str) -> list[BankItem]:
    """A practice item of the shipped bank for each of these types, no item twice."""
    found: list[BankItem] = []
    for kind in types:
        free = (i for i in _practice(loaded) if i.type == kind and not i.case_id and i not in found)
        found.append(next(free))
    return found


def case_items(loaded: Loaded) -> list[BankItem]:
    """The items of the first case for practice in the shipped bank."""
    items = _practice(loaded)
    first = next(item.case_id for item in items if item.case_id)
    return [item for item in items if item.case_id == first]


def _practice(loaded: Loaded) -> list[BankItem]:
    bank = next(b for b in loaded.banks.banks if b.certification.id == CERTIFICATION)
    return [item for item in bank.items if item.pool == "practice"]


def _sections(parts: Sequence[Part]) -> list[dict[str, Any]]:
    sections, first = [], 1
    for number, part in enumerate(parts, start=1):
        last = first + part.questions - 1
        sections.append(
            {
                "id": f"s{number}",
                "name": part.name,
                "first": first,
                "last": last,
                "break_minutes": part.break_minutes,
                "break_counts": False,
                "is_size_published": True,
            }
        )
        first = last + 1
    return sections
