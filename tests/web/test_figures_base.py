"""What figures of all kinds have: title, text alternative, table, marks and escaped text."""

import pytest
from flask import Flask, render_template_string

from prep.content.figures import FIGURES
from prep.web.figures import VIEWS, draw, table
from prep.web.figures.base import lettered
from prep.web.figures.labels import shortened, text_width, wrapped
from tests.charts import BURNDOWN, CONTROL, EXAMPLES
from tests.drawings import SVG, drawings
from tests.web.browser import HOST

KINDS = sorted(EXAMPLES)
EVIL = '<b onclick="x">&'


def test_every_kind_of_the_file_format_can_be_drawn():
    assert set(VIEWS) == set(FIGURES)


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_wide_and_a_narrow_drawing(kind):
    sizes = [svg.attrib["class"] for svg in drawings(EXAMPLES[kind])]
    assert sizes == ["figure figure--wide", "figure figure--narrow"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_an_image_with_its_title(kind):
    for svg in drawings(EXAMPLES[kind]):
        assert svg.attrib["role"] == "img"
        assert svg.findtext(f"{SVG}title") == EXAMPLES[kind]["title"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_alternative_has_every_cell_of_the_table(kind):
    for svg in drawings(EXAMPLES[kind]):
        description = svg.findtext(f"{SVG}desc") or ""
        assert description.startswith(VIEWS[kind].label)
        for row in table(EXAMPLES[kind]).rows:
            assert all(cell in description for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_a_table_are_as_long_as_its_head(kind):
    shown = table(EXAMPLES[kind])
    assert {len(row) for row in shown.rows} == {len(shown.heads)}


def test_the_text_alternative_names_the_marks():
    wide, _ = drawings(CONTROL, ("15", "3"))
    assert (wide.findtext(f"{SVG}desc") or "").endswith(" A marks 15, B marks 3.")


def test_marks_get_letters_in_their_order():
    assert lettered(["15", "3"]) == {"15": "A", "3": "B"}


def test_texts_of_authors_are_escaped():
    chart = BURNDOWN | {"title": EVIL, "x_axis": EVIL, "y_axis": EVIL, "periods": [EVIL, "2"]}
    assert "<b" not in draw(chart | {"remaining": [2, 1]}, [EVIL])


def test_the_block_shows_title_note_drawing_and_table(pages):
    with pages.test_request_context(base_url=f"https://{HOST}"):
        html = render_template_string(BLOCK, figure=CONTROL | {"note": EVIL})
    assert html.count("<svg ") == 2
    assert "&lt;b onclick=" in html
    assert "<b " not in html
    assert '<th scope="row">15</th><td class="num">63</td>' in html
    assert "data-region" not in html


def test_the_block_hands_the_marks_on(pages):
    with pages.test_request_context(base_url=f"https://{HOST}"):
        html = render_template_string(BLOCK, figure=CONTROL, marks=["15"])
    assert html.count('data-region="15"') == 2


BLOCK = """
{% from "partials/figure.html" import figure_block, figure_styles %}
{{ figure_styles() }}{{ figure_block(figure, marks or ()) }}
"""


@pytest.fixture
def pages(server: Flask) -> Flask:
    """The application, whose templates have the macro."""
    return server


def test_text_that_fits_is_left_alone():
    assert shortened("Done", 100) == "Done"


def test_text_that_does_not_fit_ends_with_an_ellipsis():
    short = shortened("Waiting for the review board", 80)
    assert short.endswith("…")
    assert text_width(short) <= 80


def test_text_is_broken_between_words():
    assert wrapped("Missing database migration", 80, lines=3) == [
        "Missing", "database", "migration"
    ]  # fmt: skip


def test_the_last_line_takes_the_rest_shortened():
    lines = wrapped("Missing database migration", 80, lines=2)
    assert lines[0] == "Missing"
    assert lines[1].endswith("…")
    assert max(map(text_width, lines)) <= 80


def test_wide_letters_take_more_room_than_narrow_ones():
    assert text_width("WWW") > text_width("aaa") > text_width("iii")
