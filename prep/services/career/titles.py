"""Job titles on the way from IT work to project work: what differs, and what shows that you fit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JobTitle:
    """One title to search for.

    also: what others call it. differs: what is special about it. shows: which evidence speaks for
    you. exercises: ids of exercises that make such evidence.
    """

    name: str
    also: tuple[str, ...]
    differs: str
    shows: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder."""

    name: str
    about: str
    titles: tuple[JobTitle, ...]


LADDER = (
    Rung(
        "Where you are",
        "You keep your job and take over the project side of one piece of work.",
        (
            JobTitle(
                "Your present title, with a project in it",
                ("technical lead of a rollout", "workstream owner", "change coordinator"),
                "Nobody gives you the title. You ask for a small piece with a start, an end and "
                "a result, and you say at the outset who decides what.",
                "One finished action with a number in it, and a mentor who has seen it.",
                ("resources-decision-card", "change-scope-line", "close-with-signed-list"),
            ),
        ),
    ),
    Rung(
        "First project titles",
        "Others answer for the result. You answer for the order in it.",
        (
            JobTitle(
                "IT project coordinator",
                ("project support officer", "junior project manager", "project administrator"),
                "You keep dates, actions, minutes and status true for one or more project "
                "managers. You decide little, and you see how decisions are made.",
                "Action lists that moved, a meeting that ended in decisions, a status report that "
                "got an answer.",
                (
                    "facilitation-decision-agenda",
                    "status-issue-log-moving",
                    "schedule-network-floats",
                ),
            ),
            JobTitle(
                "PMO analyst",
                ("project analyst", "portfolio analyst", "project controls analyst"),
                "You look at many projects at once: figures, forecasts, standards. More "
                "spreadsheets, fewer people to lead.",
                "A forecast with its range, a chart read rightly, earned value worked out on real "
                "hours.",
                ("evm-in-hours", "agile-forecast-as-range", "status-spread-behind-average"),
            ),
            JobTitle(
                "Implementation specialist",
                ("onboarding manager", "deployment coordinator", "customer project manager"),
                "You bring a supplier’s product to its customers. The plan repeats, the customers "
                "do not. Technical people are welcome here.",
                "A rollout with a handover that was accepted, and messages that customers "
                "understood.",
                ("communication-three-readers", "close-with-signed-list", "quality-fit-trial"),
            ),
            JobTitle(
                "Change and release coordinator",
                ("service transition coordinator", "release manager", "change manager (IT)"),
                "You bring changes into operation safely, week after week. Close to what "
                "operations people do already; a project has an end, this has a calendar.",
                "A change that was assessed before it was built, a restore that was timed, a list "
                "of how staging differs.",
                ("change-favour-impact", "risk-restore-drill", "change-staging-gaps"),
            ),
        ),
    ),
    Rung(
        "You lead",
        "You answer for scope, date, money and people’s time, mostly without being their manager.",
        (
            JobTitle(
                "IT project manager",
                ("infrastructure project manager", "systems project manager"),
                "You answer for the whole: from the business reason to the handover. Employers "
                "ask for finished projects and often for a certification.",
                "Three or four projects in your inventory with reason, team, risk and result, and "
                "months in the ledger.",
                (
                    "budget-bottom-up-reserves",
                    "risk-premortem-sorted",
                    "procurement-weighted-offers",
                ),
            ),
            JobTitle(
                "Technical project manager",
                ("delivery manager", "engineering project manager"),
                "Teams build, and you clear the way: dependencies, interfaces, releases. You need "
                "to follow the technology, and to leave it to the engineers.",
                "A bottleneck that you freed, a forecast from finished work, two teams brought to "
                "one plan.",
                (
                    "resources-free-the-bottleneck",
                    "schedule-forecast-from-done",
                    "agile-approach-per-part",
                ),
            ),
            JobTitle(
                "Scrum master",
                ("agile delivery lead", "team coach", "iteration manager"),
                "You serve one or two teams: how they plan, stop starting, finish and learn. You "
                "order nothing; a product owner decides what comes first.",
                "Open work that was limited and measured, requests brought to the one who orders "
                "them, ground rules that a team agreed.",
                ("agile-limit-open-work", "agile-side-door-requests", "conflict-working-agreement"),
            ),
        ),
    ),
    Rung(
        "Later",
        "Several projects, and the question which of them should exist.",
        (
            JobTitle(
                "Programme manager",
                ("senior project manager", "head of PMO", "portfolio manager"),
                "You join projects to one benefit, choose between them and stop some. Fewer "
                "plans, more governance, money and sponsors.",
                "A benefit read after go-live, a case rechecked when something outside moved, "
                "decision limits in writing.",
                (
                    "value-reading-after-go-live",
                    "value-outside-change",
                    "governance-decision-limits",
                ),
            ),
        ),
    ),
)
