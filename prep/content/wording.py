"""Words that give an answer away or say nothing, and the sentences that ask for others."""

import re

_GIVEAWAY = re.compile(
    r"\b(always|never|only|completely|totally|absolutely|guarantee\w*|impossible|immediately)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(frequently|occasionally|rarely|seldom|often|sometimes|many|few|several|regularly)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\b(all|none|both|any) of the (above|options|answers)\b", re.IGNORECASE)
_LETTER = re.compile(r"\b([Oo]ption|[Aa]nswer|[Cc]hoice) [A-Ea-e]\b")
_ISSUER = re.compile(r"\baccording to PMI\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(NOT|EXCEPT|LEAST|least|except|incorrect|false|avoid)\b"
    r"|\b(is|are|should|would|does|do|can|was|were|will) not\b"
    r"|\b\w+n['’]t\b"
)


def option_complaints(text: str) -> list[str]:
    """What is wrong with the wording of one option."""
    complaints = []
    if word := _GIVEAWAY.search(text):
        complaints.append(f"says {word[0]!r}, which gives an option away; say it without")
    if word := _VAGUE.search(text):
        complaints.append(f"says {word[0]!r}, which two readers take differently; be exact")
    if word := _ABOVE.search(text):
        complaints.append(f"says {word[0]!r}; write an option of its own")
    return complaints


def rationale_complaints(text: str) -> list[str]:
    """What is wrong with the wording of one rationale. Options are shuffled: letters move."""
    complaints = []
    if word := _LETTER.search(text):
        complaints.append(f"says {word[0]!r}; options are shuffled, name what the option says")
    if _ISSUER.search(text):
        complaints.append("appeals to PMI; give the reason itself")
    return complaints


def is_negative(question: str) -> bool:
    """Whether the question asks for what does not hold."""
    return _NEGATIVE.search(question) is not None
