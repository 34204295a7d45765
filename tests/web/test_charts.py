from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from prep.learning.composites import Mastery
from prep.web.charts import figure, interval_strip, mastery_chart

SVG = "{http://www.w3.org/2000/svg}"


KNOWN = Mastery(share=0.62, low=0.53, high=0.71, responses=41)


@dataclass(frozen=True)
class Row:
    name: str = "People"
    weight: float = 0.33
    mastery: Mastery = KNOWN
    is_measured: bool = True


EARLY = Row("Process", 0.41, Mastery(share=0.5, low=0.1, high=0.9, responses=3), is_measured=False)


def drawings(*rows: Row) -> dict[str, ElementTree.Element]:
    """The wide and the narrow drawing, parsed."""
    text = str(mastery_chart(rows)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    root = ElementTree.fromstring(f"<all>{text}</all>")
    return {svg.attrib["class"].split("--")[1]: svg for svg in root}


def texts(svg: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def test_a_figure_is_never_alone():
    assert figure(Row()) == "62 % ± 9 · 41 answers"


def test_few_answers_make_no_figure():
    assert figure(EARLY) == "too early to say (3 answers)"


def test_one_answer_is_singular():
    once = Row(mastery=Mastery(0.5, 0.1, 0.9, 1), is_measured=False)
    assert figure(once) == "too early to say (1 answer)"


def test_there_is_a_wide_and_a_narrow_drawing():
    assert list(drawings(Row())) == ["wide", "narrow"]


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_a_drawing_has_a_title_and_a_description_of_every_figure(variant):
    svg = drawings(Row(), EARLY)[variant]
    assert svg.attrib["role"] == "img"
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert svg.attrib["aria-labelledby"] == title.attrib["id"]
    assert description is not None
    assert svg.attrib["aria-describedby"] == description.attrib["id"]
    assert description.text == (
        "People, 33 % of the exam: 62 % ± 9 · 41 answers; "
        "Process, 41 % of the exam: too early to say (3 answers)."
    )


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_the_axis_begins_at_zero_and_ends_at_a_hundred(variant):
    shown = texts(drawings(Row())[variant])
    assert shown[:5] == ["0 %", "25", "50", "75", "100 %"]


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_dot_and_interval_stand_where_the_axis_says(variant):
    svg = drawings(Row())[variant]
    grid = [float(e.attrib["x1"]) for e in svg.iter(f"{SVG}line") if "grid" in e.attrib["class"]]
    zero, hundred = min(grid), max(grid)
    interval = next(e for e in svg.iter(f"{SVG}line") if "interval" in e.attrib["class"])
    dot = next(svg.iter(f"{SVG}circle"))
    drawn = [float(interval.attrib["x1"]), float(dot.attrib["cx"]), float(interval.attrib["x2"])]
    shares = [(x - zero) / (hundred - zero) for x in drawn]
    assert shares == pytest.approx([0.53, 0.62, 0.71], abs=0.002)


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_what_is_not_measured_has_words_instead_of_a_dot(variant):
    svg = drawings(EARLY)[variant]
    assert not list(svg.iter(f"{SVG}circle"))
    assert "too early to say (3 answers)" in texts(svg)


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_everything_stays_inside_the_drawing(variant):
    row = Row(mastery=Mastery(share=0.99, low=0.0, high=1.0, responses=1000))
    svg = drawings(row, row, row, row)[variant]
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    for element in svg.iter():
        for name, value in element.attrib.items():
            if name in ("x", "x1", "x2", "cx"):
                assert 0 <= float(value) <= width
            if name in ("y", "y1", "y2", "cy"):
                assert 0 <= float(value) <= height


@pytest.mark.parametrize(
    ("variant", "lines"),
    [
        ("wide", ["Project Management", "Fundamentals and Core", "Concepts"]),
        ("narrow", ["Project Management Fundamentals", "and Core Concepts"]),
    ],
)
def test_a_long_name_is_wrapped(variant, lines):
    svg = drawings(Row("Project Management Fundamentals and Core Concepts"))[variant]
    names = [e for e in svg.iter(f"{SVG}text") if e.attrib["class"] == "chart__name"]
    assert [e.text for e in names] == lines
    heights = [float(e.attrib["y"]) for e in names]
    assert heights == sorted(set(heights))


def test_names_are_escaped():
    assert "<b>" not in mastery_chart([Row("<b>bold</b>")])


def test_a_strip_is_an_ornament():
    strip = interval_strip(Row())
    assert 'aria-hidden="true"' in strip
    assert "chart__dot" in strip


def test_there_is_no_strip_before_there_is_a_figure():
    assert interval_strip(EARLY) == ""
