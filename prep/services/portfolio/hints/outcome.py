"""What says that something changed, or how it ended; an aim does not."""

import re

from prep.services.portfolio.hints.numbers import without_uncounted
from prep.services.portfolio.hints.shapes import (
    NUMBER_WORDS,
    done,
    nouns,
    one_of,
    verbs_in,
    word_pattern,
)

_WORDS = r"(?:[\w’']+\s+){0,3}?"
_THE = r"(?:the|its|their|a|an|every|all|both|each)\s+"
_UNITS = nouns("minute hour day week month")

_CHANGED = word_pattern(
    done("reduc shorten lower increas improv avoid prevent eliminat halv doubl tripl accelerat"),
    done("decreas stabilis stabiliz gain achiev protect simplify"),
    r"cutting|cut(?!\s*-?over)|freed|simplified|removing|sped\s+up|speeding\s+up",
    rf"{done('sav')}(?!\s+(?:the\s+|all\s+)?{nouns('file config document backup log setting')}\b)",
    rf"{done('rais')}(?!\s+(?:the\s+|a\s+)?{nouns('ticket request change issue risk concern')}\b)",
    r"(?:fell|dropped|rose|grew|went\s+down|went\s+up)\s+(?:\w+\s+)?(?:from|by|to|below|above)",
    rf"(?:met|kept|won)\s+{_THE}{_WORDS}{nouns('deadline date target goal limit')}",
    rf"(?:kept|held|stayed)\s+{_WORDS}(?:to|within|on|under|below)\s+{_WORDS}"
    + nouns("plan budget track time schedule target hour day week limit date"),
    rf"passed\s+{_THE}{_WORDS}{nouns('audit review inspection test check acceptance')}",
    rf"restored\s+(?:\w+\s+)?{one_of('service services access trust work')}",
    rf"ended\s+(?:\w+\s+)?{nouns('outage delay complaint failure')}",
    r"won\s+(?:\w+\s+)?(?:approval|agreement|support)",
)
_TROUBLES = nouns(
    "outage downtime interruption incident complaint delay rework overtime loss disruption repeat "
    "escalation rollback error defect stop"
)
_CONSEQUENCES = one_of(
    "kept let gave made spared allowed enabled stopped brought took removed put protected replaced "
    "ended closed cleared secured won opened"
)
_ENDED = word_pattern(
    r"on\s+time(?!\s+(?:sheets?|tracking))|on\s+schedule|ahead\s+of\s+(?:schedule|time|plan)",
    r"(?:before|by)\s+(?:the|its|their)\s+(?:\w+\s+)?deadline|(?:within|under|below|on)\s+budget",
    r"in\s+time(?=\s+for|[.,;]|$)|on\s+the\s+(?:planned|agreed|promised)\s+(?:day|date)",
    rf"(?:without|no|zero)\s+{_WORDS}(?:{_TROUBLES}|(?:lost|missed)\s+\w+)",
    rf"fewer|faster|sooner|quicker|shorter|earlier\s+than|{_UNITS}\s+(?:early|earlier)",
    r"so\s+that|resulting\s+in|as\s+a\s+result|no\s+longer|for\s+the\s+first\s+time",
    rf"which\s+(?:\w+\s+)?{_CONSEQUENCES}",
    r"(?:was|were|had\s+it|got\s+it)\s+(?:\w+\s+)?(?:approved|adopted|accepted|signed)",
    r"by\s+(?:\d[\d.,]*\s?(?:%|per\s+cent|percent)?|a\s+third|a\s+quarter|half)(?=\s|$|[.,;])",
)
_AMOUNT = rf"(?:\d[\d.,]*|\b(?:{NUMBER_WORDS})\b|\b(?:half|one|an?)\s{_UNITS}\b)"
_FROM_TO = re.compile(
    rf"\bfrom\b[^.;]{{0,40}}?{_AMOUNT}[^;]{{0,40}}?\bto\b[^.;]{{0,24}}?"
    rf"(?:{_AMOUNT}|\b(?:zero|none|nil)\b)(?:\s?(?:%|per\scent|percent|h\b|min\b|{_UNITS}\b))?",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:to|should|would|will|aim(?:ed|ing)?\s+at|hop(?:ed|ing)\s+(?:to|for))\s+"
    r"(?:help\s+|further\s+)?"
    + one_of(
        "reduce reducing reduced cut save saving shorten lower raise increase increasing improve "
        "improving avoid prevent eliminate halve double speed accelerate decrease simplify make "
        "stabilise stabilize meet achieve free keep ensure"
    )
    + r"\b[^.,;]*",
    re.IGNORECASE,
)


def outcome_in(text: str) -> str | None:
    """What says that something changed, or how it ended; None without."""
    told = without_uncounted(_AIM.sub(" ", text))
    verb = next(verbs_in(_CHANGED, told), None)
    match = None if verb else _FROM_TO.search(told) or _ENDED.search(told)
    return verb or (match.group() if match else None)


def aim_in(text: str) -> str | None:
    """What says what was meant to change; None without."""
    match = _AIM.search(text)
    return match.group() if match else None


def without_changes(text: str) -> str:
    """The text without “from 6 h to 40 min”, whose figures measure a change and no size."""
    return _FROM_TO.sub(" ", text)
