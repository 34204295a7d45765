"""Tables of phrases for the rules of the bullet workshop, judged by hand.

A line of a table is `verdict | phrase`: `+` where the point is there, `-` where it is not; or,
where a rule quotes what it saw, the quoted words. Lines that begin with `#` are headings.
"""


def table(text: str) -> list[tuple[str, str]]:
    """The lines as pairs of verdict and phrase."""
    lines = [line.strip() for line in text.strip().splitlines()]
    cut = (line.partition("|") for line in lines if line and not line.startswith("#"))
    return [(verdict.strip(), phrase.strip()) for verdict, _, phrase in cut]
