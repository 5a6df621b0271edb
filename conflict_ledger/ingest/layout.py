"""A stored text as lines, and what a line looks like: prose, or the furniture of a page."""

from __future__ import annotations

import re
from typing import NamedTuple

# A line this long that ends like a sentence is prose; shorter ones may be slogans of a menu ("Get the app.").
PROSE_LENGTH = 60
# A line this long is prose however it ends.
LONG_LENGTH = 240
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")


class Line(NamedTuple):
    """One non-blank line and where it stands in the text."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines of a normalised text, in order."""
    lines = []
    start = 0
    for content in text.split("\n"):
        end = start + len(content)
        if content:
            lines.append(Line(start, end, content))
        start = end + 1
    return tuple(lines)


def is_prose(line: str) -> bool:
    """Whether a line reads like running text.

    >>> is_prose("Home » News » World")
    False
    >>> is_prose("Two soldiers died when a convoy was ambushed outside the town.")
    True
    """
    return len(line) >= LONG_LENGTH or (len(line) >= PROSE_LENGTH and ends_like_sentence(line))


def ends_like_sentence(line: str) -> bool:
    """Whether the last character but quotes and brackets ends a sentence."""
    return _SENTENCE_END.search(line[-4:]) is not None
