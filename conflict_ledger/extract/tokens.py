"""Words of a sentence with their places, and the longest lexicon phrase at each of them.

The token layer is shared by the grammar modules; it knows words and spans, never meaning.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import TypeVar

from conflict_ledger.frozen import record
from conflict_ledger.lexicon import Entry, load_lexicon

# Numbers with separators, words with inner apostrophes, any other mark on its own.
TOKEN = re.compile(r"(\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_)")

T = TypeVar("T")
# First word -> how many words its phrases have, most first, and the phrases by their words.
PhraseIndex = Mapping[str, tuple[tuple[int, ...], Mapping[tuple[str, ...], T]]]


@record(frozen=True, slots=True)
class Tokens:
    """Of one text in parallel: lower-case words, starts and ends (half-open, within ``text``)."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

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
    ('at', 'least', '1,700', 'men', '.')
    """
    # Character for character, so that the places are those of the text: only the dotted capital I would become two.
    words, starts, ends, _ = cut(TOKEN, text.replace("’", "'").replace("İ", "I").lower())
    return Tokens(text, tuple(words), starts, ends)


def cut(pattern: re.Pattern[str], text: str) -> tuple[list[str], tuple[int, ...], tuple[int, ...], list[str]]:
    """All matches of a pattern that is one group: words, starts, ends, and what stands around them (one more).

    >>> cut(re.compile(r"(\\w+)"), "a bc.")
    (['a', 'bc'], (0, 2), (1, 4), ['', ' ', '.'])
    """
    parts = pattern.split(text)
    edges = tuple(accumulate(map(len, parts)))
    return parts[1::2], edges[:-1:2], edges[1::2], parts[::2]


def phrase_index(phrases: Iterable[tuple[str, T]]) -> PhraseIndex[T]:
    """Index phrases by their first word; of two with the same words the first one counts.

    >>> phrase_index([("shot", "S"), ("shot dead", "K")])["shot"]
    ((2, 1), {('shot',): 'S', ('shot', 'dead'): 'K'})
    """
    by_first: dict[str, dict[tuple[str, ...], T]] = {}
    for phrase, value in phrases:
        words = tokenize(phrase).words
        by_first.setdefault(words[0], {}).setdefault(words, value)
    return {
        first: (tuple(sorted({len(words) for words in group}, reverse=True)), group)
        for first, group in by_first.items()
    }


@cache
def lexicon_index(name: str) -> PhraseIndex[Entry]:
    """The forms of a lexicon, each with its entry."""
    return phrase_index((form, entry) for entry in load_lexicon(name).entries for form in entry.forms)


def longest_phrase(tokens: Tokens, i: int, index: PhraseIndex[T]) -> tuple[int, T] | None:
    """(end token, value) of the longest phrase that starts at token ``i``, or None."""
    group = index.get(tokens.words[i])
    if group is None:
        return None
    lengths, phrases = group
    for length in lengths:
        words = tokens.words[i : i + length]
        if words in phrases:
            return i + len(words), phrases[words]
    return None


def phrases_of(tokens: Tokens, index: PhraseIndex[T]) -> list[tuple[int, int, T]]:
    """(start, end, value) of the longest phrases of an index, left to right, not overlapping."""
    hits: list[tuple[int, int, T]] = []
    free = 0
    for at in [at for at, word in enumerate(tokens.words) if word in index]:
        found = longest_phrase(tokens, at, index) if at >= free else None
        if found is not None:
            free, value = found
            hits.append((at, free, value))
    return hits


def name_end(tokens: Tokens, end: int, known: Container[str]) -> int:
    """Where a name with hyphens or a number ends whose first word ends at token ``end``; no part is a ``known`` word.

    >>> name_end(tokenize("the el-Tamsi family"), 2, ()), name_end(tokenize("nine Q7 rebels"), 2, ())
    (4, 3)
    """
    if _ends_in_number(tokens, end):
        return end + (2 if tokens.words[end] == "-" else 1)
    while end + 1 < len(tokens.words) and tokens.words[end] == "-" and tokens.glued(end) and tokens.glued(end + 1):
        if not tokens.capitalised(end + 1) or tokens.words[end + 1] in known:
            break
        end += 2
    return end


def _ends_in_number(tokens: Tokens, end: int) -> bool:
    """Whether digits are written to a capitalised word that ends at token ``end``: "Q7", "Q-7"."""
    at = end + (tokens.words[end : end + 1] == ("-",))
    is_glued = at < len(tokens) and all(tokens.glued(part) for part in range(end, at + 1))
    return is_glued and tokens.words[at].isdecimal() and tokens.capitalised(end - 1)
