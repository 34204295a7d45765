"""Mistakes that people from IT make in their first projects, and the wrong beliefs behind them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. scene: how it looks at work. misconceptions: ids of the beliefs behind it."""

    id: str
    name: str
    scene: str
    misconceptions: tuple[str, ...]


MISTAKES = (
    Mistake(
        "fixing-it-yourself",
        "Fixing it yourself",
        "The migration stalls on a script. You know scripts, so you spend two days on it. "
        "Nobody looks after the plan, and the person who owns the script learns to wait for you.",
        ("hero-manager", "role-confusion"),
    ),
    Mistake(
        "small-favours",
        "Saying yes to a small change",
        "A department head asks for one more field in the form. It is an hour of work, so you say "
        "yes. The report, the interface and the training all depended on the old form.",
        ("skip-control-small-change", "please-the-loudest"),
    ),
    Mistake(
        "one-date",
        "Naming one date",
        "Somebody asks when it will be done. You say Friday. You meant: Friday, if the vendor "
        "answers and nobody is ill. They heard: Friday.",
        ("single-point-estimate", "averages-hide-variance"),
    ),
    Mistake(
        "late-bad-news",
        "Keeping bad news until you have a fix",
        "The firewall order is three weeks late. You wait to report it until you have a way "
        "round. By then the sponsor has no choice left.",
        ("good-news-only", "reports-the-past"),
    ),
    Mistake(
        "written-down",
        "Writing it down and moving on",
        "The issue is in the log. It has been there for five weeks, without an owner and without "
        "a date. Everybody believes that it is in hand.",
        ("document-instead-of-act",),
    ),
    Mistake(
        "passing-it-up",
        "Passing it up, or asking once more",
        "Two teams cannot agree on a maintenance window. You may settle that yourself, but you "
        "send it to the steering group. Your own view of it is not even in the mail.",
        ("escalate-first", "consult-when-decided"),
    ),
    Mistake(
        "calling-a-meeting",
        "Calling a meeting",
        "Nine people sit for an hour because one of them had a question. Nothing is decided, for "
        "the one who decides was not invited.",
        ("meeting-as-default",),
    ),
    Mistake(
        "silence",
        "Taking silence for a yes",
        "You send the plan and write: no answer means that you agree. On the day of the cut-over "
        "the network team says that it never saw it.",
        ("silence-is-consent", "authority-over-influence"),
    ),
    Mistake(
        "announcing",
        "Announcing it and calling it adopted",
        "The mail went to all staff, and the new ticket tool is live. Three weeks later half of "
        "the requests still come by telephone.",
        ("announcement-is-adoption", "one-message-fits-all"),
    ),
    Mistake(
        "building-the-wish",
        "Building what was asked for",
        "Sales wants a dashboard. You build the dashboard. What they needed was to hear of late "
        "orders before the customer does.",
        ("requirement-is-solution", "tool-over-purpose"),
    ),
    Mistake(
        "it-runs",
        "Calling it done when it runs",
        "The servers are up, so you start the next thing. Nobody accepted the work, operations "
        "has no runbook, and the old contract is still being paid.",
        ("done-without-acceptance", "close-without-handover"),
    ),
    Mistake(
        "same-as-staging",
        "Trusting staging, and trusting the backup",
        "The upgrade worked in staging, which has a tenth of the data. The way back is a backup "
        "that nobody has ever restored.",
        ("environments-alike", "backup-means-recovery"),
    ),
    Mistake(
        "more-people",
        "Adding people to late work",
        "The roll-out is behind, so you ask for two more technicians. Your best one now explains "
        "for a week, and the task that holds everything up is still waiting for the supplier.",
        ("more-people-faster", "crash-off-critical"),
    ),
    Mistake(
        "who-did-it",
        "Looking for who did it",
        "After the outage the first question is who pressed the button. From then on people say "
        "less. Why the button could be pressed stays unknown.",
        ("blame-the-person", "act-before-facts"),
    ),
    Mistake(
        "all-urgent",
        "Starting everything that is urgent",
        "Fourteen tasks are open, and all are marked high. Everybody is busy. In the last two "
        "weeks one of them was finished.",
        ("everything-is-critical", "utilisation-over-flow"),
    ),
    Mistake(
        "vendors-problem",
        "Leaving it to the vendor",
        "The contract says that the provider is responsible. The data are lost all the same, and "
        "your users call you.",
        ("vendor-owns-the-risk", "cloud-removes-duty"),
    ),
)
