"""Reading what Chromium prints: how many pages, and their text. No reader of PDFs in general."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> ?Tj|\[(.*?)\] ?TJ", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_CHARACTER = re.compile(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>$", re.MULTILINE)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>")

Characters = dict[int, str]
"""The text of each glyph of a font."""


def count_pages(document: bytes) -> int:
    """How many pages a document has."""
    return len(re.findall(rb"/Type /Page\b(?!s)", document))


def read_text(document: bytes) -> str:
    """The text of all pages without its blanks, which PDF keeps as gaps."""
    objects = {int(number): body for number, body in _OBJECT.findall(document)}
    fonts = {
        name: _characters(objects, int(number))
        for body in objects.values()
        for name, number in _FONT.findall(body.split(b"stream")[0])
    }
    streams = [_content(body) for body in objects.values()]
    pages = [stream for stream in streams if b" Tf" in stream]
    return "".join("".join(_page(page, fonts).split()) for page in pages)


def _page(content: bytes, fonts: dict[bytes, Characters]) -> str:
    parts: list[str] = []
    characters: Characters = {}
    for font, single, several in _SHOWN.findall(content):
        if font:
            characters = fonts.get(font, {})
        for text in [single] if single else _HEX.findall(several):
            glyphs = [int(text[n : n + 4], 16) for n in range(0, len(text), 4)]
            parts += [characters.get(glyph, "") for glyph in glyphs]
    return "".join(parts)


def _characters(objects: dict[int, bytes], font: int) -> Characters:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(font, b""))
    if not found:
        return {}
    cmap = _content(objects[int(found[1])])
    characters = {}
    for first, last, to in _RANGE.findall(cmap):
        for n in range(int(last, 16) - int(first, 16) + 1):
            characters[int(first, 16) + n] = chr(int(to, 16) + n)
    for glyph, to in _CHARACTER.findall(cmap):
        characters[int(glyph, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")
    return characters


def _content(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]
