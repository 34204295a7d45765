"""What projects are called, and questions that bring forgotten ones back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of project. hint: what counts as one."""

    name: str
    hint: str


KINDS = {
    "deployment": Kind(
        "Deployment", "Something new was brought to people: laptops, an application, a network."
    ),
    "migration": Kind(
        "Migration", "Something moved from the old to the new: mail, data, servers, a provider."
    ),
    "incident": Kind(
        "Incident and recovery",
        "A large failure with its own team, its plan to recover and what was changed afterwards.",
    ),
    "vendor": Kind(
        "Work with a supplier", "A choice, a contract or a delivery that you followed through."
    ),
    "improvement": Kind(
        "Improvement", "The daily work was made better: fewer tickets, a shorter wait, fewer steps."
    ),
    "other": Kind(
        "Something else", "It began, it ended, and it left something that was not there."
    ),
}

APPROACHES = {
    "predictive": "Predictive: planned first, then carried out",
    "agile": "Agile: in short rounds, each with something to show",
    "hybrid": "Hybrid: some of both",
}

FORGOTTEN = (
    "Which system did you replace, and who had to be told?",
    "When did an office, a school or a floor move, open or close?",
    "What did you roll out to more than ten people?",
    "Which failure kept you busy for days, and what was changed so that it does not return?",
    "Which contract ended, and who found the next supplier?",
    "What did an audit or a new law make you do by a fixed date?",
    "Which job was done by hand until you changed that?",
    "Who joined as a group, and who got them working on the first day?",
    "What reached the end of its support while you were there?",
    "Which waiting time or pile of tickets became smaller, and how?",
    "When did you work with people who do not report to your manager?",
    "What did you test with users before everybody got it?",
    "Which weekend or night work did you prepare?",
    "What did you hand over, with training or a guide, that others now run?",
)
"""A learner reads them and remembers; nothing is asked back."""
