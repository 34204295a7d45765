"""Stimuli: texts, tables and figures before a stem, each error under its field."""

import pytest

from prep.content.loader import load_banks
from prep.content.stimulus import stimulus_text
from tests.banks import concept_path, documents, item, network, table, write_banks

PLACE = f"{concept_path('people.1')}: items[pmp-people-1-001].stimulus"


def loaded_with(folder, stimulus):
    files = documents()
    item(files, "pmp-people-1-001")["stimulus"] = stimulus
    return load_banks(write_banks(folder, files))


@pytest.mark.parametrize(
    "stimulus",
    [{"text": "A **memo**."}, {"table": table()}, {"figure": network(), "text": "Look."}],
)
def test_a_stimulus_is_kept_as_written(tmp_path, stimulus):
    loaded = loaded_with(tmp_path, stimulus)
    assert loaded.problems == ()
    assert loaded.banks.banks[0].items[0].stimulus == stimulus
    assert loaded.banks.banks[0].items[1].stimulus is None


@pytest.mark.parametrize(
    ("stimulus", "place", "message"),
    [
        ({}, ".text", "is missing; give one of text, figure, table"),
        ({"case": {}}, ".case", "is not a field of this format"),
        ({"text": 4}, ".text", "must be text"),
        ({"figure": "x"}, ".figure", "must be a mapping"),
        ({"figure": {"kind": "photo", "title": "T"}}, ".figure.kind", "is 'photo'; use one of"),
        ({"figure": network() | {"unit": None}}, ".figure.unit", "is empty"),
        ({"table": {"caption": "C", "head": ["A", "B"]}}, ".table.rows", "is missing"),
        ({"table": table() | {"head": ["A"]}}, ".table.head", "has 1; list at least 2"),
        ({"table": table() | {"rows": [["1"]]}}, ".table.rows[#1]", "has 1 cells; give it 2"),
        ({"table": table() | {"rows": [["a", 3]]}}, ".table.rows[#1][#2]", "must be text; put qu"),
    ],
)
def test_a_wrong_stimulus(tmp_path, stimulus, place, message):
    [problem] = loaded_with(tmp_path, stimulus).problems
    assert str(problem).startswith(f"{PLACE}{place}: {message}")


def test_the_text_of_a_stimulus_holds_everything_in_it():
    text = stimulus_text({"text": "A memo.", "table": table(), "figure": network()})
    for part in ("A memo.", "Ships by day", "Tuesday", "7", "Second task", "5"):
        assert part in text
