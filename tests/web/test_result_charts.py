"""The charts of results: every figure in words, everything where the axis says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest

from prep.learning.exam_analysis import Block
from prep.learning.track_record import ForecastOutcome, ReliabilityBin, proportion
from prep.services.exam_results.outcome import DomainResult
from prep.services.exam_results.trend import TrendPoint
from prep.services.track_record import JudgedExam
from prep.web.reliability_chart import reliability_chart
from prep.web.result_charts import (
    MOST_FORECASTS,
    block_chart,
    domain_chart,
    forecast_chart,
    trend_chart,
)

SVG = "{http://www.w3.org/2000/svg}"
LATE = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)

DOMAINS = (
    DomainResult("people", "People", 40, proportion(40, 60), "Target", None),
    DomainResult("process", "<b>Process</b>", 0, proportion(0, 5), None, None),
)
BLOCKS = (Block(1, 20, proportion(12, 18), None), Block(21, 40, None, None))
EXAMS = (
    JudgedExam("Full mock exam", "Form A", LATE, ForecastOutcome(0.68, 0.61, 0.75, 0.63)),
    JudgedExam("Domain: People", "", LATE, ForecastOutcome(0.5, 0.4, 0.6, 1.0)),
)


def point(days: int, expected: float) -> TrendPoint:
    end = LATE + timedelta(days=days)
    return TrendPoint(
        uuid4(),
        "Full mock exam",
        "",
        end,
        180,
        0.6,
        expected,
        expected - 0.1,
        min(1, expected + 0.1),
    )


POINTS = (point(0, 0.55), point(9, 0.95))
CHARTS = {
    "domains": domain_chart(DOMAINS),
    "blocks": block_chart(BLOCKS),
    "trend": trend_chart(POINTS, "Europe/Vienna"),
    "forecasts": forecast_chart(EXAMS, "Europe/Vienna"),
}
BINS = (
    ReliabilityBin(0.2, 0.4, 0.3, proportion(0, 4)),
    ReliabilityBin(0.8, 1.0, 1.0, proportion(3, 3)),
)


def drawings(chart: str) -> list[ElementTree.Element]:
    text = str(chart).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return list(ElementTree.fromstring(f"<all>{text}</all>"))


def described(chart: str) -> str:
    return drawings(chart)[0].findtext(f"{SVG}desc") or ""


@pytest.mark.parametrize("name", CHARTS)
def test_there_is_a_wide_and_a_narrow_drawing_with_ids_of_their_own(name: str) -> None:
    wide, narrow = drawings(CHARTS[name])
    ids = [part.attrib["id"] for svg in (wide, narrow) for part in svg if "id" in part.attrib]
    assert ids == [f"{name}-{v}-{part}" for v in ("wide", "narrow") for part in ("title", "desc")]
    for svg in (wide, narrow):
        assert svg.attrib["role"] == "img"
        assert svg.attrib["aria-labelledby"] in ids
        assert svg.attrib["aria-describedby"] in ids


def test_a_domain_has_its_share_interval_and_count() -> None:
    assert described(CHARTS["domains"]) == (
        "People, 40 of 60 right: 67 % (56–76); <b>Process</b>, 0 of 5 right: 0 % (0–35)."
    )
    assert "<b>" not in CHARTS["domains"]


@pytest.mark.parametrize(
    ("variant", "lines"),
    [
        (0, ["Project Management", "Fundamentals and Core", "Concepts", "Agile"]),
        (1, ["Project Management Fundamentals", "and Core Concepts", "Agile"]),
    ],
)
def test_a_long_name_is_wrapped(variant: int, lines: list[str]) -> None:
    names = ("Project Management Fundamentals and Core Concepts", "Agile")
    domains = [DomainResult("id", name, 9, proportion(9, 12), None, None) for name in names]
    svg = drawings(domain_chart(domains))[variant]
    drawn = [e for e in svg.iter(f"{SVG}text") if e.attrib["class"] == "chart__name"]
    assert [e.text for e in drawn] == lines
    heights = [float(e.attrib["y"]) for e in drawn]
    assert heights == sorted(set(heights))


def test_a_block_without_answers_is_left_out() -> None:
    assert described(CHARTS["blocks"]) == "Questions 1 to 20, 18 answered: 67 % (47–82)."


def test_an_exam_is_named_by_the_learners_date_and_its_kind() -> None:
    named = "24 Nov 2026 · Full mock exam, scored 60 % of 180: 55 %"
    assert described(CHARTS["trend"]).startswith(named)


def test_a_forecast_says_what_came_and_where() -> None:
    assert described(CHARTS["forecasts"]) == (
        "24 Nov 2026 · Full mock exam, forecast 68 % (61–75): came 63 %: inside; "
        "24 Nov 2026 · Domain: People, forecast 50 % (40–60): came 100 %: outside."
    )


@pytest.mark.parametrize("variant", [0, 1])
def test_an_outcome_stands_where_the_axis_says(variant: int) -> None:
    svg = drawings(CHARTS["forecasts"])[variant]
    grid = lines(svg, "chart__grid")
    zero, hundred = min(grid), max(grid)
    shares = [(x - zero) / (hundred - zero) for x in lines(svg, "chart__outcome")]
    assert shares == pytest.approx([0.63, 1.0], abs=0.002)


def lines(svg: ElementTree.Element, css: str) -> Sequence[float]:
    return [float(e.attrib["x1"]) for e in svg.iter(f"{SVG}line") if e.attrib["class"] == css]


def test_a_long_record_shows_its_latest_forecasts() -> None:
    exams = [replace(EXAMS[0], kind_name=f"Section: {n}") for n in range(40)]
    many = described(forecast_chart(exams, "UTC"))
    assert f"Section: {40 - MOST_FORECASTS}," in many
    assert "Section: 39," in many
    assert many.count("Section: ") == MOST_FORECASTS


def test_a_long_name_of_an_exam_keeps_its_day_on_a_phone() -> None:
    kind = "Domain: Project Management Fundamentals and Core Concepts"
    chart = forecast_chart([replace(EXAMS[0], kind_name=kind)], "Europe/Vienna")
    drawn = [e.text for e in drawings(chart)[1].iter(f"{SVG}text")]
    assert "24 Nov 2026 · Domain: Project" in drawn
    assert "Core Concepts" in drawn


@pytest.mark.parametrize("name", [*CHARTS, "chances"])
def test_everything_stays_inside_the_drawing(name: str) -> None:
    chart = reliability_chart(BINS, "mine") if name == "chances" else CHARTS[name]
    for svg in drawings(chart):
        _, _, width, height = map(float, svg.attrib["viewBox"].split())
        for element in svg.iter():
            for key, value in element.attrib.items():
                if key in ("x", "x1", "x2", "cx"):
                    assert 0 <= float(value) <= width
                if key in ("y", "y1", "y2", "cy"):
                    assert 0 <= float(value) <= height


def test_chances_say_how_often_they_came() -> None:
    (svg,) = drawings(reliability_chart(BINS, "mine"))
    assert svg.findtext(f"{SVG}desc") == (
        "forecast 30 %, reached 0 % of 4; forecast 100 %, reached 100 % of 3."
    )
    assert svg.attrib["aria-labelledby"] == "chances-mine-title"


def test_a_dot_stands_at_chance_and_share() -> None:
    (svg,) = drawings(reliability_chart(BINS, "mine"))
    grid = [line for line in svg.iter(f"{SVG}line") if line.attrib["class"] == "chart__grid"]
    left, right = (pick(float(g.attrib["x1"]) for g in grid) for pick in (min, max))
    top, bottom = (pick(float(g.attrib["y1"]) for g in grid) for pick in (min, max))
    dots = [(float(d.attrib["cx"]), float(d.attrib["cy"])) for d in svg.iter(f"{SVG}circle")]
    assert dots == [pytest.approx((left + 0.3 * (right - left), bottom)), (right, top)]
