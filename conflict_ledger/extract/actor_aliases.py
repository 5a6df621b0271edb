"""Short names that a document introduces itself: "the Front for Free Corvia (FFC)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

INTRODUCED = re.compile(r"\(([A-Z][A-Za-z/-]{1,11})\)")
WORD = re.compile(r"[^\W\d_][\w'’]*")
LONGEST_NAME = 120  # characters back from the bracket
SMALL_WORDS = frozenset("of for the and de la le du des del el al in to on".split())


def introduced_aliases(text: str) -> Mapping[str, str]:
    """Acronym -> the full name it stands behind, where the initials agree; the first introduction counts.

    Linear in the text, since no name is sought further back than LONGEST_NAME characters.

    >>> introduced_aliases("Gunmen of the Front for Free Corvia (FFC) met the governor (Tuesday).")
    {'FFC': 'Front for Free Corvia'}
    """
    found: dict[str, str] = {}
    for match in INTRODUCED.finditer(text):
        acronym = match[1]
        letters = "".join(letter for letter in acronym if letter.isupper())
        name = _name_before(text[max(0, match.start() - LONGEST_NAME) : match.start()], letters)
        if name and acronym not in found:
            found[acronym] = name
    return found


def _name_before(lead: str, letters: str) -> str | None:
    """The shortest end of ``lead`` whose capitalised words begin with these letters, in order and none left over."""
    if len(letters) < 2 or not lead.strip():
        return None
    left = len(letters)
    for word in reversed(list(WORD.finditer(lead))):
        if not word[0][0].isupper():
            if word[0] in SMALL_WORDS:
                continue
            return None
        if word[0][0] != letters[left - 1]:
            return None
        left -= 1
        if left == 0:
            return lead[word.start() :].strip()
    return None
