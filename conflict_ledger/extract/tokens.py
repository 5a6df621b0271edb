"""Words of a sentence with their places, and the longest lexicon phrase at each of them.

The token layer is shared by the grammar modules; it knows words and spans, never meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

# Numbers with separators, words with inner apostrophes, any other mark on its own.
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")

T = TypeVar("T")
PhraseIndex = Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over one text: lower-case words, starts and ends (half-open, within ``text``)."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, i: int) -> bool:
        """True when token ``i`` touches the one before it ("M" "-" "16")."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def capitalised(self, i: int) -> bool:
        """True when token ``i`` begins with a capital."""
        return self.text[self.starts[i]].isupper()


@lru_cache(maxsize=16)  # the finders ask for the same sentence one after the other
def tokenize(text: str) -> Tokens:
    """Split a text into tokens.

    >>> tokenize("At least 1,700 men.").words
    ['at', 'least', '1,700', 'men', '.']
    """
    words, starts, ends = [], [], []
    for match in TOKEN.finditer(text):
        words.append(match.group().lower().replace("’", "'"))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, words, starts, ends)


def phrase_index(phrases: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
    """First word -> its phrases (words, value), longest first.

    >>> phrase_index([("shot dead", "K"), ("shot", "S")])["shot"]
    ((('shot', 'dead'), 'K'), (('shot',), 'S'))
    """
    by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for phrase, value in phrases:
        words = tuple(tokenize(phrase).words)
        by_first.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(group, key=lambda item: -len(item[0]))) for first, group in by_first.items()}


def longest_phrase(tokens: Tokens, i: int, index: PhraseIndex[T]) -> tuple[int, T] | None:
    """(end token, value) of the longest phrase that starts at token ``i``, or None."""
    for words, value in index.get(tokens.words[i], ()):
        if len(words) == 1 or tuple(tokens.words[i : i + len(words)]) == words:
            return i + len(words), value
    return None
