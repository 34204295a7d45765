"""Charts with axes: what is drawn stays inside, labels keep apart, the table has every number."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prep.content.figures import check_figure, elements
from prep.web.figures import draw, table
from tests.charts import (
    BURNDOWN,
    BURNUP,
    CONTROL,
    CUMULATIVE_FLOW,
    EVM,
    EXAMPLES,
    HISTOGRAM,
    MARKS,
    PARETO,
    SCATTER,
    STRATEGIES,
)
from tests.drawings import SVG, collisions, drawings, hits, outside, region_ids, texts

KINDS = sorted(EXAMPLES)
ANY_CHART = st.one_of(*STRATEGIES.values()).map(check_figure)


def shapes(svg: ElementTree.Element, tag: str, css: str) -> list[dict[str, str]]:
    return [e.attrib for e in svg.iter(f"{SVG}{tag}") if css in e.attrib["class"].split()]


def rows(chart) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in table(chart).rows}


@settings(max_examples=60)
@given(ANY_CHART)
def test_nothing_is_drawn_outside_the_drawing(chart):
    for svg in drawings(chart):
        assert outside(svg) == []


@settings(max_examples=60)
@given(ANY_CHART)
def test_labels_never_touch(chart):
    for svg in drawings(chart):
        assert collisions(svg) == []


@settings(max_examples=60)
@given(ANY_CHART.flatmap(lambda c: st.tuples(st.just(c), st.sets(st.sampled_from(elements(c))))))
def test_any_element_can_be_marked(chart_and_marks):
    chart, marks = chart_and_marks
    for svg in drawings(chart, tuple(sorted(marks)[:6])):
        assert region_ids(svg) == sorted(marks)[:6]
        assert outside(svg) == []


COLUMN_KINDS = ("burndown", "burnup", "evm", "pareto", "control", "histogram")


@settings(max_examples=60)
@given(st.one_of(*(STRATEGIES[kind] for kind in COLUMN_KINDS)).map(check_figure))
def test_badges_above_a_plot_touch_neither_each_other_nor_a_label(chart):
    for svg in drawings(chart, elements(chart)[:6]):
        assert collisions(svg) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_marked_element_takes_a_finger(kind):
    first = MARKS[kind][:1]
    _, narrow = drawings(EXAMPLES[kind], first)
    hit = hits(narrow)[first[0]]
    assert hit.right - hit.left >= 36  # at the edge of the drawing a part falls away
    assert hit.bottom - hit.top >= 43.9


@pytest.mark.parametrize("kind", KINDS)
def test_letters_stand_in_the_order_of_the_marks(kind):
    for svg in drawings(EXAMPLES[kind], MARKS[kind]):
        letters = [e.text for e in svg.iter(f"{SVG}text") if e.attrib["class"] == "figure__letter"]
        assert letters == ["A", "B", "C"]
        assert region_ids(svg) == list(MARKS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_without_marks_has_no_regions(kind):
    assert "data-region" not in draw(EXAMPLES[kind])


def test_a_burn_down_draws_what_remains_against_an_even_fall():
    assert rows(BURNDOWN)["7"] == ("31", "12.6")
    assert rows(BURNDOWN)["8"] == ("–", "8.4")
    assert rows(BURNDOWN)["10"] == ("–", "0")


def test_a_burn_up_has_completed_work_and_scope():
    assert table(BURNUP).heads == ("Sprint", "Completed", "Scope")
    assert rows(BURNUP)["5"] == ("96", "172")


def test_a_cumulative_flow_counts_every_state():
    assert rows(CUMULATIVE_FLOW)["8"] == ("13", "4", "18", "1", "15")


def test_the_last_state_of_a_cumulative_flow_lies_at_the_bottom():
    wide, _ = drawings(CUMULATIVE_FLOW)
    areas = shapes(wide, "polygon", "figure__area")
    floor = max(float(pair.split(",")[1]) for area in areas for pair in area["points"].split())
    done = [float(pair.split(",")[1]) for pair in areas[-1]["points"].split()]
    assert done[-1] == floor
    assert done[len(done) // 2] == floor


def test_an_earned_value_chart_ends_its_curves_at_the_status_date():
    assert table(EVM).heads[1:] == (
        "Planned value", "Earned value", "Actual cost", "Cost forecast"
    )  # fmt: skip
    assert rows(EVM)["May"] == ("270", "215", "290", "290")
    assert rows(EVM)["Sep"] == ("480", "–", "–", "648")


def test_without_a_forecast_there_is_no_curve_for_it():
    chart = {name: value for name, value in EVM.items() if name != "forecast"}
    assert "Cost forecast" not in table(chart).heads
    assert "Cost forecast" not in draw(chart)


def test_a_pareto_table_has_counts_and_running_shares():
    assert rows(PARETO)["Wrong configuration"] == ("34", "40 %")
    assert rows(PARETO)["Other"] == ("6", "100 %")


def test_a_pareto_line_ends_at_a_hundred_percent():
    for svg in drawings(PARETO):
        hundred = next(e for e in svg.iter(f"{SVG}text") if e.text == "100 %")
        last = shapes(svg, "polyline", "figure__line")[0]["points"].split()[-1]
        assert float(last.split(",")[1]) == pytest.approx(float(hundred.attrib["y"]) - 4, abs=0.1)


def test_causes_stand_under_their_columns_where_there_is_room_else_in_a_key():
    wide, narrow = drawings(PARETO)
    assert "1 Wrong configuration" not in texts(wide)
    assert "1 Wrong configuration" in texts(narrow)


def test_a_control_table_has_the_values_the_mean_and_the_limits():
    assert rows(CONTROL)["15"] == ("63",)
    assert rows(CONTROL)["Mean"] == ("47",)
    assert rows(CONTROL)["Upper control limit"] == ("60",)
    assert rows(CONTROL)["Lower control limit"] == ("34",)


def test_a_control_chart_shows_no_point_as_special():
    outlier = shapes(drawings(CONTROL)[0], "circle", "figure__dot")
    assert {dot["class"] for dot in outlier} == {"figure__dot"}


def test_a_scatter_table_has_every_point():
    assert len(rows(SCATTER)) == 14
    assert rows(SCATTER)["14"] == ("3", "11")


def test_points_of_a_scatter_stand_where_the_axes_say():
    chart = SCATTER | {"points": [{"x": 0, "y": 0}, {"x": 10, "y": 10}, {"x": 5, "y": 2.5}]}
    for svg in drawings(chart):
        low, high, middle = [
            (float(dot["cx"]), float(dot["cy"])) for dot in shapes(svg, "circle", "figure__dot")
        ]
        assert (middle[0] - low[0]) / (high[0] - low[0]) == pytest.approx(0.5, abs=0.01)
        assert (middle[1] - low[1]) / (high[1] - low[1]) == pytest.approx(0.25, abs=0.01)


def test_letters_of_points_in_one_place_stand_around_it_inside_the_drawing():
    chart = SCATTER | {"points": [{"x": 10, "y": 10}] * 3 + [{"x": 0, "y": 0}]}
    for svg in drawings(chart, ("1", "2", "3")):
        assert outside(svg) == []
        assert collisions(svg) == []


def test_a_point_in_the_corner_of_the_axes_can_be_marked():
    chart = SCATTER | {"points": [{"x": 0, "y": 0}] * 3}
    for svg in drawings(chart, ("1",)):
        assert region_ids(svg) == ["1"]
        assert outside(svg) == []


def test_a_histogram_table_names_its_bins_by_their_bounds():
    assert rows(HISTOGRAM)["0 to 15"] == ("8",)
    assert rows(HISTOGRAM)["105 to 120"] == ("1",)


def test_columns_of_a_histogram_are_as_high_as_their_counts():
    for svg in drawings(HISTOGRAM):
        heights = [float(column["height"]) for column in shapes(svg, "rect", "figure__area")]
        shares = [height / heights[2] for height in heights]
        assert shares == pytest.approx([count / 34 for count in HISTOGRAM["counts"]], abs=0.005)


@pytest.mark.parametrize("kind", ["burndown", "burnup", "cumulative_flow", "evm", "histogram"])
def test_charts_of_amounts_begin_at_zero(kind):
    for svg in drawings(EXAMPLES[kind]):
        ticks = [e.text for e in svg.iter(f"{SVG}text") if e.attrib["text-anchor"] == "end"]
        assert ticks[0] == "0"
