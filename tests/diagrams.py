"""Diagrams as a bank file spells them: one good one of every kind, and any within the limits."""

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from prep.learning.precedence import passing

Diagram = dict[str, Any]

DIAGRAMS: dict[str, dict[str, Any]] = {
    "network": {
        "kind": "network",
        "title": "Move of the payroll system",
        "unit": "days",
        "activities": [
            {"id": "A", "name": "Survey servers", "duration": 3},
            {"id": "B", "name": "Order hardware", "duration": 10, "after": ["A"]},
            {"id": "C", "name": "Write migration scripts", "duration": 6, "after": ["A"]},
            {"id": "D", "name": "Train payroll staff", "duration": 4, "after": ["A"]},
            {"id": "E", "name": "Install hardware", "duration": 2, "after": ["B"]},
            {"id": "F", "name": "Dry run", "duration": 5, "after": ["C", "E"]},
            {"id": "G", "name": "Go live", "duration": 1, "after": ["D", "F"]},
        ],
    },
    "gantt": {
        "kind": "gantt",
        "title": "Roll-out of the ticket tool",
        "unit": "week",
        "today": 6,
        "activities": [
            {"id": "A", "name": "Agree requirements", "start": 1, "end": 3, "complete": 100},
            {"id": "B", "name": "Configure", "start": 4, "end": 8, "complete": 40, "after": ["A"]},
            {"id": "C", "name": "Migrate old tickets", "start": 5, "end": 7, "complete": 0},
            {"id": "D", "name": "Train the service desk", "start": 9, "end": 10, "after": ["B"]},
            {"id": "E", "name": "Pilot", "start": 9, "end": 11, "after": ["B", "C"]},
        ],
        "milestones": [{"id": "M1", "name": "Old tool switched off", "at": 11, "after": ["E"]}],
    },
    "risk_matrix": {
        "kind": "risk_matrix",
        "title": "Risks of the data centre move",
        "probability": ["Rare", "Unlikely", "Possible", "Likely", "Almost sure"],
        "impact": ["Negligible", "Minor", "Moderate", "Major", "Severe"],
        "risks": [
            {"id": "R1", "name": "Late cabling", "probability": "Likely", "impact": "Minor"},
            {"id": "R2", "name": "Lost backups", "probability": "Rare", "impact": "Severe"},
            {
                "id": "R3",
                "name": "Key engineer leaves",
                "probability": "Possible",
                "impact": "Major",
            },
            {"id": "R4", "name": "Lift out of order", "probability": "Likely", "impact": "Minor"},
            {"id": "R12", "name": "Power cut", "probability": "Unlikely", "impact": "Severe"},
        ],
    },
    "stakeholder_grid": {
        "kind": "stakeholder_grid",
        "title": "Stakeholders of the new help desk",
        "stakeholders": [
            {"name": "Head of IT", "power": "high", "interest": "high"},
            {"name": "Finance director", "power": "high", "interest": "low"},
            {"name": "Works council", "power": "high", "interest": "low"},
            {"name": "Service desk staff", "power": "low", "interest": "high"},
            {"name": "Regional office managers", "power": "low", "interest": "high"},
            {"name": "Visitors", "power": "low", "interest": "low"},
        ],
    },
    "raci": {
        "kind": "raci",
        "title": "Who does what in the release",
        "roles": [
            "Product owner",
            "Project manager",
            "Developers",
            "Operations",
            "Security officer",
        ],
        "work": [
            {
                "name": "Accept the release notes",
                "letters": {"Product owner": "A/R", "Project manager": "C", "Operations": "I"},
            },
            {
                "name": "Run the penetration test",
                "letters": {"Security officer": "R", "Project manager": "A", "Developers": "C"},
            },
            {
                "name": "Deploy to production",
                "letters": {"Operations": "R", "Developers": "R", "Product owner": "I"},
            },
        ],
    },
    "kanban": {
        "kind": "kanban",
        "title": "Board of the platform team on Tuesday",
        "columns": [
            {
                "name": "Ready",
                "limit": 4,
                "cards": [
                    {"id": "T-41", "name": "Rotate certificates"},
                    {"id": "T-43", "name": "Mail relay for branches"},
                ],
            },
            {
                "name": "In progress",
                "limit": 2,
                "cards": [
                    {"id": "T-37", "name": "Single sign-on for suppliers"},
                    {"id": "T-38", "name": "Backup report", "blocked": True},
                    {"id": "T-40", "name": "Patch the wiki"},
                ],
            },
            {"name": "In review", "limit": 2, "cards": []},
            {"name": "Done", "cards": [{"id": "T-30", "name": "New VPN gateway"}]},
        ],
    },
    "decision_tree": {
        "kind": "decision_tree",
        "title": "Where to run the booking system",
        "unit": "thousand euros",
        "nodes": [
            {"id": "1", "type": "decision"},
            {"id": "2", "type": "chance", "on": "1", "branch": "Own servers", "value": -180},
            {
                "id": "a",
                "type": "end",
                "on": "2",
                "branch": "Many bookings",
                "probability": 0.6,
                "value": 420,
            },
            {
                "id": "b",
                "type": "end",
                "on": "2",
                "branch": "Few bookings",
                "probability": 0.4,
                "value": 150,
            },
            {"id": "3", "type": "chance", "on": "1", "branch": "Rented servers", "value": -40},
            {
                "id": "c",
                "type": "end",
                "on": "3",
                "branch": "Many bookings",
                "probability": 0.6,
                "value": 230,
            },
            {
                "id": "d",
                "type": "end",
                "on": "3",
                "branch": "Few bookings",
                "probability": 0.4,
                "value": 95.5,
            },
            {"id": "e", "type": "end", "on": "1", "branch": "Keep the old one", "value": 0},
        ],
    },
    "fishbone": {
        "kind": "fishbone",
        "title": "Why releases slip",
        "effect": "Three of the last five releases came a week late or more",
        "categories": [
            {"name": "People", "causes": ["Two testers for four teams", "Holidays in August"]},
            {"name": "Process", "causes": ["Approval board meets monthly", "Tests begin last"]},
            {"name": "Tools", "causes": ["Build takes three hours", "No test data", "Old scanner"]},
            {"name": "Suppliers", "causes": ["Unannounced API changes"]},
            {"name": "Environment", "causes": ["One staging server"]},
        ],
    },
    "org_chart": {
        "kind": "org_chart",
        "title": "IT of the hospital",
        "positions": [
            {"name": "Chief information officer"},
            {"name": "Head of applications", "under": "Chief information officer"},
            {"name": "Head of infrastructure", "under": "Chief information officer"},
            {"name": "Project office", "under": "Chief information officer"},
            {"name": "Ward systems lead", "under": "Head of applications"},
            {"name": "Developer", "under": "Ward systems lead"},
            {"name": "Business analyst", "under": "Ward systems lead"},
            {"name": "Network engineer", "under": "Head of infrastructure"},
            {"name": "Service desk lead", "under": "Head of infrastructure"},
        ],
    },
}


def diagram(kind: str, **changed: Any) -> dict[str, Any]:
    """A figure of this kind with some fields changed."""
    return {**deepcopy(DIAGRAMS[kind]), **changed}


MARKS: dict[str, tuple[str, ...]] = {
    "network": ("B", "C", "D"),
    "gantt": ("B", "E", "M1"),
    "risk_matrix": ("R1", "R2", "R3"),
    "stakeholder_grid": ("Works council", "Head of IT", "Visitors"),
    "raci": (
        "Accept the release notes / Operations",
        "Run the penetration test / Developers",
        "Deploy to production",
    ),
    "kanban": ("T-41", "In progress", "In review"),
    "decision_tree": ("1", "2", "a"),
    "fishbone": ("Process", "Tests begin last", "Suppliers"),
    "org_chart": ("Head of applications", "Developer", "Project office"),
}
"""Three elements of every kind, in the order in which they are drawn."""

_NAMES = st.text("abc WMil€Ä-", min_size=1, max_size=28).map(lambda s: s.strip() or "x")
_IDS = ("A", "B", "WWW", "4", "iii", "Q12", "7b", "C", "D", "E", "MMM", "F", "G", "H")
_WHOLE = st.integers(0, 999)


@st.composite
def networks(draw: st.DrawFn) -> Diagram:
    """Levels of up to three activities, each after one of the level before and some others."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=7).filter(lambda s: sum(s) <= 14))
    dates = draw(st.sets(st.sampled_from(["es", "ef", "ls", "lf"])))
    activities: list[dict[str, Any]] = []
    before: list[str] = []
    for size in sizes:
        level = _IDS[len(activities) : len(activities) + size]
        earlier = [activity["id"] for activity in activities]
        for name in level:
            after = {draw(st.sampled_from(before))} if before else set()
            after |= draw(st.sets(st.sampled_from(earlier), max_size=2)) if earlier else set()
            activity = {"id": name, "duration": draw(_WHOLE), "after": sorted(after)}
            activity |= {date: draw(_WHOLE) for date in dates}
            activities.append(activity | draw(st.just({}) | st.builds(dict, name=_NAMES)))
        before = list(level)
    return diagram("network", activities=activities)


def may_be_drawn(network: Diagram) -> bool:
    """Whether no level has more arrows passing than the format allows."""
    after = {activity["id"]: activity["after"] for activity in network["activities"]}
    return all(len(names) <= 3 for names in passing(after).values())


@st.composite
def gantts(draw: st.DrawFn) -> Diagram:
    """Bars anywhere; each may come after those that end before it begins."""
    bars: list[dict[str, Any]] = []
    for name in _IDS[: draw(st.integers(2, 10))]:
        start = draw(st.integers(1, 30))
        done = [bar["id"] for bar in bars if bar["end"] < start]
        after = draw(st.sets(st.sampled_from(done), max_size=2)) if done else set()
        bars.append(
            {
                "id": name,
                "name": draw(_NAMES),
                "start": start,
                "end": draw(st.integers(start, 30)),
                "complete": draw(st.integers(0, 100)),
                "after": sorted(after),
            }
        )
    at = draw(st.integers(1, 30))
    after = [bar["id"] for bar in bars if bar["end"] <= at][:3]
    stones = [{"id": "Mile", "name": draw(_NAMES), "at": at, "after": after}]
    return diagram("gantt", activities=bars, milestones=stones, today=draw(st.integers(1, 30)))


@st.composite
def risk_matrices(draw: st.DrawFn) -> Diagram:
    """Up to five levels with any names, up to twelve risks anywhere."""
    levels = st.lists(
        _NAMES.map(lambda name: name[:12].strip()), min_size=2, max_size=5, unique=True
    )
    probability, impact = draw(levels), draw(levels)
    risks = [
        {
            "id": name,
            "name": draw(_NAMES),
            "probability": draw(st.sampled_from(probability)),
            "impact": draw(st.sampled_from(impact)),
        }
        for name in _IDS[: draw(st.integers(1, 12))]
    ]
    return diagram("risk_matrix", probability=probability, impact=impact, risks=risks)


@st.composite
def stakeholder_grids(draw: st.DrawFn) -> Diagram:
    """Up to twelve stakeholders anywhere."""
    level = st.sampled_from(["low", "high"])
    names = draw(st.lists(_NAMES, min_size=1, max_size=12, unique=True))
    stakeholders = [{"name": name, "power": draw(level), "interest": draw(level)} for name in names]
    return diagram("stakeholder_grid", stakeholders=stakeholders)


@st.composite
def racis(draw: st.DrawFn) -> Diagram:
    """Any letters, any cells empty."""
    roles = draw(
        st.lists(_NAMES.map(lambda name: name[:20].strip()), min_size=2, max_size=5, unique=True)
    )
    names = draw(st.lists(_NAMES, min_size=1, max_size=10, unique=True))
    letters = st.dictionaries(st.sampled_from(roles), st.sampled_from(["R", "A", "C", "I", "A/R"]))
    return diagram(
        "raci", roles=roles, work=[{"name": name, "letters": draw(letters)} for name in names]
    )


@st.composite
def kanbans(draw: st.DrawFn) -> Diagram:
    """Two to six columns with up to six cards."""
    names = draw(
        st.lists(_NAMES.map(lambda name: name[:16].strip()), min_size=2, max_size=6, unique=True)
    )
    columns = []
    for n, name in enumerate(names):
        cards = [
            {"id": f"#WM{n}{k}", "name": draw(_NAMES), "blocked": draw(st.booleans())}
            for k in range(draw(st.integers(0, 6)))
        ]
        limit = draw(st.just({}) | st.builds(dict, limit=st.integers(1, 99)))
        columns.append({"name": name, "cards": cards} | limit)
    return diagram("kanban", columns=columns)


@st.composite
def decision_trees(draw: st.DrawFn) -> Diagram:
    """A decision between chances; some chances lead to another decision."""
    money = st.integers(-99_999_999, 99_999_999) | st.decimals(-99, 99, places=2).map(float)
    branch = _NAMES.map(lambda name: name[:20].strip())
    nodes: list[dict[str, Any]] = [{"id": "1", "type": "decision"}]
    for parent in ("2", "3", "4")[: draw(st.integers(2, 3))]:
        share = draw(st.integers(0, 1000)) / 1000
        nodes.append({"id": parent, "type": "chance", "on": "1", "branch": draw(branch)})
        goes_on = parent == "2" and draw(st.booleans())
        for side, p in (("a", share), ("b", round(1 - share, 3))):
            node = {"on": parent, "branch": draw(branch), "probability": p, "value": draw(money)}
            is_fork = goes_on and side == "a"
            nodes.append({"id": f"{parent}{side}", "type": "decision" if is_fork else "end"} | node)
        if goes_on:
            nodes += [
                {"id": f"E{n}", "type": "end", "on": "2a", "branch": draw(branch), "value": n}
                for n in range(2)
            ]
    return diagram("decision_tree", nodes=nodes)


@st.composite
def fishbones(draw: st.DrawFn) -> Diagram:
    """Two to six categories with up to four causes."""
    counts = draw(st.lists(st.integers(1, 4), min_size=2, max_size=6))
    total = sum(counts) + len(counts)
    names = draw(st.lists(_NAMES, min_size=total, max_size=total, unique_by=lambda n: n[:20]))
    categories = [
        {"name": names.pop()[:20].strip() or "x", "causes": [names.pop() for _ in range(count)]}
        for count in counts
    ]
    return diagram("fishbone", effect=draw(_NAMES) + draw(_NAMES), categories=categories)


@st.composite
def org_charts(draw: st.DrawFn) -> Diagram:
    """Up to fourteen positions on up to four levels."""
    names = draw(st.lists(_NAMES, min_size=2, max_size=14, unique=True))
    level = {names[0]: 0}
    positions: list[dict[str, Any]] = [{"name": names[0]}]
    for name in names[1:]:
        under = draw(st.sampled_from([other for other, depth in level.items() if depth < 3]))
        level[name] = level[under] + 1
        positions.append({"name": name, "under": under})
    return diagram("org_chart", positions=positions)


STRATEGIES: dict[str, st.SearchStrategy[Diagram]] = {
    "network": networks().filter(may_be_drawn),
    "gantt": gantts(),
    "risk_matrix": risk_matrices(),
    "stakeholder_grid": stakeholder_grids(),
    "raci": racis(),
    "kanban": kanbans(),
    "decision_tree": decision_trees(),
    "fishbone": fishbones(),
    "org_chart": org_charts(),
}
