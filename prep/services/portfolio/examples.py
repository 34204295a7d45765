"""Before and after: how an honest IT line becomes one about a project. All cases are made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """kind: of a project, as `project_words.KINDS` has it. learn: what made the difference."""

    kind: str
    before: str
    after: str
    learn: str


EXAMPLES = (
    Example(
        "deployment",
        "Imaged and handed out new laptops for the sales department.",
        "Planned the exchange of 120 laptops with three sales managers, so that every team kept "
        "its customer calls and nobody waited more than 40 minutes.",
        "The count, the people it was agreed with, and what they did not lose.",
    ),
    Example(
        "deployment",
        "Responsible for rolling out MFA to all users.",
        "Coordinated the second log-in step for 900 staff in six waves with the service desk; "
        "calls about log-in fell from 30 a day to eight within three weeks.",
        "A deed instead of a duty, and what happened afterwards.",
    ),
    Example(
        "migration",
        "Migrated mailboxes from Exchange 2016 to Microsoft 365.",
        "Led the move of 1,400 mailboxes for 14 sites with four teams, agreed the order with "
        "each site’s manager and finished on time without lost mail.",
        "Versions say nothing to an outsider; sites, teams and the end do.",
    ),
    Example(
        "migration",
        "Worked on the file server migration and fixed permissions.",
        "Agreed with eight departments which folders to keep, move or delete, which cut the data "
        "to move by 38 % and let finance close its month undisturbed.",
        "The decision that you brought about was the project work.",
    ),
    Example(
        "incident",
        "Was on call during the storage outage and restored the VMs.",
        "Led the recovery of 60 servers with two suppliers over 19 hours, briefed the directors "
        "every two hours and had payroll back for 700 employees on time.",
        "Who was led, who was kept informed, and for whom it mattered.",
    ),
    Example(
        "incident",
        "Wrote the RCA for several P1 tickets.",
        "Facilitated reviews of five failures with developers and network staff and followed up "
        "12 agreed changes; users saw no repeat for six months.",
        "A review leads to changes; their effect is the result.",
    ),
    Example(
        "vendor",
        "Main contact for the printer vendor.",
        "Negotiated repair times for 210 printers with the supplier for eleven schools, which "
        "shortened the average wait of teachers from nine days to three.",
        "Contact is a place; a negotiated change is a deed.",
    ),
    Example(
        "vendor",
        "Helped choose a new backup product.",
        "Planned a trial of three backup products for four departments and scored them by their "
        "needs; the board’s choice saved £4,000 a year against the first offer.",
        "Your part in a choice: the way it was made, not the product.",
    ),
    Example(
        "improvement",
        "Automated user creation with PowerShell.",
        "Agreed a single request form for new starters with three HR officers and automated the "
        "set-up of accounts, which cut the wait for 200 joiners from 6 h to 40 min.",
        "The agreement made the automation useful.",
    ),
    Example(
        "improvement",
        "Handled various tickets and improved the knowledge base.",
        "Organised weekly reviews of the ten most frequent questions with five analysts and "
        "published answers for users; tickets fell by 22 % in four months.",
        "One thread of the daily work, with its people and its effect.",
    ),
    Example(
        "other",
        "Set up the network for the company’s open day.",
        "Planned power and network for an open day of 1,200 visitors with five departments, "
        "rehearsed it twice and ran it without an outage for visitors or staff.",
        "An event is a project: temporary, unique, with an end.",
    ),
    Example(
        "other",
        "Trained new colleagues and wrote documentation.",
        "Planned and led training for nine new analysts in two groups with their team leaders; "
        "they answered callers alone after three weeks, two weeks earlier than groups before.",
        "The result of a training is what people can do sooner.",
    ),
)
