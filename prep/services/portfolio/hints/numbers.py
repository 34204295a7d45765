"""Which figures in a wording count something; dates, versions and labels do not."""

import re
from collections.abc import Iterator

from prep.services.portfolio.hints.shapes import NUMBER_WORDS

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_PLURAL_NEXT = r"\s(?:[a-z]+\s)?[a-z]+s\b"
_PRODUCTS = (
    "Windows|Server|Office|Microsoft|Exchange|Outlook|SharePoint|Python|Java|Node|PHP|Ubuntu|"
    "Debian|RHEL|CentOS|SUSE|Oracle|MySQL|PostgreSQL|Postgres|SQL|macOS|iOS|Android|vSphere|ESXi|"
    "Angular|Django|Drupal|Magento|TLS|ISO|RFC|NIST|PCI|SOC|ITIL|HTTP|USB|RAID|VLAN|Wi-Fi|Veeam|"
    "Citrix|Fortinet|Cisco|Dell|Dynamics|S/4HANA|SAP"
)
_GRADES = (
    "phase|step|level|tier|layer|port|version|release|wave|sprint|priority|severity|generation|gen"
)
_LABELS = (
    "room|floor|page|stage|line|ticket|incident|case|site|rack|building|number|no|article|clause|"
    "section|option|type|iteration|day|round"
)
_UNCOUNTED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?:/\d{1,2})?",
        r"(?!\d{1,3}(?:\.\d{3})+\b)\bv?\d+(?:\.\d+){2,}\b",
        r"\b\d{4}-\d{2}(?:-\d{2})?\b",
        r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
        rf"\b\d{{1,2}}{_ORDINAL}?(?:\s(?:of\s)?)(?:{_MONTH})\b(?:,?\s\d{{4}})?",
        rf"\b(?:{_MONTH})\s\d{{1,2}}{_ORDINAL}?(?:,?\s\d{{4}})?\b(?!{_PLURAL_NEXT})",
        rf"\b(?:{_MONTH}),?\s{_YEAR}\b",
        rf"\b(?:Q[1-4]|FY)\s?{_YEAR}\b",
        r"\b24\s?[/x×]\s?7\b(?:[/x×]\s?365)?",
        r"\b802\.\d+\w*",
        r"\b\d{1,2}:\d{2}\b(?:\s?[ap]\.?m\b)?",
        r"\b\d{1,2}\s?(?:[ap]m\b|[ap]\.m\.|o[’']clock)",
        rf"\b(?:{_PRODUCTS})(?:\s(?:Server|SQL))?\s\d+(?:[.-]\d+)*\b(?:\sR2)?",
        rf"(?i:\b(?:{_GRADES})s?\s\d+(?:\s?(?:to|and|-|–|/)\s?\d+)?)\b",
        rf"(?i:\b(?:{_LABELS})s?\.?\s#?\d+(?:\s?(?:to|and|-|–|/)\s?\d+)?)\b(?!{_PLURAL_NEXT})",
        rf"(?i:\b(?:in|since|until|till|during|before|after|early|late|mid)[\s-]){_YEAR}\b"
        rf"(?:\s?(?:/|-|–|to|and)\s?\d{{2,4}})?",
        rf"(?<![$€£¥,.\d])\b{_YEAR}\b(?![,.]\d)(?!{_PLURAL_NEXT})(?!\s?[%$€£])",
        r"(?<![.!?]\s)(?<!^)\b(?!EUR|USD|GBP|CHF|CAD|AUD)[A-Z][\w+/]*\s\d+(?:\.\d+)*\b"
        rf"(?!{_PLURAL_NEXT})(?!\s?%|-|[,.]\d)(?!\s(?:h|min|days?|weeks?|people|staff)\b)",
        r"#\d+",
    )
)
_UNIT = r"(?:%|‰|per\scent|percent|k|m|bn|mn|x|h|hrs?|hours?|ms|mins?|gb|tb|mb|fold)"
_MONEY = r"(?:[$€£¥]|EUR|USD|GBP|CHF|CAD|AUD)"
_FIGURE = re.compile(
    rf"(?<![\w#./:])(?<!\d-)(?:{_MONEY}\s?)?"
    rf"(?:\d{{1,3}}(?:[,.'’\u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
    rf"(?:\s?(?:{_UNIT})(?![\w]))?(?:\s?[$€£¥])?(?![\w/:]|[.,]\d)",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"(?<![\w-])(?:{NUMBER_WORDS}|dozen|half|halved|twice|double|doubled|triple|tripled|zero)"
    r"(?![\w’'])(?!-(?:factor|step|tier|way|layer|node|phase|stage|sided|day|trust|touch))"
    r"(?!\s(?:trust|touch)\b)",
    re.IGNORECASE,
)


def uncounted(text: str) -> tuple[str, ...]:
    """Dates, times, versions, addresses and labels: figures that count nothing."""
    return tuple(found for found, _ in _uncounted_spans(text))


def without_uncounted(text: str) -> str:
    """The text with those figures blanked out; every other character keeps its place."""
    for found, start in _uncounted_spans(text):
        text = text[:start] + " " * len(found) + text[start + len(found) :]
    return text


def numbers_in(text: str) -> tuple[str, ...]:
    """Figures and number words that count something, in their order."""
    blanked = without_uncounted(text)
    matches = [*_FIGURE.finditer(blanked), *_WORD.finditer(blanked)]
    return tuple(match.group() for match in sorted(matches, key=lambda match: match.start()))


def _uncounted_spans(text: str) -> Iterator[tuple[str, int]]:
    """Each with where it begins; what one pattern has taken, the next does not see."""
    for pattern in _UNCOUNTED:
        for match in pattern.finditer(text):
            yield match.group(), match.start()
        text = pattern.sub(lambda match: " " * len(match.group()), text)
