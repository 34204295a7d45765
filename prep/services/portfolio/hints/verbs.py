"""Verbs that begin a bullet, and verbs that say that others were brought together."""

from prep.services.portfolio.hints.shapes import done, nouns, word_pattern

IRREGULAR = frozenset({
    "brought", "built", "co-led", "cut", "drew", "drove", "forecast", "held", "kept", "led",
    "met", "oversaw", "ran", "rebuilt", "rewrote", "set", "spread", "taught", "took",
    "won", "wrote",
})  # fmt: skip
"""What does not end in -ed and yet says what was done."""

WEAK_VERBS = frozenset({
    "assisted", "attended", "been", "contributed", "dealt", "did", "got", "had", "handled",
    "helped", "involved", "looked", "made", "participated", "supported", "tasked", "tried",
    "used", "utilised", "utilized", "was", "were", "worked",
})  # fmt: skip
NOT_VERBS = frozenset({
    "advanced", "bed", "certified", "dedicated", "detailed", "ed", "embed", "exceed",
    "experienced", "feed", "hundred", "indeed", "motivated", "need", "proceed", "red", "related",
    "sacred", "seed", "shed", "skilled", "speed", "succeed",
})  # fmt: skip

_MEETINGS = nouns(
    "meeting review workshop stand-up standup retrospective session call board rehearsal interview "
    "briefing demo"
)
_UNDERTAKINGS = nouns(
    "project team rollout roll-out migration supplier vendor contractor stakeholder budget "
    "schedule risk change handover expectation workstream"
)
_SETTINGS = nouns("backup job task script scan reboot permission licence license right vlan role")
_FILLER = r"(?:\s+[\w’'&-]+){0,3}?\s+"
COORDINATING = word_pattern(
    done(
        "coordinat co-ordinat facilitat negotiat align chair mediat organis organiz delegat conven"
    ),
    done("broker consult brief moderat steer prioritis prioritiz supervis mobilis mobiliz arrang"),
    done("engag"),
    r"agreed|planned|planning|co-led|oversaw|overseeing",
    r"(?:led|leading)(?!\s+to\b)",
    rf"{done('schedul assign')}(?!\s+(?:\w+\s+)?(?:{_SETTINGS}|cron|ip|addresses)\b)",
    rf"(?:ran|running|held|holding|hosted|prepared|set\s+up){_FILLER}{_MEETINGS}",
    rf"(?:ran|running|managed|managing|directed){_FILLER}{_UNDERTAKINGS}",
    rf"(?:won|obtained|obtaining){_FILLER}(?:ruling|decision|approval|agreement|support)s?",
    r"brought(?:\s+[\w’'-]+){1,6}?\s+together",
    r"handed(?:\s+[\w’'-]+){0,4}?\s+over",
)
"""Verbs of planning and agreeing with others, in the past or as “by coordinating”."""


def is_strong(verb: str) -> bool:
    """Whether a word is a past tense, by its ending or the list, and says what was done."""
    word = verb.lower()
    return word in IRREGULAR or (word.endswith("ed") and word not in WEAK_VERBS | NOT_VERBS)


def is_weak(verb: str) -> bool:
    """Whether it is a verb that hides what was done."""
    return verb.lower() in WEAK_VERBS
