"""A learner with a past: answers to every type of question, a bookmark, a note, an open quiz."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from prep.content.bank import BankItem
from prep.content.loader import Loaded
from prep.services.enrolments import Plan, enrol
from prep.services.learners import create_learner
from prep.services.notes import save_note, set_bookmark
from prep.storage.database import transaction
from tests.browser.site import Site
from tests.sittings import give_answer, serve_quiz

TYPES = ("single", "multiple", "numeric")
LATER_TYPES = ("matching", "ordering", "pulldown", "hotspot")
PLAN = Plan(date(2027, 1, 4), minutes_a_day=14, study_days=(1, 2, 3, 4, 5), job_role="developer")
ANSWERS_BEFORE = 60
"""Enough for figures on some tasks and too few on others."""


@dataclass(frozen=True, slots=True)
class History:
    """Where the pages of that learner are.

    open: a quiz whose questions 1 to 3 are of the three types, all unanswered.
    done: a finished quiz: question 1 to 3 answered right, 4 to 6 wrong, by type.
    later: an open quiz: one question of each later type, then one of a case.
    later_right, later_wrong: finished quizzes of the same questions.
    """

    open: UUID
    done: UUID
    later: UUID
    later_right: UUID
    later_wrong: UUID
    concept: str


def make_history(site: Site, loaded: Loaded, certification_id: str = "pmp") -> History:
    """Enrol a learner and let them answer."""
    bank = next(b for b in loaded.banks.banks if b.certification.id == certification_id)
    items = [item for item in bank.items if item.pool == "practice"]
    by_type = {kind: [i for i in items if i.type == kind and not i.case_id] for kind in TYPES}
    with transaction(site.database) as db:
        now = site.clock()
        learner_id = create_learner(db, "You", now=now)
        enrol(db, learner_id, certification_id, PLAN, today=now.date(), now=now)
    special = [by_type[kind][n] for n in range(3) for kind in TYPES]
    earlier = [item for item in items if item not in special][:ANSWERS_BEFORE]
    _finish(site, learner_id, earlier, wrong_from=ANSWERS_BEFORE // 2)
    done = _finish(site, learner_id, special[:6], wrong_from=3)
    later = [*items_of_later_types(items), next(item for item in items if item.case_id)]
    later_right = _finish(site, learner_id, later, wrong_from=len(later))
    later_wrong = _finish(site, learner_id, later, wrong_from=0)
    later_quiz = serve_quiz(site.database, learner_id, _ids(later), now=site.clock())
    unanswered = _ids(special[6:])
    open_quiz = serve_quiz(site.database, learner_id, unanswered, now=site.clock())
    with transaction(site.database) as db:
        where = {"learner_id": learner_id, "quiz_id": done, "position": 1, "now": site.clock()}
        set_bookmark(db, is_on=True, **where)
        save_note(db, note="Look at the owner of the risk first.", **where)
    return History(open_quiz, done, later_quiz, later_right, later_wrong, items[0].concept_id)


def items_of_later_types(items: Sequence[BankItem]) -> list[BankItem]:
    """The first of these items of each later type that stands by itself."""
    single = [item for item in items if not item.case_id]
    return [next(item for item in single if item.type == kind) for kind in LATER_TYPES]


def _finish(site: Site, learner_id: int, items: list[BankItem], *, wrong_from: int) -> UUID:
    now = site.clock()
    quiz_id = serve_quiz(site.database, learner_id, _ids(items), now=now)
    for n in range(len(items)):
        position, is_right = n + 1, n < wrong_from
        give_answer(site.database, learner_id, quiz_id, position, is_right=is_right, now=now)
    site.clock.pass_days(2)
    return quiz_id


def _ids(items: list[BankItem]) -> list[str]:
    return [item.id for item in items]
