"""Decision trees: decisions, chances and what they end in."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import validates_schema

from prep.content.fields import FileSchema, ListOf, Number, OneOf, Part, Text, refuse
from prep.content.figures.base import Figure, FigureKind, FigureSchema, Label, refuse_repeated
from prep.content.figures.graphs import check_tree

MOST_LEVELS = 4
MOST_MONEY = 99_999_999
DECIMALS = {"probability": 3, "value": 2}


class NodeSchema(FileSchema):
    """One node with the branch that leads to it.

    `on` is the node before, `branch` what the branch stands for, `probability` its chance behind a
    chance node, `value` what it costs (negative) or brings. The first node has none of these.
    """

    id = Label(longest=3, required=True)
    type = OneOf(("decision", "chance", "end"), required=True)
    on = Text()
    branch = Label(longest=20)
    probability = Number(low=0, high=1)
    value = Number(low=-MOST_MONEY, high=MOST_MONEY)


class DecisionTreeSchema(FigureSchema):
    """Nodes in the order in which branches stand from top to bottom. `unit` is that of values."""

    unit = Label(longest=24, required=True)
    nodes = ListOf(Part(NodeSchema), at_least=3, at_most=16, required=True)

    @validates_schema
    def _is_a_tree(self, data: dict[str, Any], **_kwargs: Any) -> None:
        nodes = data["nodes"]
        refuse_repeated([node["id"] for node in nodes], "nodes")
        parents = {node["id"]: node.get("on") for node in nodes}
        check_tree(parents, field="nodes[{}].on".format, what="node", deepest=MOST_LEVELS)
        types = {node["id"]: node["type"] for node in nodes}
        for node in nodes:
            _check_branch(node, types.get(node.get("on", "")))
        for node in nodes:
            _check_fork(node, [other for other in nodes if other.get("on") == node["id"]])


def _check_branch(node: Mapping[str, Any], parent: str | None) -> None:
    """What belongs to the branch that leads to the node; `parent` is the type of node before."""
    place = f"nodes[{node['id']}]"
    wanted = {
        "branch": parent is not None,
        "probability": parent == "chance",
        "value": node["type"] == "end",
    }
    for field, is_needed in wanted.items():
        if is_needed and field not in node:
            raise refuse(f"{place}.{field}", "is missing; add it")
    for field in ("probability", "branch"):
        if field in node and not wanted[field]:
            raise refuse(f"{place}.{field}", "does not belong here; remove it")
    for field, decimals in DECIMALS.items():
        if field in node and round(node[field], decimals) != node[field]:
            raise refuse(f"{place}.{field}", f"has more than {decimals} decimals; round it")
    if parent is None and "value" in node:
        raise refuse(
            f"{place}.value", "stands on the first node, which no branch leads to; move it"
        )


def _check_fork(node: Mapping[str, Any], children: Sequence[Mapping[str, Any]]) -> None:
    place = f"nodes[{node['id']}]"
    if node["type"] == "end":
        if children:
            raise refuse(f"{place}.type", "is end, but branches go on from it; change the type")
        return
    if len(children) < 2:
        raise refuse(f"{place}.type", f"is {node['type']}, which needs two branches or more")
    total = sum(child.get("probability", 0) for child in children)
    if node["type"] == "chance" and not math.isclose(total, 1, abs_tol=0.001):
        message = f"of the branches behind it add up to {total:g}; make it 1"
        raise refuse(f"{place}.probability", message)


def _elements(figure: Figure) -> tuple[str, ...]:
    return tuple(node["id"] for node in figure["nodes"])


DECISION_TREE = FigureKind("decision_tree", DecisionTreeSchema, _elements)
