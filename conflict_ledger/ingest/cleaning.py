"""Text as it came to text as it is stored: done once, at ingest; from then on no character is added or removed."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

# Control characters but tab and newline, the zero-width and direction marks, the soft hyphen: nothing to read.
_INVISIBLE = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0E, 0x1C),
        0x1F,
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_SPACES = dict.fromkeys([0x09, 0x1C, 0x1D, 0x1E, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NEWLINES = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TIDY = {**_INVISIBLE, **_SPACES, **_NEWLINES}
# Translating a whole text costs more than finding that most texts have nothing to translate.
_ODD = re.compile("[" + "".join(f"\\U{code:08x}" for code in _TIDY) + "]")
# Joiners carry meaning between letters of Persian or Indic scripts, none before ASCII.
_LOOSE_JOINER = re.compile("[\u200c\u200d]+(?=[\x00-\x7f]|$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Putting marks in order takes the square of their number: 150,000 on one letter take 15 s. Unicode's own bound for
# streams of text (UAX 15) is 30; no spelling needs five.
_NO_LETTERS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
MOST_MARKS = 30
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_SPACE_RUN = re.compile(r" {2,}")
_LINE_EDGE = re.compile(r" ?\n ?")
_MANY_NEWLINES = re.compile(r"\n{3,}")
_UNTIDY = re.compile("[^\n -~]|  | \n|\n |\n\n\n|&")
# Hard-wrapped text: at least this many line ends, longest line between these widths (wire services: 64 to 80), and
# nearly every line so full that the next line's first word would not have fitted (spaces we dropped count as slack);
# and most lines go on in small letters, where there are any: lists of headlines can be even by chance.
WRAP_LINES = 3
WRAP_NARROWEST, WRAP_WIDEST = 45, 100
WRAP_SLACK = 3
WRAP_SHARE = 0.85
RUN_ON_SHARE = 0.5


def normalise_text(raw: str) -> str:
    """NFC, one kind of newline and of space, no invisible characters, at most one blank line; trimmed.

    >>> normalise_text("A\\u00a0 clash\\r\\n\\r\\n\\r\\n\\r\\nin\\u200b Goma &amp; Sake ")
    'A clash\\n\\nin Goma & Sake'
    """
    text = raw
    if _UNTIDY.search(text):
        text = _tidy(text)
    return _join_wrapped_lines(text.strip())


def _tidy(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
        text = _LOOSE_JOINER.sub("", text)
        text = unicodedata.normalize("NFC", _NO_LETTERS.sub(_unpile, text))
    text = text.replace("\r\n", "\n")
    if _ODD.search(text):
        text = text.translate(_TIDY)
    text = _SPACE_RUN.sub(" ", text)
    text = _LINE_EDGE.sub("\n", text)
    return _MANY_NEWLINES.sub("\n\n", text)


def _unpile(found: re.Match[str]) -> str:
    """Signs without the marks that are piled on one letter beyond MOST_MARKS."""
    kept, marks = [], 0
    for sign in found.group():
        marks = marks + 1 if unicodedata.category(sign).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _join_wrapped_lines(text: str) -> str:
    """Turn the line ends inside hard-wrapped paragraphs into spaces: they are no ends of sentences."""
    if "\n" not in text:
        return text
    paragraphs = [paragraph.split("\n") for paragraph in text.split("\n\n")]
    width = _wrap_width(paragraphs)
    if width is None:
        return text
    return "\n\n".join((" " if _is_filled(lines, width) else "\n").join(lines) for lines in paragraphs)


def _wrap_width(paragraphs: list[list[str]]) -> int | None:
    """The width a text was wrapped at, None for a text that was not."""
    broken = [(line, following) for lines in paragraphs for line, following in pairwise(lines)]
    width = max((len(line) for line, _ in broken), default=0)
    if len(broken) < WRAP_LINES or not WRAP_NARROWEST <= width <= WRAP_WIDEST:
        return None
    full = sum(_is_full(line, following, width) for line, following in broken)
    run_on = sum(following.isupper() or not following[0].isupper() for _, following in broken)
    is_wrapped = full >= WRAP_SHARE * len(broken) and run_on >= RUN_ON_SHARE * len(broken)
    return width if is_wrapped else None


def _is_filled(lines: list[str], width: int) -> bool:
    return all(_is_full(line, following, width) for line, following in pairwise(lines))


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room on this one."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - WRAP_SLACK
