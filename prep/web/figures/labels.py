"""Room that text takes in a drawing, reckoned for the sans-serif faces that systems have.

The server cannot measure text. Widths are reckoned as in DejaVu Sans, the broadest of the faces
that the style sheet may fall back to, so that text takes less room rather than more.
"""

SMALL, NORMAL = 13, 15
"""Font sizes in a drawing, in pixels."""

_SHARES = {
    **dict.fromkeys("iljI.,:;'|  ", 0.34),
    **dict.fromkeys("frt!()[]-·", 0.42),
    **dict.fromkeys("mwMWQO@%&+=<>−±×—…", 1.0),
}
"""Widths in em of the characters that are not of middling width."""


def text_width(text: str, size: float = SMALL) -> float:
    """Width in pixels at this font size."""
    return size * sum(map(_share, text))


def shortened(text: str, width: float, size: float = SMALL) -> str:
    """The text, or as much of it as fits, with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: float, *, lines: int = 2, size: float = SMALL) -> list[str]:
    """The text in at most this many lines, broken between words; the last one is shortened."""
    done: list[str] = []
    words = text.split()
    while words and len(done) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        done.append(shortened(line, width, size))
    return [*done, shortened(" ".join(words), width, size)] if words else done


def _share(character: str) -> float:
    """Width of one character in em."""
    if ord(character) > 0x2E80:  # from there on scripts fill the square
        return 1.0
    return _SHARES.get(character, 0.78 if character.isupper() else 0.64)
