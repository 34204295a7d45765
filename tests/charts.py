"""Charts of IT projects as a bank file spells them: one example of a kind, and random ones."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

Chart = dict[str, Any]

BURNDOWN: Chart = {
    "kind": "burndown",
    "title": "Sprint 7 of the ticket portal",
    "x_axis": "Sprint day",
    "y_axis": "Story points",
    "periods": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
    "remaining": [42, 42, 38, 37, 37, 33, 30, 31],
}
BURNUP: Chart = {
    "kind": "burnup",
    "title": "Release 2 of the billing service",
    "x_axis": "Sprint",
    "y_axis": "Story points",
    "periods": ["0", "1", "2", "3", "4", "5", "6", "7", "8"],
    "completed": [0, 18, 40, 57, 80, 96],
    "scope": [140, 140, 140, 155, 155, 172],
}
CUMULATIVE_FLOW: Chart = {
    "kind": "cumulative_flow",
    "title": "Change requests of the platform team",
    "x_axis": "Week",
    "y_axis": "Requests",
    "periods": ["1", "2", "3", "4", "5", "6", "7", "8"],
    "states": [
        {"name": "To do", "counts": [12, 12, 13, 12, 14, 13, 12, 13]},
        {"name": "In development", "counts": [4, 5, 5, 4, 5, 4, 5, 4]},
        {"name": "Waiting for review", "counts": [1, 2, 4, 7, 9, 12, 15, 18]},
        {"name": "In test", "counts": [2, 2, 2, 1, 2, 1, 2, 1]},
        {"name": "Done", "counts": [0, 3, 6, 9, 11, 13, 14, 15]},
    ],
}
EVM: Chart = {
    "kind": "evm",
    "title": "Data centre move at the end of May",
    "note": "Budget at completion: $480,000.",
    "x_axis": "Month",
    "y_axis": "Thousand dollars to date",
    "periods": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"],
    "planned_value": [20, 60, 120, 190, 270, 350, 420, 460, 480],
    "earned_value": [18, 50, 98, 150, 215],
    "actual_cost": [22, 64, 130, 205, 290],
    "forecast": [385, 480, 575, 648],
}
PARETO: Chart = {
    "kind": "pareto",
    "title": "Causes of failed deployments, last quarter",
    "x_axis": "Cause",
    "y_axis": "Failed deployments",
    "causes": [
        {"name": "Wrong configuration", "count": 34},
        {"name": "Missing database migration", "count": 21},
        {"name": "Expired certificate", "count": 12},
        {"name": "Full disk", "count": 7},
        {"name": "Time-out of the registry", "count": 4},
        {"name": "Other", "count": 6},
    ],
}
CONTROL: Chart = {
    "kind": "control",
    "title": "Time to restore service, by incident",
    "x_axis": "Incident",
    "y_axis": "Minutes",
    "values": [42, 47, 39, 44, 51, 46, 41, 48, 50, 53, 49, 52, 55, 54, 63, 45, 43, 40, 47, 44],
    "mean": 47,
    "upper_limit": 60,
    "lower_limit": 34,
}
SCATTER: Chart = {
    "kind": "scatter",
    "title": "Size and cycle time of 14 stories",
    "x_axis": "Story points",
    "y_axis": "Cycle time, days",
    "points": [
        {"x": x, "y": y}
        for x, y in (
            (1, 1.5), (2, 2), (2, 3), (3, 3), (3, 4.5), (5, 5), (5, 6), (5, 4), (8, 7.5), (8, 9),
            (8, 8), (13, 12), (13, 14), (3, 11),
        )
    ],
}  # fmt: skip
HISTOGRAM: Chart = {
    "kind": "histogram",
    "title": "Time to first answer of the service desk",
    "x_axis": "Minutes",
    "y_axis": "Tickets",
    "start": 0,
    "width": 15,
    "counts": [8, 21, 34, 27, 14, 9, 3, 1],
}

EXAMPLES: Mapping[str, Chart] = {
    chart["kind"]: chart
    for chart in (BURNDOWN, BURNUP, CUMULATIVE_FLOW, EVM, PARETO, CONTROL, SCATTER, HISTOGRAM)
}

MARKS: Mapping[str, tuple[str, ...]] = {
    "burndown": ("2", "4", "7"),
    "burnup": ("3", "5", "1"),
    "cumulative_flow": ("In development", "Waiting for review", "Done"),
    "evm": ("Feb", "Apr", "Sep"),
    "pareto": ("Wrong configuration", "Expired certificate", "Other"),
    "control": ("5", "15", "16"),
    "scatter": ("1", "14", "13"),
    "histogram": ("1", "3", "8"),
}
"""Elements of the examples that a hotspot item could ask for."""

_NAMES = st.text("abc WMil€Ä-", min_size=1, max_size=28).map(lambda s: s.strip() or "x")
_AMOUNTS = st.integers(0, 1_000_000) | st.integers(0, 40) | st.decimals(0, 99, places=2).map(float)
_SIGNED = st.integers(-1_000_000, 1_000_000) | st.floats(-50, 50)
_PERIODS = st.lists(
    st.text("0123456789 SWM", min_size=1, max_size=10).filter(str.strip).map(str.strip),
    min_size=2,
    max_size=16,
    unique=True,
)
_HEAD = {"title": _NAMES, "x_axis": _NAMES, "y_axis": _NAMES}


def _values(count: int, least: int = 2) -> st.SearchStrategy[list[float]]:
    return st.lists(_AMOUNTS, min_size=least, max_size=count)


def _rising(least: int, most: int) -> st.SearchStrategy[list[float]]:
    return st.lists(_AMOUNTS, min_size=least, max_size=most).map(sorted)


def _head(draw: st.DrawFn, kind: str) -> Chart:
    return {"kind": kind, **draw(st.fixed_dictionaries(_HEAD))}


@st.composite
def burndowns(draw: st.DrawFn) -> Chart:
    """Any burn-down chart."""
    periods = draw(_PERIODS)
    remaining = draw(_values(len(periods)))
    return {**_head(draw, "burndown"), "periods": periods, "remaining": remaining}


@st.composite
def burnups(draw: st.DrawFn) -> Chart:
    """Any burn-up chart."""
    periods = draw(_PERIODS)
    completed, scope = draw(_values(len(periods))), draw(_values(len(periods)))
    head = _head(draw, "burnup")
    return {**head, "periods": periods, "completed": completed, "scope": scope}


@st.composite
def cumulative_flows(draw: st.DrawFn) -> Chart:
    """Any cumulative flow diagram."""
    periods = draw(_PERIODS)
    names = draw(st.lists(_NAMES, min_size=2, max_size=5, unique=True))
    states = [{"name": name, "counts": draw(_exactly(len(periods)))} for name in names]
    return {**_head(draw, "cumulative_flow"), "periods": periods, "states": states}


def _exactly(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(_AMOUNTS, min_size=count, max_size=count)


@st.composite
def evms(draw: st.DrawFn) -> Chart:
    """Any earned value chart, with a forecast where there are periods left."""
    periods = draw(_PERIODS)
    earned = draw(_rising(1, len(periods)))
    left = len(periods) - len(earned)
    total = draw(_rising(len(earned), len(earned) + left))
    cost, forecast = total[: len(earned)], total[len(earned) :]
    return {
        **_head(draw, "evm"),
        "periods": periods,
        "planned_value": draw(_rising(len(periods), len(periods))),
        "earned_value": earned,
        "actual_cost": cost,
        **({"forecast": forecast} if forecast else {}),
    }


@st.composite
def paretos(draw: st.DrawFn) -> Chart:
    """Any Pareto chart."""
    names = draw(st.lists(_NAMES, min_size=2, max_size=8, unique=True))
    counts = sorted(draw(_exactly(len(names)).filter(any)), reverse=True)
    causes = [{"name": n, "count": c} for n, c in zip(names, counts, strict=True)]
    return {**_head(draw, "pareto"), "causes": causes}


@st.composite
def controls(draw: st.DrawFn) -> Chart:
    """Any control chart."""
    lower, mean, upper = sorted(draw(st.lists(_SIGNED, min_size=3, max_size=3, unique=True)))
    return {
        **_head(draw, "control"),
        "values": draw(st.lists(_SIGNED, min_size=5, max_size=30)),
        "mean": mean,
        "upper_limit": upper,
        "lower_limit": lower,
    }


@st.composite
def scatters(draw: st.DrawFn) -> Chart:
    """Any scatter diagram."""
    point = st.fixed_dictionaries({"x": _SIGNED, "y": _SIGNED})
    points = draw(st.lists(point, min_size=3, max_size=40))
    return {**_head(draw, "scatter"), "points": points}


@st.composite
def histograms(draw: st.DrawFn) -> Chart:
    """Any histogram."""
    return {
        **_head(draw, "histogram"),
        "start": draw(_SIGNED),
        "width": draw(st.integers(1, 10_000) | st.sampled_from([0.001, 0.25, 0.5])),
        "counts": draw(st.lists(_AMOUNTS, min_size=3, max_size=12)),
    }


STRATEGIES: Mapping[str, st.SearchStrategy[Chart]] = {
    "burndown": burndowns(),
    "burnup": burnups(),
    "cumulative_flow": cumulative_flows(),
    "evm": evms(),
    "pareto": paretos(),
    "control": controls(),
    "scatter": scatters(),
    "histogram": histograms(),
}
