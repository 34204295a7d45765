"""Charts as a file format: what is accepted, and that every error names its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from prep.content.fields import FileSchema, error_messages
from prep.content.figures import FIGURES, FigureField, check_figure, elements
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

KINDS = sorted(EXAMPLES)


def errors(chart) -> dict:
    with pytest.raises(ValidationError) as caught:
        check_figure(chart)
    return error_messages(caught.value)


def error(chart, field) -> str:
    return " ".join(errors(chart)[field])


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_chart_is_kept_as_written(kind):
    assert check_figure(EXAMPLES[kind]) == EXAMPLES[kind]


@given(st.one_of(*STRATEGIES.values()))
def test_any_chart_within_the_limits_is_accepted(chart):
    assert check_figure(chart) == chart


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_elements(kind):
    assert set(MARKS[kind]) <= set(elements(EXAMPLES[kind]))


def test_periods_causes_and_states_are_elements_by_name():
    assert elements(BURNUP) == tuple("012345678")
    assert elements(PARETO)[0] == "Wrong configuration"
    assert elements(CUMULATIVE_FLOW)[-1] == "Done"


def test_points_and_bins_are_elements_by_number():
    assert elements(SCATTER) == tuple(str(n) for n in range(1, 15))
    assert elements(HISTOGRAM) == tuple("12345678")
    assert elements(CONTROL)[-1] == "20"


def test_an_unknown_kind_names_those_there_are():
    message = error({"kind": "pie", "title": "Shares"}, "kind")
    assert message.startswith("is 'pie'; use one of burndown, burnup")


def test_a_missing_kind_is_an_error_beside_the_others():
    assert errors({"title": 7}) == {
        "kind": ["is missing; add it"],
        "title": ["must be text; put quotes around it"],
    }


def test_a_figure_is_a_mapping():
    class Item(FileSchema):
        figure = FigureField(required=True)

    with pytest.raises(ValidationError) as caught:
        Item().load({"figure": ["burndown"]})
    assert error_messages(caught.value) == {"figure": ["must be a mapping (name: value lines)"]}


def test_errors_of_a_figure_stand_below_its_field():
    class Item(FileSchema):
        figure = FigureField(required=True)

    with pytest.raises(ValidationError) as caught:
        Item().load({"figure": BURNDOWN | {"remaining": [1]}})
    assert error_messages(caught.value) == {"figure": {"remaining": ["has 1; list at least 2"]}}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("field", ["title", "x_axis", "y_axis"])
def test_every_chart_has_a_title_and_named_axes(kind, field):
    chart = {name: value for name, value in EXAMPLES[kind].items() if name != field}
    assert error(chart, field) == "is missing; add it"


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_an_error(kind):
    assert "is not a field" in error(EXAMPLES[kind] | {"colour": "red"}, "colour")


def test_names_have_a_limit():
    assert error(BURNDOWN | {"x_axis": "x" * 29}, "x_axis") == ("has 29 characters; use at most 28")


@pytest.mark.parametrize(
    ("chart", "changes", "field", "message"),
    [
        (BURNDOWN, {"periods": ["1", "1"], "remaining": [2, 1]}, "periods", "has '1' twice"),
        (BURNDOWN, {"periods": ["1", "2"]}, "remaining", "has 8 values for 2 periods"),
        (BURNUP, {"completed": [1] * 10}, "completed", "has 10 values for 9 periods"),
        (BURNUP, {"scope": [1] * 10}, "scope", "has 10 values for 9 periods"),
        (
            CUMULATIVE_FLOW,
            {"states": [{"name": "A", "counts": [1] * 8}, {"name": "B", "counts": [1, 2]}]},
            "states[B].counts",
            "has 2 values; write 8, as many as periods",
        ),
        (
            CUMULATIVE_FLOW,
            {"states": [{"name": "A", "counts": [1] * 8}] * 2},
            "states",
            "has 'A' twice",
        ),
        (EVM, {"planned_value": [1, 2]}, "planned_value", "has 2 values; write 9"),
        (EVM, {"actual_cost": [1, 2]}, "actual_cost", "has 2 values; write 5, as many as earned"),
        (EVM, {"earned_value": [5, 4, 6, 7, 8]}, "earned_value", "falls from 5 to 4"),
        (EVM, {"actual_cost": [5, 4, 6, 7, 8]}, "actual_cost", "falls from 5 to 4"),
        (EVM, {"planned_value": [2, 1, *range(3, 10)]}, "planned_value", "falls from 2 to 1"),
        (EVM, {"forecast": [300] * 5}, "forecast", "has 5 values for 4 periods after the status"),
        (EVM, {"forecast": [280]}, "forecast", "falls from 290 to 280"),
        (
            PARETO,
            {"causes": [{"name": "A", "count": 1}, {"name": "B", "count": 2}]},
            "causes[B].count",
            "is above that of 'A'",
        ),
        (PARETO, {"causes": [{"name": "A", "count": 1}] * 2}, "causes", "has 'A' twice"),
        (
            PARETO,
            {"causes": [{"name": "A", "count": 0}, {"name": "B", "count": 0}]},
            "causes",
            "have no count above 0",
        ),
        (CONTROL, {"upper_limit": 47}, "upper_limit", "is not above mean"),
        (CONTROL, {"lower_limit": 47}, "lower_limit", "is not below mean"),
        (CONTROL, {"values": [1] * 31}, "values", "has 31; list at most 30"),
        (SCATTER, {"points": []}, "points", "has 0; list at least 3"),
        (HISTOGRAM, {"width": 0}, "width", "is 0; use a number from 0.001"),
        (HISTOGRAM, {"counts": [1] * 13}, "counts", "has 13; list at most 12"),
    ],
)
def test_a_wrong_field_is_named_with_the_fix(chart, changes, field, message):
    assert message in error(chart | changes, field)


def test_all_that_is_wrong_is_reported_at_once():
    assert set(errors(BURNUP | {"completed": [1] * 10, "scope": [1] * 11})) == {
        "completed",
        "scope",
    }


def test_the_last_cause_may_be_the_rest_whatever_its_count():
    causes = [{"name": "A", "count": 1}, {"name": "Other", "count": 2}]
    assert check_figure(PARETO | {"causes": causes})["causes"] == causes


def test_kinds_are_found_by_the_word_that_files_use():
    assert all(kind.name == word for word, kind in FIGURES.items())
