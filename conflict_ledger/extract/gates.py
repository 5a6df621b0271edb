"""Linear-time gates: whether a sentence holds any phrase of a lexicon, so that grammar runs only where it can match."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from string import punctuation
from typing import Any

TO_SPACES = str.maketrans(dict.fromkeys(punctuation + "“”‘’—–…\n\t\xa0", " "))


class Gate:
    """One Aho-Corasick automaton over phrases; each must stand between spaces, so "deadline" holds no "dead"."""

    def __init__(self, phrases: Iterable[str]) -> None:
        import ahocorasick_rs

        self._automaton: Any = ahocorasick_rs.AhoCorasick(sorted({spaced(phrase) for phrase in phrases}))

    def opens(self, text: str) -> bool:
        """Whether the text holds one of the phrases, in any case."""
        return bool(self._automaton.find_matches_as_indexes(spaced(text)))


@lru_cache(maxsize=16)  # several gates look at one sentence in turn
def spaced(text: str) -> str:
    """Lower case, every mark a space, a space at both ends.

    >>> spaced("Shot dead.")
    ' shot dead  '
    """
    return f" {text.lower().translate(TO_SPACES)} "
