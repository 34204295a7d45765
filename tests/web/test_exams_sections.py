"""What a section is called: by its name and number, by its number alone, or not at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from prep.learning.assembly import outline
from prep.storage.database import Database
from tests.examining import begun, sections_of
from tests.web.sitting import Hands, Room
from tests.web.visiting import Visitor, text_of

PAGES = ("/1", "/6", "/review", "/review?show=incomplete", "/leave-section", "/submit")
Enter = Callable[..., Room]


@pytest.fixture
def enter(room_app: Flask, local_database: Database, learner_id: int, hands: Hands) -> Enter:
    """Opens an exam whose sections have these names: six questions each."""

    def enter(*names: str) -> Room:
        parts = sections_of(*[6] * len(names))
        sections = [part | {"name": name} for part, name in zip(parts, names, strict=True)]
        form = {"sizes": [6] * len(names), "sections": sections}
        candidate = begun(local_database, learner_id, form=form)
        return Room(Visitor(room_app.test_client()), candidate, hands)

    return enter


def test_a_section_is_called_by_its_name_beside_its_number(enter: Enter) -> None:
    room = enter("Case studies", "Single questions")
    for path in PAGES:
        page = text_of(room.get(path).text)
        assert "Section 1 of 2 · Case studies" in page, path
    assert "Leave “Case studies”? " in text_of(room.get("/leave-section").text)
    assert "Next: “Single questions”, 6 questions." in text_of(room.get("/leave-section").text)
    room.press("/leave-section", {"section": "1", "break": "1"})
    rest = text_of(room.get("/break").text)
    assert "Next: section 2 of 2, “Single questions”, 6 questions." in rest


def test_a_section_without_a_name_of_its_own_is_called_by_its_number_once(enter: Enter) -> None:
    room = enter("Section 1", "Section 2")
    for path in PAGES:
        page = text_of(room.get(path).text)
        assert page.count("Section 1") == page.count("Section 1 of 2") == 1, path
    leaving = text_of(room.get("/leave-section").text)
    assert "Leave section 1? " in leaving
    assert "Next: section 2, 6 questions." in leaving
    room.press("/leave-section", {"section": "1", "break": "1"})
    rest = text_of(room.get("/break").text)
    assert "Next: section 2 of 2, 6 questions." in rest
    assert rest.count("Section 2") == 1


@pytest.mark.parametrize("name", ["Single section", "Section 1", "Section 2"])
def test_an_exam_of_one_section_does_not_speak_of_sections(enter: Enter, name: str) -> None:
    room = enter(name)
    for position in range(1, 7):
        room.save(position)
    for path in PAGES:
        if path != "/leave-section":
            assert "section" not in text_of(room.get(path).text).lower(), path
    room.press("/submit")
    assert "section" not in text_of(room.get("/result").text).lower()


def test_what_comes_before_an_exam_calls_its_sections_alike(
    room_app: Flask, learner_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(room_app.test_client())

    def rules(kind: str) -> str:
        page = text_of(visitor.get(f"/mock/start?kind={kind}").text)
        return page.partition("Before you start")[2]

    assert "After “One” you may take a break of 10 minutes." in rules("full")
    assert "section" not in rules("domain:people").lower()
    found = outline._sections
    monkeypatch.setattr(
        outline,
        "_sections",
        lambda *of: tuple(replace(s, name=f"Section {n}") for n, s in enumerate(found(*of), 1)),
    )
    assert "After section 1 you may take a break of 10 minutes." in rules("full")
    assert "Section 1" not in rules("full")
    assert rules("section:s1").count("Section 1") == 1
