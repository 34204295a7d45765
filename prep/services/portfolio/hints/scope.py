"""How large the work was, and for whom."""

import re

from prep.services.portfolio.hints.numbers import without_uncounted
from prep.services.portfolio.hints.outcome import without_changes
from prep.services.portfolio.hints.shapes import NUMBER_WORDS, nouns, one_of

_PEOPLE = nouns(
    "user customer client team department patient student pupil nurse doctor clinician teacher "
    "manager sponsor executive director colleague employee citizen resident engineer analyst "
    "developer tester driver caller shopper visitor passenger agent member volunteer auditor "
    "supplier stakeholder joiner starter office branch school hospital ward site shop store plant "
    "clinic warehouse bank council college library libraries city cities company staff people"
)
_BODIES = one_of(
    r"board leadership finance sales accounting accounts payroll marketing hr human\s+resources "
    r"help\s+desk service\s+desk business everyone university retailer charity"
)
_THINGS = nouns(
    "country countries region building floor mailbox seat laptop desktop device server machine "
    "workstation phone switch router application app system service database tenant account vendor "
    "contractor ticket incident request change release interface report record file week month "
    "year sprint milestone workstream step task requirement test licence license contract location "
    "project wave tablet printer computer pc role rule risk officer group meeting workshop"
)
_COUNTED = rf"(?:{_PEOPLE}|{_THINGS})"
_NOT_BETWEEN = one_of(
    "min mins minute minutes h hour hours per for of in to and by with from on at the a an or than "
    "every which that so while time times across between after before without about over under "
    "within"
)
_COUNT = rf"(?:\d[\d.,'’]*k?|{NUMBER_WORDS}|dozen|both)"
_MONEY = r"(?:[$€£¥]|EUR|USD|GBP)\s?\d[\d.,]*\s?(?:k|m|million)?"
_BUDGETS = one_of("budget contract project programme order")
_WHOLES = one_of("company organisation organization city hospital school group country campus bank")
_PART = r"[\w’'&/]+"
_HYPHENED = rf"(?:-+{_PART})*?"
"""Words and what parts them share no character: else a run of hyphens is split in every way."""
_SCOPE = re.compile(
    rf"(?<![\w.,/-]){_COUNT}{_HYPHENED}(?:-*\s[\s-]*(?!{_NOT_BETWEEN}\b){_PART}{_HYPHENED}){{0,3}}?"
    rf"[\s-]+{_COUNTED}(?!\w)(?:\s+{_COUNTED}(?!\w))*"
    rf"|\b{_BUDGETS}\s+of\s+(?:about\s+)?{_MONEY}|{_MONEY}\s+(?:\w+\s+)?{_BUDGETS}\b"
    rf"|\bacross\s+(?:all|every|the)\s+(?:\w+\s+)?{_COUNTED}(?!\w)"
    rf"|\b{_WHOLES}-wide\b|\bnationwide\b|\bworldwide\b",
    re.IGNORECASE,
)

_GIVING = (
    r"(?:for|so\s+that|so|let|lets|letting|gave|giving|enabled|enabling|allowed|allowing|helped|"
    r"served|serving|spared|sparing|to|among)"
)
_NOT_THEIRS = one_of("with by in on at from across and for to than until before after while which")
_BETWEEN = rf"(?:\s+(?!{_NOT_THEIRS}\b)[\w’'&.,%/-]*[\w%](?=\s)){{0,5}}?\s+"
_COULD = (
    r"(?:can|could|were\s+able|got|saw|kept|no\s+longer|received|stopped|gained|now|worked|had)"
)
_AUDIENCE = re.compile(
    rf"\b{_GIVING}{_BETWEEN}(?:{_PEOPLE}|{_BODIES})(?![\w-])|\b{_PEOPLE}\s+{_COULD}\b",
    re.IGNORECASE,
)


def scope_in(text: str) -> str | None:
    """What says how large the work was: so many teams, sites, users, weeks; None without."""
    match = _SCOPE.search(without_changes(without_uncounted(text)))
    return match.group() if match else None


def audience_in(text: str) -> str | None:
    """What says for whom it was; None without."""
    match = _AUDIENCE.search(text)
    return match.group() if match else None
