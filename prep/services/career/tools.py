"""Which tool serves what: five that advertisements name, described without taking sides."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. owner: whose mark its name is. exercises: ids of exercises to learn it with.

    serves: what it is for. not_for: when something else does better. learn: how to begin at work.
    """

    id: str
    name: str
    owner: str
    serves: str
    not_for: str
    learn: str
    exercises: tuple[str, ...]


TOOLS = (
    Tool(
        "jira",
        "Jira",
        "Atlassian",
        "Work that flows in small pieces: a backlog in order, a board, and figures on what was "
        "finished when. Many software and service teams live in it.",
        "A plan with fixed dates and long dependencies, or a sponsor who wants one page. Fields "
        "and statuses multiply quickly; each needs somebody who uses it.",
        "Look at how long work of your own team waits in each status. Then limit what is open at "
        "a time for two weeks and look again.",
        ("agile-limit-open-work", "agile-side-door-requests", "agile-forecast-as-range"),
    ),
    Tool(
        "microsoft-project",
        "Microsoft Project",
        "Microsoft",
        "A schedule as a network: durations, dependencies, the critical path, who is overbooked, "
        "and a baseline to compare with.",
        "Work whose content changes every week, and teams in which one person alone has the "
        "licence. A schedule that nobody updates is worse than none.",
        "Draw the network of one piece of work on paper first. Then enter it, save a baseline, "
        "and see whether the program finds the same critical path as you.",
        ("schedule-network-floats", "schedule-buy-a-day", "resources-level-one-person"),
    ),
    Tool(
        "smartsheet",
        "Smartsheet",
        "Smartsheet Inc.",
        "Lists and schedules for people who think in spreadsheets: rows with owners and dates, "
        "forms that fill them, reports over several sheets.",
        "Software teams that need a backlog beside their code, and schedules with heavy "
        "dependencies. As with any sheet, one wrong formula is copied everywhere.",
        "Turn a list that goes round by mail into one sheet in which each line has an owner, a "
        "date and a next step. Count after three weeks how many lines moved.",
        ("status-issue-log-moving", "budget-bottom-up-reserves", "governance-evidence-calendar"),
    ),
    Tool(
        "trello",
        "Trello",
        "Atlassian",
        "Few people, few steps, one board: who does what, and what is finished. It is learned in "
        "minutes, so that people outside IT join in.",
        "More than a few dozen open cards, dependencies, budgets, or figures for a sponsor.",
        "Run one week of your own work on a board with three columns. Show it to your team at the "
        "end, with what you would order differently.",
        ("agile-one-week-iteration", "stakeholder-request-order"),
    ),
    Tool(
        "confluence",
        "Confluence",
        "Atlassian",
        "Pages that a team writes together and finds again: decisions with their reason, minutes, "
        "runbooks, agreements.",
        "Anything with a status that changes daily, and records that must be signed and kept "
        "unchanged. Pages without an owner grow old quietly.",
        "Write one decision page: what was decided, by whom, why, and what was rejected. Then let "
        "somebody else work from a runbook that you wrote, and stay silent.",
        ("governance-decision-limits", "knowledge-silent-run", "communication-tool-jobs"),
    ),
)
