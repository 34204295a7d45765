"""Diagrams as a file format: what is accepted, and that every error names its field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from prep.content.fields import error_messages
from prep.content.figures import check_figure, elements
from tests.diagrams import DIAGRAMS, MARKS, STRATEGIES, diagram

KINDS = sorted(DIAGRAMS)
A, B = {"id": "A", "duration": 1}, {"id": "B", "duration": 1}
CELL = {"probability": "Rare", "impact": "Minor"}


def errors(figure: dict[str, Any]) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        check_figure(figure)
    return error_messages(caught.value)


def changed(kind: str, part: str, n: int, **fields: Any) -> dict[str, Any]:
    """The good diagram with some fields of one entry changed; None takes a field out."""
    figure = diagram(kind)
    entry = {**figure[part][n], **fields}
    figure[part][n] = {name: value for name, value in entry.items() if value is not None}
    return figure


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_diagram_is_kept_as_written(kind):
    assert check_figure(DIAGRAMS[kind]) == DIAGRAMS[kind]


@given(st.one_of(*STRATEGIES.values()))
def test_any_diagram_within_the_limits_is_accepted(figure):
    assert check_figure(figure) == figure


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_elements(kind):
    assert set(MARKS[kind]) <= set(elements(DIAGRAMS[kind]))


@pytest.mark.parametrize("kind", KINDS)
def test_every_diagram_has_a_title(kind):
    assert errors(diagram(kind, title=None))["title"] == ["is empty; fill it in or remove the line"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_an_error(kind):
    assert "is not a field" in errors(diagram(kind, colour="red"))["colour"][0]


def test_cells_are_elements_by_their_two_levels():
    assert "Rare / Severe" in elements(DIAGRAMS["risk_matrix"])
    assert "high / low" in elements(DIAGRAMS["stakeholder_grid"])
    assert "Deploy to production / Developers" in elements(DIAGRAMS["raci"])


@pytest.mark.parametrize(
    ("figure", "field", "message"),
    [
        (
            diagram("network", activities=[A, {**B, "after": ["X"]}]),
            "activities[B].after",
            "'X' is no activity; use one of A, B",
        ),
        (
            diagram("network", activities=[{**A, "after": ["B"]}, {**B, "after": ["A"]}]),
            "activities[A].after",
            "leads round in a circle (A, B); take one link out",
        ),
        (diagram("network", activities=[A, A]), "activities", "has 'A' twice; rename one"),
        (diagram("network", activities=[A]), "activities", "has 1; list at least 2"),
        (
            diagram(
                "network",
                activities=[
                    {"id": str(n), "duration": 1, "after": [str(n - 1)] if n else []}
                    for n in range(8)
                ],
            ),
            "activities",
            "make a chain of 8; draw at most 7 one after another",
        ),
        (
            diagram("network", activities=[{"id": str(n), "duration": 1} for n in range(4)]),
            "activities",
            "have 4 activities and 0 passing arrows side by side at step 1; "
            "draw at most 3 of either",
        ),
        (changed("gantt", "activities", 0, start=4), "activities[A].start", "is after the end"),
        (
            changed("gantt", "activities", 1, start=3),
            "activities[B].start",
            "is 3, but 'A' ends with 3; use 4 or later, or take it out of after",
        ),
        (
            changed("gantt", "milestones", 0, at=10),
            "milestones[M1].at",
            "is 10, but 'E' ends with 11; use 11 or later, or take it out of after",
        ),
        (
            changed("gantt", "milestones", 0, after=["Z"]),
            "milestones[M1].after",
            "'Z' is no activity or milestone; use one of A, B, C, D, E, M1",
        ),
        (
            changed("gantt", "milestones", 0, id="A"),
            "milestones",
            "has 'A' twice; rename one",
        ),
        (
            changed("risk_matrix", "risks", 1, impact="Huge"),
            "risks[R2].impact",
            "'Huge' is no level of impact; use one of Negligible, Minor",
        ),
        (
            diagram("risk_matrix", probability=["Low", "Low"]),
            "probability",
            "has 'Low' twice; rename one",
        ),
        (
            changed("risk_matrix", "risks", 1, id="R1"),
            "risks",
            "has 'R1' twice; rename one",
        ),
        (
            changed("stakeholder_grid", "stakeholders", 1, name="Head of IT"),
            "stakeholders",
            "has 'Head of IT' twice; rename one",
        ),
        (
            changed("raci", "work", 0, letters={"Sponsor": "A"}),
            "work[Accept the release notes].letters",
            "'Sponsor' is no role; use one of Product owner",
        ),
        (diagram("raci", roles=["Ops", "Ops"]), "roles", "has 'Ops' twice; rename one"),
        (
            diagram("kanban", columns=[{"name": "Done", "cards": []}] * 2),
            "columns",
            "has 'Done' twice; rename one",
        ),
        (
            changed("decision_tree", "nodes", 1, on="9"),
            "nodes[2].on",
            "'9' is no node; use one of 1, 2",
        ),
        (
            changed("decision_tree", "nodes", 1, on=None),
            "nodes[2].on",
            "is missing; name the node that it hangs on",
        ),
        (
            changed("decision_tree", "nodes", 0, on="a"),
            "nodes[1].on",
            "leads round in a circle (1, 2, a); take one link out",
        ),
        (
            changed("decision_tree", "nodes", 2, probability=None),
            "nodes[a].probability",
            "is missing; add it",
        ),
        (
            changed("decision_tree", "nodes", 2, probability=0.7),
            "nodes[2].probability",
            "of the branches behind it add up to 1.1; make it 1",
        ),
        (
            changed("decision_tree", "nodes", 1, probability=0.5),
            "nodes[2].probability",
            "does not belong here; remove it",
        ),
        (changed("decision_tree", "nodes", 7, value=None), "nodes[e].value", "is missing; add it"),
        (changed("decision_tree", "nodes", 1, branch=None), "nodes[2].branch", "is missing"),
        (
            changed("decision_tree", "nodes", 2, value=1 / 3),
            "nodes[a].value",
            "has more than 2 decimals; round it",
        ),
        (
            changed("decision_tree", "nodes", 0, value=5),
            "nodes[1].value",
            "stands on the first node, which no branch leads to; move it",
        ),
        (
            changed("decision_tree", "nodes", 1, type="end"),
            "nodes[a].probability",
            "does not belong here; remove it",
        ),
        (
            changed("decision_tree", "nodes", 7, type="decision"),
            "nodes[e].type",
            "is decision, which needs two branches or more",
        ),
        (
            changed("fishbone", "categories", 0, name="Process"),
            "categories",
            "has 'Process' twice; rename one",
        ),
        (
            changed("org_chart", "positions", 1, under="Nobody"),
            "positions[Head of applications].under",
            "'Nobody' is no position; use one of Chief information officer",
        ),
        (
            diagram(
                "org_chart",
                positions=[
                    {"name": "0"},
                    *({"name": str(n), "under": str(n - 1)} for n in (1, 2, 3, 4)),
                ],
            ),
            "positions[4].under",
            "is on level 5; draw at most 4",
        ),
    ],
)
def test_an_error_names_its_field_and_the_fix(figure, field, message):
    assert errors(figure)[field][0].startswith(message)


def test_branches_cannot_go_on_from_an_end():
    nodes = [
        {"id": "1", "type": "decision"},
        {"id": "2", "type": "end", "on": "1", "branch": "Buy", "value": 1},
        {"id": "3", "type": "end", "on": "1", "branch": "Build", "value": 2},
        {"id": "4", "type": "end", "on": "3", "branch": "Stop", "value": 3},
    ]
    message = "is end, but branches go on from it; change the type"
    assert errors(diagram("decision_tree", nodes=nodes)) == {"nodes[3].type": [message]}


@pytest.mark.parametrize(
    ("figure", "place", "message"),
    [
        (
            changed("network", "activities", 0, duration=-1),
            ("activities", 0, "duration"),
            "is -1; use a number from 0 to 999",
        ),
        (
            changed("network", "activities", 0, id="ABCD"),
            ("activities", 0, "id"),
            "has 4 characters; use at most 3",
        ),
        (
            changed("gantt", "activities", 0, complete=101),
            ("activities", 0, "complete"),
            "is 101; use a number from 0 to 100",
        ),
        (
            changed("stakeholder_grid", "stakeholders", 0, power="medium"),
            ("stakeholders", 0, "power"),
            "is 'medium'; use one of low, high",
        ),
        (
            changed("raci", "work", 0, letters={"Operations": "X"}),
            ("work", 0, "letters", "Operations", "value"),
            "is 'X'; use one of R, A, C, I, A/R",
        ),
        (
            changed("kanban", "columns", 0, limit=0),
            ("columns", 0, "limit"),
            "is 0; use a number from 1 to 99",
        ),
        (
            changed("kanban", "columns", 0, cards=[{"id": "1", "name": "x", "blocked": "yes"}]),
            ("columns", 0, "cards", 0, "blocked"),
            "must be true or false",
        ),
        (
            changed("fishbone", "categories", 0, causes=[]),
            ("categories", 0, "causes"),
            "has 0; list at least 1",
        ),
    ],
)
def test_an_error_inside_an_entry_is_found_there(figure, place, message):
    found: Any = errors(figure)
    for step in place:
        found = found[step]
    assert found == [message]
