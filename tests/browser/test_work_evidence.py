"""The whole way from a weak task to a résumé, with the mouse and with the keyboard alone."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect

from prep.content.loader import Loaded
from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.evidence import BULLET, FLAT, PRIVATE, TOLD, WEAK, Worker, weaken
from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.history import PLAN
from tests.browser.learner import Answered, Learner, items_by_stem
from tests.browser.stages import Stage
from tests.browser.watching import Watch
from tests.services.test_exports_formats import Resume

pytestmark = pytest.mark.browser

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
ANOTHER_JOB = ("qa", "Testing or quality")
"""The learner is a developer."""
REDACTED = [text for label, text in TOLD.items() if label.startswith("Redacted: ")]
PLANNED_FOR = date(2026, 11, 26)
SITTINGS = 3


@pytest.mark.parametrize(
    ("hand", "viewport"),
    [(Mouse(), DESKTOP), (Keyboard(), PHONE)],
    ids=["mouse on a desktop", "keyboard on a phone"],
)
def test_from_a_weak_task_to_a_resume(
    inside: Stage,
    open_page: OpenPage,
    watch: Watch,
    shipped: Loaded,
    tmp_path: Path,
    hand: Hand,
    viewport: dict[str, int],
) -> None:
    seen = weaken(inside.site, shipped)
    page = open_page(storage_state=inside.cookies, viewport=viewport)
    page.context.on("page", watch.follow)
    worker = Worker(Learner(page, hand, items_by_stem(shipped, "pmp")), inside.site)

    told = worker.choose(task_name(shipped), ANOTHER_JOB[1])
    assert told == role_text(shipped, worker.exercise, ANOTHER_JOB[0])
    worker.plan(PLANNED_FOR)
    worker.document()

    address = worker.make_link()
    mentor = open_page()
    sign_off(mentor, hand, address)
    worker.learner.press("link", "Back to the work")
    expect(worker.page.get_by_text("Signed off by Jo Smith")).to_be_visible()
    worker.revoke_link()
    dead = mentor.request.get(address)
    assert dead.status == 404
    assert "There is nothing here" in dead.text()
    assert REDACTED[0] not in dead.text()

    asked = check(worker)
    assert {answered.item.task_id for answered in asked} == {WEAK}
    assert not {answered.item.id for answered in asked} & seen
    compare(worker.page, len(asked))

    worker.write_bullet()
    only_what_may_leave(worker.export(tmp_path))


def task_name(shipped: Loaded) -> str:
    """What the outline calls the weak task."""
    bank = next(bank for bank in shipped.banks.banks if bank.certification.id == "pmp")
    tasks = (task for domain in bank.blueprint.domains for task in domain.tasks)
    return next(task.name for task in tasks if task.id == WEAK)


def role_text(shipped: Loaded, name: str, role: str) -> str:
    """What the library tells a role about the exercise of that name, and nobody else."""
    (exercise,) = (one for one in shipped.banks.exercises if one.name == name)
    text = exercise.roles[role]
    assert [one for one, other in exercise.roles.items() if other == text] == [role]
    return " ".join(text.split())


def sign_off(mentor: Page, hand: Hand, address: str) -> None:
    """In another browser, without an account: read what may leave, and sign."""
    mentor.goto(address)
    for text in REDACTED:
        expect(mentor.get_by_text(text).first).to_be_visible()
    assert PRIVATE not in mentor.content()
    hand.write(mentor.get_by_label("Your name"), "Jo Smith")
    hand.write(mentor.get_by_label("Your role"), "Head of operations")
    hand.tick(mentor.get_by_label("I have seen this work"))
    hand.press(mentor.get_by_role("button", name="Sign off"))
    expect(mentor.get_by_text("Thank you. This was signed off on 23 November")).to_be_visible()


def check(worker: Worker) -> list[Answered]:
    """All sittings, each on its day; what was asked."""
    asked, days = [], []
    for number in range(1, SITTINGS + 1):
        days.append(worker.wait_for_check(number))
        asked += worker.sit_check(number)
    assert len(set(days)) == SITTINGS
    assert {day.isoweekday() for day in days} <= set(PLAN.study_days)
    return asked


def compare(page: Page, fresh: int) -> None:
    """Both figures with interval and count, and a sentence that keeps to them."""
    section = page.get_by_role("region", name="Before and after")
    figures = [
        [int(number) for number in re.findall(r"\d+", line.inner_text())]
        for line in section.locator(".before-after > span").all()
    ]
    (before, _, answers_before), (after, _, answers_after) = figures
    assert answers_after == answers_before + fresh
    sentence = section.get_by_text(re.compile("mastery of this task rose|cannot be told"))
    moved, chance = (int(number) for number in re.findall(r"\d+", sentence.inner_text()))
    assert abs(after - before - moved) <= 1  # both were rounded
    assert ("rose" in sentence.inner_text()) == (moved > chance)
    expect(section.get_by_text(f"{fresh} of {fresh} fresh questions right")).to_be_visible()
    section.get_by_text("Show as table").click()
    expect(section.get_by_role("row")).to_have_count(3)


def only_what_may_leave(files: Mapping[str, Path]) -> None:
    """Each file opens, holds the bullet and the redacted wording, and nothing that must stay."""
    texts = {
        "docx": word_text(files["docx"]),
        "md": markdown_text(files["md"].read_text()),
        "json": json.dumps(resume_in(files["json"]), ensure_ascii=False),
    }
    for ending, text in texts.items():
        assert BULLET in text, ending
        assert REDACTED[1] in text, ending
        assert PRIVATE not in text, ending
        assert FLAT not in text, ending


def word_text(path: Path) -> str:
    """All that a Word file holds; two readers agree on its lines."""
    with ZipFile(path) as packed:
        assert packed.testzip() is None
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert not [name for name, part in parts.items() if PRIVATE.encode() in part]
    trees = {
        name: ElementTree.fromstring(part)
        for name, part in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    text = "\n".join(node.text or "" for node in trees["word/document.xml"].iter(WORD))
    assert BULLET in "\n".join(line.text for line in docx.Document(str(path)).paragraphs)
    return text


def markdown_text(source: str) -> str:
    """What a reader of the Markdown sees."""
    tokens = MarkdownIt().parse(source)
    assert any(token.type == "heading_open" for token in tokens)
    leaves = (leaf for token in tokens for leaf in token.children or ())
    return "\n".join(leaf.content for leaf in leaves)


def resume_in(path: Path) -> dict[str, object]:
    """A JSON Résumé that keeps to its format."""
    resume: dict[str, object] = json.loads(path.read_text())
    assert Resume().validate(resume) == {}
    return resume
