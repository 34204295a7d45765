"""Case files: their items join their concepts with the case as stimulus; enemies are mutual."""

import pytest

from prep.content.bank import item_hash
from prep.content.loader import load_banks
from tests.banks import CASE, case, concept_path, documents, hotspot, item, write_banks


def load(folder, files):
    return load_banks(write_banks(folder, files))


def problems(folder, files) -> list[str]:
    return [str(problem) for problem in load(folder, files).problems]


def test_the_items_of_a_case_become_items_of_their_concepts(tmp_path):
    loaded = load(tmp_path, documents() | {CASE: case()})
    assert loaded.problems == ()
    [bank] = loaded.banks.banks
    found = bank.case_items("harbour")
    assert [(i.id, i.concept_id, i.task_id, i.path) for i in found] == [
        ("pmp-harbour-1", "pmp-people-1-idea", "people.1", CASE),
        ("pmp-harbour-2", "pmp-process-1-idea", "process.1", CASE),
        ("pmp-harbour-3", "pmp-process-1-idea", "process.1", CASE),
    ]
    assert bank.items[5] == found[0]  # behind the five of the concept's own file
    assert bank.items[0].path == concept_path("people.1")
    assert [exhibit["id"] for exhibit in bank.cases[0].exhibits] == ["rules", "ships", "plan"]


def test_an_item_carries_its_case_and_its_own_stimulus(tmp_path):
    files = documents() | {CASE: case()}
    files[CASE]["items"][1] = hotspot("pmp-harbour-2") | {"concept": "pmp-people-1-idea"}
    found = load(tmp_path, files).banks.banks[0].case_items("harbour")
    assert {i.case_id for i in found} == {"harbour"}
    assert [i.stimulus["case"]["title"] for i in found] == ["A harbour"] * 3
    assert list(found[1].stimulus) == ["case", "figure"]


def test_a_change_of_the_case_changes_its_items_and_no_others(tmp_path):
    before = load(tmp_path / "a", documents() | {CASE: case()}).banks.banks[0]
    files = documents() | {CASE: case()}
    files[CASE]["case"]["title"] = "Another harbour"
    after = load(tmp_path / "b", files).banks.banks[0]
    changed = [
        new.id
        for old, new in zip(before.items, after.items, strict=True)
        if item_hash(old) != item_hash(new)
    ]
    assert changed == ["pmp-harbour-1", "pmp-harbour-2", "pmp-harbour-3"]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (lambda c: c["case"].pop("scenario"), "case.scenario", "is missing; add it"),
        (lambda c: c["case"].update(id="port"), "case.id", "is not the file's name; write 'harb"),
        (lambda c: c["case"].update(exhibits=[]), "case.exhibits", "has 0; list at least 1"),
        (
            lambda c: c["case"]["exhibits"][0].update(table=c["case"]["exhibits"][1]["table"]),
            "case.exhibits[rules].text",
            "give exactly one of text, figure, table",
        ),
        (lambda c: c["case"]["exhibits"][0].pop("text"), "case.exhibits[rules].text", "give exac"),
        (
            lambda c: c["case"]["exhibits"][1].update(id="plan"),
            "case.exhibits",
            "two exhibits have the same id",
        ),
        (lambda c: c["items"].pop(), "items", "has 2; list at least 3"),
        (lambda c: c["items"][0].pop("concept"), "items[pmp-harbour-1].concept", "is missing"),
        (
            lambda c: c["items"][0].update(concept="sea"),
            "items[pmp-harbour-1].concept",
            "'sea' is no concept of this bank",
        ),
        (lambda c: c["items"][0].update(stem=""), "items[pmp-harbour-1].stem", "is empty"),
        (lambda c: c["items"][0].update(pool="exam"), "items", "are in two pools; put a whole"),
        (
            lambda c: c["items"][0].update(id="pmp-people-1-001"),
            "items[pmp-people-1-001].id",
            "is used by two items",
        ),
    ],
)
def test_a_wrong_case_file(tmp_path, change, place, message):
    files = documents() | {CASE: case()}
    change(files[CASE])
    found = problems(tmp_path, files)
    assert any(line.startswith(f"{CASE}: {place}: {message}") for line in found), found


def test_a_broken_case_hides_no_concept_and_a_broken_item_no_sibling(tmp_path):
    files = documents() | {CASE: case(), "pmp/cases/broken.yaml": "case: ["}
    del files[CASE]["items"][0]["key"]
    loaded = load(tmp_path, files)
    assert len(loaded.problems) == 2
    assert len(loaded.banks.banks[0].items) == 15 + 2


def test_two_cases_cannot_share_an_id(tmp_path):
    twin = case(items=[i | {"id": f"{i['id']}-twin"} for i in case()["items"]])
    found = problems(tmp_path, documents() | {CASE: case(), "pmp/cases/sub/harbour.yaml": twin})
    assert [line.partition(": ")[2] for line in found] == [
        "case.id: 'harbour' is used by two cases; ids are unique everywhere"
    ] * 2


class TestEnemies:
    def test_both_sides_know_of_each_other(self, tmp_path):
        files = documents()
        item(files, "pmp-people-1-001")["enemies"] = ["pmp-process-1-001", "pmp-people-2-001"]
        items = {i.id: i for i in load(tmp_path, files).banks.banks[0].items}
        assert items["pmp-people-1-001"].enemies == ("pmp-people-2-001", "pmp-process-1-001")
        assert items["pmp-process-1-001"].enemies == ("pmp-people-1-001",)
        assert items["pmp-people-1-002"].enemies == ()

    @pytest.mark.parametrize("enemy", ["pmp-people-1-001", "pmp-sea-1", "capm-people-1-001"])
    def test_an_enemy_is_another_item_of_the_bank(self, tmp_path, enemy):
        files = documents() | documents("capm")
        item(files, "pmp-people-1-001")["enemies"] = [enemy]
        [problem] = load(tmp_path, files).problems
        assert str(problem).startswith(
            f"{concept_path('people.1')}: items[pmp-people-1-001].enemies: {enemy!r} is not the id"
        )


def test_items_without_the_later_fields_keep_the_fingerprint_that_databases_hold(tmp_path):
    before = load(tmp_path / "a", documents()).banks.banks[0].items[0]
    stored = "6a463266d0bfb73362d66d5f8ef18e28dea9f3733f78249535ce00383b9c0a98"
    assert item_hash(before) == stored


@pytest.mark.parametrize(
    "extra", [{"enemies": ["pmp-people-1-002"]}, {"stimulus": {"text": "A memo."}}]
)
def test_the_fingerprint_covers_the_later_fields(tmp_path, extra):
    before = load(tmp_path / "a", documents()).banks.banks[0].items[0]
    files = documents()
    item(files, "pmp-people-1-001").update(extra)
    after = load(tmp_path / "b", files).banks.banks[0].items[0]
    assert item_hash(after) != item_hash(before)
